"""Where things are: finds the place a phrase stands for, what lies near it and inside it."""

import re
from functools import cache

from reference.place_scan import PlaceMatch, scan_places
from reference.place_search import find_rows
from reference.place_table import (
    Place,
    PlaceKind,
    find_by_id,
    find_zip,
    find_zip_city,
    list_area_rows,
    list_member_ids,
    list_near,
    list_rows_inside,
    list_zips,
    measure_miles,
    place_at,
    weight_at,
)
from reference.place_words import fold_name

__all__ = [
    "Place",
    "PlaceKind",
    "PlaceMatch",
    "find_place_by_id",
    "find_places",
    "is_inside",
    "miles_between",
    "places_in",
    "places_near",
    "post_town",
    "scan_places",
    "state_code",
    "state_name",
]

_ZIP = re.compile(r"(?:^|[\s,])(\d{5})(?:-\d{4})?$")


def find_places(phrase: str, limit: int = 8) -> tuple[Place, ...]:
    """The places a phrase stands for, best first: "Buffalo", "Erie County NY", "14201", "NYC", "Munich, Germany"."""
    text = phrase.strip(" .!?;:")
    code = _ZIP.search(text)
    if code:
        place = find_zip(code.group(1))
        return (place,) if place else ()
    return tuple(place_at(row) for row in find_rows(text)[:limit])


def find_place_by_id(place_id: str) -> Place | None:
    """The place with that id, such as `city/5110629` or `zip/14201`."""
    return find_by_id(place_id)


def places_near(place: Place, miles: float, kind: PlaceKind = PlaceKind.CITY) -> tuple[Place, ...]:
    """The places of a kind (cities, counties or ZIP codes) within so many miles of the middle, nearest first."""
    return list_near(place.latitude, place.longitude, miles, kind)


def places_in(place: Place, kind: PlaceKind = PlaceKind.CITY) -> tuple[Place, ...]:
    """The cities, counties or ZIP codes inside a place, largest first (ZIP codes by number).

    A city holds itself and its ZIP codes; a ZIP code holds its post town.
    """
    if place.kind is PlaceKind.REGION:
        members = [find_by_id(member) for member in list_member_ids(place)]
        return tuple(found for member in members if member for found in places_in(member, kind))
    if kind is PlaceKind.ZIP and place.country == "US" and place.kind is not PlaceKind.COUNTRY:
        return _zips_in(place)
    if place.kind in (PlaceKind.CITY, PlaceKind.ZIP):
        town = post_town(place)
        return (town,) if town and kind is PlaceKind.CITY else ()
    county = place.county if place.kind is PlaceKind.COUNTY else ""
    rows = list_rows_inside(place.country, place.state, county, kind)
    return tuple(place_at(row) for row in sorted(rows, key=lambda row: -weight_at(row)))


def _zips_in(place: Place) -> tuple[Place, ...]:
    if place.kind is PlaceKind.ZIP:
        return (place,)
    if place.kind is PlaceKind.COUNTY:
        return list_zips(place.state, place.county)
    if place.kind is PlaceKind.STATE:
        return list_zips(place.state)
    town = fold_name(place.name)
    return list_zips(place.state, town=town) or list_zips(place.state, town=town.removesuffix(" city"))


def is_inside(inner: Place, outer: Place) -> bool:
    """Whether one place is the other or lies in it, by county, state, country and a region's members."""
    if inner.id == outer.id:
        return True
    if outer.kind is PlaceKind.REGION:
        members = [find_by_id(member) for member in list_member_ids(outer)]
        return any(is_inside(inner, member) for member in members if member)
    if outer.kind is PlaceKind.COUNTRY:
        return inner.country == outer.country
    if inner.country != outer.country or inner.state != outer.state:
        return False
    if outer.kind is PlaceKind.STATE:
        return inner.kind is not PlaceKind.COUNTRY
    if outer.kind is PlaceKind.COUNTY:
        return inner.county == outer.county and inner.kind in (PlaceKind.CITY, PlaceKind.ZIP)
    town = post_town(inner) if inner.kind is PlaceKind.ZIP else None
    return town is not None and town.id == outer.id


def post_town(place: Place) -> Place | None:
    """The town a ZIP code belongs to; a city is its own."""
    if place.kind is PlaceKind.CITY:
        return place
    name = find_zip_city(place.name) if place.kind is PlaceKind.ZIP else ""
    rows = find_rows(f"{name}, {place.state}") if name else ()
    return next((found for row in rows if (found := place_at(row)).kind is PlaceKind.CITY), None)


def miles_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Statute miles along the great circle between two points given in degrees."""
    return measure_miles(lat1, lon1, lat2, lon2)


def state_name(code: str) -> str:
    """New York for NY; empty when there is no such US state or Canadian province."""
    return _state_names().get(code.strip().upper(), "")


def state_code(name: str) -> str:
    """NY for New York, "new york" or NY; empty when there is no such US state or Canadian province."""
    code = name.strip().upper()
    return code if code in _state_names() else _state_codes().get(fold_name(name), "")


@cache
def _state_names() -> dict[str, str]:
    areas = [place_at(row) for row in list_area_rows()]
    return {area.state: area.name for area in areas if area.kind is PlaceKind.STATE and area.country in ("US", "CA")}


@cache
def _state_codes() -> dict[str, str]:
    return {fold_name(name): code for code, name in _state_names().items()}
