"""Finds the places named in a sentence, without taking ordinary words ("reading", "in order", "or") for places."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reference.names import is_given_name
from reference.place_search import (
    CAPITAL_CODES,
    ENDING_CODES,
    RISKY_CODES,
    Qualifier,
    find_near_rows,
    has_rivals,
    list_code_rows,
    list_qualifiers,
    narrow_rows,
)
from reference.place_table import Place, PlaceKind, find_zip, list_rows_named, place_at, weight_at
from reference.place_words import fold_name


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place named at text[start:end]. `places` are its readings, best first.

    `is_ambiguous` when several are of like weight, such as Springfield or Erie County.
    """

    places: tuple[Place, ...]
    start: int
    end: int
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence cut into words, with what its capitals are worth."""

    text: str
    spans: tuple[tuple[int, int], ...]
    is_shouted: bool

    def raw(self, at: int) -> str:
        start, end = self.spans[at]
        return self.text[start:end]

    def gap(self, at: int) -> str:
        """What stands between word `at` and the one before it."""
        return self.text[self.spans[at - 1][1] if at else 0 : self.spans[at][0]]

    def is_capital(self, at: int) -> bool:
        return not self.is_shouted and self.raw(at)[0].isupper()

    def is_opening(self, at: int) -> bool:
        """Whether the word opens a sentence, so that its capital says nothing."""
        return at == 0 or any(mark in self.gap(at) for mark in ".!?:\n")


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINT = re.compile(r"[ \t]+|[ \t]?-[ \t]?|\.[ \t]?")
_DOTTED_TEXT = """
    st ft mt ste u s d c l n j
"""
_DOTTED = frozenset(_DOTTED_TEXT.split())
_BEFORE_TEXT = """
    in near around across throughout outside inside within surrounding nearby
"""
_BEFORE = frozenset(_BEFORE_TEXT.split())
_BEFORE_OF = frozenset(("mile", "miles", "km", "north", "south", "east", "west", "city", "county", "state", "out"))
_BEFORE_TO = frozenset(("close", "closest", "next", "nearest", "adjacent"))
_SOFTLY_BEFORE = frozenset(("from", "at", "of", "for", "to", "serving"))
_BETWEEN_TEXT = """
    the downtown greater metro metropolitan central north south east west northern southern eastern western
    upstate rural suburban city town state of all both either areas cities
"""
_BETWEEN = frozenset(_BETWEEN_TEXT.split())
_ADDRESSED_TEXT = """
    to email e-mail call write ask tell mr mrs ms dr hi hello dear
"""
_ADDRESSED = frozenset(_ADDRESSED_TEXT.split())
_NEVER_TEXT = """
    the a an me my it this that them him her we you i and all his our their your as is be do to monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october
    november december
"""
_NEVER = frozenset(_NEVER_TEXT.split())
_CAPITALS_ONLY = frozenset(("us", "u s"))
_LEAST_LOWER = 6_000  # after "in", a lower-case word is a place only from some 3,000 people on
_LEAST_CAPITAL = 60_000  # a capitalised word without "in"
_LEAST_BARE = 400_000  # a word with neither
_LEAST_TYPO = 60_000
_MOST_PLACES = 8


def scan_places(text: str) -> tuple[PlaceMatch, ...]:
    """The places named in a text, in its order, none overlapping."""
    spans = tuple(found.span() for found in _WORD.finditer(text))
    words = _Words(text, spans, text.upper() == text)
    matches: list[PlaceMatch] = []
    at = after = 0
    while at < len(spans):
        is_chained = bool(matches) and _is_list_gap(text[matches[-1].end : spans[at][0]])
        has_before = is_chained or _follows_preposition(words, at)
        match, used = _match_at(words, at, has_before)
        if match:
            matches.append(match)
            after = at + used
        at = after if match else at + 1
    return tuple(matches)


def _match_at(words: _Words, at: int, has_before: bool) -> tuple[PlaceMatch | None, int]:
    if words.raw(at).lower() == "the":
        return None, 1
    code = _match_zip(words, at, has_before)
    if code:
        return code, 1
    for size in range(_reach(words, at), 0, -1):
        key = fold_name(words.text[words.spans[at][0] : words.spans[at + size - 1][1]])
        rows = list_rows_named(key) or _code_rows(words, at, size, has_before)
        if not rows:
            continue
        narrowed, used = _read_qualifiers(words, at + size, rows)
        is_sure = used > 0
        if _is_meant(words, at, size, rows=narrowed, has_before=has_before, is_sure=is_sure):
            return _build_match(words, at, size + used, narrowed), size + used
    return _match_typo(words, at) if has_before else (None, 1)


def _reach(words: _Words, at: int) -> int:
    """How many words from here on hang together so that they may be one name."""
    size = 1
    while size < 5 and at + size < len(words.spans):
        gap = words.gap(at + size)
        if not _JOINT.fullmatch(gap):
            break
        if "." in gap and words.raw(at + size - 1).lower() not in _DOTTED:
            break
        size += 1
    return size


def _is_list_gap(gap: str) -> bool:
    """Whether only "and", "or", a comma or the like stands between two places of a list."""
    return bool(gap.strip()) and gap.strip(" ,/&").lower() in ("", "and", "or") and "\n" not in gap


def _follows_preposition(words: _Words, at: int) -> bool:
    """Whether "in", "near" and so on stand before the word, with words such as "the" or "downtown" between."""
    for back in range(at - 1, max(-1, at - 5), -1):
        if words.is_opening(back + 1):
            return False
        word = words.raw(back).lower()
        before = words.raw(back - 1).lower() if back else ""
        if word in _BEFORE or (word == "of" and before in _BEFORE_OF) or (word == "to" and before in _BEFORE_TO):
            return True
        if word not in _BETWEEN:
            return False
    return False


def _match_zip(words: _Words, at: int, has_before: bool) -> PlaceMatch | None:
    raw = words.raw(at)
    if len(raw) != 5 or not raw.isdecimal() or not raw.isascii():
        return None
    is_named = at > 0 and words.raw(at - 1).lower() in ("zip", "code", "zipcode", "postcode")
    place = find_zip(raw) if has_before or is_named else None
    start, end = words.spans[at]
    return PlaceMatch((place,), start, end, False) if place else None


def _code_rows(words: _Words, at: int, size: int, has_before: bool) -> tuple[int, ...]:
    """A lone state code: "in NY", "in tx", never "in or" or "near me"."""
    raw = words.raw(at)
    if size != 1 or len(raw) != 2 or not has_before:
        return ()
    if not (raw.isupper() and not words.is_shouted) and raw.lower() in RISKY_CODES | _NEVER:
        return ()
    rows = list_code_rows(raw.lower())
    return tuple(row for row in rows if raw.isupper() or place_at(row).kind is PlaceKind.STATE)


def _read_qualifiers(words: _Words, at: int, rows: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """Narrows the rows by ", New York", "NY", "14201" or "USA" behind the name; says how many words that took."""
    used = 0
    for _ in range(3):
        taken, narrowed = _read_one_qualifier(words, at + used, rows)
        if not taken:
            break
        rows, used = narrowed, used + taken
    return rows, used


def _read_one_qualifier(words: _Words, at: int, rows: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    if at >= len(words.spans) or words.gap(at).strip(" \t(") not in ("", ",", "."):
        return 0, rows
    if find_zip(words.raw(at)) and all(place_at(row).country == "US" for row in rows[:1]):
        return 1, narrow_rows(rows, [(Qualifier("US"),)])
    for size in range(min(4, _reach(words, at)), 0, -1):
        raw = words.text[words.spans[at][0] : words.spans[at + size - 1][1]]
        qualifiers = list_qualifiers(fold_name(raw))
        if not qualifiers or (len(fold_name(raw)) == 2 and not _is_code(words, at, raw)):
            continue
        narrowed = narrow_rows(rows, [qualifiers])
        kinds = {place_at(row).kind for row in narrowed}
        if narrowed and kinds != {PlaceKind.STATE} and kinds != {PlaceKind.COUNTRY}:
            return size, narrowed
    return 0, rows


def _is_code(words: _Words, at: int, raw: str) -> bool:
    """Whether two letters behind a name are a state code, and not "in" or "or"."""
    if raw.isupper() and not words.is_shouted:
        return True
    if raw.lower() in CAPITAL_CODES:
        return False
    if raw.lower() in ENDING_CODES:
        return at + 1 >= len(words.spans) or words.is_opening(at + 1)
    return any(qualifier.state for qualifier in list_qualifiers(raw.lower()))


def _is_meant(words: _Words, at: int, size: int, rows: tuple[int, ...], has_before: bool, is_sure: bool) -> bool:
    """Whether the words are a place here. A state behind the name settles it; else capitals, "in" and size count."""
    start, end = words.spans[at][0], words.spans[at + size - 1][1]
    raw = words.text[start:end]
    key = fold_name(raw)
    is_capital = words.is_capital(at) or (size > 1 and words.is_capital(at + size - 1))
    if key in _CAPITALS_ONLY:
        return raw.replace(".", "").isupper() and (has_before or not words.is_shouted)
    if key in _NEVER or (len(key) == 2 and not has_before and (words.is_shouted or not raw.isupper())):
        return False
    is_ordinary = key in _ordinary_words()
    if is_sure:
        return is_capital or not is_ordinary or has_before
    weight, kind = weight_at(rows[0]), place_at(rows[0]).kind
    if has_before:
        if is_capital:
            return True
        return not is_ordinary and (size > 1 or weight >= _LEAST_LOWER)
    if kind in (PlaceKind.COUNTY, PlaceKind.REGION) and size > 1:
        return True
    if is_ordinary or (size == 1 and _is_person(words, at, key)):
        return False
    if is_capital and not words.is_opening(at):
        if size > 1 and words.raw(at - 1).lower() in _SOFTLY_BEFORE:
            return True
        return weight >= _LEAST_CAPITAL
    return weight >= _LEAST_BARE


def _is_person(words: _Words, at: int, key: str) -> bool:
    """Whether a word that is also a given name is one here: "email Charlotte", "Madison replied"."""
    if not is_given_name(key):
        return False
    if at > 0 and words.raw(at - 1).lower() in _ADDRESSED:
        return True
    return weight_at(list_rows_named(key)[0]) < 1_000_000


def _match_typo(words: _Words, at: int) -> tuple[PlaceMatch | None, int]:
    """A mistyped name after "in" or "near"."""
    for size in range(min(3, _reach(words, at)), 0, -1):
        raw = words.text[words.spans[at][0] : words.spans[at + size - 1][1]]
        parts = fold_name(raw).split()
        if any(part in _ordinary_words() or part in _NEVER or part.isdecimal() for part in parts):
            continue
        rows = find_near_rows(" ".join(parts), (), _LEAST_TYPO)
        if rows:
            narrowed, used = _read_qualifiers(words, at + size, rows)
            return _build_match(words, at, size + used, narrowed), size + used
    return None, 1


def _build_match(words: _Words, at: int, size: int, rows: tuple[int, ...]) -> PlaceMatch:
    places = tuple(place_at(row) for row in rows[:_MOST_PLACES])
    return PlaceMatch(places, words.spans[at][0], words.spans[at + size - 1][1], has_rivals(rows))


@cache
def _ordinary_words() -> frozenset[str]:
    """English words that are also names of places, or one letter away from one."""
    text = files("reference").joinpath("data", "ordinary_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
