"""The taxonomy of trades: kinds of firm, the words people use for them, NAICS codes and OSM tags."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from domain.errors import Correctable
from reference.trade_words import NOISE, Token, correct_word, read_tokens


@dataclass(frozen=True, slots=True)
class Trade:
    """One kind of firm. `sector` is the id of the parent trade or empty; `words` are its other names.

    `naics` are codes of the 2017 and 2022 editions, whole or as a prefix. A trade without OSM tags of its own carries
    those of the trades below it, so that a search for the sector finds them all.
    """

    id: str
    name: str
    plural: str
    sector: str
    words: tuple[str, ...]
    naics: tuple[str, ...]
    osm_tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TradeMatch:
    """A trade named in a text, at text[start:end]. `is_exact` is False when a typing error was put right."""

    trade: Trade
    start: int
    end: int
    is_exact: bool


_MOST_WORDS = 5
_PARENTHESES = re.compile(r"\([^)]*\)")
_LEADING_TEXT = """
    a an the any some all more other local nearby small big large independent private good best top new
"""
_LEADING = frozenset(_LEADING_TEXT.split())


def list_trades() -> tuple[Trade, ...]:
    """Every trade, sectors and their members in the order of the data files."""
    return tuple(_trades().values())


def get_trade(trade_id: str) -> Trade:
    """The trade with that id; raises Correctable when there is none."""
    trade = _trades().get(trade_id)
    if trade is None:
        raise Correctable(f"There is no trade called “{trade_id}”; name it in plain words, such as dentists or hotels.")
    return trade


def find_trade(phrase: str) -> Trade | None:
    """The trade a phrase stands for ("doctors' offices", "small law firms"), or None when that would be a guess.

    English puts the thing itself last, so "dental software companies" is software. Official lists turn it round:
    "Hospitals, psychiatric (except convalescent)" is read up to its comma when the end says nothing.
    """
    if phrase in _trades() and phrase != "it":  # the id of the IT trade is the commonest pronoun there is
        return _trades()[phrase]
    plain = _PARENTHESES.sub(" ", phrase).strip()
    return _find_at_end(plain) or (_find_at_end(plain.split(",", 1)[0]) if "," in plain else None)


def _find_at_end(phrase: str) -> Trade | None:
    """The trade that the last words of the phrase name."""
    tokens = read_tokens(phrase)
    while tokens and tokens[0].stem in _LEADING:
        tokens = tokens[1:]
    if not tokens:
        return None
    matches = scan_trades(phrase)
    return matches[-1].trade if matches and matches[-1].end == tokens[-1].end else None


def scan_trades(text: str) -> tuple[TradeMatch, ...]:
    """The trades named in a text, longest match first, none overlapping, in the order of the text."""
    tokens = read_tokens(text)
    matches: list[TradeMatch] = []
    place = 0
    while place < len(tokens):
        match, used = _match_at(tokens, place)
        if match is None:
            place += 1
            continue
        if matches and not text[matches[-1].end : match.start].strip():
            matches.pop()  # directly before another trade it only describes it: "hospital software companies"
        matches.append(match)
        place += used
    return tuple(matches)


def trade_of_naics(code: str) -> Trade | None:
    """The trade whose NAICS code is the longest prefix of this code."""
    digits = code.strip()
    for size in range(len(digits), 1, -1):
        trade_id = _naics_index().get(digits[:size])
        if trade_id:
            return _trades()[trade_id]
    return None


def covers(wanted_id: str, has_id: str) -> bool:
    """Whether a firm of trade `has_id` is what a search for `wanted_id` means: the same trade or one below it."""
    current = _trades().get(has_id)
    while current is not None:
        if current.id == wanted_id:
            return True
        current = _trades().get(current.sector)
    return False


def _match_at(tokens: tuple[Token, ...], place: int) -> tuple[TradeMatch | None, int]:
    """The longest trade that starts at this token, and how many tokens it takes."""
    index = _word_index()
    for is_exact in (True, False):
        stems = [_stem_of(token, is_exact) for token in tokens[place : place + _MOST_WORDS]]
        for size in range(len(stems), 0, -1):
            trade_id = index.get(" ".join(stems[:size]))
            if trade_id is None:
                continue
            if not is_exact and stems[:size] == [token.stem for token in tokens[place : place + size]]:
                continue
            while place + size < len(tokens) and tokens[place + size].stem in NOISE:
                size += 1
            end = tokens[place + size - 1].end
            return TradeMatch(_trades()[trade_id], tokens[place].start, end, is_exact), size
    return None, 1


def _stem_of(token: Token, is_exact: bool) -> str:
    return token.stem if is_exact or token.is_name else correct_word(token.stem, _vocabulary())


@cache
def _trades() -> dict[str, Trade]:
    rows: list[dict[str, str]] = []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    folder = files("reference").joinpath("data", "trades")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        rows.extend(yaml.load(file.read_text("utf-8"), Loader=loader))
    below: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        below.setdefault(row.get("in", ""), []).extend(_parse_tags(row))
    return {row["id"]: _parse_trade(row, below) for row in rows}


def _parse_trade(row: dict[str, str], below: dict[str, list[tuple[str, str]]]) -> Trade:
    words = tuple(word.strip() for word in row.get("words", "").split(",") if word.strip())
    tags = _parse_tags(row) or list(dict.fromkeys(below.get(row["id"], [])))
    naics = tuple(row.get("naics", "").split())
    return Trade(row["id"], row["name"], row["plural"], row.get("in", ""), words, naics, tuple(tags))


def _parse_tags(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (tag.partition("=") for tag in row.get("osm", "").split())]


@cache
def _naics_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for trade in _trades().values():
        for code in trade.naics:
            index.setdefault(code, trade.id)
    return index


@cache
def _word_index() -> dict[str, str]:
    """Every name of every trade, as stems joined by spaces, to the trade's id."""
    index: dict[str, str] = {}
    for trade in _trades().values():
        for word in (trade.name, trade.plural, *trade.words):
            index.setdefault(" ".join(token.stem for token in read_tokens(word)), trade.id)
    return index


@cache
def _vocabulary() -> frozenset[str]:
    """The words that a mistyped word may be put right to."""
    return frozenset(word for key in _word_index() for word in key.split() if len(word) >= 5)
