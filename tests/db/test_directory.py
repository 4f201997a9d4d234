"""The directory of firms added by file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.directory import DirectoryIndex
from domain.company import FoundCompany
from domain.directory import Area, DirectoryQuery
from domain.errors import Unavailable
from domain.identity import company_key

HOSPITAL = FoundCompany(
    name="Lakeside General",
    source="a.csv",
    source_url="a.csv#2",
    city="Buffalo",
    county="Erie County",
    state="NY",
    postal_code="14203",
    trade="hospital",
    latitude=42.9,
    longitude=-78.87,
    phone="(716) 555-0101",
)
FIRMS = [
    replace(HOSPITAL, name="Bare Hospital", phone="", source_url="a.csv#3"),
    HOSPITAL,
    replace(HOSPITAL, name="Far Hospital", state="WY", county="Johnson County", postal_code="82834", latitude=44.3),
    replace(HOSPITAL, name="Orchard Rehab", city="Orchard Park", trade="specialty_hospital", employees=40),
    replace(HOSPITAL, name="Bay Hospital", city="Erie", state="PA", county="ERIE", latitude=42.12, longitude=-80.08),
    replace(HOSPITAL, name="Arch Hotel", city="SAINT LOUIS", state="MO", county="", trade="hotel", employees=900),
]


@pytest.fixture
async def directory(tmp_path: Path) -> DirectoryIndex:
    index = DirectoryIndex(tmp_path / "directory.db")
    await index.add(FIRMS, "a.csv")
    return index


async def _names(index: DirectoryIndex, query: DirectoryQuery) -> list[str]:
    return [one.name for one in await index.find(query)]


async def test_a_city_is_only_the_one_of_that_state_and_full_entries_come_first(directory: DirectoryIndex) -> None:
    query = DirectoryQuery(10, ("hospital",), (Area("US", "NY", city="Buffalo"),))
    assert await _names(directory, query) == ["Lakeside General", "Bare Hospital"]


async def test_a_county_is_only_the_one_of_that_state(directory: DirectoryIndex) -> None:
    trades = ("hospital", "specialty_hospital")
    new_york = DirectoryQuery(10, trades, (Area("US", "NY", county="Erie County"),))
    assert set(await _names(directory, new_york)) == {"Lakeside General", "Bare Hospital", "Orchard Rehab"}
    assert await _names(directory, DirectoryQuery(10, trades, (Area("US", "PA", county="Erie County"),))) == [
        "Bay Hospital"
    ]


async def test_several_areas_are_either_or(directory: DirectoryIndex) -> None:
    query = DirectoryQuery(10, (), (Area("US", "WY"), Area("US", "MO", city="St. Louis")))
    assert set(await _names(directory, query)) == {"Far Hospital", "Arch Hotel"}


async def test_zip_size_and_words_narrow(directory: DirectoryIndex) -> None:
    assert await _names(directory, DirectoryQuery(10, (), (Area(postal_code="82834"),))) == ["Far Hospital"]
    assert await _names(directory, DirectoryQuery(10, min_employees=50)) == ["Arch Hotel"]
    assert await _names(directory, DirectoryQuery(10, max_employees=50)) == ["Orchard Rehab"]
    assert await _names(directory, DirectoryQuery(10, keywords=("rehab",))) == ["Orchard Rehab"]
    assert await _names(directory, DirectoryQuery(10, keywords=('" OR NEAR(', "zzz"))) == []


async def test_known_firms_are_left_out_and_the_limit_holds(directory: DirectoryIndex) -> None:
    key = company_key("Lakeside General", "Buffalo", "NY", "US")
    query = DirectoryQuery(1, (), (Area("US", "NY", city="Buffalo"),), without_keys=frozenset({key}))
    assert await _names(directory, query) == ["Bare Hospital"]


async def test_a_found_firm_is_the_firm_that_was_added(directory: DirectoryIndex) -> None:
    assert HOSPITAL in await directory.find(DirectoryQuery(10))


async def test_the_same_file_again_replaces_its_rows(directory: DirectoryIndex) -> None:
    again = await directory.add(FIRMS[:2], "a.csv")
    assert (again.firms, again.replaced) == (2, 6)
    assert await directory.count() == 2
    assert await directory.find(DirectoryQuery(10, keywords=("rehab",))) == []


async def test_one_firm_in_two_files_is_found_once(directory: DirectoryIndex) -> None:
    await directory.add([replace(HOSPITAL, source="b.csv")], "b.csv")
    assert await directory.files() == [("a.csv", 6), ("b.csv", 1)]
    assert (await _names(directory, DirectoryQuery(10))).count("Lakeside General") == 1


async def test_an_add_that_breaks_off_leaves_what_was_there(directory: DirectoryIndex) -> None:
    def broken() -> Iterator[FoundCompany]:
        for number in range(2500):
            yield replace(HOSPITAL, name=f"Firm {number}")
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        await directory.add(broken(), "a.csv")
    assert await directory.files() == [("a.csv", 6)]
    assert len(await directory.find(DirectoryQuery(100))) == 6


async def test_no_file_added_is_an_empty_directory_and_makes_none(tmp_path: Path) -> None:
    index = DirectoryIndex(tmp_path / "directory.db")
    assert await index.count() == 0
    assert await index.find(DirectoryQuery(10)) == []
    assert not (tmp_path / "directory.db").exists()


async def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "directory.db").write_bytes(b"no database" * 1000)
    with pytest.raises(Unavailable, match=r"delete .*directory\.db"):
        await DirectoryIndex(tmp_path / "directory.db").count()
