"""Which firms fit a search."""

from dataclasses import replace

import pytest

from domain.company import FoundCompany
from domain.errors import Correctable
from tools.search.rules.matching import (
    Known,
    Wanted,
    choose,
    key_of,
    list_areas,
    list_covered,
    list_wider,
    read_place,
    read_trade,
    render_place,
)

FIRM = FoundCompany(
    name="Lakeside General",
    source="a.csv",
    source_url="a.csv#2",
    city="BUFFALO",
    county="ERIE",
    state="NY",
    postal_code="14203",
    trade="hospital",
    employees=100,
    website="https://lakeside.example",
)
NOBODY = Known(frozenset(), frozenset())


def _wanted(industry: str, location: str, least: int | None = None, most: int | None = None) -> Wanted:
    trade, place = read_trade(industry), read_place(location)
    return Wanted(trade, list_covered(trade), place, list_areas(place), 10, (), least, most)


@pytest.mark.parametrize(
    ("industry", "location", "fits"),
    [
        ("hospital", "Buffalo, NY", True),
        ("healthcare", "Buffalo", True),
        ("hotel", "Buffalo, NY", False),
        ("hospital", "Buffalo, WY", False),
        ("hospital", "Erie County, NY", True),
        ("hospital", "Erie County, PA", False),
        ("hospital", "NY", True),
        ("hospital", "14203", True),
        ("hospital", "14201", False),
        ("hospital", "western new york", True),
        ("hospital", "bay area", False),
        ("hospital", "Canada", False),
    ],
)
def test_a_firm_fits_by_trade_and_place(industry: str, location: str, fits: bool) -> None:
    assert bool(choose([FIRM], _wanted(industry, location), NOBODY, 10)) is fits


def test_a_search_for_a_kind_of_hospital_does_not_bring_every_hospital() -> None:
    assert choose([FIRM], _wanted("psychiatric_hospital", "Buffalo, NY"), NOBODY, 10) == []


def test_new_york_city_holds_its_boroughs() -> None:
    wanted = _wanted("hospital", "New York City")
    brooklyn = replace(FIRM, city="Brooklyn", county="Kings")
    manhattan = replace(FIRM, city="NEW YORK", county="", website="")
    assert choose([brooklyn, manhattan, FIRM], wanted, NOBODY, 10) == [brooklyn, manhattan]


def test_closed_firms_and_firms_of_another_size_do_not_fit() -> None:
    wanted = _wanted("hospital", "Buffalo, NY", least=50, most=150)
    firms = [
        replace(FIRM, is_open=False),
        replace(FIRM, employees=40),
        replace(FIRM, employees=200),
        replace(FIRM, employees=None),
        FIRM,
    ]
    assert choose(firms, wanted, NOBODY, 10) == [FIRM]


def test_each_firm_comes_once_by_name_or_by_website_and_city() -> None:
    twin = replace(FIRM, name="LAKESIDE GENERAL, Inc.", website="")
    branch = replace(FIRM, name="Lakeside Heart Center", website="http://www.lakeside.example/heart")
    other = replace(FIRM, name="Other Hospital", website="https://facebook.com/other")
    third = replace(FIRM, name="Third Hospital", website="https://facebook.com/third")
    wanted = _wanted("hospital", "Buffalo, NY")
    assert choose([FIRM, twin, branch, other, third], wanted, NOBODY, 10) == [FIRM, other, third]
    assert choose([FIRM, other], wanted, Known(frozenset({key_of(FIRM)}), frozenset()), 10) == [other]


def test_no_more_than_asked_for_are_chosen() -> None:
    firms = [replace(FIRM, name=f"Hospital {number}", website="") for number in range(20)]
    assert len(choose(firms, _wanted("hospital", "Buffalo, NY"), NOBODY, 7)) == 7


def test_an_unknown_trade_or_place_is_named() -> None:
    with pytest.raises(Correctable, match="flurbles"):
        read_trade("flurbles")
    with pytest.raises(Correctable, match="Xyzzyville"):
        read_place("Xyzzyville")


def test_too_few_in_a_town_leads_to_its_county_and_state() -> None:
    wider = [render_place(place) for place in list_wider(read_place("Buffalo, NY"))]
    assert wider == ["Erie County, NY", "New York State"]
    assert [render_place(place) for place in list_wider(read_place("Erie County, NY"))] == ["New York State"]
    assert list(list_wider(read_place("Berlin, Germany"))) == []


def test_a_place_is_named_so_that_it_is_found_again() -> None:
    for words in (
        "Buffalo, NY",
        "Erie County, NY",
        "14201",
        "New York State",
        "Colorado",
        "Berlin, Germany",
        "Toronto, ON",
    ):
        place = read_place(words)
        assert render_place(place) == words and read_place(render_place(place)).id == place.id
