"""The patterns by which leads and drafts are named; each takes its words out of the phrase."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from agent.understand import amounts
from agent.understand.context import Kind
from agent.understand.nouns import NOUN, NOUN_KINDS, STATUS, STATUSES
from agent.understand.text import Span
from domain.plan import Ref, Selection

_NUMBERS = (
    rf"{amounts.POSITIVE}(?:\s*(?:,\s*and|,|and|&|to|through|thru|until|-)\s*(?:#|no\.? ?|"
    rf"number )?{amounts.POSITIVE})*"
)


@dataclass(frozen=True, slots=True)
class Picked:
    """A selection, the kind of thing its nouns name, the words nobody understood, and how it was said."""

    selection: Selection = field(default_factory=Selection)
    kind: Kind | None = None
    leftover: tuple[str, ...] = ()
    is_said: bool = False
    is_single: bool = False
    doubt: str = ""


class Phrase:
    """The words not yet understood; `take` removes what a pattern matched."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.low = span.low

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        match = re.search(pattern, self.low)
        if match:
            self.low = self.low[: match.start()] + " " * len(match.group()) + self.low[match.end() :]
        return match


_Step = Callable[[Phrase, Picked], Picked]


def said(picked: Picked, selection: Selection, *, is_single: bool = False) -> Picked:
    return replace(picked, selection=selection, is_said=True, is_single=is_single or picked.is_single)


def _take_score(phrase: Phrase, picked: Picked) -> Picked:
    match = phrase.take(
        r"(?:\b(?:with |that have |that has |having |who have )?(?:a )?(?:scores?|scored|scoring)?(?: of)?\s*)?"
        r"(?:\b(?:above|over|at least|more than|better than|higher than|from)|"
        r">=?)\s*(\d{1,3})\b(?: (?:points|and (?:up|above|over)))?\b"
        r"(?!\s*(?:%|employees|people|staff|miles|days|hours))"
    ) or phrase.take(
        r"\b(?:with |that |who |which )?(?:a )?(?:scores?|scored|scoring)?(?: of)?\s*(\d{1,3})"
        r"(?:\s*\+| (?:or|and) (?:more|higher|better|above|over|up))(?: points)?"
    )
    if not match:
        return picked
    return said(picked, replace(picked.selection, min_score=int(match[1])))


def _take_tier(phrase: Phrase, picked: Picked) -> Picked:
    if re.match(r"\s*a ", phrase.low) and phrase.span.raw[: len(phrase.low)].lstrip()[:1] == "a":
        return picked  # "approve a lead" names no tier
    match = phrase.take(
        r"\b(?:tier|grade|class)[- ]?([abcd])\b(?:[- ](?:ones?|leads?))?|"
        r"\b([abcd])[- ](?:tier|grade|rated|class)\b(?: ones?)?|(?:\bthe |\ball |^)([abcd])(?:'?s\b|"
        r"(?= (?:leads?|ones?|companies|firms)\b))"
    )
    if not match:
        return picked
    tier = (match[1] or match[2] or match[3]).upper()
    return said(picked, replace(picked.selection, tier=tier))


def _take_top(phrase: Phrase, picked: Picked) -> Picked:
    number = amounts.POSITIVE
    match = phrase.take(
        rf"\b(?:top|best|strongest|highest)[- ](?:scoring |scored |rated |ranked )?({number})\b(?! ?%)|"
        rf"\b({number}) (?:best|top|strongest|highest)(?:[- ](?:scoring|scored|rated|ranked))?\b"
    )
    if match:
        count = amounts.parse_number(match[1] or match[2])
        return said(picked, replace(picked.selection, top=count)) if count else replace(picked, doubt="top")
    match_one = phrase.take(
        r"\b(?:top|best|strongest|highest)(?:[- ](?:scoring|scored|rated|ranked))? (?:one|lead|company|firm)\b"
    )
    if match_one:
        kind: Kind | None = picked.kind if match_one.group().endswith("one") else "leads"
        return said(replace(picked, kind=kind), replace(picked.selection, top=1), is_single=True)
    return picked


def _take_ids(phrase: Phrase, picked: Picked) -> Picked:
    match = phrase.take(
        rf"\b({NOUN})[, ]+(?:numbers?|nos?\.?|ids?|nr\.?)?\s*#?\s*({_NUMBERS})(?![\w%])"
    ) or phrase.take(rf"(?:#|\b(?:numbers?|nos?\.?|nr\.?|ids?) ?#?)()({_NUMBERS})(?![\w%])")
    if not match:
        return picked
    ids = amounts.parse_number_list(match[2])
    if not ids:
        return replace(picked, doubt="ids", is_said=True)
    kind = NOUN_KINDS.get(match[1] or "", picked.kind)
    picked = replace(picked, kind=kind)
    while more := phrase.take(rf"(?:,|\band|&)\s*(?:and )?({NOUN})\s*#?\s*({_NUMBERS})(?![\w%])"):
        if NOUN_KINDS[more[1]] != kind:
            picked = replace(picked, doubt="kinds")
        ids = tuple(dict.fromkeys(ids + (amounts.parse_number_list(more[2]) or ())))
    return said(picked, replace(picked.selection, ids=ids), is_single=len(ids) == 1)


def _take_ordinals(phrase: Phrase, picked: Picked) -> Picked:
    match = phrase.take(rf"\b(first|last)[- ]({amounts.POSITIVE})\b(?! ?%)")
    if match:
        count = amounts.parse_number(match[2])
        if not count or count > amounts.MAX_COUNT:
            return replace(picked, doubt="items")
        items = tuple(range(1, count + 1)) if match[1] == "first" else tuple(range(-count, 0))
        return said(picked, replace(picked.selection, items=items))
    if picked.selection.ids:
        return picked
    one = amounts.ORDINAL
    match = phrase.take(rf"\b({one}) (?:through|to|until|thru) (?:the )?({one})\b(?: ones?)?")
    if match:
        low, high = amounts.parse_ordinal(match[1]), amounts.parse_ordinal(match[2])
        if low is None or high is None or not 0 < low <= high:
            return replace(picked, doubt="items")
        return said(picked, replace(picked.selection, items=tuple(range(low, high + 1))))
    items = ()
    while match := phrase.take(rf"(?:\band |& ?|, ?)?\b(?:the )?({one})\b(?: ones?\b)?"):
        value = amounts.parse_ordinal(match[1])
        items += (value,) if value else ()
    if not items:
        return picked
    return said(picked, replace(picked.selection, items=tuple(dict.fromkeys(items))), is_single=len(items) == 1)


def _take_reference(phrase: Phrase, picked: Picked) -> Picked:
    if phrase.take(
        r"\b(?:the )?(?:rest(?: of (?:them|these|those))?|others?(?: ones?)?|remaining(?: ones?)?|remainder)\b"
    ):
        return said(picked, replace(picked.selection, ref=Ref.REST))
    if match := phrase.take(
        rf"\b(?:all|every|each)(?: single)?(?: of)?(?: the| my| our| these| those)*(?= (?:\w+ )?{NOUN}\b)"
    ):
        is_near = "these" in match.group() or "those" in match.group()
        return said(picked, picked.selection if is_near else replace(picked.selection, ref=Ref.ALL))
    if phrase.take(r"\beverything\b(?: else\b)?"):
        return said(picked, picked.selection)
    if phrase.take(
        r"\b(?:all|both|each|every one|everyone|everybody)(?: of)?(?: (?:them|these|those|it|ones?))?\b|"
        r"\b(?:them|these|those|they)(?: all| ones?)?\b"
    ):
        return said(picked, picked.selection)
    if phrase.take(r"\b(?:it|this(?: one)?|that one|that(?= (?:lead|draft|email|mail|company|firm)\b)|him|her)\b"):
        return said(picked, picked.selection, is_single=True)
    return picked


def _take_status(phrase: Phrase, picked: Picked) -> Picked:
    match = STATUS.search(phrase.low)
    if not match:
        return picked
    phrase.take(
        rf"(?:\b(?:that|which|who)(?: are| is|'s|'re| were| have been)? )?\b{re.escape(match.group())}\b(?: ones?\b)?"
    )
    return said(picked, replace(picked.selection, status=STATUSES[match.group()]))


def _take_count(phrase: Phrase, picked: Picked) -> Picked:
    """ "5 leads" may be the best five or the first five: a doubt."""
    match = (
        None
        if picked.is_said
        else phrase.take(
            rf"^\s*({amounts.POSITIVE})(?: more)? (?:of (?:them|these|those)|(?=(?:leads|companies|firms|"
            rf"prospects)\b))"
        )
    )
    count = amounts.parse_number(match[1]) if match else None
    return said(replace(picked, doubt="count"), replace(picked.selection, top=count)) if count else picked


def _take_bare_numbers(phrase: Phrase, picked: Picked) -> Picked:
    """ "2 and 4" are ids; a single "5" may be a count as well, so it is a doubt."""
    match = None if picked.is_said else phrase.take(rf"^\s*(?:the )?({_NUMBERS})\s*$")
    ids = amounts.parse_number_list(match[1]) if match else None
    if not match:
        return picked
    if not ids:
        return replace(picked, doubt="ids", is_said=True)
    doubt = "bare" if len(ids) == 1 else picked.doubt
    return said(replace(picked, doubt=doubt), replace(picked.selection, ids=ids), is_single=len(ids) == 1)


STEPS: tuple[_Step, ...] = (
    _take_score,
    _take_tier,
    _take_top,
    _take_count,
    _take_ids,
    _take_ordinals,
    _take_reference,
    _take_status,
    _take_bare_numbers,
)
