"""Lists of leads and one lead in full."""

import pytest

from db.ledger import Ledger
from domain.errors import Correctable
from tests.fakes.firms import score_leads
from tools.leads.service import LeadService
from tools.leads.wanted import WantedLeads
from tools.outcome import LeadCard, LeadTable


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (WantedLeads(), (0, 1, 2, 3, 4)),
        (WantedLeads(status="scored"), (0, 1, 2)),
        (WantedLeads(status="undecided", limit=2), (0, 1)),
        (WantedLeads(tier="a"), (0,)),
        (WantedLeads(min_score=60), (0, 1)),
        (WantedLeads(industry="dentists"), (0, 1, 2)),
        (WantedLeads(industry="healthcare"), (0, 1, 2, 4)),
        (WantedLeads(location="Buffalo"), (0, 1, 2)),
        (WantedLeads(location="buffalo, ny"), (0, 1, 2)),
        (WantedLeads(location="Buffalo, New York"), (0, 1, 2)),
        (WantedLeads(location="Erie County"), (0, 1, 2)),
        (WantedLeads(location="New York"), (3,)),
        (WantedLeads(location="NY"), (0, 1, 2, 3)),
        (WantedLeads(location="Texas"), (4,)),
        (WantedLeads(location="14201", industry="hospital"), (4,)),
    ],
)
async def test_a_list_is_narrowed_by_what_is_asked(
    service: LeadService, ids: tuple[int, ...], wanted: WantedLeads, places: tuple[int, ...]
) -> None:
    outcome = await service.list_leads(wanted)
    assert outcome.leads == tuple(ids[place] for place in places)
    (table,) = outcome.artifacts
    assert isinstance(table, LeadTable) and tuple(row.lead.id for row in table.rows) == outcome.leads


async def test_a_list_with_nothing_in_it_says_why_and_what_next(service: LeadService, ids: tuple[int, ...]) -> None:
    outcome = await service.list_leads(WantedLeads(location="Denver", tier="A"))
    assert outcome.summary.startswith("No lead is in tier A, in Denver") and outcome.leads is None
    with pytest.raises(Correctable, match="no trade I know"):
        await service.list_leads(WantedLeads(industry="flurbers"))


async def test_an_empty_ledger_says_how_to_begin(service: LeadService) -> None:
    assert "find 10 hotels" in (await service.list_leads(WantedLeads())).summary


async def test_a_lead_is_shown_with_sources_people_and_what_its_score_lacks(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await score_leads(ledger, {ids[1]: 76})
    outcome = await service.show_lead(ids[1])
    (card,) = outcome.artifacts
    assert isinstance(card, LeadCard)
    assert [score.value for score in card.scores] == [76, 70]
    assert {fact.source for fact in card.facts} == {"directory"}
    assert "76 points, tier B" in outcome.summary and "24 for size (30 people)" in outcome.summary
    assert outcome.leads == (ids[1],)
    with pytest.raises(Correctable, match="no lead 999"):
        await service.show_lead(999)
