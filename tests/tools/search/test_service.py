"""Finding firms, from the question to the leads in the ledger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.company import Fact, FoundCompany
from domain.errors import Correctable, Unavailable
from domain.lead import Cause, Stage
from domain.views import LeadFilter
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context
from tests.fakes.source import FakeSource
from tools.outcome import LeadTable, Outcome
from tools.search.providers.base import CompanySource
from tools.search.service import SearchService, SearchWords

BUFFALO = [
    FoundCompany(
        name=f"Hospital Number {number}",
        source="firms.csv",
        source_url=f"firms.csv#{number + 1}",
        city="Buffalo",
        county="Erie County",
        state="NY",
        trade="hospital",
        website=f"https://h{number}.example",
    )
    for number in range(1, 13)
]
AMHERST = [replace(one, name=f"{one.name} North", city="Amherst", website="") for one in BUFFALO[:3]]
WYOMING = replace(BUFFALO[0], name="Foothills Hospital", state="WY", county="Johnson County")


async def _search(
    ledger: Ledger, clock: FakeClock, sources: list[CompanySource], count: int = 10, place: str = "Buffalo, NY"
) -> Outcome:
    service = SearchService(ledger, clock, sources)
    return await service.search(SearchWords("hospital", place, count), await fake_context(ledger))


def _names(outcome: Outcome) -> list[str]:
    (table,) = outcome.artifacts
    assert isinstance(table, LeadTable)
    return [view.company.name for view in table.rows]


async def test_exactly_the_number_asked_for_become_leads_with_their_sources(ledger: Ledger, clock: FakeClock) -> None:
    outcome = await _search(ledger, clock, [FakeSource([WYOMING, *BUFFALO])])
    assert _names(outcome) == [one.name for one in BUFFALO[:10]]
    assert outcome.leads is not None and len(outcome.leads) == 10
    async with ledger.reading() as books:
        views = await books.leads.list_views(LeadFilter(ids=outcome.leads))
        assert {view.lead.stage for view in views} == {Stage.NEW}
        facts = await books.companies.list_evidence(views[0].company.id)
    assert {one.fact for one in facts} >= {Fact.NAME, Fact.CITY, Fact.TRADE, Fact.WEBSITE}
    assert {one.source_url for one in facts} == {"firms.csv#2"}


async def test_the_same_search_again_brings_only_what_is_new(ledger: Ledger, clock: FakeClock) -> None:
    source = FakeSource(BUFFALO)
    await _search(ledger, clock, [source])
    outcome = await _search(ledger, clock, [source])
    assert _names(outcome) == [one.name for one in BUFFALO[10:]]
    assert "Found 2 of 10 hospitals in Buffalo, NY: 10 more are in your list already" in outcome.summary


async def test_when_nothing_is_new_the_known_ones_are_shown(ledger: Ledger, clock: FakeClock) -> None:
    source = FakeSource(BUFFALO[:3])
    first = await _search(ledger, clock, [source], count=3)
    outcome = await _search(ledger, clock, [source], count=3)
    assert outcome.is_ok and outcome.leads == first.leads
    assert "No new hospitals in Buffalo, NY: you already have all 3" in outcome.summary


async def test_a_rejected_firm_is_never_found_again(ledger: Ledger, clock: FakeClock) -> None:
    first = await _search(ledger, clock, [FakeSource(BUFFALO[:1])], count=1)
    assert first.leads
    async with ledger.writing() as books:
        await books.leads.move(first.leads[0], Stage.REJECTED, Cause.WORK)
    outcome = await _search(ledger, clock, [FakeSource(BUFFALO[:2])], count=1)
    assert _names(outcome) == ["Hospital Number 2"]


async def test_too_few_in_town_says_so_and_offers_the_county(ledger: Ledger, clock: FakeClock) -> None:
    outcome = await _search(ledger, clock, [FakeSource([*BUFFALO[:2], *AMHERST])], count=4)
    assert _names(outcome) == ["Hospital Number 1", "Hospital Number 2"]
    assert "Found 2 of 4 hospitals in Buffalo, NY" in outcome.summary
    assert "“find 2 more hospitals in Erie County, NY”" in outcome.summary


async def test_none_at_all_is_no_success_and_says_what_to_try(ledger: Ledger, clock: FakeClock) -> None:
    outcome = await _search(ledger, clock, [FakeSource([WYOMING])])
    assert not outcome.is_ok and outcome.leads is None
    assert "no hospitals in Buffalo, NY" in outcome.summary and "leadloop directory add FILE" in outcome.summary


async def test_sources_are_asked_in_turn_until_there_are_enough(ledger: Ledger, clock: FakeClock) -> None:
    down, first, second = FakeSource(name="down", is_down=True), FakeSource(BUFFALO[:4]), FakeSource(BUFFALO, "second")
    third = FakeSource(BUFFALO, "third")
    outcome = await _search(ledger, clock, [down, first, second, third])
    assert _names(outcome) == [one.name for one in BUFFALO[:10]]
    assert not third.asked
    async with ledger.reading() as books:
        calls = await books.runs.count_service_calls(clock.now() - timedelta(days=1))
    assert {(name, failed) for _, name, _, failed, _ in calls} == {("down", 1), ("fake", 0), ("second", 0)}


async def test_no_source_that_can_be_asked_is_told_with_the_next_step(ledger: Ledger, clock: FakeClock) -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        await _search(ledger, clock, [FakeSource(is_down=True)])
    async with ledger.reading() as books:
        assert await books.companies.count() == 0
        assert await books.runs.count_service_calls(clock.now() - timedelta(days=1))


async def test_a_source_that_is_down_is_named_when_there_are_too_few(ledger: Ledger, clock: FakeClock) -> None:
    down = FakeSource(name="register", is_down=True)
    outcome = await _search(ledger, clock, [down, FakeSource(BUFFALO[:2])])
    assert "register cannot be reached; try later." in outcome.summary
    enough = await _search(ledger, clock, [down, FakeSource(BUFFALO)], count=2)
    assert "register" not in enough.summary


async def test_a_place_nobody_knows_stores_nothing(ledger: Ledger, clock: FakeClock) -> None:
    source = FakeSource(BUFFALO)
    with pytest.raises(Correctable, match="Xyzzyville"):
        await _search(ledger, clock, [source], place="Xyzzyville")
    assert not source.asked


async def test_a_call_that_was_cut_off_is_not_searched_twice(ledger: Ledger, clock: FakeClock) -> None:
    source = FakeSource(BUFFALO)
    service, context = SearchService(ledger, clock, [source]), await fake_context(ledger)
    first = await service.search(SearchWords("hospital", "Buffalo, NY", 5), context)
    again = await service.search(SearchWords("hospital", "Buffalo, NY", 5), context)
    assert again.leads == first.leads and len(source.asked) == 1
    async with ledger.reading() as books:
        assert await books.companies.count() == 5


async def test_sizes_that_exclude_each_other_are_asked_about(ledger: Ledger, clock: FakeClock) -> None:
    words = SearchWords("hospital", "Buffalo, NY", min_employees=500, max_employees=50)
    with pytest.raises(Correctable, match="smaller number first"):
        await SearchService(ledger, clock, [FakeSource(BUFFALO)]).search(words, await fake_context(ledger))
