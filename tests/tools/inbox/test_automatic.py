"""Mail that no person wrote: absences hold, receipts change nothing."""

from datetime import UTC, datetime

from domain.lead import HoldReason, Stage
from domain.mail import FollowUpStatus, Intent, MailState
from tests.fakes.letters import letter
from tests.tools.inbox.conftest import Inbox

US = "first@brightwater.example"


async def test_an_out_of_office_note_holds_until_the_day_after_the_return(inbox: Inbox) -> None:
    text = "I am out of the office until Friday, November 27."
    state = await inbox.read(letter(text, answers=US, extra="Auto-Submitted: auto-replied\n"))
    assert (state.hold, state.until) == (HoldReason.OUT_OF_OFFICE, datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert (state.follow_up, state.queued) == (FollowUpStatus.WAITING, MailState.QUEUED)
    assert state.stage is Stage.OUTREACH_SENT
    async with inbox.ledger.reading() as books:
        (follow_up,) = await books.follow_ups.list_(lead_ids=[inbox.outreach.lead_id])
    assert follow_up.due_at == state.until and state.responded == 0


async def test_a_note_of_absence_ends_no_hold_that_waits_for_a_person(inbox: Inbox) -> None:
    extra = "Auto-Submitted: auto-replied\n"
    await inbox.read(letter("Yes, let's talk on Friday.", sender="Ann Wu <ann@lakeside.example>"))
    state = await inbox.read(letter("I am out of the office.", answers=US, extra=extra, rfc_id="two@x.example"))
    assert (state.hold, state.until) == (HoldReason.WEAK_MATCH, None)


async def test_a_second_note_without_a_date_does_not_shorten_the_absence(inbox: Inbox) -> None:
    extra = "Auto-Submitted: auto-replied\n"
    long = "I am out of the office until Friday, December 18."
    until = (await inbox.read(letter(long, answers=US, extra=extra))).until
    state = await inbox.read(letter("I am out of the office.", answers=US, extra=extra, rfc_id="two@x.example"))
    assert until is not None and state.until == until


async def test_fifty_automatic_answers_change_nothing_and_ask_nobody(inbox: Inbox) -> None:
    extra = "Auto-Submitted: auto-replied\n"
    mails = [
        letter("We have received your message, ticket 4711.", answers=US, extra=extra, rfc_id=f"auto-{n}@x.example")
        for n in range(50)
    ]
    state = await inbox.read(*mails)
    assert (state.stage, state.follow_up, state.hold) == (Stage.OUTREACH_SENT, FollowUpStatus.WAITING, None)
    assert len(state.replies) == 50 and not state.needs_human


async def test_an_automatic_receipt_is_no_answer_and_keeps_no_later_mail_back(inbox: Inbox) -> None:
    extra = "Auto-Submitted: auto-replied\n"
    since = datetime(2026, 11, 1, tzinfo=UTC)
    async with inbox.ledger.reading() as books:
        company = (await books.leads.get(inbox.outreach.lead_id)).company_id
    state = await inbox.read(letter("We have received your message, ticket 4711.", answers=US, extra=extra))
    assert (state.intent, state.replies[0].state) == (Intent.OTHER, MailState.AUTORESPONDED)
    async with inbox.ledger.reading() as books:
        assert not await books.received.has_answer_since(company, since)
    state = await inbox.read(letter("Ann has left the company.", answers=US, extra=extra, rfc_id="two@x.example"))
    assert state.follow_up is FollowUpStatus.STOPPED
    async with inbox.ledger.reading() as books:
        assert await books.received.has_answer_since(company, since), "what a program says about the person counts"
