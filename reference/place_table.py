"""The table of places: loads the packed files once, hands out Place values by row number, name, ZIP or nearness."""

import gzip
import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from reference.place_words import fold_name


class PlaceKind(StrEnum):
    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    ZIP = "zip"
    COUNTRY = "country"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `state` is a two-letter code in the US and Canada, elsewhere the region's name or empty.

    `country` is ISO 3166 alpha-2 (empty for a region of several countries). The population of a US county or state is
    the sum of its listed towns, so it is a little below the census; 0 means not known. A ZIP's name is its code.
    """

    id: str
    kind: PlaceKind
    name: str
    county: str
    state: str
    country: str
    latitude: float
    longitude: float
    timezone: str
    population: int


_MILES_PER_DEGREE = 69.0
_EARTH_MILES = 3958.8


@lru_cache(maxsize=4096)
def place_at(row: int) -> Place:
    """The place in that row."""
    id_, name, county, state, country, latitude, longitude, timezone, population, _, _ = _lines()[row].split("\t")
    kind = PlaceKind(id_.partition("/")[0])
    return Place(id_, kind, name, county, state, country, float(latitude), float(longitude), timezone, int(population))


@lru_cache(maxsize=8192)
def weight_at(row: int) -> int:
    """How much a place of that name is meant: its people, doubled in the US, more for the first city of a state."""
    return int(_lines()[row].rsplit("\t", 2)[1])


def list_rows_named(key: str) -> tuple[int, ...]:
    """The rows that bear the folded name, heaviest first."""
    found = names().get(key)
    return tuple(map(int, found.split(","))) if found else ()


@cache
def names() -> dict[str, str]:
    """Folded name to row numbers joined by commas."""
    lines = _unpack("place_names.tsv.gz")
    return {key: rows for key, _, rows in (line.partition("\t") for line in lines)}


@cache
def list_area_rows() -> tuple[int, ...]:
    """The rows of countries, states and regions, which lead the table."""
    rows = []
    for row, line in enumerate(_lines()):
        if line.startswith("county/"):
            break
        rows.append(row)
    return tuple(rows)


def find_by_id(place_id: str) -> Place | None:
    """The place with that id."""
    kind, _, tail = place_id.partition("/")
    if kind == PlaceKind.ZIP:
        return find_zip(tail)
    row = _rows_by_id().get(place_id)
    return None if row is None else place_at(row)


def list_member_ids(region: Place) -> tuple[str, ...]:
    """The ids of the states, counties or countries a region is made of."""
    row = _rows_by_id().get(region.id)
    return () if row is None else tuple(_lines()[row].rsplit("\t", 1)[1].split())


def find_zip(code: str) -> Place | None:
    """The ZIP code area with that five-digit code."""
    line = _find_zip_line(code)
    if line is None:
        return None
    code, _, county, state, latitude, longitude, timezone = line.split("\t")
    point = (float(latitude), float(longitude))
    return Place(f"zip/{code}", PlaceKind.ZIP, code, county, state, "US", *point, timezone, 0)


def find_zip_city(code: str) -> str:
    """The name of the post office town of a ZIP code, or nothing."""
    line = _find_zip_line(code)
    return line.split("\t", 2)[1] if line else ""


@lru_cache(maxsize=256)
def list_zips(state: str, county: str = "", town: str = "") -> tuple[Place, ...]:
    """The ZIP codes of a US state, narrowed to a county or to a post office town given by its folded name."""
    tail = f"\t{state}\t"
    found = []
    for line in _zip_lines():
        if tail in line:
            code, city, in_county, in_state, _ = line.split("\t", 4)
            if in_state == state and county in ("", in_county) and town in ("", fold_name(city)):
                found.append(find_zip(code))
    return tuple(place for place in found if place is not None)


def list_near(latitude: float, longitude: float, miles: float, kind: PlaceKind) -> tuple[Place, ...]:
    """The places of a kind whose middle lies within so many miles, nearest first."""
    points = _points(kind)
    reach = miles / _MILES_PER_DEGREE
    low = bisect_left(points, latitude - reach, key=lambda point: point[0])
    high = bisect_right(points, latitude + reach, key=lambda point: point[0])
    found = []
    for other_latitude, other_longitude, key in points[low:high]:
        distance = measure_miles(latitude, longitude, other_latitude, other_longitude)
        if distance <= miles:
            found.append((distance, key))
    places = (find_zip(key) if kind is PlaceKind.ZIP else place_at(int(key)) for _, key in sorted(found))
    return tuple(place for place in places if place is not None)


def measure_miles(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Statute miles along the great circle (haversine)."""
    half_lat, half_lon = math.radians(lat2 - lat1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_lat) ** 2
    chord += math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(half_lon) ** 2
    return 2 * _EARTH_MILES * math.asin(math.sqrt(min(1.0, chord)))


@lru_cache(maxsize=256)
def list_rows_inside(country: str, state: str, county: str, kind: PlaceKind) -> tuple[int, ...]:
    """The rows of a kind in a country, narrowed by state and county where given."""
    tail = "\t".join(part for part in (county, state, country) if part) + "\t"
    rows = []
    for row, line in enumerate(_lines()):
        if tail in line and line.startswith(f"{kind}/"):
            place = place_at(row)
            if place.country == country and (not state or place.state == state) and county in ("", place.county):
                rows.append(row)
    return tuple(rows)


def _find_zip_line(code: str) -> str | None:
    lines = _zip_lines()
    at = bisect_left(lines, code)
    return lines[at] if at < len(lines) and lines[at].startswith(code + "\t") else None


@cache
def _points(kind: PlaceKind) -> list[tuple[float, float, str]]:
    """Latitude, longitude and row number (or ZIP code) of every place of a kind, from south to north."""
    if kind is PlaceKind.ZIP:
        parts = [line.split("\t") for line in _zip_lines()]
        return sorted((float(part[4]), float(part[5]), part[0]) for part in parts)
    points = []
    for row, line in enumerate(_lines()):
        if line.startswith(f"{kind}/"):
            part = line.split("\t", 7)
            points.append((float(part[5]), float(part[6]), str(row)))
    return sorted(points)


@cache
def _rows_by_id() -> dict[str, int]:
    return {line.partition("\t")[0]: row for row, line in enumerate(_lines())}


@cache
def _lines() -> list[str]:
    return _unpack("places.tsv.gz")


@cache
def _zip_lines() -> list[str]:
    return _unpack("zips.tsv.gz")


def _unpack(name: str) -> list[str]:
    packed = files("reference").joinpath("data", name).read_bytes()
    return gzip.decompress(packed).decode("utf-8").split("\n")
