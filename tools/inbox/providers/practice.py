"""The practice mailbox: lets the fictional prospects answer what is in the outbox, then reads the inbox folder."""

import asyncio
from datetime import datetime
from pathlib import Path

from tools.inbox.providers.base import Cursor, Fetched
from tools.inbox.providers.maildir import MaildirMailbox
from tools.practice.postbox import deliver_answers

# The host that stands for the provider of the practice mailbox in Authentication-Results.
AUTHORITY = "practice.example"


class PracticeMailbox:
    """Mail of the practice workspace; both folders are Maildirs."""

    def __init__(self, inbox: Path, outbox: Path) -> None:
        self.name = "practice"
        self._inbox = inbox
        self._outbox = outbox
        self._maildir = MaildirMailbox(inbox, self.name)

    async def fetch(self, cursor: Cursor, now: datetime) -> Fetched:
        await asyncio.to_thread(deliver_answers, self._outbox, self._inbox, now)
        return await self._maildir.fetch(cursor, now)
