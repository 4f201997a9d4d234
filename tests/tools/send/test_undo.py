"""Undo takes back the newest thing of the conversation, says what, and never pretends about mail that has left."""

from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.draft import Draft, DraftStatus
from domain.errors import Refused
from domain.lead import Cause, Stage
from domain.mail import MailState
from tests.fakes.approved import add_draft, add_lead, approved_draft, part
from tests.fakes.clock import FakeClock
from tests.fakes.context import CONVERSATION, fake_context, fake_decision
from tests.fakes.mailer import FakeMailer
from tests.fakes.places import FakePlaces
from tools.outcome import DraftCard, Outcome
from tools.send.rules import OPEN_POLICY, SendPolicy
from tools.send.service import SendService

UNDOABLE = SendPolicy(30, (500,), None, 0, 0, 60, 60)


def service_of(ledger: Ledger, clock: FakeClock, policy: SendPolicy = UNDOABLE) -> SendService:
    return SendService(ledger, clock, FakeMailer(), policy, FakePlaces())


async def undo(ledger: Ledger, clock: FakeClock) -> Outcome:
    return await service_of(ledger, clock).undo(await fake_context(ledger, fake_decision("undo")))


async def status_of(ledger: Ledger, draft: Draft) -> DraftStatus:
    async with ledger.reading() as books:
        return (await books.drafts.get(draft.id)).status


async def test_there_may_be_nothing_to_take_back(ledger: Ledger, clock: FakeClock) -> None:
    outcome = await undo(ledger, clock)
    assert not outcome.is_ok and "nothing" in outcome.summary


async def test_all_mails_of_one_send_come_back_together_and_stay_approved(ledger: Ledger, clock: FakeClock) -> None:
    drafts = [await approved_draft(ledger, clock, number) for number in (1, 2)]
    await service_of(ledger, clock).send((), await fake_context(ledger, fake_decision("send them")))
    outcome = await undo(ledger, clock)
    assert "Took 2 mails out of the queue" in outcome.summary and outcome.drafts == tuple(one.id for one in drafts)
    assert [await status_of(ledger, one) for one in drafts] == [DraftStatus.APPROVED] * 2
    async with ledger.reading() as books:
        assert {mail.state for mail in await books.mail.list_sent()} == {MailState.CANCELLED}


async def test_a_second_undo_takes_back_the_approval(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    await service_of(ledger, clock).send((), await fake_context(ledger, fake_decision("send it")))
    await undo(ledger, clock)
    outcome = await undo(ledger, clock)
    assert f"the approval of draft {draft.id}" in outcome.summary
    assert await status_of(ledger, draft) is DraftStatus.PENDING
    async with ledger.reading() as books:
        assert not await books.decisions.is_text_approved(draft.parts[0])


async def test_mail_that_has_left_cannot_be_taken_back_and_nothing_else_is(ledger: Ledger, clock: FakeClock) -> None:
    other = await approved_draft(ledger, clock, 2)
    draft = await approved_draft(ledger, clock, 1)
    await service_of(ledger, clock, OPEN_POLICY).send((draft.id,), await fake_context(ledger, fake_decision("send")))
    outcome = await undo(ledger, clock)
    assert not outcome.is_ok and "have left" in outcome.summary
    assert await status_of(ledger, draft) is DraftStatus.SENT
    assert await status_of(ledger, other) is DraftStatus.APPROVED


async def test_another_conversation_undoes_nothing_of_this_one(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    context = await fake_context(ledger, fake_decision("undo"))
    service = service_of(ledger, clock)
    other = type(context)("elsewhere", context.run_id, 0, context.progress, context.check_stop, context.decision)
    assert not (await service.undo(other)).is_ok
    assert await status_of(ledger, draft) is DraftStatus.APPROVED


async def _reject(ledger: Ledger, clock: FakeClock) -> Draft:
    """What the review does when it rejects a draft."""
    async with ledger.writing() as books:
        lead_id, contact_id = await add_lead(books, clock)
        draft = await add_draft(books, lead_id, contact_id)
        await books.decisions.record(fake_decision("reject it"), "reject", "draft", draft.id, part=draft.parts[0])
        await books.drafts.set_status(draft.id, DraftStatus.REJECTED, "too long")
        await books.leads.move(lead_id, Stage.CONTACT_FOUND, Cause.WORK)
    return draft


async def test_a_rejected_draft_comes_back_with_its_lead(ledger: Ledger, clock: FakeClock) -> None:
    draft = await _reject(ledger, clock)
    outcome = await undo(ledger, clock)
    assert f"the rejection of draft {draft.id}" in outcome.summary
    async with ledger.reading() as books:
        assert (await books.leads.get(draft.lead_id)).stage is Stage.MESSAGE_GENERATED
    assert await status_of(ledger, draft) is DraftStatus.PENDING


async def test_a_rejected_draft_that_was_replaced_stays_rejected(ledger: Ledger, clock: FakeClock) -> None:
    draft = await _reject(ledger, clock)
    async with ledger.writing() as books:
        await add_draft(books, draft.lead_id, draft.contact_id)
    assert not (await undo(ledger, clock)).is_ok
    assert await status_of(ledger, draft) is DraftStatus.REJECTED


async def test_a_rejected_lead_is_brought_back_by_a_person_only(ledger: Ledger, lead_id: int, clock: FakeClock) -> None:
    async with ledger.writing() as books:
        await books.leads.move(lead_id, Stage.REJECTED, Cause.PERSON)
        await books.decisions.record(fake_decision("reject it"), "reject", "lead", lead_id)
    with pytest.raises(Refused):
        await service_of(ledger, clock).undo(await fake_context(ledger))
    outcome = await undo(ledger, clock)
    assert outcome.leads == (lead_id,)
    async with ledger.reading() as books:
        assert (await books.leads.get(lead_id)).stage is Stage.APPROVED


async def test_the_last_edit_goes_back_to_the_text_before_as_a_new_version(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    clock.move(timedelta(minutes=1))
    context = await fake_context(ledger)
    async with ledger.writing() as books:
        edited = await books.drafts.add_version(draft.id, part(body="Hello, changed.\n"))
        await books.drafts.record_shown(context.conversation_id, edited.parts)
    outcome = await undo(ledger, clock)
    async with ledger.reading() as books:
        restored = await books.drafts.get(draft.id)
    assert (restored.parts[0].version, restored.parts[0].body) == (3, draft.parts[0].body)
    assert restored.status is DraftStatus.PENDING and "wants a new approval" in outcome.summary
    (card,) = outcome.artifacts
    assert isinstance(card, DraftCard) and card.draft == restored


async def test_a_second_undo_does_not_bring_the_edit_back(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    clock.move(timedelta(minutes=1))
    for _ in range(2):
        async with ledger.writing() as books:
            if (await books.drafts.get(draft.id)).parts[0].version == 1:
                await books.drafts.add_version(draft.id, part(body="Hello, changed.\n"))
            await books.drafts.record_shown(CONVERSATION, (await books.drafts.get(draft.id)).parts)
        await undo(ledger, clock)
    async with ledger.reading() as books:
        assert (await books.drafts.get(draft.id)).parts[0].body == draft.parts[0].body


async def test_a_new_subject_goes_back_in_all_mails_of_the_draft(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock, parts=(part(), part(1, wait_days=3), part(2, wait_days=5)))
    clock.move(timedelta(minutes=1))
    async with ledger.writing() as books:
        for step in (0, 1, 2):
            edited = await books.drafts.add_version(draft.id, part(step, subject="Another subject"))
        await books.drafts.record_shown(CONVERSATION, edited.parts)
    await undo(ledger, clock)
    async with ledger.reading() as books:
        restored = await books.drafts.get(draft.id)
    assert {one.subject for one in restored.parts} == {draft.parts[0].subject}


async def _approve_lead(ledger: Ledger, lead_id: int, *further: Stage) -> None:
    async with ledger.writing() as books:
        for stage in (Stage.SCORED, Stage.APPROVED):
            await books.leads.move(lead_id, stage, Cause.WORK)
        await books.decisions.record(fake_decision("approve it"), "approve", "lead", lead_id)
        for stage in further:
            await books.leads.move(lead_id, stage, Cause.WORK)


async def test_an_approved_lead_waits_for_a_decision_again(ledger: Ledger, lead_id: int, clock: FakeClock) -> None:
    await _approve_lead(ledger, lead_id)
    with pytest.raises(Refused):
        await service_of(ledger, clock).undo(await fake_context(ledger))
    outcome = await undo(ledger, clock)
    assert outcome.leads == (lead_id,) and f"the approval of lead {lead_id}; it waits" in outcome.summary
    async with ledger.reading() as books:
        assert (await books.leads.get(lead_id)).stage is Stage.SCORED
        assert not await books.decisions.is_standing("approve", "lead", lead_id)


async def test_a_lead_that_has_moved_on_stays_approved(ledger: Ledger, lead_id: int, clock: FakeClock) -> None:
    await _approve_lead(ledger, lead_id, Stage.CONTACT_FOUND)
    outcome = await undo(ledger, clock)
    assert not outcome.is_ok and f"reject lead {lead_id}" in outcome.summary


@pytest.mark.parametrize(("action", "words"), [("suppress", "allow"), ("forget", "erased"), ("profile", "profile")])
async def test_what_stays_is_said_and_nothing_older_is_taken_back(
    ledger: Ledger, clock: FakeClock, action: str, words: str
) -> None:
    draft = await approved_draft(ledger, clock)
    async with ledger.writing() as books:
        await books.decisions.record(fake_decision(action), action, "anything", None)
    outcome = await undo(ledger, clock)
    assert not outcome.is_ok and words in outcome.summary
    assert await status_of(ledger, draft) is DraftStatus.APPROVED


async def test_an_older_act_is_not_what_undo_means(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    await service_of(ledger, clock).send((), await fake_context(ledger, fake_decision("send it")))
    async with ledger.writing() as books:
        await books.decisions.record(fake_decision("resume sending"), "resume", "sending", None)
    outcome = await undo(ledger, clock)
    assert not outcome.is_ok and "resume sending" in outcome.summary
    assert await status_of(ledger, draft) is DraftStatus.QUEUED
