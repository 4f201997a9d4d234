"""Decisions about leads: who made them, what they move, what they must not touch."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.ledger import Ledger
from db.repositories.drafts import NewDraft, NewPart
from db.repositories.queued import QueuedMail
from domain.company import FoundContact
from domain.decisions import Decision
from domain.draft import DraftKind, DraftStatus
from domain.errors import Correctable, Refused
from domain.events import EventName
from domain.lead import Stage
from domain.mail import MailState
from tests.fakes.clock import FakeClock
from tests.fakes.context import CONVERSATION, FakeProgress, fake_context, fake_decision
from tests.fakes.firms import FIRM, make_firms, open_leads, score_leads, walk_lead
from tools.leads.service import LeadService
from tools.outcome import LeadTable, Outcome
from tools.spec import Cancelled

APPROVE, REJECT = Decision.APPROVE, Decision.REJECT


async def review(
    ledger: Ledger, service: LeadService, leads: tuple[int, ...], decision: Decision, reason: str = ""
) -> Outcome:
    return await service.review_leads(leads, decision, reason, await fake_context(ledger, fake_decision()))


async def stage_of(ledger: Ledger, lead: int) -> Stage:
    async with ledger.reading() as books:
        return (await books.leads.get(lead)).stage


async def events_of(ledger: Ledger, lead: int) -> list[EventName]:
    async with ledger.reading() as books:
        return [event.name for event in await books.events.list_for_lead(lead)]


async def test_without_a_person_nothing_is_decided(ledger: Ledger, service: LeadService, ids: tuple[int, ...]) -> None:
    with pytest.raises(Refused) as error:
        await service.review_leads(ids, APPROVE, "", await fake_context(ledger))
    assert error.value.code == "NEEDS_PERSON" and await stage_of(ledger, ids[0]) is Stage.SCORED


async def test_no_lead_named_is_never_every_lead(ledger: Ledger, service: LeadService, ids: tuple[int, ...]) -> None:
    with pytest.raises(Correctable, match="which leads"):
        await review(ledger, service, (), REJECT)
    with pytest.raises(Correctable, match="no lead 999"):
        await review(ledger, service, (ids[0], 999), REJECT)
    assert await stage_of(ledger, ids[0]) is Stage.SCORED


async def test_approving_moves_scored_leads_and_records_who_said_so(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    outcome = await review(ledger, service, ids[:4], APPROVE)
    assert outcome.leads == ids[:3]
    assert (
        outcome.summary.startswith("Approved Dental A, Dental B and Dental C.")
        and "Grand Hotel has no score yet" in outcome.summary
    )
    assert [await stage_of(ledger, lead) for lead in ids[:4]] == [Stage.APPROVED] * 3 + [Stage.NEW]
    async with ledger.reading() as books:
        decided = await books.decisions.list_recent(CONVERSATION)
    assert sorted((one.action, one.subject_kind, one.subject_id) for one in decided) == [
        ("approve", "lead", lead) for lead in ids[:3]
    ]


async def test_approving_twice_says_so_and_makes_no_second_event(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await review(ledger, service, ids[:1], APPROVE)
    again = await review(ledger, service, ids[:1], APPROVE)
    assert again.summary == "Dental A is approved already." and again.is_ok
    assert (await events_of(ledger, ids[0])).count(EventName.LEAD_APPROVED) == 1


async def test_a_rejected_lead_is_brought_back_alone_but_not_by_approve_all(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await review(ledger, service, ids[:1], REJECT, "too small")
    together = await review(ledger, service, ids[:2], APPROVE)
    assert f"say “approve lead {ids[0]}” alone to bring it back" in together.summary
    assert await stage_of(ledger, ids[0]) is Stage.REJECTED and await stage_of(ledger, ids[1]) is Stage.APPROVED
    back = await review(ledger, service, ids[:1], APPROVE)
    assert back.summary.startswith("Brought back Dental A.") and await stage_of(ledger, ids[0]) is Stage.APPROVED
    async with ledger.reading() as books:
        assert (await books.decisions.list_recent(CONVERSATION))[0].action == "bring_back"


async def test_rejecting_closes_with_the_reason_and_takes_the_approval_back(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await review(ledger, service, ids[:1], APPROVE)
    outcome = await review(ledger, service, (ids[0], ids[3]), REJECT, "too small")
    assert outcome.summary == "Rejected Dental A and Grand Hotel (too small)."
    assert await stage_of(ledger, ids[0]) is Stage.REJECTED and await stage_of(ledger, ids[3]) is Stage.REJECTED
    async with ledger.reading() as books:
        decided = await books.decisions.list_recent(CONVERSATION)
    assert {(one.action, one.reason) for one in decided} == {("reject", "too small")}
    again = await review(ledger, service, ids[:1], REJECT)
    assert again.summary == "Dental A is rejected already."


async def test_after_a_rejection_those_are_what_is_left_of_the_list(
    ledger: Ledger, clock: FakeClock, service: LeadService, ids: tuple[int, ...]
) -> None:
    clock.move(timedelta(hours=1))
    await open_leads(ledger, [replace(FIRM, name="Of another search")], clock)
    first = await review(ledger, service, ids[1:2], REJECT)
    assert first.leads == (ids[0], ids[2], ids[3], ids[4])
    await review(ledger, service, (ids[0], ids[2]), APPROVE)
    of_the_approved = await review(ledger, service, ids[2:3], REJECT)
    assert of_the_approved.leads == (ids[0],)
    rest = await review(ledger, service, ids[3:], REJECT)
    assert rest.leads == (ids[0],)
    (table,) = rest.artifacts
    assert isinstance(table, LeadTable) and table.title == "What is left: 1"
    assert (await review(ledger, service, ids[:1], REJECT)).leads is None


async def test_a_lead_that_was_written_to_cannot_be_rejected_and_the_way_out_is_said(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    path = (Stage.APPROVED, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT)
    await walk_lead(ledger, ids[0], *path)
    outcome = await review(ledger, service, ids[:1], REJECT)
    assert not outcome.is_ok and "cannot be rejected" in outcome.summary
    assert f"“stop follow-ups for lead {ids[0]}”" in outcome.summary
    assert await stage_of(ledger, ids[0]) is Stage.OUTREACH_SENT
    assert "past approval" in (await review(ledger, service, ids[:1], APPROVE)).summary


async def test_who_opted_out_stays_out(ledger: Ledger, service: LeadService, ids: tuple[int, ...]) -> None:
    path = (Stage.APPROVED, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT, Stage.UNSUBSCRIBED)
    await walk_lead(ledger, ids[0], *path)
    outcome = await review(ledger, service, ids[:1], APPROVE)
    assert "that is final" in outcome.summary and await stage_of(ledger, ids[0]) is Stage.UNSUBSCRIBED


async def queue_draft(ledger: Ledger, lead: int, clock: FakeClock) -> tuple[int, int]:
    """A queued mail to that lead: (draft id, message id)."""
    await walk_lead(ledger, lead, Stage.APPROVED, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED)
    async with ledger.writing() as books:
        company = (await books.leads.get(lead)).company_id
        found = FoundContact("Ann Lee", "Owner", "directory", "file.csv#2", email="ann@harbordental.example")
        (contact,) = await books.contacts.record(company, [found])
        part = NewPart(0, "Subject", "Body", (), 90, (), "composer")
        new = NewDraft(lead, contact.id, DraftKind.OUTREACH, "me@us.example", contact.email, "size", (part,))
        draft = await books.drafts.add(new)
        await books.drafts.set_status(draft.id, DraftStatus.QUEUED)
        body_hash = draft.parts[0].body_hash
        mail = QueuedMail(
            lead,
            contact.id,
            draft.id,
            0,
            body_hash,
            "me@us.example",
            contact.email,
            "S",
            "B",
            "id@us",
            "m",
            clock.now(),
        )
        return draft.id, await books.mail.queue(mail)


async def test_rejecting_takes_back_what_was_queued_so_that_a_rejection_stays_one(
    ledger: Ledger, clock: FakeClock, service: LeadService, ids: tuple[int, ...]
) -> None:
    draft, message = await queue_draft(ledger, ids[0], clock)
    await review(ledger, service, ids[:1], REJECT, "a friend works there")
    async with ledger.reading() as books:
        assert (await books.mail.get(message)).state is MailState.CANCELLED
        closed = await books.drafts.get(draft)
    assert closed.status is DraftStatus.REJECTED and closed.closed_reason == "a friend works there"
    assert await stage_of(ledger, ids[0]) is Stage.REJECTED


async def test_a_mail_that_is_leaving_at_this_moment_is_not_pretended_to_be_stopped(
    ledger: Ledger, clock: FakeClock, service: LeadService, ids: tuple[int, ...]
) -> None:
    _, message = await queue_draft(ledger, ids[0], clock)
    async with ledger.writing() as books:
        await books.mail.claim(message, "token", clock.now(), b"bytes")
        await books.mail.mark_dot(message, "token")
    outcome = await review(ledger, service, ids[:1], REJECT)
    assert "the mail is leaving" in outcome.summary and not outcome.is_ok
    assert await stage_of(ledger, ids[0]) is Stage.MESSAGE_GENERATED


async def test_closed_leads_are_archived_after_a_while_and_others_stay(
    ledger: Ledger, clock: FakeClock, service: LeadService, ids: tuple[int, ...]
) -> None:
    await walk_lead(ledger, ids[0], Stage.REJECTED)
    clock.move(timedelta(days=20))
    await walk_lead(ledger, ids[1], Stage.REJECTED)
    clock.move(timedelta(days=20))
    assert await service.archive_closed(timedelta(days=30)) == 1
    assert await service.archive_closed(timedelta(days=30)) == 0
    assert await service.list_stages(ids) == dict(
        zip(ids, (Stage.ARCHIVED, Stage.REJECTED, Stage.SCORED, Stage.NEW, Stage.NEW), strict=True)
    )
    back = await review(ledger, service, ids[:1], APPROVE)
    assert back.summary.startswith("Brought back Dental A.")


async def test_a_review_that_was_stopped_goes_on_without_deciding_twice(
    ledger: Ledger, clock: FakeClock, service: LeadService
) -> None:
    leads = await open_leads(ledger, make_firms(60), clock)
    await score_leads(ledger, dict.fromkeys(leads, 70))
    await review(ledger, service, leads[-1:], REJECT)
    progress = FakeProgress(stop_after=50)
    context = await fake_context(ledger, fake_decision(), progress)
    with pytest.raises(Cancelled):
        await service.review_leads(leads, APPROVE, "", context)
    progress.stop_after = None
    outcome = await service.review_leads(leads, APPROVE, "", context)
    assert outcome.summary.startswith("Approved 9 leads.") and "is closed and stayed so" in outcome.summary
    stages = await service.list_stages(leads)
    assert list(stages.values()) == [Stage.APPROVED] * 59 + [Stage.REJECTED]
    for lead in (leads[0], leads[-2]):
        assert (await events_of(ledger, lead)).count(EventName.LEAD_APPROVED) == 1
