"""Who works the due rows of the workspace: one sidecar at a time."""

from datetime import datetime

from db.ledger import Ledger

_NAME = "sidecar"


class SidecarLease:
    """The workspace's lease in the ledger. Times are real time: the practice clock may jump."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def take(self, token: str, holder: str, now: datetime, until: datetime) -> str | None:
        """Takes or renews the lease; answers who holds it instead, None when it is ours."""
        async with self._ledger.writing() as books:
            if await books.workspace.take_lease(_NAME, token, holder, now, until):
                return None
            return await books.workspace.find_lease_holder(_NAME, now) or "unknown"

    async def find_holder(self, now: datetime) -> str | None:
        async with self._ledger.reading() as books:
            return await books.workspace.find_lease_holder(_NAME, now)

    async def drop(self, token: str) -> None:
        async with self._ledger.writing() as books:
            await books.workspace.drop_lease(_NAME, token)
