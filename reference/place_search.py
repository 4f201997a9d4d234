"""Finds the rows a phrase names: exact names first, then a state or country behind the name, then typing errors."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from reference.place_table import Place, PlaceKind, list_area_rows, list_rows_named, names, place_at, weight_at
from reference.place_words import fold_name

# State codes that are also everyday words. The first group is a state behind a name only at the end ("gary in"),
# the second only in capitals; alone and in lower case none of them is a state, nor are those of RISKY_CODES.
ENDING_CODES = frozenset(("in", "or", "me"))
CAPITAL_CODES = frozenset(("ok", "hi", "as"))
RISKY_CODES = ENDING_CODES | CAPITAL_CODES | frozenset(("oh", "ma", "pa", "la", "al", "id", "de", "co", "mt"))
_COUNTRY_WORDS = {"usa": "US", "us": "US", "u s": "US", "u s a": "US", "uk": "GB", "america": "US"}
_BEFORE = ("greater ", "downtown ", "metro ", "metropolitan ", "city of ", "town of ", "state of ", "near ", "in ")
_AFTER = (
    " metropolitan area",
    " metro area",
    " area",
    " metro",
    " region",
    " city",
    " state",
    " province",
    " township",
    " village",
)
_CITY_RATIO = 0.35
_COUNTY_RATIO = 0.15
_ABROAD_RATIO = 0.5  # a city of the US is rivalled by one abroad only when that is nearly as heavy
_HOME_RIVAL_WEIGHT = 200_000  # a US city of 100,000 people rivals even a far larger one abroad
_LEAST_TYPO_WEIGHT = 20_000
_LEAST_TWO_SLIPS_WEIGHT = 200_000


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A state (with its country) or a whole country that narrows a search."""

    country: str
    state: str = ""

    def admits(self, place: Place) -> bool:
        """Whether the place lies in it."""
        return place.country == self.country and (not self.state or place.state == self.state)


def find_rows(phrase: str) -> tuple[int, ...]:
    """The rows that a phrase such as "Erie County NY" or "Munich, Germany" names, best first."""
    parts = [fold_name(part) for part in phrase.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return ()
    narrow: list[tuple[Qualifier, ...]] = []
    for part in parts[1:]:
        qualifiers = list_qualifiers(part)
        if not qualifiers:
            return ()
        narrow.append(qualifiers)
    for head in _variants(parts[0]):
        rows = _search(head, narrow, has_code=not (phrase.islower() and head in RISKY_CODES))
        if rows:
            return rows
    return find_near_rows(parts[0], tuple(narrow))


def list_qualifiers(key: str) -> tuple[Qualifier, ...]:
    """The states and countries a folded word stands for: "ca" is California and Canada."""
    return _qualifiers().get(key, ())


def narrow_rows(rows: Iterable[int], narrow: Iterable[tuple[Qualifier, ...]]) -> tuple[int, ...]:
    """The rows that lie in the first qualifier of each group that holds any: "Ontario, CA" is in California."""
    kept = tuple(rows)
    for qualifiers in narrow:
        inside = (tuple(row for row in kept if meant.admits(place_at(row))) for meant in qualifiers)
        kept = next((found for found in inside if found), ())
    return kept


def list_code_rows(code: str) -> tuple[int, ...]:
    """The state with that two-letter code in the US or Canada, then the country with it."""
    return _codes().get(code, ())


def has_rivals(rows: tuple[int, ...]) -> bool:
    """Whether the first row is not clearly the one meant. A state around a city of its own name is no rival."""
    if len(rows) < 2:
        return False
    first = place_at(rows[0])
    ratio = _COUNTY_RATIO if first.kind is PlaceKind.COUNTY else _CITY_RATIO
    for row in rows[1:]:
        other = place_at(row)
        is_nested = (
            first.kind is not other.kind
            and first.country == other.country
            and (not first.state or not other.state or first.state == other.state)
        )
        is_abroad = first.country == "US" != other.country
        share = _ABROAD_RATIO if is_abroad else ratio
        is_home = other.country == "US" != first.country and first.kind is other.kind
        least = min(share * weight_at(rows[0]), _HOME_RIVAL_WEIGHT if is_home else math.inf)
        if not is_nested and weight_at(row) >= least:
            return True
    return False


@lru_cache(maxsize=2048)
def find_near_rows(
    key: str, narrow: tuple[tuple[Qualifier, ...], ...] = (), least_weight: int = _LEAST_TYPO_WEIGHT
) -> tuple[int, ...]:
    """The rows whose name is a typing error away from the key.

    One slip from five letters on; two from nine on, or from seven on for a large city.
    """
    if len(key) < 5:
        return ()
    most = 2 if len(key) >= 7 else 1
    best, found = most, list[str]()
    for name, weight in _names_by_letter().get(key[0], ()):
        if abs(len(name) - len(key)) > best or (not narrow and weight < least_weight):
            continue
        distance = OSA.distance(key, name, score_cutoff=best)
        if distance == 2 and len(key) < 9 and weight < _LEAST_TWO_SLIPS_WEIGHT:
            continue
        if distance > best or (narrow and not narrow_rows(list_rows_named(name), narrow)):
            continue
        if distance < best:
            best, found = distance, []
        found.append(name)
    rows = narrow_rows((row for name in found for row in list_rows_named(name)), narrow)
    return tuple(sorted(rows, key=lambda row: -weight_at(row)))


def _variants(head: str) -> list[str]:
    """The phrase as it is, then without words such as "greater" before or "area" behind."""
    variants = [head]
    for word in _BEFORE:
        head = head.removeprefix(word)
    variants.append(head)
    variants.extend(head.removesuffix(word) for word in _AFTER if head.endswith(word))
    return list(dict.fromkeys(variants))


def _search(head: str, narrow: list[tuple[Qualifier, ...]], has_code: bool) -> tuple[int, ...]:
    rows = narrow_rows(list_rows_named(head), narrow)
    if len(head) == 2 and has_code:
        rows += tuple(row for row in narrow_rows(list_code_rows(head), narrow) if row not in rows)
    if rows:
        return rows
    words = head.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        qualifiers = list_qualifiers(" ".join(words[-size:]))
        if qualifiers:
            name = " ".join(words[:-size])
            rows = narrow_rows(list_rows_named(name), [*narrow, qualifiers])
            rows = rows or find_near_rows(name, (*narrow, qualifiers))
            if rows:
                return rows
    return ()


@cache
def _qualifiers() -> dict[str, tuple[Qualifier, ...]]:
    found: dict[str, list[Qualifier]] = {}
    for row in reversed(list_area_rows()):  # states come behind countries in the table and go first here
        place = place_at(row)
        if place.kind is PlaceKind.STATE:
            meant = Qualifier(place.country, place.state)
            found.setdefault(fold_name(place.name), []).append(meant)
            if len(place.state) == 2:
                found.setdefault(place.state.lower(), []).append(meant)
        elif place.kind is PlaceKind.COUNTRY:
            meant = Qualifier(place.country)
            found.setdefault(fold_name(place.name), []).append(meant)
            found.setdefault(place.country.lower(), []).append(meant)
    for word, country in _COUNTRY_WORDS.items():
        found[word] = [Qualifier(country)]
    return {key: tuple(meant) for key, meant in found.items()}


@cache
def _codes() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for row in reversed(list_area_rows()):
        place = place_at(row)
        if place.kind is PlaceKind.STATE and len(place.state) == 2:
            found[place.state.lower()] = (*found.get(place.state.lower(), ()), row)
        elif place.kind is PlaceKind.COUNTRY:
            found[place.country.lower()] = (*found.get(place.country.lower(), ()), row)
    return found


@cache
def _names_by_letter() -> dict[str, list[tuple[str, int]]]:
    """Every name of five letters or more by its first letter, with the weight of its heaviest place."""
    found: dict[str, list[tuple[str, int]]] = {}
    for key, rows in names().items():
        if len(key) >= 4:
            found.setdefault(key[0], []).append((key, weight_at(int(rows.partition(",")[0]))))
    return found
