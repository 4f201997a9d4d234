"""The clock of a practice workspace: moved by the person, kept in the ledger, shared by chat and sidecar."""

from datetime import datetime, timedelta

from db.ledger import Ledger
from db.repositories.workspace import CLOCK_OFFSET
from domain.clock import MovableClock
from domain.errors import Correctable

_LONGEST = timedelta(days=366)


class PracticeTime:
    """Moves the clock of the practice workspace. It only goes forward, as waiting does."""

    def __init__(self, ledger: Ledger, clock: MovableClock) -> None:
        self._ledger = ledger
        self._clock = clock

    def adopt(self, offset: timedelta) -> None:
        """Takes over an offset that was read from the ledger."""
        self._clock.offset = offset

    async def refresh(self) -> None:
        """Takes over what another process may have set; call it at the start of a turn or tick."""
        async with self._ledger.reading() as books:
            self.adopt(await books.workspace.clock_offset())

    async def skip(self, by: timedelta) -> datetime:
        """Moves the clock on and answers the new time. Raises Correctable for nothing, the past or over a year."""
        if not timedelta() < by <= _LONGEST:
            raise Correctable("I can skip from an hour to a year; say for example “skip three days”.")
        async with self._ledger.writing() as books:
            offset = await books.workspace.clock_offset() + by
            await books.workspace.set_state(CLOCK_OFFSET, str(offset.total_seconds()))
        self.adopt(offset)
        return self._clock.now()
