"""Writing first mails against a real ledger."""

from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.decisions import Decision
from domain.draft import DraftStatus
from domain.errors import Correctable, Refused
from domain.lead import Cause, Hold, HoldReason, Stage
from domain.mail import SuppressionKind
from domain.profile import Profile
from memory.profile import save_profile
from tests.fakes.clock import FakeClock
from tests.fakes.context import FakeProgress, fake_context
from tests.tools.draft.conftest import Desk
from tools.draft.service import DraftService
from tools.outcome import DraftCard, DraftTable
from tools.spec import Cancelled


async def test_a_lead_with_a_person_gets_a_mail_with_follow_ups_and_moves_on(desk: Desk) -> None:
    lead = await desk.add_lead()
    outcome = await desk.draft(lead)
    (card,) = outcome.artifacts
    assert isinstance(card, DraftCard)
    assert [part.step for part in card.draft.parts] == [0, 1, 2]
    assert [part.wait_days for part in card.draft.parts] == [0, 3, 5]
    assert card.draft.recipient == "ada@lakesidegeneral.example"
    assert await desk.stage(lead) is Stage.MESSAGE_GENERATED
    assert outcome.drafts == (card.draft.id,)


async def test_every_claim_points_to_stored_evidence(desk: Desk) -> None:
    outcome = await desk.draft(await desk.add_lead(news="Lakeside General opened a second house in May."))
    (card,) = outcome.artifacts
    assert isinstance(card, DraftCard)
    claimed = {claim.evidence_id for part in card.draft.parts for claim in part.claims}
    assert claimed
    assert claimed <= {one.id for one in card.evidence}
    assert any(one.value.startswith("Lakeside General opened") for one in card.evidence)


async def test_follow_ups_thread_under_the_first_subject_and_say_something_new(desk: Desk) -> None:
    draft = await desk.get((await desk.draft(await desk.add_lead())).drafts[0])  # type: ignore[index]  # a draft was made
    first, *later = draft.parts
    assert not first.subject.lower().startswith("re:")
    assert {part.subject for part in later} == {f"Re: {first.subject}"}
    assert len({part.body for part in draft.parts}) == 3
    assert not any("checking in" in part.body for part in later)


async def test_without_a_profile_it_refuses_and_says_what_to_type(ledger: Ledger, clock: FakeClock, desk: Desk) -> None:
    async with ledger.writing() as books:
        await save_profile(books, Profile(sender_name="Anna", offer="help"), "test")
    with pytest.raises(Refused, match=r"lacks sender email, company, postal address.*“my email is") as refusal:
        await desk.draft(await desk.add_lead())
    assert refusal.value.code == "PROFILE_INCOMPLETE"


async def test_leads_that_are_not_ready_are_named_with_the_reason(desk: Desk, lead_id: int) -> None:
    outcome = await desk.draft(lead_id)
    assert "1 skipped: not scored yet" in outcome.summary
    assert not outcome.is_ok


async def test_a_lead_on_hold_is_not_written_to_until_the_hold_ends(desk: Desk, ledger: Ledger) -> None:
    lead = await desk.add_lead()
    until = desk.clock.now() + timedelta(days=1)
    async with ledger.writing() as books:
        await books.leads.set_hold(lead, Hold(HoldReason.UNSURE_PERSON, until))
    assert "on hold (unsure person)" in (await desk.draft(lead)).summary
    desk.clock.move(timedelta(days=2))
    assert (await desk.draft(lead)).is_ok


async def test_a_suppressed_person_is_not_written_to(desk: Desk, ledger: Ledger) -> None:
    lead = await desk.add_lead()
    async with ledger.writing() as books:
        await books.suppressions.add(SuppressionKind.DOMAIN, "lakesidegeneral.example", "asked")
    assert "1 skipped: suppressed" in (await desk.draft(lead)).summary


async def test_a_rejected_lead_is_never_drafted(desk: Desk, ledger: Ledger) -> None:
    lead = await desk.add_lead()
    async with ledger.writing() as books:
        await books.leads.move(lead, Stage.REJECTED, Cause.PERSON)
    assert not (await desk.draft(lead)).is_ok
    assert not (await desk.draft()).is_ok
    async with ledger.reading() as books:
        assert await books.drafts.list_() == []


async def test_a_lead_that_has_a_draft_is_shown_it_instead_of_a_second_one(desk: Desk) -> None:
    lead = await desk.add_lead()
    first = await desk.draft(lead)
    again = await desk.draft(lead)
    assert again.drafts == first.drafts
    assert "had been written before" in again.summary


async def test_a_rejected_draft_is_not_written_again_unless_the_lead_is_named(desk: Desk) -> None:
    lead = await desk.add_lead()
    (draft,) = (await desk.draft(lead)).drafts or ()
    await desk.review(draft, verdict=Decision.REJECT, reason="too pushy")
    assert await desk.stage(lead) is Stage.CONTACT_FOUND
    assert (await desk.draft()).drafts is None
    (new,) = (await desk.draft(lead)).drafts or ()
    assert new != draft
    assert (await desk.get(new)).parts[0].body != (await desk.get(draft)).parts[0].body


async def test_the_wished_angle_is_taken_where_the_facts_allow_it(desk: Desk) -> None:
    rich = await desk.add_lead("Rich General", sites=4)
    poor = await desk.add_lead("Poor General")
    outcome = await desk.draft(rich, poor, angle="site")
    angles = {(await desk.get(id_)).lead_id: (await desk.get(id_)).angle for id_ in outcome.drafts or ()}
    assert angles[rich] == "sites"
    assert angles[poor] != "sites"
    assert "Poor General has no fact for the angle “sites”" in outcome.summary


async def test_an_unknown_angle_or_instruction_is_answered_with_what_there_is(desk: Desk) -> None:
    lead = await desk.add_lead()
    with pytest.raises(Correctable, match="it has news"):
        await desk.draft(lead, angle="astrology")
    with pytest.raises(Correctable, match="I can make it shorter"):
        await desk.draft(lead, instructions="write it as a haiku")
    assert await desk.stage(lead) is Stage.CONTACT_FOUND


async def test_instructions_shape_each_first_mail(desk: Desk) -> None:
    plain = await desk.add_lead("Plain General")
    dictated = await desk.add_lead("Other General")
    await desk.draft(plain)
    (draft,) = (await desk.draft(dictated, instructions="mention that we met at the fair")).drafts or ()
    assert "We met at the fair." in (await desk.get(draft)).parts[0].body


async def test_more_than_twenty_are_a_table_and_then_pages_in_full(desk: Desk) -> None:
    for number in range(23):
        await desk.add_lead(f"Hospital {chr(65 + number)} of Erie")
    outcome = await desk.draft()
    (table,) = outcome.artifacts
    assert isinstance(table, DraftTable)
    context = await fake_context(desk.ledger)
    pages = []
    for _ in range(2):
        listed = await desk.service.list_drafts("", None, context)
        cards = [one.draft.id for one in listed.artifacts if isinstance(one, DraftCard)]
        await desk.show(listed)
        pages.append(cards)
    assert [len(page) for page in pages] == [20, 3]
    assert len({id_ for page in pages for id_ in page}) == 23


async def test_stop_takes_effect_between_items_and_the_batch_can_go_on(desk: Desk, ledger: Ledger) -> None:
    for number in range(25):
        await desk.add_lead(f"Clinic {chr(65 + number)} of Erie")
    progress = FakeProgress(stop_after=20)
    context = await fake_context(ledger, progress=progress)
    with pytest.raises(Cancelled):
        await desk.service.draft_emails((), "", "", context)
    async with ledger.reading() as books:
        assert len(await books.drafts.list_()) == 20
    progress.stop_after = None
    await desk.service.draft_emails((), "", "", context)
    async with ledger.reading() as books:
        drafts = await books.drafts.list_()
    assert len(drafts) == len({draft.lead_id for draft in drafts}) == 25


async def test_list_drafts_can_be_narrowed_and_says_when_there_are_none(desk: Desk) -> None:
    (draft,) = (await desk.draft(await desk.add_lead())).drafts or ()
    context = await fake_context(desk.ledger)
    assert (await desk.service.list_drafts("pending", None, context)).drafts == (draft,)
    assert "no approved drafts" in (await desk.service.list_drafts("approved", None, context)).summary
    with pytest.raises(Correctable, match="no draft 99"):
        await desk.service.list_drafts("", 99, context)
    with pytest.raises(Correctable, match="a draft is pending"):
        await desk.service.list_drafts("green", None, context)
    assert (await desk.get(draft)).status is DraftStatus.PENDING


async def test_texts_of_many_leads_do_not_read_alike(desk: Desk) -> None:
    leads = [await desk.add_lead(f"Hospital {chr(65 + number)} of Erie") for number in range(10)]
    outcome = await desk.draft(*leads)
    openings = set()
    for id_ in outcome.drafts or ():
        body = (await desk.get(id_)).parts[0].body
        openings.add(body.replace(f"Hospital {chr(65 + (outcome.drafts or ()).index(id_))} of Erie", "X"))
    assert len(openings) >= 8


async def test_the_service_asks_for_a_person_where_one_must_decide(ledger: Ledger, clock: FakeClock) -> None:
    context = await fake_context(ledger)
    with pytest.raises(Refused) as refusal:
        await DraftService(ledger, clock).review_drafts((1,), Decision.APPROVE, "", context)
    assert refusal.value.code == "NEEDS_PERSON"


async def test_one_person_who_stands_for_two_firms_gets_one_first_mail(desk: Desk) -> None:
    first = await desk.add_lead("Lakeside General", city="Buffalo")
    second = await desk.add_lead("Lakeside General", city="Rochester")
    outcome = await desk.draft(first, second)
    assert len(outcome.drafts or ()) == 1
    assert f"the same person as at lead {first}" in outcome.summary
    await desk.review(*(outcome.drafts or ()), verdict=Decision.REJECT)
    assert (await desk.draft(second)).drafts, "a rejected draft is no mail"


async def test_a_firm_with_a_very_long_name_is_written_to_like_the_others(desk: Desk) -> None:
    long = "Eating Recovery Center and Behavioral Hospital for Children and Adolescents of Western New York"
    leads = [await desk.add_lead(name) for name in ("Kaleida Dental", long)]
    outcome = await desk.draft(*leads)
    assert len(outcome.drafts or ()) == 2 and outcome.is_ok
