"""A phrase leads to the place a person means; distances and containment are right."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import place_table
from reference.places import (
    Place,
    PlaceKind,
    find_place_by_id,
    find_places,
    is_inside,
    miles_between,
    places_in,
    places_near,
    post_town,
    state_code,
    state_name,
)


def one(phrase: str) -> Place:
    return find_places(phrase)[0]


@pytest.mark.parametrize(
    ("phrase", "kind", "name", "state", "country"),
    [
        ("Buffalo", PlaceKind.CITY, "Buffalo", "NY", "US"),
        ("buffalo ny", PlaceKind.CITY, "Buffalo", "NY", "US"),
        ("Buffalo, New York", PlaceKind.CITY, "Buffalo", "NY", "US"),
        ("Buffalo, MN", PlaceKind.CITY, "Buffalo", "MN", "US"),
        ("Buffalo, NY, USA", PlaceKind.CITY, "Buffalo", "NY", "US"),
        ("greater Buffalo area", PlaceKind.CITY, "Buffalo", "NY", "US"),
        ("Erie County NY", PlaceKind.COUNTY, "Erie County", "NY", "US"),
        ("14201", PlaceKind.ZIP, "14201", "NY", "US"),
        ("Buffalo, NY 14201-1234", PlaceKind.ZIP, "14201", "NY", "US"),
        ("St. Louis", PlaceKind.CITY, "St. Louis", "MO", "US"),
        ("Saint Louis", PlaceKind.CITY, "St. Louis", "MO", "US"),
        ("NYC", PlaceKind.CITY, "New York City", "NY", "US"),
        ("New York", PlaceKind.CITY, "New York City", "NY", "US"),
        ("LA", PlaceKind.CITY, "Los Angeles", "CA", "US"),
        ("CA", PlaceKind.STATE, "California", "CA", "US"),
        ("Washington DC", PlaceKind.CITY, "Washington", "DC", "US"),
        ("Bay Area", PlaceKind.REGION, "San Francisco Bay Area", "", "US"),
        ("Ontario", PlaceKind.STATE, "Ontario", "ON", "CA"),
        ("Ontario, California", PlaceKind.CITY, "Ontario", "CA", "US"),
        ("Ontario, CA", PlaceKind.CITY, "Ontario", "CA", "US"),
        ("Vancouver, CA", PlaceKind.CITY, "Vancouver", "BC", "CA"),
        ("SAN JUAN, PR", PlaceKind.CITY, "San Juan", "PR", "US"),
        ("Germany", PlaceKind.COUNTRY, "Germany", "", "DE"),
        ("UK", PlaceKind.COUNTRY, "United Kingdom", "", "GB"),
        ("München", PlaceKind.CITY, "Munich", "Bavaria", "DE"),
        ("Munich, Germany", PlaceKind.CITY, "Munich", "Bavaria", "DE"),
        ("Cologne", PlaceKind.CITY, "Köln", "North Rhine-Westphalia", "DE"),
        ("Paris, Texas", PlaceKind.CITY, "Paris", "TX", "US"),
        ("winston salem", PlaceKind.CITY, "Winston-Salem", "NC", "US"),
        ("Bufalo", PlaceKind.CITY, "Buffalo", "NY", "US"),
        ("Sringfield, IL", PlaceKind.CITY, "Springfield", "IL", "US"),
    ],
)
def test_a_phrase_stands_for_a_place(phrase: str, kind: PlaceKind, name: str, state: str, country: str) -> None:
    place = one(phrase)
    assert (place.kind, place.name, place.state, place.country) == (kind, name, state, country)


@pytest.mark.parametrize(
    "phrase", ["", "   ", ",", "zzzz", "Bufl", "99999", "or", "me", "Buffalo, Atlantis", "\x00", "("]
)
def test_a_phrase_that_names_no_place_gives_none(phrase: str) -> None:
    assert find_places(phrase) == ()


def test_the_limit_is_kept_and_the_best_comes_first() -> None:
    assert len(find_places("Springfield")) == 8
    assert [place.state for place in find_places("Buffalo", limit=2)] == ["NY", "MN"]


def test_near_a_city_lie_its_neighbours_nearest_first() -> None:
    names = [place.name for place in places_near(one("Buffalo"), 12)]
    assert names[0] == "Buffalo"
    assert {"Kenmore", "West Seneca", "Fort Erie"} <= set(names)
    assert "Rochester" not in names


def test_near_a_city_lie_zip_codes_and_counties_too() -> None:
    assert "14201" in {place.name for place in places_near(one("Buffalo"), 5, PlaceKind.ZIP)}
    assert "Niagara County" in {place.name for place in places_near(one("Buffalo"), 40, PlaceKind.COUNTY)}


def test_miles_follow_the_great_circle() -> None:
    assert miles_between(42.8865, -78.8784, 43.1548, -77.6156) == pytest.approx(66.5, abs=1)
    assert miles_between(0, 0, 0, 180) == pytest.approx(12_437, abs=10)


def test_cities_of_a_county_a_state_and_a_region_are_listed_largest_first() -> None:
    assert [place.name for place in places_in(one("Erie County NY"))][:2] == ["Buffalo", "Amherst"]
    assert places_in(one("Texas"))[0].name == "Houston"
    assert {"Oakland", "San Jose"} <= {place.name for place in places_in(one("Bay Area"))}
    assert [place.name for place in places_in(one("14201"))] == ["Buffalo"]
    assert "Erie County" in {place.name for place in places_in(one("NY"), PlaceKind.COUNTY)}


def test_zip_codes_of_a_city_and_a_county_are_listed() -> None:
    assert {"14201", "14209"} <= {place.name for place in places_in(one("Buffalo"), PlaceKind.ZIP)}
    assert "10001" in {place.name for place in places_in(one("NYC"), PlaceKind.ZIP)}
    county = {place.name for place in places_in(one("Erie County NY"), PlaceKind.ZIP)}
    assert "14201" in county
    assert "14301" not in county
    assert places_in(one("Munich, Germany"), PlaceKind.ZIP) == ()


def test_a_place_is_inside_what_holds_it() -> None:
    buffalo, zip_code = one("Buffalo"), one("14201")
    for outer in ("Erie County NY", "New York State", "USA", "Western New York", "Buffalo"):
        assert is_inside(buffalo, one(outer)), outer
        assert is_inside(zip_code, one(outer)), outer
    assert not is_inside(buffalo, one("Erie County PA"))
    assert not is_inside(buffalo, one("Ohio"))
    assert not is_inside(one("Erie County NY"), buffalo)
    assert is_inside(one("Erie County NY"), one("NY"))


def test_a_zip_code_knows_its_post_town() -> None:
    town = post_town(one("14201"))
    assert town is not None
    assert (town.name, town.state) == ("Buffalo", "NY")
    assert post_town(one("Ohio")) is None


def test_an_id_leads_back_to_its_place() -> None:
    for phrase in ("Buffalo", "Erie County NY", "14201", "Bay Area", "Germany", "Ohio"):
        assert find_place_by_id(one(phrase).id) == one(phrase)
    assert find_place_by_id("city/nowhere") is None


def test_state_codes_and_names_lead_to_each_other() -> None:
    assert state_name("ny") == "New York"
    assert state_name("ON") == "Ontario"
    assert state_code("new york") == "NY"
    assert state_code("NY") == "NY"
    assert state_name("ZZ") == state_code("Atlantis") == ""


def test_every_listed_place_is_well_formed() -> None:
    zones = available_timezones()
    for row in range(0, 50_000, 7):
        place = place_table.place_at(row)
        assert place.name and place.id.startswith(place.kind.value)
        assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180
        assert place.population >= 0
        assert place.timezone in zones or place.kind is PlaceKind.COUNTRY
        assert place.country or place.kind is PlaceKind.REGION


@given(st.text(max_size=60))
def test_any_phrase_can_be_looked_up(phrase: str) -> None:
    assert len(find_places(phrase)) <= 8
