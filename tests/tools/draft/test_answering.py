"""Answers to replies: what the profile knows, no guess, three times in the prospect's hours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from db.ledger import Ledger
from db.repositories.received import ReceivedMail
from domain.decisions import Decision
from domain.draft import DraftKind, DraftStatus
from domain.lead import Stage
from domain.mail import Intent, Understanding
from domain.profile import Profile
from memory.profile import save_profile
from tests.tools.draft.conftest import Desk
from tests.tools.draft.replies import answered_and_replied_again, replied, suggested
from tools.draft.answering import AnswerWriter
from tools.draft.material import load_desk
from tools.draft.rules.times import is_to_come


async def test_an_interested_reply_gets_an_answer_with_three_times_on_business_days(desk: Desk) -> None:
    await replied(desk, "This is good timing. Could you send me a few times for a call?")
    card = await suggested(desk)
    draft, body = card.draft, card.draft.parts[0].body
    assert draft.kind is DraftKind.ANSWER
    assert draft.answers_message_id is not None
    assert draft.parts[0].subject.startswith("Re: ")
    assert "RE:" not in draft.parts[0].subject
    # Wednesday 18 November 2026, 15:00 UTC; Thursday, Friday and Monday follow.
    assert "- Thursday, November 19, 10:00 AM (EST)\n- Friday, November 20, 2:00 PM (EST)\n" in body
    assert "- Monday, November 23, 11:00 AM (EST)" in body
    assert body.count("?") == 1
    assert draft.parts[0].critic_notes == ()


async def test_an_automatic_receipt_after_a_reply_does_not_hide_it(desk: Desk) -> None:
    lead = await replied(desk, "Yes please, call me.")
    async with desk.ledger.writing() as books:
        (reply,) = await books.received.list_(lead_id=lead)
        receipt = ReceivedMail(
            rfc_id="auto@x.example",
            in_reply_to="",
            content_hash="auto",
            mailbox="inbox",
            sender=reply.sender,
            recipient=reply.recipient,
            subject="Ticket 4711",
            text="We have received your message.",
            received_at=desk.clock.now(),
            is_trusted=True,
            lead_id=lead,
            contact_id=reply.contact_id,
            understanding=Understanding(Intent.OTHER, 0.85, False, "An automatic answer."),
            is_autoresponse=True,
        )
        await books.received.add(receipt)
    assert (await suggested(desk)).draft.answers_message_id == reply.id


async def test_our_contact_is_not_thanked_for_what_somebody_else_at_the_firm_wrote(desk: Desk) -> None:
    await replied(desk, "Yes please, call me.", is_from_contact=False)
    assert (await desk.service.suggest_answers()).drafts is None


async def test_thanksgiving_is_no_business_day(desk: Desk) -> None:
    desk.clock.move(datetime(2026, 11, 25, 15, tzinfo=UTC) - desk.clock.now())
    await replied(desk, "Yes, please call me.")
    assert "November 26" not in (await suggested(desk)).draft.parts[0].body


async def test_the_day_and_half_day_they_named_come_first(desk: Desk) -> None:
    await replied(desk, "I have half an hour on Tuesday. Mornings are easier for me.")
    body = (await suggested(desk)).draft.parts[0].body
    assert "Tuesday, November 24" in body
    assert "PM" not in body


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does it cost?", "On the cost: We help hospitals cut their energy bill and are paid only out of what"),
        ("How long does the whole thing take?", "On the time it takes: An audit takes one visit of about two hours."),
        ("Do you have references from other firms?", "On references: We have audited more than 600 buildings"),
        ("What exactly are you offering?", "We help hospitals cut their energy bill"),
        ("How did you get my name?", "Your address comes from https://p.example."),
    ],
)
async def test_a_question_is_answered_from_the_profile(desk: Desk, question: str, answer: str) -> None:
    await replied(desk, question, Intent.NEEDS_CLARIFICATION)
    assert answer in (await suggested(desk)).draft.parts[0].body


async def test_two_things_asked_in_one_sentence_are_both_answered(desk: Desk) -> None:
    await replied(desk, "How did you get my name, and what exactly are you offering?", Intent.NEEDS_CLARIFICATION)
    body = (await suggested(desk)).draft.parts[0].body
    assert "Your address comes from https://p.example." in body
    assert "We help hospitals cut their energy bill" in body


@pytest.mark.parametrize(
    "text", ["None of those work. Do you have anything later in the week?", "Sorry, no. What else do you have?"]
)
async def test_a_wish_for_other_times_is_no_question_to_look_up(desk: Desk, text: str) -> None:
    body = (await answered_and_replied_again(desk, text)).draft.parts[0].body
    assert "rather not guess" not in body and "\n- " in body


async def test_what_the_profile_does_not_know_is_not_guessed(desk: Desk) -> None:
    await replied(desk, "Is there a contract, and how long are we tied in?", Intent.NEEDS_CLARIFICATION)
    card = await suggested(desk)
    assert "You asked: “Is there a contract, and how long are we tied in?” I would rather not guess" in (
        card.draft.parts[0].body
    )
    assert not any("no source" in note for note in card.draft.parts[0].critic_notes)


@pytest.mark.parametrize(
    "text",
    [
        "Let's say Friday, November 20, 2:00 PM. Will you call me?",
        "Friday at 2 pm works for me.",
        "Friday is fine.",
        "The second one, please.",
    ],
)
async def test_a_time_they_take_is_confirmed_and_no_other_offered(desk: Desk, text: str) -> None:
    body = (await answered_and_replied_again(desk, text)).draft.parts[0].body
    assert "Friday, November 20, 2:00 PM (EST)" in body
    assert "\n- " not in body
    assert body.count("?") == 1


@pytest.mark.parametrize(
    "text",
    [
        "I'm out on Friday.",
        "Friday, November 20, 2:00 PM does not suit me, I am booked.",
        "Next Friday works for me.",
        "Friday December 4 works for me.",
        "Any day but Friday.",
    ],
)
async def test_a_time_they_did_not_take_is_not_confirmed(desk: Desk, text: str) -> None:
    body = (await answered_and_replied_again(desk, text)).draft.parts[0].body
    assert "November 20" not in body and "\n- " in body


async def test_a_time_that_has_passed_is_not_confirmed(desk: Desk) -> None:
    body = (await answered_and_replied_again(desk, "Friday is fine.", days=10)).draft.parts[0].body
    assert "November 20" not in body and "- Friday, December 4" in body


def test_a_time_later_today_may_still_be_taken_and_one_that_was_this_morning_may_not() -> None:
    zone = ZoneInfo("America/New_York")
    for offered in ("Friday, November 20, 2:00 PM (EST)", "Friday, 20 November, 14:00 (EST)"):
        assert is_to_come(offered, datetime(2026, 11, 20, 9, tzinfo=zone))
        assert not is_to_come(offered, datetime(2026, 11, 20, 15, tzinfo=zone))


async def test_a_time_that_was_confirmed_is_confirmed_again_and_no_other_offered(desk: Desk) -> None:
    card = await answered_and_replied_again(desk, "Friday is fine.")
    async with desk.ledger.writing() as books:
        await books.drafts.set_status(card.draft.id, DraftStatus.SENT)
        (first, *_) = await books.received.list_(lead_id=card.draft.lead_id)
        again = ReceivedMail(
            rfc_id="third@x.example",
            in_reply_to="",
            content_hash="third",
            mailbox="inbox",
            sender=first.sender,
            recipient=first.recipient,
            subject=first.subject,
            text="Friday it is. Will you call me?",
            received_at=desk.clock.now(),
            is_trusted=True,
            lead_id=first.lead_id,
            contact_id=first.contact_id,
            understanding=first.understanding or Understanding(Intent.INTERESTED, 0.9, False, "a reply"),
        )
        await books.received.add(again)
    body = (await suggested(desk)).draft.parts[0].body
    assert "Friday, November 20, 2:00 PM (EST)" in body and "\n- " not in body


@pytest.mark.parametrize("text", ["Yes, but not on Thursday.", "I'm away Thursday. Call me.", "Any day but Thursday."])
async def test_a_day_they_ruled_out_is_not_offered(desk: Desk, text: str) -> None:
    await replied(desk, text)
    assert "Thursday" not in (await suggested(desk)).draft.parts[0].body


async def test_when_none_of_the_times_fits_other_days_are_offered(desk: Desk) -> None:
    text = "Those are all bad for me. Early mornings are better, before nine if you can."
    body = (await answered_and_replied_again(desk, text)).draft.parts[0].body
    assert "- Tuesday, November 24, 8:00 AM (EST)" in body
    assert "November 20" not in body
    assert "November 23" not in body


async def test_each_reply_gets_one_suggestion_and_a_rejected_one_stays_rejected(desk: Desk) -> None:
    lead = await replied(desk, "Yes please.")
    card = await suggested(desk)
    assert (await desk.service.suggest_answers()).drafts is None
    await desk.review(card.draft.id, verdict=Decision.REJECT)
    assert (await desk.service.suggest_answers()).drafts is None
    (again,) = (await desk.draft(lead)).drafts or ()
    assert (await desk.get(again)).kind is DraftKind.ANSWER


async def test_an_answer_that_waits_is_shown_when_mails_are_asked_for(desk: Desk) -> None:
    lead = await replied(desk, "Yes please.")
    card = await suggested(desk)
    outcome = await desk.draft(lead)
    assert outcome.drafts == (card.draft.id,)
    assert "had been written before" in outcome.summary


async def test_an_answer_is_approved_like_any_text_and_moves_no_lead(desk: Desk) -> None:
    lead = await replied(desk, "Yes please.")
    card = await suggested(desk)
    await desk.review(card.draft.id)
    assert await desk.is_approved(card.draft.id) == [True]
    assert await desk.stage(lead) is Stage.INTERESTED


@pytest.mark.parametrize("intent", [Intent.NOT_INTERESTED, Intent.UNSUBSCRIBE, Intent.OUT_OF_OFFICE, Intent.OTHER])
async def test_other_replies_get_no_answer(desk: Desk, intent: Intent) -> None:
    await replied(desk, "No.", intent)
    assert (await desk.service.suggest_answers()).artifacts == ()


async def test_an_unfinished_profile_is_told_and_breaks_nothing(desk: Desk, ledger: Ledger) -> None:
    await replied(desk, "Yes please.")
    async with ledger.writing() as books:
        await save_profile(books, Profile(), "test")
    outcome = await desk.service.suggest_answers()
    assert not outcome.is_ok
    assert "your profile lacks" in outcome.summary


async def test_chat_and_sidecar_that_see_the_same_reply_write_one_answer(desk: Desk) -> None:
    await replied(desk, "Could you send me a few times for a call?")
    answers = AnswerWriter(desk.ledger, desk.clock)
    seen_by_chat, seen_by_sidecar = await answers.list_open(), await answers.list_open()
    async with desk.ledger.reading() as books:
        material = await load_desk(books)
    assert len(await answers.write(material, seen_by_chat)) == 1
    assert await answers.write(material, seen_by_sidecar) == []
