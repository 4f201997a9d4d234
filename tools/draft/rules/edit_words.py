"""What a person may ask to have changed in a text, in plain words. Words that are not understood change nothing."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Correctable
from tools.draft.rules.text import clean_line


class EditKind(StrEnum):
    SHORTER = "shorter"
    LONGER = "longer"
    TONE = "tone"
    REMOVE = "remove"
    REPLACE = "replace"
    SUBJECT = "subject"
    GREETING = "greeting"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; `what` and `by` are the person's words."""

    kind: EditKind
    what: str = ""
    by: str = ""


_IT = r"(?:it|this|that|them|the (?:draft|mail|email|message|text))"
_MAKE = rf"(?:make {_IT} )?(?:sound )?(?:(?:a bit|a little|much|somewhat|slightly) )?"
_TO = r"\s*(?:to|:|=|into|as)\s*:?\s*(?P<by>.+)"
_TONES = "friendlier|more friendly|warmer|less formal|more casual|more relaxed|friendly|more formal|less casual|formal"
_PATTERNS: tuple[tuple[EditKind, str], ...] = (
    (EditKind.SUBJECT, rf"(?:change|set|make|use)?\s*(?:the )?subject(?: line)?{_TO}"),
    (EditKind.GREETING, rf"(?:change|set|make|use)\s+(?:the )?(?:greeting|salutation){_TO}"),
    (EditKind.GREETING, r"(?:greet|address) (?:him|her|them) (?:as|with|by)\s*:?\s*(?P<by>.+)"),
    (EditKind.REPLACE, r"(?:replace|change|swap|exchange)\s+(?P<what>.+?)\s+(?:with|to|by|for|into)\s+(?P<by>.+)"),
    (EditKind.SHORTER, rf"{_MAKE}(?:shorter|more concise|briefer|tighter)|shorten(?: {_IT})?|cut {_IT} down"),
    (
        EditKind.REMOVE,
        r"(?:remove|delete|drop|cut|take out|leave out|omit|strike)\s+(?:the )?"
        r"(?:(?:sentence|part|bit|line|paragraph|words?|mention)s?\s+)?"
        r"(?:(?:about|with|that says?|mentioning|saying|on|of|where it says)\s+)?(?P<what>.+)",
    ),
    (EditKind.LONGER, rf"{_MAKE}(?:longer|more detailed)|add (?:a|another|one more) proof(?: point)?"),
    (EditKind.TONE, rf"{_MAKE}(?P<by>{_TONES})(?: in tone)?"),
    (
        EditKind.ADD,
        r"(?:add|insert|include|mention|say|write|tell (?:him|her|them))(?: (?:a|the|this) (?:sentence|line|words?))?"
        r"\s*(?:that\b|:)\s*(?P<by>.+)",
    ),
    (
        EditKind.ADD,
        r"(?:add|insert|include|mention)\s+(?:(?:a|the|this) (?:sentence|line|words?) )?(?P<by>[\"“].+[\"”])",
    ),
)
_NTHS = "first|second|third"
_MAIL = (
    rf"(?:the )?(?:(?:(?P<nth>{_NTHS}) )?follow[- ]?up(?: e?-?mail)?(?: #?(?P<number>\d))?|(?P<mail>{_NTHS}) e?-?mail)"
)
# "follow up" inside what is to be written ("mention that I will follow up") names no mail.
_STEPS = tuple(
    re.compile(pattern, re.I | re.S)
    for pattern in (
        rf"(?:in |on |for |edit |change )?{_MAIL}\s*[:,]\s*(?P<rest>.+)",
        rf"(?:in|on|for) {_MAIL}\s+(?P<rest>.+)",
        rf"(?P<make>make) {_MAIL}\s+(?P<rest>.+)",
        rf"(?P<rest>.+?)\s+(?:in|of|on|for|from|to) {_MAIL}",
    )
)
_NTH = {"first": 1, "second": 2, "third": 3}
WHAT_I_CAN_DO = (
    "I can make it shorter, longer, friendlier or more formal, remove the sentence about something, replace A with B, "
    "change the subject or the greeting, and add a sentence (“mention that …”)"
)


def parse_step(instructions: str) -> tuple[int | None, str]:
    """Which mail of the sequence is meant (None: not said), and the instructions without those words."""
    tidy = instructions.strip()
    match = next((found for pattern in _STEPS if (found := pattern.fullmatch(tidy))), None)
    if match is None:
        return None, instructions
    if match["mail"]:
        step = _NTH[match["mail"].lower()] - 1
    else:
        step = _NTH.get((match["nth"] or "").lower(), int(match["number"] or 1))
    return step, f"make it {match['rest']}" if match.groupdict().get("make") else match["rest"]


def parse_edits(instructions: str, draft: int | None = None) -> tuple[Edit, ...]:
    """The changes asked for; raises Correctable when the words are not understood.

    `draft` is the draft under the pen, None when it is still to be written.
    """
    edits: list[Edit | None] = []
    for clause in re.split(r"\s*;\s*", instructions.strip()):
        whole = _parse_one(clause)
        parts = [] if whole else re.split(r"\s*,?\s+and (?:then )?|\s*,\s*(?:then )?", clause)
        edits += [whole] if whole else [_parse_one(part) for part in parts if part.strip()]
    if not edits or any(one is None for one in edits):
        tail = f"; or hand me the whole text: “change the body of draft {draft} to: …”" if draft else ""
        raise Correctable(f"I did not understand “{clean_line(instructions)[:80]}”. {WHAT_I_CAN_DO}{tail}.")
    return tuple(one for one in edits if one)


def _parse_one(words: str) -> Edit | None:
    tidy = words.strip().rstrip(".") if words.strip().endswith(".") and words.count(".") == 1 else words.strip()
    tidy = re.sub(r"^(?:please|can you|could you|and)\s+", "", tidy, flags=re.I)
    for kind, pattern in _PATTERNS:
        match = re.fullmatch(pattern, tidy, re.I | re.S)
        if match:
            groups = match.groupdict()
            return Edit(kind, clean_line(groups.get("what") or ""), clean_line(groups.get("by") or ""))
    return None
