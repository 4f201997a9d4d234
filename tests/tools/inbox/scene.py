"""An inbox over a fake mailbox, and what the ledger says afterwards in one value."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db.ledger import Ledger
from domain.clock import Clock
from domain.lead import HoldReason, Stage
from domain.mail import FollowUpStatus, Intent, MailState, Message
from tests.fakes.mailbox import FakeMailbox
from tests.fakes.outreach import Outreach
from tools.inbox.service import InboxService


@contextmanager
def open_inbox(
    ledger: Ledger, clock: Clock, tmp_path: Path, *mails: bytes
) -> Iterator[tuple[InboxService, FakeMailbox]]:
    mailbox = FakeMailbox(*mails)
    service = InboxService(
        ledger,
        clock,
        mailbox,
        poll_every=timedelta(minutes=5),
        quarantine=tmp_path / "quarantine",
        authority="practice.example",
    )
    try:
        yield service, mailbox
    finally:
        service.close()


@dataclass(frozen=True)
class State:
    """What became of a lead and of the mails."""

    stage: Stage
    hold: HoldReason | None
    until: datetime | None
    sent: MailState
    queued: MailState
    follow_up: FollowUpStatus
    suppressed: frozenset[str]
    replies: tuple[Message, ...]
    responded: int

    @property
    def intent(self) -> Intent:
        reply = self.replies[0]
        assert reply.understanding is not None
        return reply.understanding.intent

    @property
    def needs_human(self) -> bool:
        reply = self.replies[0]
        assert reply.understanding is not None
        return reply.understanding.needs_human


async def look(ledger: Ledger, outreach: Outreach) -> State:
    async with ledger.reading() as books:
        lead = await books.leads.get(outreach.lead_id)
        sent, queued = await books.mail.list_sent(draft_id=outreach.draft_id)
        (follow_up,) = await books.follow_ups.list_(lead_ids=[outreach.lead_id])
        events = await books.events.list_for_lead(outreach.lead_id)
        return State(
            stage=lead.stage,
            hold=lead.hold.reason if lead.hold else None,
            until=lead.hold.until if lead.hold else None,
            sent=sent.state,
            queued=queued.state,
            follow_up=follow_up.status,
            suppressed=frozenset(one.value for one in await books.suppressions.list_()),
            replies=tuple(await books.received.list_()),
            responded=sum(1 for event in events if event.name == "lead.responded"),
        )
