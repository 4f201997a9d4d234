"""From a mail in the mailbox to its effect in the ledger."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.ledger import Ledger
from db.repositories.drafts import NewDraft, NewPart
from db.repositories.received import ReceivedMailRepository
from domain.draft import DraftKind
from domain.errors import Unavailable
from domain.lead import HoldReason, Stage
from domain.mail import FollowUpStatus, Intent, MailState
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context
from tests.fakes.letters import bounce, letter
from tests.fakes.outreach import SENDER
from tests.tools.inbox.conftest import Inbox
from tests.tools.inbox.scene import look
from tools.inbox.service import InboxService
from tools.outcome import ReplyCard

US = "first@brightwater.example"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Happy to chat, how is Thursday?", Stage.INTERESTED),
        ("What does it cost?", Stage.NEEDS_CLARIFICATION),
        ("Not interested, thanks.", Stage.NOT_INTERESTED),
        ("I'm not the right person for this.", Stage.WRONG_PERSON),
        ("Please remove me from your list.", Stage.UNSUBSCRIBED),
        ("This is spam, I have reported you.", Stage.UNSUBSCRIBED),
        ("ok", Stage.OUTREACH_SENT),
    ],
)
async def test_an_answer_moves_the_lead_and_stops_the_rest(inbox: Inbox, text: str, stage: Stage) -> None:
    state = await inbox.read(letter(text, answers=US))
    assert (state.stage, state.follow_up, state.queued) == (stage, FollowUpStatus.STOPPED, MailState.CANCELLED)
    assert state.responded == 1 and state.sent is MailState.SENT


async def test_a_refusal_suppresses_the_writer_and_whom_we_wrote_to(inbox: Inbox) -> None:
    alias = letter("Unsubscribe", answers=US, sender="lp@lakeside.example")
    state = await inbox.read(alias)
    assert state.suppressed == {"lp@lakeside.example", "lee.park@lakeside.example"}


async def test_a_refusal_for_the_whole_firm_suppresses_its_domain(inbox: Inbox) -> None:
    state = await inbox.read(letter("Please do not write to anyone at our company again.", answers=US))
    assert "lakeside.example" in state.suppressed


async def test_an_unproven_sender_may_stop_but_not_advance(inbox: Inbox) -> None:
    state = await inbox.read(letter("Yes, let's talk on Friday.", answers=US, is_proven=False))
    assert (state.stage, state.intent, state.needs_human) == (Stage.OUTREACH_SENT, Intent.INTERESTED, True)
    assert state.follow_up is FollowUpStatus.STOPPED
    state = await inbox.read(letter("Unsubscribe", answers=US, is_proven=False, rfc_id="two@x.example"))
    assert state.stage is Stage.UNSUBSCRIBED


async def test_a_stranger_who_got_hold_of_the_thread_does_not_advance_it(inbox: Inbox) -> None:
    forged = b"Authentication-Results: practice.example; dmarc=pass\n" + letter(
        "Yes, let's talk on Friday.", answers=US, sender="lee.park@other.example", is_proven=False
    )
    state = await inbox.read(forged)
    assert (state.stage, state.needs_human) == (Stage.OUTREACH_SENT, True)


async def test_a_verdict_of_somebody_else_does_not_count(inbox: Inbox) -> None:
    forged = letter(
        "Yes, let's talk on Friday.",
        answers=US,
        is_proven=False,
        extra="Authentication-Results: mx.other.example; dmarc=fail\n"
        "Authentication-Results: practice.example; dmarc=pass\n",
    )
    assert (await inbox.read(forged)).stage is Stage.OUTREACH_SENT


async def test_the_sender_address_matches_where_the_thread_was_lost(inbox: Inbox) -> None:
    state = await inbox.read(letter("Yes, let's talk on Friday."))
    assert (state.stage, state.replies[0].contact_id) == (Stage.INTERESTED, inbox.outreach.contact_id)


async def test_a_match_by_domain_pauses_and_asks(inbox: Inbox) -> None:
    state = await inbox.read(letter("Yes, let's talk on Friday.", sender="Ann Wu <ann@lakeside.example>"))
    assert (state.stage, state.hold, state.needs_human) == (Stage.OUTREACH_SENT, HoldReason.WEAK_MATCH, True)
    assert state.follow_up is FollowUpStatus.STOPPED


async def test_a_stranger_matches_no_lead_and_is_shown(inbox: Inbox) -> None:
    state = await inbox.read(letter("Yes, let's talk.", sender="who@gmail.com"))
    assert state.replies[0].lead_id is None and state.needs_human
    assert (state.stage, state.follow_up) == (Stage.OUTREACH_SENT, FollowUpStatus.WAITING)


async def test_a_dead_address_ends_the_lead_and_is_suppressed(inbox: Inbox) -> None:
    state = await inbox.read(bounce(US))
    assert (state.stage, state.sent, state.queued) == (Stage.BOUNCED, MailState.BOUNCED, MailState.CANCELLED)
    assert state.intent is Intent.BOUNCE and state.suppressed == {"lee.park@lakeside.example"}


async def test_a_full_mailbox_ends_nothing(inbox: Inbox) -> None:
    delayed = bounce(US, status="4.4.1", action="delayed", rfc_id="b2@x.example")
    state = await inbox.read(bounce(US, status="5.2.2"), delayed)
    assert (state.stage, state.sent, state.follow_up) == (Stage.OUTREACH_SENT, MailState.SENT, FollowUpStatus.WAITING)
    assert not state.suppressed


@pytest.mark.parametrize(
    "lie",
    [
        bounce("unknown@brightwater.example"),
        bounce(US, recipient="somebody.else@lakeside.example"),
        letter("550 5.1.1 user unknown", sender="MAILER-DAEMON@lakeside.example", subject="Undeliverable: Energy"),
    ],
)
async def test_a_bounce_that_does_not_fit_our_mail_changes_nothing(inbox: Inbox, lie: bytes) -> None:
    state = await inbox.read(lie)
    assert (state.stage, state.sent, state.suppressed) == (Stage.OUTREACH_SENT, MailState.SENT, frozenset())
    assert (state.intent, state.follow_up) == (Intent.BOUNCE, FollowUpStatus.WAITING)


async def test_the_same_bounce_twice_and_under_another_id_counts_once(inbox: Inbox) -> None:
    state = await inbox.read(bounce(US), bounce(US), bounce(US, rfc_id="again@mx.lakeside.example"))
    assert (state.stage, len(state.replies)) == (Stage.BOUNCED, 2)


async def test_a_late_bounce_does_not_undo_an_answer(inbox: Inbox) -> None:
    state = await inbox.read(letter("Yes, let's talk on Friday.", answers=US), bounce(US))
    assert (state.stage, state.sent, state.suppressed) == (Stage.INTERESTED, MailState.BOUNCED, frozenset())


async def test_a_refusal_because_of_the_sender_pauses_sending(inbox: Inbox) -> None:
    state = await inbox.read(bounce(US, status="5.7.1"))
    async with inbox.ledger.reading() as books:
        assert await books.workspace.is_sending_paused()
    assert state.stage is Stage.OUTREACH_SENT


@pytest.mark.parametrize(
    ("mail", "counts"),
    [
        (bounce(US, status="4.4.1", action="delayed"), False),
        (letter("I am out of the office until Friday.", answers=US, extra="Auto-Submitted: auto-replied\n"), False),
        (bounce(US), True),
        (letter("ok", answers=US), True),
    ],
    ids=["delay", "absence", "dead address", "a person"],
)
async def test_only_a_person_or_a_dead_address_counts_as_an_answer(inbox: Inbox, mail: bytes, counts: bool) -> None:
    await inbox.read(mail)
    async with inbox.ledger.reading() as books:
        lead = await books.leads.get(inbox.outreach.lead_id)
        assert await books.received.has_answer_since(lead.company_id, datetime(2026, 11, 1, tzinfo=UTC)) is counts


async def test_one_mail_in_three_folders_counts_once(inbox: Inbox) -> None:
    mail = letter("What does it cost?", answers=US)
    state = await inbox.read(mail, mail, mail)
    assert (len(state.replies), state.responded) == (1, 1)


async def test_a_crash_between_store_and_cursor_leaves_nothing_and_costs_nothing(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    save = ReceivedMailRepository.save_mailbox

    async def die(self: ReceivedMailRepository, name: str, state: Any) -> None:
        raise Killed

    monkeypatch.setattr(ReceivedMailRepository, "save_mailbox", die)
    with pytest.raises(Killed):
        await inbox.read(letter("Unsubscribe", answers=US))
    state = await look(inbox.ledger, inbox.outreach)
    assert (state.stage, state.replies, state.suppressed) == (Stage.OUTREACH_SENT, (), frozenset())
    monkeypatch.setattr(ReceivedMailRepository, "save_mailbox", save)
    state = await inbox.read()
    assert (state.stage, len(state.replies), state.responded) == (Stage.UNSUBSCRIBED, 1, 1)


async def test_a_poll_counts_only_when_all_was_read(inbox: Inbox, clock: FakeClock) -> None:
    inbox.mailbox.is_down = True
    await inbox.read()
    async with inbox.ledger.reading() as books:
        state = await books.received.find_mailbox("fake")
    assert state and state.polled_at is None and state.next_poll_at == clock.now() + timedelta(minutes=5)
    inbox.mailbox.is_down = False
    await inbox.read()
    async with inbox.ledger.reading() as books:
        state = await books.received.find_mailbox("fake")
    assert state and state.polled_at == clock.now()


async def test_the_sidecar_polls_when_it_is_due(inbox: Inbox, clock: FakeClock) -> None:
    await inbox.read()
    inbox.mailbox.mails.append(letter("What does it cost?", answers=US))
    assert await inbox.service.poll_due(at_once=False) == 0
    clock.move(timedelta(minutes=6))
    assert await inbox.service.poll_due(at_once=False) == 1


async def test_without_a_mailbox_a_check_says_what_to_do(ledger: Ledger, clock: FakeClock, tmp_path: Path) -> None:
    service = InboxService(ledger, clock, None, poll_every=timedelta(minutes=5), quarantine=tmp_path)
    assert await service.poll_due(at_once=True) == 0
    with pytest.raises(Unavailable, match="cannot read live mail yet"):
        await service.check(await fake_context(ledger))


async def test_a_check_tells_what_came_since_the_last_one_whoever_read_it(inbox: Inbox) -> None:
    await inbox.read(letter("What does it cost?", answers=US))
    context = await fake_context(inbox.ledger)
    first = await inbox.service.check(context)
    assert first.summary == "1 new mail: 1 question."
    assert first.leads == (inbox.outreach.lead_id,) and first.replies
    second = await inbox.service.check(context)
    assert (second.summary, second.leads, second.replies) == ("No new mail.", None, None)


async def test_replies_are_listed_with_their_suggested_answer(inbox: Inbox) -> None:
    state = await inbox.read(letter("What does it cost?", answers=US))
    part = NewPart(0, "Re: Energy", "It depends.", (), 90, (), "test")
    answer = NewDraft(
        inbox.outreach.lead_id,
        inbox.outreach.contact_id,
        DraftKind.ANSWER,
        SENDER,
        "lee.park@lakeside.example",
        "answer",
        (part,),
        state.replies[0].id,
    )
    async with inbox.ledger.writing() as books:
        draft = await books.drafts.add(answer)
    context = await fake_context(inbox.ledger)
    outcome = await inbox.service.list_replies(Intent.NEEDS_CLARIFICATION, None, context)
    (card,) = outcome.artifacts
    assert isinstance(card, ReplyCard)
    assert (card.company_name, card.contact_name) == ("Lakeside General Hospital", "Lee Park")
    assert card.answer_draft_id == draft.id
    none = await inbox.service.list_replies(Intent.INTERESTED, inbox.outreach.lead_id, context)
    assert none.summary.startswith("There are no replies that are “interested” from lead")
