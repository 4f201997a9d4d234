"""Leads in the ledger: one per firm, many scores at once, filters, names."""

from dataclasses import replace

import pytest

from db.ledger import Ledger
from db.repositories.leads import NewScore
from domain.company import FoundContact
from domain.errors import Correctable
from domain.events import EventName
from domain.lead import Hold, HoldReason, Stage
from domain.score import Reason, Tier
from domain.views import LeadFilter
from tests.fakes.clock import FakeClock
from tests.fakes.firms import FIRM, make_firms, open_leads, score_leads, walk_lead


async def test_a_firm_found_twice_is_one_lead_with_one_event(ledger: Ledger, clock: FakeClock) -> None:
    first = await open_leads(ledger, make_firms(3), clock)
    again = await open_leads(ledger, [*make_firms(3), FIRM, FIRM], clock)
    assert again[:3] == first and again[3] == again[4] and len(set(again)) == 4
    async with ledger.reading() as books:
        for lead in again:
            assert [event.name for event in await books.events.list_for_lead(lead)] == [EventName.LEAD_FOUND]


async def test_many_scores_have_the_effects_of_each(ledger: Ledger, clock: FakeClock) -> None:
    leads = await open_leads(ledger, make_firms(4), clock)
    await walk_lead(ledger, leads[3], Stage.REJECTED)
    reasons = (Reason("size", 20.5, 35, "30 people"),)
    async with ledger.writing() as books:
        await books.leads.add_scores([NewScore(lead, 50 + lead, Tier.C, reasons, 2) for lead in reversed(leads)])
        await books.leads.add_scores([])
    async with ledger.reading() as books:
        views = await books.leads.list_views(LeadFilter(ids=leads, limit=9))
        assert [view.score.value for view in views if view.score] == [50 + lead for lead in leads]
        assert views[0].score and views[0].score.reasons == reasons and views[0].score.icp_version == 2
        assert [view.lead.stage for view in views] == [Stage.SCORED] * 3 + [Stage.REJECTED]
        for lead, count in zip(leads, (1, 1, 1, 0), strict=True):
            names = [event.name for event in await books.events.list_for_lead(lead)]
            assert names.count(EventName.LEAD_SCORED) == count


async def test_scoring_an_unknown_lead_leaves_nothing(ledger: Ledger, lead_id: int) -> None:
    with pytest.raises(Correctable, match="no lead 99"):
        async with ledger.writing() as books:
            await books.leads.add_scores([NewScore(one, 50, Tier.C, (), 0) for one in (lead_id, 99)])
    async with ledger.reading() as books:
        assert await books.leads.list_scores(lead_id) == []


async def test_filters_count_and_list_the_same_leads(ledger: Ledger, clock: FakeClock) -> None:
    firms = [replace(FIRM, name="A", city="Olean", trade="hotel"), replace(FIRM, name="B 50%"), replace(FIRM, name="C")]
    a, b, c = await open_leads(ledger, firms, clock)
    await score_leads(ledger, {a: 90, b: 60})
    for wanted, expected in (
        (LeadFilter(), {a, b, c}),
        (LeadFilter(stages=(Stage.NEW,)), {c}),
        (LeadFilter(tier=Tier.A), {a}),
        (LeadFilter(min_score=60), {a, b}),
        (LeadFilter(trades=("hotel", "motel")), {a}),
        (LeadFilter(city="OLEAN"), {a}),
        (LeadFilter(county="erie", state="ny", postal_code="14201", country="us"), {a, b, c}),
        (LeadFilter(name="0%"), {b}),
        (LeadFilter(name="%"), {b}),
        (LeadFilter(ids=()), set[int]()),
        (LeadFilter(state="TX"), set[int]()),
    ):
        async with ledger.reading() as books:
            assert set(await books.leads.list_ids(wanted)) == expected, wanted
            assert sum((await books.leads.count_by_stage(wanted)).values()) == len(expected), wanted


async def test_given_ids_come_back_in_their_order_and_others_best_first(ledger: Ledger, clock: FakeClock) -> None:
    a, b, c = await open_leads(ledger, make_firms(3), clock)
    await score_leads(ledger, {a: 50, c: 80})
    async with ledger.reading() as books:
        assert await books.leads.list_ids(LeadFilter(ids=(b, c, a))) == [b, c, a]
        assert await books.leads.list_ids(LeadFilter()) == [c, a, b]


async def test_a_lead_answers_to_its_firm_and_its_people_until_they_are_erased(ledger: Ledger, lead_id: int) -> None:
    async with ledger.writing() as books:
        company = (await books.leads.get(lead_id)).company_id
        found = FoundContact("Ann Lee", "Owner", "directory", "file.csv#2", email="ann@lakeside.example")
        await books.contacts.record(company, [found])
        assert await books.leads.list_names() == [
            (lead_id, "Lakeside General Hospital", "Lakeside General Hospital"),
            (lead_id, "Ann Lee", "Lakeside General Hospital"),
        ]
        await books.erasure.erase(await books.erasure.find_person("ann@lakeside.example"))
        assert [name for _, name, _ in await books.leads.list_names()] == ["Lakeside General Hospital"]


async def test_a_hold_is_kept_beside_the_stage(ledger: Ledger, clock: FakeClock, lead_id: int) -> None:
    hold = Hold(HoldReason.OUT_OF_OFFICE, clock.now())
    async with ledger.writing() as books:
        await books.leads.set_hold(lead_id, hold)
    async with ledger.writing() as books:
        lead = await books.leads.get(lead_id)
        assert lead.hold == hold and lead.stage is Stage.NEW
        await books.leads.set_hold(lead_id, None)
    async with ledger.reading() as books:
        assert (await books.leads.get(lead_id)).hold is None
