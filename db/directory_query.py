"""The SQL of a directory look-up and the way back from its rows."""

import json
import math
import re
from collections.abc import Sequence
from typing import Any

from domain.company import FoundCompany
from domain.directory import Area, Circle, DirectoryQuery, city_key, county_key

COLUMNS = (
    "name",
    "source",
    "source_url",
    "city",
    "state",
    "country",
    "county",
    "street",
    "postal_code",
    "latitude",
    "longitude",
    "phone",
    "website",
    "trade",
    "employees",
    "sites",
    "news",
)
_MILES_PER_DEGREE = 69.0
_EARTH_MILES = 3958.8

Value = str | int | float


def build_query(query: DirectoryQuery) -> tuple[str, list[Value]]:
    """The statement and its values; rows come as (identity key, *COLUMNS), best first."""
    wheres: list[str] = []
    values: list[Value] = []

    def narrow(condition: str, *given: Value) -> None:
        wheres.append(condition)
        values.extend(given)

    if query.trades:
        narrow(f"trade IN ({', '.join('?' * len(query.trades))})", *query.trades)
    _narrow_place(query, wheres, values)
    if query.min_employees is not None:
        narrow("employees >= ?", query.min_employees)
    if query.max_employees is not None:
        narrow("employees <= ?", query.max_employees)
    if query.keywords:
        narrow("id IN (SELECT rowid FROM firm_words WHERE firm_words MATCH ?)", _match_of(query.keywords))
    if query.without_keys:
        narrow("identity_key NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(query.without_keys)))
    where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
    columns = ", ".join(COLUMNS)
    return f"SELECT identity_key, {columns} FROM firms {where} ORDER BY fullness DESC, id", values


def found_of(fields: Sequence[Any]) -> FoundCompany:
    """A row of COLUMNS as a value."""
    return FoundCompany(**dict(zip(COLUMNS, fields, strict=True)))


def _narrow_place(query: DirectoryQuery, wheres: list[str], values: list[Value]) -> None:
    either: list[str] = []
    for area in query.areas:
        condition, given = _inside(area)
        either.append(condition)
        values.extend(given)
    if query.circle:
        condition, given = _around(query.circle)
        either.append(condition)
        values.extend(given)
    if either:
        wheres.append(f"({' OR '.join(either)})")


def _inside(area: Area) -> tuple[str, list[Value]]:
    parts = {
        "country": area.country,
        "state": area.state,
        "county_key": county_key(area.county),
        "city_key": city_key(area.city),
        "postal_code": area.postal_code,
    }
    named = {column: value for column, value in parts.items() if value}
    return " AND ".join(f"{column}=?" for column in named) or "1", list(named.values())


def _around(circle: Circle) -> tuple[str, list[Value]]:
    """A box that SQLite can look up, then the distance itself."""
    reach = circle.miles / _MILES_PER_DEGREE
    wide = reach / max(0.01, math.cos(math.radians(circle.latitude)))
    box = "latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
    lat, lon = circle.latitude, circle.longitude
    given: list[Value] = [lat - reach, lat + reach, lon - wide, lon + wide, lat, lon, circle.miles]
    return f"({box} AND miles(latitude, longitude, ?, ?) <= ?)", given


def measure_miles(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Statute miles along the great circle; SQLite calls it, because not every SQLite has the functions it needs."""
    half_lat, half_lon = math.radians(lat2 - lat1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(half_lon) ** 2
    return 2 * _EARTH_MILES * math.asin(math.sqrt(min(1.0, chord + math.sin(half_lat) ** 2)))


def _match_of(keywords: Sequence[str]) -> str:
    """Every word of every keyword, each as the beginning of a word of the firm; no FTS5 operator gets through."""
    words = [word for keyword in keywords for word in re.findall(r"\w+", keyword)]
    return " AND ".join(f'"{word}"*' for word in words) or '""'
