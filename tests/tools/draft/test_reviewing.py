"""Approval is word for word; rejection closes; nothing else counts."""

import dataclasses
import re

from db.ledger import Ledger
from domain.decisions import Decision, ShownText
from domain.draft import DraftStatus
from domain.events import EventName
from domain.lead import Cause, Stage
from domain.plan import Ref, Selection
from tests.fakes.context import CONVERSATION
from tests.tools.draft.conftest import Desk
from tools.outcome import DraftCard


async def one_draft(desk: Desk, name: str = "Lakeside General") -> int:
    (draft,) = (await desk.draft(await desk.add_lead(name))).drafts or ()
    return draft


async def test_what_was_shown_in_full_is_approved_with_a_message_id_for_each_mail(desk: Desk, ledger: Ledger) -> None:
    draft_id = await one_draft(desk)
    outcome = await desk.review(draft_id)
    draft = await desk.get(draft_id)
    assert draft.status is DraftStatus.APPROVED
    assert await desk.is_approved(draft_id) == [True, True, True]
    async with ledger.reading() as books:
        rfc_ids = [await books.drafts.find_rfc_id(part) for part in draft.parts]
    assert len(set(rfc_ids)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}@bell\.example", rfc_id or "") for rfc_id in rfc_ids)
    assert outcome.summary.startswith(f"Approved draft {draft_id}.")


async def test_a_draft_that_was_never_shown_is_shown_and_not_approved(desk: Desk) -> None:
    draft_id = await one_draft(desk)
    outcome = await desk.review(draft_id, shown=())
    assert await desk.is_approved(draft_id) == [False, False, False]
    assert (await desk.get(draft_id)).status is DraftStatus.PENDING
    (card,) = outcome.artifacts
    assert isinstance(card, DraftCard)
    assert not outcome.is_ok
    assert (await desk.review(draft_id)).is_ok


async def test_one_byte_changed_after_it_was_shown_is_not_approved(desk: Desk) -> None:
    draft_id = await one_draft(desk)
    seen = await desk.service.list_shown(CONVERSATION)
    body = (await desk.get(draft_id)).parts[0].body
    await desk.edit(draft_id, body=body.replace("energy", "Energy", 1))
    outcome = await desk.review(draft_id, shown=seen)
    assert await desk.is_approved(draft_id) == [False, True, True]
    assert (await desk.get(draft_id)).status is DraftStatus.PENDING
    assert "you have not seen every mail" in outcome.summary


async def test_only_the_mails_that_were_seen_are_approved(desk: Desk) -> None:
    draft_id = await one_draft(desk)
    first = tuple(one for one in await desk.service.list_shown(CONVERSATION) if one.step == 0)
    outcome = await desk.review(draft_id, shown=first)
    assert await desk.is_approved(draft_id) == [True, False, False]
    assert (await desk.get(draft_id)).status is DraftStatus.APPROVED
    assert len(outcome.artifacts) == 1


async def test_a_showing_of_one_draft_does_not_approve_another_of_the_same_words(desk: Desk) -> None:
    first, second = await one_draft(desk, "First General"), await one_draft(desk, "Second General")
    seen = await desk.service.list_shown(CONVERSATION)
    replayed = tuple(dataclasses.replace(one, draft_id=second) for one in seen if one.draft_id == first)
    await desk.review(second, shown=replayed)
    assert await desk.is_approved(second) == [False, False, False]
    forged = tuple(ShownText(first, part.step, part.version, part.body_hash) for part in (await desk.get(second)).parts)
    await desk.review(second, shown=forged)
    assert await desk.is_approved(second) == [False, False, False]


async def test_an_edit_makes_the_approval_fall_away(desk: Desk) -> None:
    draft_id = await one_draft(desk)
    await desk.review(draft_id)
    outcome = await desk.edit(draft_id, instructions="make it shorter")
    assert "approval fell away" in outcome.summary
    assert await desk.is_approved(draft_id) == [False, False, False]
    assert (await desk.get(draft_id)).status is DraftStatus.PENDING


async def test_approving_twice_is_one_decision(desk: Desk, ledger: Ledger) -> None:
    draft_id = await one_draft(desk)
    await desk.review(draft_id)
    await desk.review(draft_id)
    async with ledger.reading() as books:
        decisions = await books.decisions.list_recent(CONVERSATION)
    assert len([one for one in decisions if one.action == "approve"]) == 3


async def test_rejecting_keeps_the_reason_and_gives_the_lead_back_to_the_writer(desk: Desk, ledger: Ledger) -> None:
    draft_id = await one_draft(desk)
    await desk.review(draft_id)
    await desk.review(draft_id, verdict=Decision.REJECT, reason="too\r\npushy")
    draft = await desk.get(draft_id)
    assert draft.status is DraftStatus.REJECTED
    assert draft.closed_reason == "too pushy"
    assert await desk.stage(draft.lead_id) is Stage.CONTACT_FOUND
    assert await desk.is_approved(draft_id) == [False, False, False]
    async with ledger.writing() as books:
        await books.events.subscribe("test", (EventName.DRAFT_REJECTED,))
    assert "rejected before" in (await desk.review(draft_id)).summary


async def test_regenerate_closes_the_draft_and_writes_another(desk: Desk) -> None:
    draft_id = await one_draft(desk)
    outcome = await desk.review(draft_id, verdict=Decision.REGENERATE)
    (new,) = outcome.drafts or ()
    assert (await desk.get(draft_id)).status is DraftStatus.REJECTED
    fresh = await desk.get(new)
    assert fresh.status is DraftStatus.PENDING
    assert fresh.parts[0].body != (await desk.get(draft_id)).parts[0].body
    assert fresh.angle != (await desk.get(draft_id)).angle
    assert await desk.stage(fresh.lead_id) is Stage.MESSAGE_GENERATED


async def test_queued_and_sent_drafts_are_refused_in_words(desk: Desk, ledger: Ledger) -> None:
    queued, sent = await one_draft(desk, "First General"), await one_draft(desk, "Second General")
    await desk.review(queued, sent)
    async with ledger.writing() as books:
        await books.drafts.set_status(queued, DraftStatus.QUEUED)
        await books.drafts.set_status(sent, DraftStatus.SENT)
    outcome = await desk.review(queued, sent, verdict=Decision.REJECT)
    assert "1 skipped: queued already (say “undo” first)" in outcome.summary
    assert "1 skipped: sent already" in outcome.summary
    assert (await desk.get(sent)).status is DraftStatus.SENT


async def test_follow_ups_left_out_can_be_approved_after_the_first_mail_left(desk: Desk, ledger: Ledger) -> None:
    draft_id = await one_draft(desk)
    first = tuple(one for one in await desk.service.list_shown(CONVERSATION) if one.step == 0)
    await desk.review(draft_id, shown=first)
    async with ledger.writing() as books:
        await books.drafts.set_status(draft_id, DraftStatus.SENT)
        await books.leads.move((await books.drafts.get(draft_id)).lead_id, Stage.OUTREACH_SENT, Cause.WORK)
    await desk.review(draft_id)
    assert await desk.is_approved(draft_id) == [True, True, True]
    assert (await desk.get(draft_id)).status is DraftStatus.SENT


async def test_a_draft_of_a_lead_that_was_rejected_meanwhile_is_not_approved(desk: Desk, ledger: Ledger) -> None:
    draft_id = await one_draft(desk)
    async with ledger.writing() as books:
        await books.leads.move((await books.drafts.get(draft_id)).lead_id, Stage.REJECTED, Cause.PERSON)
    outcome = await desk.review(draft_id)
    assert "out of date: the lead is rejected" in outcome.summary
    assert await desk.is_approved(draft_id) == [False, False, False]


async def test_what_was_approved_is_what_them_means_next(desk: Desk) -> None:
    ids = [await one_draft(desk, name) for name in ("First General", "Second General", "Third General")]
    edited = await desk.edit(ids[0], instructions="shorter")
    rest = await desk.service.resolve(Selection(Ref.REST), edited.drafts or ())
    assert list(rest) == ids
    outcome = await desk.review(*rest)
    assert list(outcome.drafts or ()) == ids


async def test_the_rest_after_some_were_approved_are_the_others(desk: Desk) -> None:
    ids = [await one_draft(desk, name) for name in ("First General", "Second General", "Third General")]
    outcome = await desk.review(*ids[:2])
    assert await desk.service.resolve(Selection(Ref.REST), outcome.drafts or ()) == (ids[2],)


async def test_approval_without_numbers_covers_all_pending_drafts_that_were_seen(desk: Desk) -> None:
    ids = [await one_draft(desk, name) for name in ("First General", "Second General")]
    await desk.review()
    assert all([all(await desk.is_approved(id_)) for id_ in ids])
