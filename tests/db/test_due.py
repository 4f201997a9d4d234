"""What is due is found by its rows, and only when its time has come."""

from datetime import timedelta

from db.ledger import Ledger
from db.repositories.received import MailboxState
from domain.lead import Cause, Stage
from tests.fakes.approved import approved_draft
from tests.fakes.clock import FakeClock

DAY = timedelta(days=1)


async def test_an_empty_ledger_has_only_its_mailbox_to_read(ledger: Ledger, clock: FakeClock) -> None:
    async with ledger.reading() as books:
        due = await books.due.find("practice", (Stage.REJECTED,), clock.now())
        unread = await books.due.find("", (Stage.REJECTED,), clock.now())
    assert due.reading and not (due.follow_ups or due.mail or due.archive)
    assert not unread.reading


async def test_reading_waits_for_its_next_time(ledger: Ledger, clock: FakeClock) -> None:
    async with ledger.writing() as books:
        state = MailboxState({}, clock.now(), clock.now() + timedelta(minutes=1))
        await books.received.save_mailbox("practice", state)
        assert not (await books.due.find("practice", (), clock.now())).reading
        clock.move(timedelta(minutes=1))
        assert (await books.due.find("practice", (), clock.now())).reading


async def test_a_follow_up_is_due_on_its_day_and_a_closed_lead_after_its_time(
    ledger: Ledger, clock: FakeClock, lead_id: int
) -> None:
    draft = await approved_draft(ledger, clock)
    async with ledger.writing() as books:
        await books.follow_ups.plan(draft.lead_id, draft.id, 1, clock.now() + DAY)
        await books.leads.move(lead_id, Stage.REJECTED, Cause.PERSON)
        early = await books.due.find("", (Stage.REJECTED,), clock.now() - DAY)
        clock.move(2 * DAY)
        late = await books.due.find("", (Stage.REJECTED,), clock.now() - DAY)
    assert not early.follow_ups and not early.archive
    assert late.follow_ups and late.archive
