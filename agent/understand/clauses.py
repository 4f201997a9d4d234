"""A message cut into clauses, one command or question each, in the order they were said."""

import re
from dataclasses import dataclass

from agent.understand import guards
from agent.understand.scene import Clause
from agent.understand.text import Sentence, Span, split_sentences
from agent.understand.verbs import COMMAND_AHEAD, find_head_verb

_JOINT = re.compile(r"(?:\s*[,:]\s*(?:and then|and also|then|and|but|also|after that|plus)\s+|\s+(?:and then|and also|and|but|then|plus)\s+|\s*[,&+]\s*|\s*(?:->|=>|-{2,})\s*)")
_NEGATED = re.compile(r"(?:please )?(?:do not|don'?t|never|no|not|you must not|you mustn'?t|please no|under no circumstances|i do not want you to|i don'?t want(?: you)? to|we don'?t want(?: you)? to)\b\s*")
_PROTECTIVE = re.compile(r"(?:stop|never|don'?t|do not)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause and what was said before it in the whole message."""

    clause: Clause
    before: str


def split_clauses(message: Span) -> tuple[Part, ...]:
    """All clauses of a message with the words before each."""
    parts: list[Part] = []
    said = ""
    for sentence in split_sentences(message):
        for piece in _pieces(sentence):
            parts.append(Part(_clause(piece, sentence), said))
            said = f"{said} {piece.low}".strip()
    return tuple(parts)


def _pieces(sentence: Sentence) -> list[Span]:
    """The sentence cut where a joint is followed by a command."""
    span = sentence.span
    head = find_head_verb(span.low[guards.strip_politeness(span.low)[0] :])
    if _takes_free_text(span.low, head.word if head else ""):
        return [span]
    pieces: list[Span] = []
    start = 0
    for joint in _JOINT.finditer(span.low):
        if COMMAND_AHEAD.match(span.low, joint.end()) and not _is_inside(span.low, joint.start()):
            pieces.append(span.cut(start, joint.start()))
            start = joint.end()
    pieces.append(span.cut(start))
    return [piece for piece in pieces if piece.low]


_FREE_TEXT = re.compile(
    r"^(?:please )?(?:edit|change|modify|update|revise|tweak|adjust|fix|improve|rewrite|rephrase|in)?\s*(?:the )?(?:draft|email|mail|message)? ?#?\w*(?: \w+)?:\s"
    r"|\b(?:subject|body|text|subject line)\b.{0,40}\bto\b|\bmake (?:draft|it|the|them)\b|\breplace\b|^in (?:the )?(?:draft|email|mail)\b"
    r"|^(?:we|our|my) (?!want)|^i am\b|^i'm\b"
)


def _takes_free_text(low: str, word: str) -> bool:
    """Whether what follows are words for a mail or the profile, in which "and send" is no command of its own."""
    return word not in ("find", "search", "show", "list") and bool(_FREE_TEXT.search(low))


def _is_inside(low: str, at: int) -> bool:
    """Whether a place lies inside brackets."""
    return low.count("(", 0, at) > low.count(")", 0, at)


def _clause(span: Span, sentence: Sentence) -> Clause:
    start, is_can_you = guards.strip_politeness(span.low)
    bare = span.cut(start)
    head = find_head_verb(bare.low)
    is_negated = False
    if not (head and head.verb.name in ("SUPPRESS", "PAUSE")):
        negation = _NEGATED.match(bare.low)
        if negation and negation.end():
            is_negated = True
            bare = bare.cut(negation.end())
            head = find_head_verb(bare.low)
    bare = bare.cut(0, guards.strip_ending(bare.low)) if head else bare
    is_asked = not is_negated and (guards.is_question(bare.low) or (sentence.is_asked and not is_can_you))
    rest = bare.cut(head.end) if head else bare
    return Clause(bare, head, rest, is_asked, is_can_you, is_negated)
