"""Which leads or drafts a person means: "draft 2", "the first three", "all but the second", "everything above 75".

Each pattern takes its words out of the phrase; what nobody took stays in `leftover`, and a decision with words left
over is asked about, never carried out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from agent.understand import amounts
from agent.understand.context import Kind
from agent.understand.names import find_name
from agent.understand.text import MASK, Span, unquoted
from domain.plan import Ref, Selection

_NOUNS: dict[str, Kind] = {
    "leads": "leads", "lead": "leads", "companies": "leads", "company": "leads", "firms": "leads", "firm": "leads",
    "prospects": "leads", "prospect": "leads", "businesses": "leads", "business": "leads", "accounts": "leads",
    "account": "leads", "drafts": "drafts", "draft": "drafts", "emails": "drafts", "email": "drafts",
    "e-mails": "drafts", "e-mail": "drafts", "mails": "drafts", "mail": "drafts", "messages": "drafts",
    "message": "drafts", "letters": "drafts", "letter": "drafts", "replies": "replies", "reply": "replies",
    "answers": "replies", "answer": "replies", "responses": "replies", "response": "replies",
}  # fmt: skip
NOUN = rf"(?:{'|'.join(sorted(_NOUNS, key=len, reverse=True))})"
_PLURALS = frozenset(word for word in _NOUNS if word.endswith("s") and word not in ("business",))
STATUSES: dict[str, str] = {
    "approved": "approved", "rejected": "rejected", "pending": "pending", "waiting": "pending", "unapproved": "pending",
    "undecided": "pending", "new": "new", "scored": "scored", "interested": "interested", "keen": "interested",
    "silent": "outreach_sent", "quiet": "outreach_sent", "unanswered": "outreach_sent", "contacted": "outreach_sent",
    "archived": "archived", "bounced": "bounced", "failed": "failed", "unsubscribed": "unsubscribed",
    "queued": "queued", "sent": "sent", "not interested": "not_interested", "wrong person": "wrong_person",
    "no response": "no_response",
}  # fmt: skip
_STATUS = re.compile(rf"\b(?:{'|'.join(sorted(STATUSES, key=len, reverse=True))})\b")
_NUMBERS = rf"{amounts.POSITIVE}(?:\s*(?:,\s*and|,|and|&|to|through|thru|until|-)\s*(?:#|no\.? ?|number )?{amounts.POSITIVE})*"
_FILLER = frozenset(
    "the of to for a an my our that are is which who in on from list and all with whole entire only just "
    "please now here above".split()
)
_EXCEPT = re.compile(r"\b(?:but not|but|except(?:ing)?(?: for)?|without|other than|apart from|excluding|besides|minus)\b")


@dataclass(frozen=True, slots=True)
class Picked:
    """A selection, the kind of thing its nouns name, the words nobody understood, and how it was said."""

    selection: Selection = field(default_factory=Selection)
    kind: Kind | None = None
    leftover: tuple[str, ...] = ()
    is_said: bool = False
    is_single: bool = False
    doubt: str = ""


class _Phrase:
    """The words not yet understood; `take` removes what a pattern matched."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.low = span.low

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        match = re.search(pattern, self.low)
        if match:
            self.low = self.low[: match.start()] + " " * len(match.group()) + self.low[match.end() :]
        return match


_Step = Callable[[_Phrase, Picked], Picked]


def pick(span: Span, names: tuple[str, ...] = ()) -> Picked:
    """Reads a phrase such as "the first three leads"; an empty one is the LAST reference, not said."""
    head, except_part = _split_except(span)
    phrase = _Phrase(head)
    picked = Picked()
    for step in _STEPS:
        picked = step(phrase, picked)
    picked = _take_names(phrase, picked, names)
    picked = _take_nouns(phrase, picked)
    rest = tuple(word for word in re.findall(r"[^\s,]+", phrase.low) if word not in _FILLER and word not in ":-()")
    picked = replace(picked, leftover=rest)
    return _with_exception(picked, except_part, names) if except_part else picked


def _split_except(span: Span) -> tuple[Span, Span | None]:
    match = _EXCEPT.search(span.low)
    if not match:
        return span, None
    head = span.cut(0, match.start())
    if not re.search(r"\b(?:all|everything|every|each|them|rest|others|those|these|leads|drafts|ones|top|first)\b", head.low):
        return span, None
    return head, span.cut(match.end())


def _with_exception(picked: Picked, span: Span, names: tuple[str, ...]) -> Picked:
    out = pick(span, names)
    chosen = out.selection
    selection = replace(
        picked.selection, except_ids=chosen.ids, except_items=chosen.items, except_name=chosen.name
    )
    is_clear = bool(chosen.ids or chosen.items or chosen.name) and chosen == Selection(
        ids=chosen.ids, items=chosen.items, name=chosen.name
    )
    leftover = picked.leftover + out.leftover + (() if is_clear else ("except",))
    return replace(picked, selection=selection, leftover=leftover, kind=picked.kind or out.kind, doubt=out.doubt)


def _with(picked: Picked, selection: Selection, *, is_single: bool = False) -> Picked:
    return replace(picked, selection=selection, is_said=True, is_single=is_single or picked.is_single)


def _take_score(phrase: _Phrase, picked: Picked) -> Picked:
    match = phrase.take(
        r"(?:\b(?:with |that have |that has |having |who have )?(?:a )?(?:scores?|scored|scoring)?(?: of)?\s*)?"
        r"(?:\b(?:above|over|at least|more than|better than|higher than|from)|>=?)\s*(\d{1,3})(?: (?:points|and (?:up|above|over)))?\b"
    ) or phrase.take(
        r"\b(?:with |that |who |which )?(?:a )?(?:scores?|scored|scoring)?(?: of)?\s*(\d{1,3})"
        r"(?:\s*\+| (?:or|and) (?:more|higher|better|above|over|up))(?: points)?"
    )
    if not match:
        return picked
    return _with(picked, replace(picked.selection, min_score=int(match[1])))


def _take_tier(phrase: _Phrase, picked: Picked) -> Picked:
    match = phrase.take(
        r"\b(?:tier|grade|class)[- ]?([abcd])\b(?:[- ](?:ones?|leads?))?|"
        r"\b([abcd])[- ](?:tier|grade|rated|class)\b(?: ones?)?|(?:\bthe |\ball |^)([abcd])(?:'?s\b|(?= (?:leads?|ones?|companies|firms)\b))"
    )
    if not match:
        return picked
    tier = (match[1] or match[2] or match[3]).upper()
    return _with(picked, replace(picked.selection, tier=tier))


def _take_top(phrase: _Phrase, picked: Picked) -> Picked:
    number = amounts.POSITIVE
    match = phrase.take(
        rf"\b(?:top|best|strongest|highest)[- ](?:scoring |scored |rated |ranked )?({number})\b(?! ?%)|"
        rf"\b({number}) (?:best|top|strongest|highest)(?:[- ](?:scoring|scored|rated|ranked))?\b"
    )
    if match:
        count = amounts.parse_number(match[1] or match[2])
        return _with(picked, replace(picked.selection, top=count)) if count else replace(picked, doubt="top")
    if phrase.take(r"\b(?:top|best|strongest|highest)(?:[- ](?:scoring|scored|rated|ranked))? (?:one|lead|company|firm)\b"):
        return _with(replace(picked, kind=picked.kind), replace(picked.selection, top=1), is_single=True)
    return picked


def _take_ids(phrase: _Phrase, picked: Picked) -> Picked:
    match = phrase.take(
        rf"\b({NOUN})[, ]+(?:numbers?|nos?\.?|ids?|nr\.?)?\s*#?\s*({_NUMBERS})(?![\w%])"
    ) or phrase.take(rf"(?:#|\b(?:numbers?|nos?\.?|nr\.?|ids?) ?#?)()({_NUMBERS})(?![\w%])")
    if not match:
        return picked
    ids = amounts.parse_number_list(match[2])
    if not ids:
        return replace(picked, doubt="ids", is_said=True)
    kind = _NOUNS.get(match[1] or "", picked.kind)
    picked = replace(picked, kind=kind)
    more = phrase.take(rf"^\s*(?:,|and|&)\s*({NOUN})\s*#?\s*({_NUMBERS})\b") if phrase.low.strip() else None
    more = more or phrase.take(rf"(?:,|\band|&)\s*({NOUN})\s*#?\s*({_NUMBERS})(?![\w%])")
    if more and _NOUNS[more[1]] == kind:
        ids = tuple(dict.fromkeys(ids + (amounts.parse_number_list(more[2]) or ())))
    elif more:
        picked = replace(picked, doubt="kinds")
    return _with(picked, replace(picked.selection, ids=ids), is_single=len(ids) == 1)


def _take_ordinals(phrase: _Phrase, picked: Picked) -> Picked:
    match = phrase.take(rf"\b(first|last)[- ]({amounts.POSITIVE})\b(?! ?%)")
    if match:
        count = amounts.parse_number(match[2])
        if not count or count > amounts.MAX_COUNT:
            return replace(picked, doubt="items")
        items = tuple(range(1, count + 1)) if match[1] == "first" else tuple(range(-count, 0))
        return _with(picked, replace(picked.selection, items=items))
    one = amounts.ORDINAL
    match = phrase.take(rf"\b({one}) (?:through|to|until|thru) (?:the )?({one})\b(?: ones?)?")
    if match:
        low, high = amounts.parse_ordinal(match[1]), amounts.parse_ordinal(match[2])
        if low is None or high is None or not 0 < low <= high:
            return replace(picked, doubt="items")
        return _with(picked, replace(picked.selection, items=tuple(range(low, high + 1))))
    items = ()
    while match := phrase.take(rf"(?:\band |& ?|, ?)?\b(?:the )?({one})\b(?: ones?\b)?"):
        value = amounts.parse_ordinal(match[1])
        items += (value,) if value else ()
    if not items:
        return picked
    return _with(picked, replace(picked.selection, items=tuple(dict.fromkeys(items))), is_single=len(items) == 1)


def _take_reference(phrase: _Phrase, picked: Picked) -> Picked:
    if phrase.take(r"\b(?:the )?(?:rest(?: of (?:them|these|those))?|others?(?: ones?)?|remaining(?: ones?)?|remainder)\b"):
        return _with(picked, replace(picked.selection, ref=Ref.REST))
    if match := phrase.take(rf"\b(?:all|every|each)(?: single)?(?: of)?(?: the| my| our| these| those)*(?= (?:\w+ )?{NOUN}\b)"):
        is_near = "these" in match.group() or "those" in match.group()
        return _with(picked, picked.selection if is_near else replace(picked.selection, ref=Ref.ALL))
    if phrase.take(r"\beverything\b(?: else\b)?"):
        return _with(picked, picked.selection)
    if phrase.take(r"\b(?:all|both|each|every one)(?: of)?(?: (?:them|these|those|it|ones?))?\b|\b(?:them|these|those|they)(?: all| ones?)?\b"):
        return _with(picked, picked.selection)
    if phrase.take(r"\b(?:it|this(?: one)?|that one|that(?= (?:lead|draft|email|mail|company|firm)\b)|him|her)\b"):
        return _with(picked, picked.selection, is_single=True)
    return picked


def _take_status(phrase: _Phrase, picked: Picked) -> Picked:
    match = _STATUS.search(phrase.low)
    if not match:
        return picked
    phrase.take(rf"(?:\b(?:that|which|who)(?: are| is|'s|'re| were| have been)? )?\b{re.escape(match.group())}\b(?: ones?\b)?")
    return _with(picked, replace(picked.selection, status=STATUSES[match.group()]))


_STEPS: tuple[_Step, ...] = (
    _take_score, _take_tier, _take_top, _take_ids, _take_ordinals, _take_reference, _take_status,
)  # fmt: skip


def _take_names(phrase: _Phrase, picked: Picked, names: tuple[str, ...]) -> Picked:
    quoted = phrase.take(rf"[\"'`]{MASK}+[\"'`]?")
    if quoted:
        name = unquoted(phrase.span.cut(quoted.start(), quoted.end()))
        return _with(picked, replace(picked.selection, name=name), is_single=True) if name else picked
    found = find_name(Span(phrase.span.raw, phrase.low), names)
    if found:
        phrase.low = phrase.low[: found.start] + " " * (found.end - found.start) + phrase.low[found.end :]
        doubt = "" if found.is_exact else "name"
        picked = replace(picked, doubt=picked.doubt or doubt)
        return _with(picked, replace(picked.selection, name=found.name), is_single=True)
    described = phrase.take(r"\bthe ((?!right|wrong|other|good|bad)[a-z][a-z-]+) one\b")
    if described:
        return _with(picked, replace(picked.selection, name=described[1]), is_single=True)
    return picked


def _take_nouns(phrase: _Phrase, picked: Picked) -> Picked:
    while match := phrase.take(rf"\b(?:the |my |our |that |this |these |those )?({NOUN})\b"):
        word = match[1]
        is_single = word not in _PLURALS and not picked.is_said
        picked = replace(
            picked, kind=picked.kind or _NOUNS[word], is_said=True, is_single=picked.is_single or is_single
        )
    phrase.take(r"\bones?\b")
    return picked
