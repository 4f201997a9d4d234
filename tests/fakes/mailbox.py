"""A mailbox in memory: mails are appended, the cursor counts them."""

from datetime import datetime

from domain.errors import Unavailable
from tools.inbox.providers.base import BATCH, Cursor, Fetched, RawMail


class FakeMailbox:
    name = "fake"

    def __init__(self, *mails: bytes) -> None:
        self.mails = list(mails)
        self.is_down = False

    async def fetch(self, cursor: Cursor, now: datetime) -> Fetched:
        if self.is_down:
            raise Unavailable("DOWN", "The fake mailbox is down; switch it on.")
        at = cursor.get("at", 0)
        start = at if isinstance(at, int) else 0
        batch = self.mails[start : start + BATCH]
        handed = tuple(RawMail(str(start + n), raw, {"at": start + n + 1}) for n, raw in enumerate(batch))
        return Fetched(handed, {"at": start + len(batch)}, has_more=start + BATCH < len(self.mails))
