"""What is never an action: negation, questions about an action, hypotheticals, conditions, reported words.

The rule is strict on purpose: anything here before a decision in the same message takes the decision away.
"""

import re

from agent.understand.tables import phrases
from agent.understand.text import MASK

# A sentence that opens with one of these asks; "do not ..." and "can you ..." are taken out by the caller.
_CAN_YOU = re.compile(r"(?:can|could) you(?: please| kindly| just| also| now| maybe)*\s+")


def strip_politeness(low: str) -> tuple[int, bool]:
    """How many characters of greeting and politeness stand before the command; whether it was put as "can you"."""
    at, is_can_you = 0, False
    while True:
        match = phrases("politeness").match(low, at) or phrases("first_of_all").match(low, at)
        if not match:
            match = _CAN_YOU.match(low, at)
            is_can_you = is_can_you or bool(match)
        if not match:
            return at, is_can_you
        at = match.end()


def strip_ending(low: str) -> int:
    """Where the command ends: "please", "now", "thanks" after it are no part of it."""
    match = phrases("ending").search(low)
    return match.start() if match else len(low)


def is_question(low: str) -> bool:
    """Whether the sentence asks about something, by its form alone."""
    if phrases("opens_no_question").match(low):
        return False
    return bool(phrases("opens_question").match(low) or phrases("question_tag").search(low))


def is_hypothetical(low: str) -> bool:
    """Whether the sentence plays with a possibility ("what happens if I approve draft 2")."""
    return bool(phrases("hypothetical").search(low))


def find_obstacle(before: str) -> str:
    """Why the words before a decision take it away: "negated", "reported", "conditional"; empty when they do not."""
    if phrases("negation").search(before):
        return "negated"
    if phrases("reported").search(before) or MASK in before:
        return "reported"
    if phrases("condition").search(before):
        return "conditional"
    return ""
