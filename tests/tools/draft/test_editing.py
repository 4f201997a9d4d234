"""What a person may change, in words or by handing in the text."""

import pytest

from db.ledger import Ledger
from domain.draft import DraftStatus
from domain.errors import Correctable, Refused
from tests.tools.draft.conftest import Desk
from tools.draft.rules.text import list_words


@pytest.fixture
async def draft_id(desk: Desk) -> int:
    (draft,) = (await desk.draft(await desk.add_lead(sites=4))).drafts or ()
    return draft


async def body_of(desk: Desk, draft_id: int, step: int = 0) -> str:
    return (await desk.get(draft_id)).parts[step].body


async def test_shorter_keeps_opening_offer_question_and_footer(desk: Desk, draft_id: int) -> None:
    before = await body_of(desk, draft_id)
    await desk.edit(draft_id, instructions="make it shorter")
    after = await body_of(desk, draft_id)
    assert len(list_words(after)) < len(list_words(before))
    assert "cut their energy bill" in after
    assert after.count("?") == 1
    assert "1 Main Street" in after
    assert (await desk.get(draft_id)).parts[0].version == 2


async def test_a_sentence_is_removed_by_what_it_is_about(desk: Desk, draft_id: int) -> None:
    assert "Facilities Director" in await body_of(desk, draft_id)
    await desk.edit(draft_id, instructions="remove the sentence about the facilities director")
    assert "Facilities Director" not in await body_of(desk, draft_id)


async def test_words_are_replaced_as_typed(desk: Desk, draft_id: int) -> None:
    await desk.edit(draft_id, instructions='replace "help hospitals cut" with "show hospitals how to cut"')
    assert "show hospitals how to cut" in await body_of(desk, draft_id)


async def test_the_subject_changes_for_the_follow_ups_too(desk: Desk, draft_id: int) -> None:
    outcome = await desk.edit(draft_id, instructions="change the subject to: Your four sites")
    subjects = [part.subject for part in (await desk.get(draft_id)).parts]
    assert subjects == ["Your four sites", "Re: Your four sites", "Re: Your four sites"]
    assert "the follow-ups carry the new subject" in outcome.summary.lower()


async def test_greeting_and_tone_change_alone(desk: Desk, draft_id: int) -> None:
    await desk.edit(draft_id, instructions="change the greeting to Dear Ms. Moss")
    assert (await body_of(desk, draft_id)).startswith("Dear Ms. Moss,\n")
    await desk.edit(draft_id, instructions="more formal")
    body = await body_of(desk, draft_id)
    assert body.startswith("Dear Ada Moss,\n\n")
    assert "Ms. Moss" not in body
    assert "Yours sincerely," in body


async def test_two_wishes_in_one_sentence(desk: Desk, draft_id: int) -> None:
    await desk.edit(draft_id, instructions="make it shorter and friendlier")
    body = await body_of(desk, draft_id)
    assert body.startswith("Hi Ada,")
    assert "All the best," in body


async def test_a_follow_up_is_edited_by_name(desk: Desk, draft_id: int) -> None:
    await desk.edit(draft_id, instructions="in the second follow-up: mention that our office closes in December")
    draft = await desk.get(draft_id)
    assert "Our office closes in December." in draft.parts[2].body
    assert [part.version for part in draft.parts] == [1, 1, 2]


async def test_a_fact_of_the_persons_own_is_kept_and_pointed_out(desk: Desk, draft_id: int) -> None:
    score = (await desk.get(draft_id)).parts[0].critic_score
    outcome = await desk.edit(draft_id, instructions="mention that you have 400 beds and work with Mercy Clinics")
    part = (await desk.get(draft_id)).parts[0]
    assert "You have 400 beds and work with Mercy Clinics." in part.body
    assert "You added “400 beds”: I have no source for it." in part.critic_notes
    assert any("Mercy Clinics" in note for note in part.critic_notes)
    assert part.critic_score < score
    assert "400 beds" in outcome.summary
    assert (await desk.review(draft_id)).is_ok


async def test_claims_of_removed_sentences_go_and_restated_facts_keep_their_evidence(desk: Desk, draft_id: int) -> None:
    await desk.edit(draft_id, body="Hello Ada,\n\nLakeside General in Buffalo came up. Can we talk?")
    draft = await desk.get(draft_id)
    assert {claim.text for claim in draft.parts[0].claims} <= {
        draft.parts[0].subject,
        "Lakeside General in Buffalo came up.",
    }
    assert any(claim.text == "Lakeside General in Buffalo came up." for claim in draft.parts[0].claims)


async def test_a_footer_that_is_left_out_is_put_back_and_said(desk: Desk, draft_id: int) -> None:
    outcome = await desk.edit(draft_id, body="Hello Ada,\n\nCan we talk about your energy bill?")
    body = await body_of(desk, draft_id)
    assert "1 Main Street, Rochester, NY 14604" in body
    assert "I will not write again" in body
    assert "the law asks" in outcome.summary


@pytest.mark.parametrize("bad", ["\r\nBcc: x@y.example", "\u2028Bcc: x", "\x00", "\x85Bcc: x", "\u202egnp"])
async def test_no_line_break_or_hidden_character_reaches_a_subject(desk: Desk, draft_id: int, bad: str) -> None:
    await desk.edit(draft_id, subject=f"A word{bad}")
    subject = (await desk.get(draft_id)).parts[0].subject
    assert subject.isprintable()
    assert len(subject.splitlines()) == 1


async def test_a_body_keeps_its_lines_and_loses_control_characters(desk: Desk, draft_id: int) -> None:
    await desk.edit(draft_id, body="Hello Ada,\r\n\r\nOne\x00 line\u2028another. May I call?\r")
    body = await body_of(desk, draft_id)
    assert "One line\nanother. May I call?" in body
    assert all(char == "\n" or char.isprintable() for char in body)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("make it rhyme", "I did not understand “make it rhyme”"),
        ("remove the sentence about penguins", "I find no sentence about “penguins”"),
        ("replace penguins with seals", "“penguins” does not stand in the text"),
        ("in follow-up 7: make it shorter", "there is no follow-up 7"),
        ("   ", "Say what to change"),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(
    desk: Desk, draft_id: int, words: str, answer: str
) -> None:
    with pytest.raises(Correctable, match=answer):
        await desk.edit(draft_id, instructions=words)
    assert (await desk.get(draft_id)).parts[0].version == 1


async def test_the_same_text_again_is_no_new_version(desk: Desk, draft_id: int) -> None:
    with pytest.raises(Correctable, match="changes nothing"):
        await desk.edit(draft_id, body=await body_of(desk, draft_id))


@pytest.mark.parametrize(
    ("status", "words"), [(DraftStatus.QUEUED, "say “undo” first"), (DraftStatus.SENT, "has been sent")]
)
async def test_what_is_on_its_way_is_not_edited(
    desk: Desk, ledger: Ledger, draft_id: int, status: DraftStatus, words: str
) -> None:
    async with ledger.writing() as books:
        await books.drafts.set_status(draft_id, status)
    with pytest.raises(Refused, match=words):
        await desk.edit(draft_id, instructions="shorter")


async def test_words_that_are_not_understood_are_refused_with_this_drafts_number(desk: Desk, draft_id: int) -> None:
    with pytest.raises(Correctable, match=f"change the body of draft {draft_id} to"):
        await desk.edit(draft_id, instructions="wobble")
