"""Reads trade_styles.txt: how the firms of a trade are named and how big they are."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reference.trades import Trade, get_trade, list_trades

_TABLE = Path(__file__).parent / "trade_styles.txt"


@dataclass(frozen=True, slots=True)
class Style:
    """`shapes` are letters explained in the table; `tails` end a name ("Dental"); `mood` picks the evocative words."""

    shapes: str
    tails: tuple[str, ...]
    mood: str
    low: int
    high: int
    most_sites: int


_PLAIN = Style("FGE", (), "trade", 6, 120, 3)


def build_style(trade: Trade) -> Style:
    """The style of a trade: its own line, else its sector's with the trade's own name as the tail."""
    own = load_styles().get(trade.id)
    if own is not None:
        return own
    sector = load_styles().get(trade.sector, _PLAIN) if trade.sector else _PLAIN
    return replace(sector, tails=(_title(trade.name),))


def list_members(trade_id: str) -> tuple[Trade, ...]:
    """The trades a search for this one should show: those below it, or the trade itself when it has none below.

    Larger kinds of firm stand more often, so that a mixed list leans towards those worth a salesperson's visit.
    """
    below = [trade for trade in list_trades() if trade.sector == trade_id]
    if not below:
        return (get_trade(trade_id),)
    members = [trade for trade in below for _ in range(_weight(trade))]
    if trade_id in _MIXED_WITH_SELF:
        members.extend([get_trade(trade_id)] * (2 * len(members)))
    return tuple(members)


def _weight(trade: Trade) -> int:
    style = load_styles().get(trade.id)
    if style is None:
        return 1
    return next(weight for size, weight in ((350, 8), (150, 5), (60, 2), (0, 1)) if style.high >= size)


# Trades that have kinds below them and are a kind of firm themselves: most hospitals are just hospitals.
_MIXED_WITH_SELF = frozenset({"hospital", "clinic", "accounting", "marketing", "fitness", "farm", "insurance", "legal"})


@cache
def load_styles() -> dict[str, Style]:
    """Every line of the table by trade id."""
    styles: dict[str, Style] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        trade_id, shapes, tails, mood, size, sites = (cell.strip() for cell in line.split("|"))
        low, _, high = size.partition("-")
        words = tuple(tail.strip() for tail in tails.split(";"))
        styles[trade_id] = Style(shapes, words, mood, int(low), int(high), int(sites))
    return styles


def _title(words: str) -> str:
    return " ".join(word if word[:1].isupper() else word[:1].upper() + word[1:] for word in words.split())
