"""Which leads or drafts a person means: "draft 2", "the first three", "all but the second", "everything above 75".

Each pattern takes its words out of the phrase; what nobody took stays in `leftover`, and a decision with words left
over is asked about, never carried out.
"""

import re
from dataclasses import replace

from agent.understand.names import NameFound, find_name, find_unknown_name, find_whole_name
from agent.understand.nouns import NOUN, NOUN_KINDS, PLURALS
from agent.understand.picking import STEPS, Phrase, Picked, said
from agent.understand.tables import word_list
from agent.understand.text import MASK, Span, unquoted
from agent.understand.verbs import find_head_verb
from domain.plan import Selection

_MARKS = frozenset(":-()*/\U0001f44d\u2705\U0001f642\U0001f60a\U0001f680\U0001f64f")  # and the signs that only cheer


_EXCEPT = re.compile(
    r"\b(?:but not|but|except(?:ing)?(?: for)?|without|other than|apart from|excluding|besides|minus)\b"
)


def pick(span: Span, names: tuple[str, ...] = ()) -> Picked:
    """Reads a phrase such as "the first three leads"; an empty one is the LAST reference, not said."""
    head, except_part = _split_except(span)
    phrase = Phrase(head)
    picked = Picked()
    picked = _take_whole_name(phrase, picked, names)
    for step in STEPS:
        picked = step(phrase, picked)
    picked = _take_names(phrase, picked, names)
    picked = _take_nouns(phrase, picked)
    rest = tuple(
        word
        for word in re.findall(r"[^\s,]+", phrase.low)
        if word not in word_list("selection_filler") and word not in _MARKS
    )
    picked = replace(picked, leftover=picked.leftover + rest)
    return _with_exception(picked, except_part, names) if except_part else picked


def _split_except(span: Span) -> tuple[Span, Span | None]:
    match = _EXCEPT.search(span.low)
    if not match:
        return span, None
    head = span.cut(0, match.start())
    if not re.search(
        r"\b(?:all|everything|everyone|everybody|every|each|them|rest|others|those|these|leads|drafts|"
        r"ones|top|first)\b",
        head.low,
    ):
        return span, None
    return head, span.cut(match.end())


def _with_exception(picked: Picked, span: Span, names: tuple[str, ...]) -> Picked:
    out = pick(span, names)
    chosen = out.selection
    selection = replace(picked.selection, except_ids=chosen.ids, except_items=chosen.items, except_name=chosen.name)
    is_clear = bool(chosen.ids or chosen.items or chosen.name) and chosen == Selection(
        ids=chosen.ids, items=chosen.items, name=chosen.name
    )
    leftover = picked.leftover + out.leftover + (() if is_clear else ("except",))
    return replace(
        picked,
        selection=selection,
        leftover=leftover,
        kind=picked.kind or out.kind,
        doubt="" if out.doubt == "bare" else out.doubt,
    )


def _take_whole_name(phrase: Phrase, picked: Picked, names: tuple[str, ...]) -> Picked:
    """A firm's whole name comes first: "Rest Haven" and "Second Cup" are no references."""
    found = find_whole_name(phrase.span, names)
    if not found or not phrase.span.raw[found.start].isupper():
        return picked
    return _with_name(phrase, picked, found)


def _with_name(phrase: Phrase, picked: Picked, found: NameFound) -> Picked:
    phrase.low = phrase.low[: found.start] + " " * (found.end - found.start) + phrase.low[found.end :]
    picked = replace(picked, doubt=picked.doubt or ("" if found.is_exact else "name"))
    return said(picked, replace(picked.selection, name=found.name), is_single=True)


def _take_names(phrase: Phrase, picked: Picked, names: tuple[str, ...]) -> Picked:
    quoted = phrase.take(rf"[\"'`]{MASK}+[\"'`]?")
    if quoted:
        name = unquoted(phrase.span.cut(quoted.start(), quoted.end()))
        if find_head_verb(name.lower()):  # quoted words that command are somebody's words, no name
            return replace(picked, leftover=(*picked.leftover, name), doubt="quoted")
        is_known = name.lower() in (known.lower() for known in names)
        picked = replace(picked, doubt=picked.doubt or ("" if is_known else "name"))
        return said(picked, replace(picked.selection, name=name), is_single=True) if name else picked
    found = None if picked.selection.name else find_name(Span(phrase.span.raw, phrase.low), names)
    if found:
        return _with_name(phrase, picked, found)
    unknown = None if picked.is_said else find_unknown_name(Span(phrase.span.raw, phrase.low))
    if unknown:
        phrase.low = phrase.low[: unknown.start()] + " " * len(unknown.group()) + phrase.low[unknown.end() :]
        picked = replace(picked, doubt=picked.doubt or "name")
        return said(picked, replace(picked.selection, name=unknown["name"]), is_single=True)
    described = phrase.take(r"\bthe ((?!right|wrong|other|good|bad)[a-z][a-z-]+) one\b")
    if described:
        return said(picked, replace(picked.selection, name=described[1]), is_single=True)
    return picked


def _take_nouns(phrase: Phrase, picked: Picked) -> Picked:
    while match := phrase.take(
        rf"\b(?:(?:the|my|our|that|this|these|those) (?:(?:suggested|proposed|drafted) )?)?({NOUN})\b"
    ):
        word = match[1]
        if word in PLURALS and not picked.is_said and match.group().strip() == word:
            picked = replace(picked, doubt=picked.doubt or "noun")  # "send emails": which ones?
        if picked.kind and NOUN_KINDS[word] != picked.kind:
            picked = replace(picked, doubt="kinds")  # "the draft for lead 4" names two kinds
        is_single = word not in PLURALS and not picked.is_said
        picked = replace(
            picked, kind=picked.kind or NOUN_KINDS[word], is_said=True, is_single=picked.is_single or is_single
        )
    phrase.take(r"\bones?\b")
    return picked
