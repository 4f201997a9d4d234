"""Sentences that steer the program itself: greeting, thanks, help, stop, skip days, go live, go on, off-topic."""

import re

from agent.understand import amounts
from agent.understand.scene import SURE, Sense, ask, steer
from agent.understand.tables import phrases
from domain.plan import Steer

_ORDER = (
    Steer.GREETING,
    Steer.THANKS,
    Steer.HELP,
    Steer.STOP,
    Steer.GO_LIVE,
    Steer.ABOUT_ME,
    Steer.RESUME,
    Steer.OFF_TOPIC,
)
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_SKIP = re.compile(
    rf"(?:please )?(?:skip|jump|fast[- ]?forward|advance|move|forward|go|wind)(?: (?:ahead|forward|on|"
    rf"by|to|the clock|time|the time|forward by|ahead by|on by|the clock forward|the clock (?:on|ahead)))*"
    rf"(?: by)? ?(?P<n>{amounts.NUMBER}|a|an|one|the next|another)?[ -]?(?P<unit>day|week|fortnight|"
    rf"month|d)s?(?: (?:ahead|forward|on|later|please|into the future|in the future|from now|in time))*"
)
_NEXT = re.compile(
    r"(?:skip|jump|go|fast[- ]?forward|move)(?: (?:ahead|forward|on))?(?: to)? (?:tomorrow|"
    r"the next day|next (?P<unit>week|month))"
)
_DAYS_ONLY = re.compile(rf"(?P<n>{amounts.POSITIVE}) (?P<unit>day|week)s? later")
MAX_SKIP_DAYS = 365


def read_steering(low: str) -> Sense | None:
    """The whole message, lower case without its end mark, as a steering sentence."""
    low = low.strip(" .!,")
    skip = _read_skip(low)
    if skip:
        return skip
    asked = low.strip("?").strip()
    for to in _ORDER:
        if phrases(f"steer_{to.value}").fullmatch(asked):
            return steer(to)
    return None


def _read_skip(low: str) -> Sense | None:
    following = _NEXT.fullmatch(low)
    if following:
        return steer(Steer.SKIP_DAYS, days=_UNITS[following["unit"] or "day"])
    match = _SKIP.fullmatch(low) or _DAYS_ONLY.fullmatch(low)
    if not match:
        return None
    said = match.groupdict().get("n") or "one"
    value = 1 if said in ("a", "an", "one", "the next", "another") else amounts.parse_number(said)
    unit = match["unit"]
    days = (value or 0) * _UNITS.get(unit, 1)
    if not 1 <= days <= MAX_SKIP_DAYS:
        return ask(f"I can skip 1 to {MAX_SKIP_DAYS} days; how many shall it be?", confidence=SURE)
    return steer(Steer.SKIP_DAYS, days=days)
