"""The verbs people use for what Leadloop does, and how surely each one means it (1 = it can mean nothing else)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from agent.understand.tables import load_table, word_list


class Verb(StrEnum):
    FIND = "find"
    GET = "get"
    SHOW = "show"
    TELL = "tell"
    SCORE = "score"
    APPROVE = "approve"
    REJECT = "reject"
    ENRICH = "enrich"
    DRAFT = "draft"
    CONTACT = "contact"
    ANSWER = "answer"
    EDIT = "edit"
    REDO = "redo"
    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    START = "start"
    FOLLOW_UP = "follow up"
    CHECK = "check"
    IMPORT = "import"
    EXPORT = "export"
    REPORT = "report"
    SUPPRESS = "suppress"
    FORGET = "forget"
    REMOVE = "remove"
    SET = "set"
    UNDO = "undo"
    SKIP = "skip"
    MEET = "meet"
    RESEARCH = "research"


_NUMBERED = (
    r"(?:draft|email|mail|message|lead|score|report|contact|answer|reply)s?\s+"
    r"(?:#|no\b|number\b|\d|one\b|two\b|three\b|four\b|five\b)"
)
_NUMBERED_NOUN = re.compile(_NUMBERED)


@dataclass(frozen=True, slots=True)
class HeadVerb:
    """The verb at the start of a clause, how surely it is meant, and where it ends."""

    verb: Verb
    word: str
    sureness: float
    end: int


def find_head_verb(low: str) -> HeadVerb | None:
    """The verb a clause starts with; a misspelt one counts less, so that a decision with it is asked about."""
    match = None if _NUMBERED_NOUN.match(low) else _head().match(low)
    if match:
        verb, sureness = _verbs()[match.group()]
        return HeadVerb(verb, match.group(), sureness, match.end())
    word = re.match(r"[a-z]{3,14}(?![\w'])", low)
    near = _find_misspelt(word.group()) if word else None
    if not word or not near:
        return None
    verb, sureness = _verbs()[near]
    return HeadVerb(verb, near, min(sureness, 1.0) * 0.88, word.end())


@lru_cache(maxsize=4096)
def _find_misspelt(word: str) -> str | None:
    """The verb one slip away (two in a long one), with the same first letter."""
    if word in word_list("not_misspelt") or word in _verbs():
        return None
    slips = 1 if len(word) < 7 else 2
    near = [form for form in _spellable() if form[0] == word[0] and abs(len(form) - len(word)) <= slips]
    ranked = sorted((OSA.distance(form, word), form) for form in near)
    return ranked[0][1] if ranked and ranked[0][0] <= slips else None


def is_command_ahead(low: str, at: int) -> bool:
    """Whether a command starts there, as after "and" or a comma; "draft 2" is a noun there, and no command."""
    return _command_ahead().match(low, at) is not None


@cache
def _verbs() -> dict[str, tuple[Verb, float]]:
    """Every phrase of data/verbs.yaml with its verb and how surely it means it; the first verb that has it wins."""
    found: dict[str, tuple[Verb, float]] = {}
    for verb, by_sureness in load_table("verbs").items():
        for sureness, forms in by_sureness.items():
            for form in forms:
                found.setdefault(form, (Verb(verb), float(sureness)))
    return found


@cache
def _alternatives() -> str:
    return "|".join(re.escape(form) for form in sorted(_verbs(), key=len, reverse=True))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives()})(?![\w'-])(?! rates?\b)")


@cache
def _command_ahead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:also |please |then |now |just |don'?t |do not |never |let'?s )*"
        rf"(?!{_NUMBERED})(?!reply rate|response rate)"
        rf"(?!(?:keep|make|use|add|need|want|set|cut|take|fix|mention|run|plan|end) (?:it|them|sure|in)\b)"
        rf"(?:{_alternatives()})(?![\w'-])"
    )


@cache
def _spellable() -> tuple[str, ...]:
    """The verbs of one word that are long enough to be recognised when misspelt."""
    return tuple(form for form in _verbs() if " " not in form and len(form) >= 4)
