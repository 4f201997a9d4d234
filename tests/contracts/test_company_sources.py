"""What every source of firms must do, whatever is behind it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from db.directory import DirectoryIndex
from domain.company import FoundCompany
from domain.identity import company_key
from tests.fakes.source import FakeSource
from tools.search.providers.base import CompanySource, CompanySourceError, SourceQuery
from tools.search.providers.directory import DirectorySource
from tools.search.providers.practice import PracticeSource
from tools.search.rules.matching import list_areas, list_covered, read_place, read_trade

FIRMS = [
    FoundCompany(
        name=f"Hospital Number {number}",
        source="firms.csv",
        source_url=f"firms.csv#{number}",
        city="Buffalo",
        county="Erie County",
        state="NY",
        postal_code="14203",
        trade="hospital",
        employees=number,
    )
    for number in range(1, 31)
]
Build = Callable[[Path], Awaitable[CompanySource]]


async def _directory(folder: Path) -> CompanySource:
    index = DirectoryIndex(folder / "directory.db")
    await index.add(FIRMS, "firms.csv")
    return DirectorySource(index)


async def _practice(_folder: Path) -> CompanySource:
    return PracticeSource()


async def _fake(_folder: Path) -> CompanySource:
    return FakeSource(FIRMS)


@pytest.fixture(params=[_directory, _practice, _fake], ids=["directory", "practice", "fake"])
async def source(request: pytest.FixtureRequest, tmp_path: Path) -> CompanySource:
    build: Build = request.param
    return await build(tmp_path)


def _query(place: str, limit: int, known: frozenset[str] = frozenset()) -> SourceQuery:
    trade, where = read_trade("hospital"), read_place(place)
    return SourceQuery(trade, list_covered(trade), where, list_areas(where), limit, known_keys=known)


def _key(one: FoundCompany) -> str:
    return company_key(one.name, one.city, one.state, one.country)


async def test_it_gives_no_more_than_asked_each_with_its_source(source: CompanySource) -> None:
    found = await source.fetch(_query("Buffalo, NY", 7))
    assert len(found) == 7 and len({_key(one) for one in found}) == 7
    assert all(one.name and one.source and one.source_url and one.trade for one in found)
    assert {(one.city, one.state) for one in found} == {("Buffalo", "NY")}


async def test_it_answers_the_same_question_the_same_way(source: CompanySource) -> None:
    assert await source.fetch(_query("Buffalo, NY", 5)) == await source.fetch(_query("Buffalo, NY", 5))


async def test_known_firms_make_room_for_others(source: CompanySource) -> None:
    first = await source.fetch(_query("Buffalo, NY", 10))
    known = frozenset(_key(one) for one in first)
    second = await source.fetch(_query("Buffalo, NY", 10, known))
    assert len(second) == 10 and not known & {_key(one) for one in second}


async def test_an_empty_directory_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(CompanySourceError, match="leadloop directory add FILE") as caught:
        await DirectorySource(DirectoryIndex(tmp_path / "directory.db")).fetch(_query("Buffalo, NY", 1))
    assert caught.value.provider == "directory"


@pytest.mark.parametrize("place", ["Erie County, NY", "Texas", "Germany", "bay area", "14203"])
async def test_practice_firms_lie_in_the_place_asked_for(place: str) -> None:
    query = _query(place, 6)
    found = await PracticeSource().fetch(query)
    assert len(found) == 6
    for one in found:
        assert any(
            (not area.state or one.state == area.state)
            and (not area.county or one.county == area.county)
            and (not area.postal_code or one.postal_code == area.postal_code)
            and one.country == area.country
            for area in query.areas
        )


async def test_a_practice_search_for_what_is_not_there_ends() -> None:
    trade, where = read_trade("hotel"), read_place("Denver, CO")
    query = SourceQuery(trade, list_covered(trade), where, list_areas(where), 5, keywords=("zzzz",))
    assert await PracticeSource().fetch(query) == ()
