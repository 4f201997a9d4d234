"""A message cut into clauses, one command or question each, in the order they were said."""

import re
from dataclasses import dataclass, replace

from agent.understand import amounts, guards
from agent.understand.scene import Clause
from agent.understand.tables import phrases
from agent.understand.text import Sentence, Span, split_sentences
from agent.understand.verbs import Verb, find_head_verb, is_command_ahead

_MORE_FIRMS = re.compile(rf"{amounts.NUMBER} (?!(?:employees|people|staff|or|and|to)\b)[\w ]+ (?:in|near|around)\b")
_STATEMENT = re.compile(r"(?:my|our|i am|i'm|we) ")
_NEXT_STATEMENT = re.compile(r"(?:,| and|, and) (?P<at>(?:my|our) [a-z]+(?: [a-z]+)?(?: is|:|'s) )")
_TO_ME = re.compile(r"(?:me|us|over to me|back to me)\b ?")
_OWN_WORDS = re.compile(r"(?:how|when|whether|if|why|what|which|who)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause and what was said before it in the whole message."""

    clause: Clause
    before: str


def split_clauses(message: Span) -> tuple[Part, ...]:
    """All clauses of a message with the words before each."""
    parts: list[Part] = []
    said = ""
    sentences = (
        (Sentence(message.cut(0), ""),) if phrases("whole_text").match(message.low) else split_sentences(message)
    )
    for sentence in sentences:
        for piece in _pieces(sentence):
            parts.append(Part(_clause(piece, sentence), said))
            said = f"{said} {piece.low}".strip()
    return tuple(parts)


def _pieces(sentence: Sentence) -> list[Span]:
    """The sentence cut where a joint is followed by a command."""
    span = sentence.span
    opening = guards.strip_politeness(span.low)[0]
    head = find_head_verb(span.low[opening:])
    if _takes_free_text(span.low, head.word if head else ""):
        return _statements(span)
    pieces: list[Span] = []
    start = 0
    for joint in phrases("joint").finditer(span.low, opening):
        ahead = is_command_ahead(span.low, joint.end()) or (
            _MORE_FIRMS.match(span.low, joint.end()) and head and head.verb is Verb.FIND
        )
        if ahead and not _is_inside(span.low, joint.start()):
            pieces.append(span.cut(start, joint.start()))
            start = joint.end()
    pieces.append(span.cut(start))
    return [piece for piece in pieces if piece.low]


def _statements(span: Span) -> list[Span]:
    """ "my name is Anna and my company is Bell": one piece for each; other free text stays whole."""
    if not _STATEMENT.match(span.low):
        return [span]
    starts = [0, *(found.start("at") for found in _NEXT_STATEMENT.finditer(span.low))]
    pieces = [span.cut(start, end) for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return [piece.cut(0, len(re.sub(r"(?:,| and|,? plus)\s*$", "", piece.low))) for piece in pieces]


def _takes_free_text(low: str, word: str) -> bool:
    """Whether what follows are words for a mail or the profile, in which "and send" is no command of its own."""
    return word not in ("find", "search", "show", "list") and bool(phrases("free_text").search(low))


def _is_inside(low: str, at: int) -> bool:
    """Whether a place lies inside brackets."""
    return low.count("(", 0, at) > low.count(")", 0, at)


def _clause(span: Span, sentence: Sentence) -> Clause:
    start, is_can_you = guards.strip_politeness(span.low)
    bare = span.cut(start)
    head = find_head_verb(bare.low)
    is_negated = False
    if not (head and head.verb.name in ("SUPPRESS", "PAUSE")):
        negation = phrases("negated_command").match(bare.low)
        if negation and negation.end():
            is_negated = True
            bare = bare.cut(negation.end())
            head = find_head_verb(bare.low)
    bare = bare.cut(0, guards.strip_ending(bare.low)) if head else bare
    is_asked = not is_negated and (guards.is_question(bare.low) or (sentence.is_asked and not is_can_you))
    rest = bare.cut(head.end) if head else bare
    if head and head.verb is Verb.SEND and (to_me := _TO_ME.match(rest.low)):
        head, rest = replace(head, verb=Verb.SHOW), rest.cut(to_me.end())
    if head and head.verb is Verb.TELL and _OWN_WORDS.match(rest.low):
        is_asked = True
    return Clause(bare, head, rest, is_asked, is_can_you, is_negated)
