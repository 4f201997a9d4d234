"""State words of the workspace and the lease of the sidecar."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import LeaseRow, StateRow
from domain.clock import Clock

CLOCK_OFFSET = "clock_offset_seconds"
SENDING_PAUSED = "sending_paused"
SENDING_RESUMED_AT = "sending_resumed_at"


class WorkspaceRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def find_state(self, name: str) -> str | None:
        return await self._session.scalar(select(StateRow.value).where(StateRow.name == name))

    async def set_state(self, name: str, value: str) -> None:
        row = await self._session.get(StateRow, name)
        if row is None:
            row = StateRow(name=name)
            self._session.add(row)
        row.value = value
        row.set_at = self._clock.now()
        await self._session.flush()

    async def clear_state(self, name: str) -> bool:
        """Forgets the word; False when it was not set."""
        is_set = await self.find_state(name) is not None
        await self._session.execute(delete(StateRow).where(StateRow.name == name))
        return is_set

    async def clock_offset(self) -> timedelta:
        return timedelta(seconds=float(await self.find_state(CLOCK_OFFSET) or 0))

    async def is_sending_paused(self) -> bool:
        return await self.find_state(SENDING_PAUSED) is not None

    async def take_lease(self, name: str, token: str, holder: str, now: datetime, until: datetime) -> bool:
        """Takes or renews the lease; False while another token holds it. `now` is real time, not the practice clock."""
        row = await self._session.get(LeaseRow, name)
        if row is None:
            self._session.add(LeaseRow(name=name, token=token, holder=holder, until=until))
        elif row.token == token or row.until < now:
            row.token, row.holder, row.until = token, holder, until
        else:
            return False
        await self._session.flush()
        return True

    async def set_lease(self, name: str, token: str, holder: str, until: datetime) -> None:
        """Takes the lease from whoever has it; the caller has found out in this transaction that it may."""
        await self._session.merge(LeaseRow(name=name, token=token, holder=holder, until=until))
        await self._session.flush()

    async def find_lease_holder(self, name: str, now: datetime) -> str | None:
        """Who holds the lease at that moment."""
        row = await self._session.get(LeaseRow, name)
        return row.holder if row and row.until >= now else None

    async def drop_lease(self, name: str, token: str) -> None:
        await self._session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.token == token))
