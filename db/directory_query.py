"""The SQL of a directory look-up and the way back from its rows."""

import json
import re
from collections.abc import Sequence
from typing import Any

from domain.company import FoundCompany
from domain.directory import Area, DirectoryQuery, city_key, county_key

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


def _match_of(keywords: Sequence[str]) -> str:
    """Every word of every keyword, each as the beginning of a word of the firm; no FTS5 operator gets through."""
    words = [word for keyword in keywords for word in re.findall(r"\w+", keyword)]
    return " AND ".join(f'"{word}"*' for word in words) or '""'
