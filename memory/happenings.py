"""What happened, for a window that follows the news: the events table, read only."""

from db.ledger import Ledger
from domain.events import Event


class Happenings:
    """The events of a workspace, oldest first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def last_id(self) -> int:
        """The id of the newest event, 0 when nothing has happened yet."""
        async with self._ledger.reading() as books:
            return await books.events.last_id()

    async def list_since(self, event_id: int) -> list[Event]:
        """Events with a higher id."""
        async with self._ledger.reading() as books:
            return await books.events.list_since(event_id)
