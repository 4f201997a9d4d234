"""The directory of firms added by file: what a look-up asks, and keys by which names of places compare."""

import re
from dataclasses import dataclass

from domain.identity import fold

_WORD = re.compile(r"[a-z0-9]+")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_COUNTY_ENDINGS = frozenset({"county", "parish", "borough", "municipio", "municipality"})


@dataclass(frozen=True, slots=True)
class Area:
    """A piece of the map a firm's own address must lie in; empty fields do not narrow. `state` is a code in the US."""

    country: str = ""
    state: str = ""
    county: str = ""
    city: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryQuery:
    """Which firms a look-up wants.

    `trades` are taxonomy ids (none: any trade); a firm must lie in one of the `areas` (none: anywhere); each of the
    `keywords` must occur; firms with one of the identity keys in `without_keys` are left out.
    """

    limit: int
    trades: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    min_employees: int | None = None
    max_employees: int | None = None
    keywords: tuple[str, ...] = ()
    without_keys: frozenset[str] = frozenset()


def city_key(name: str) -> str:
    """A town's name in one form: "SAINT LOUIS" and "St. Louis", Bronx and The Bronx are the same."""
    words = _WORD.findall(fold(name).replace("'", "").replace("’", ""))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT.get(word, word) for word in words)


def county_key(name: str) -> str:
    """A county's name in one form: "ERIE" and "Erie County" are the same, and so are "DE KALB" and "DeKalb"."""
    words = city_key(name).split()
    if len(words) > 1 and words[-1] in _COUNTY_ENDINGS:
        words.pop()
    return "".join(words)
