"""An inbox with one lead that was written to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.ledger import Ledger
from tests.fakes.clock import FakeClock
from tests.fakes.mailbox import FakeMailbox
from tests.fakes.outreach import Outreach, write_to
from tests.tools.inbox.scene import State, look, open_inbox
from tools.inbox.service import InboxService


class Inbox:
    """What a test reads mail with."""

    def __init__(self, ledger: Ledger, service: InboxService, mailbox: FakeMailbox, outreach: Outreach) -> None:
        self.ledger, self.service, self.mailbox, self.outreach = ledger, service, mailbox, outreach

    async def read(self, *mails: bytes) -> State:
        self.mailbox.mails.extend(mails)
        await self.service.poll_due(at_once=True)
        return await look(self.ledger, self.outreach)


@pytest.fixture
async def inbox(ledger: Ledger, clock: FakeClock, lead_id: int, tmp_path: Path) -> AsyncIterator[Inbox]:
    outreach = await write_to(ledger, clock, lead_id)
    with open_inbox(ledger, clock, tmp_path) as (service, mailbox):
        yield Inbox(ledger, service, mailbox, outreach)
