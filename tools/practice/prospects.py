"""What a practice prospect does with a mail it receives: answers, bounces, is away, says stop, or nothing."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from reference.names import GIVEN_NAMES, SURNAMES
from tools.practice.bounces import HARD, SOFT, render_bounce
from tools.practice.dice import Dice
from tools.practice.incoming import Incoming, parse_incoming
from tools.practice.letter import Letter, render_absence, render_reply
from tools.practice.persona import Kind, Persona, build_persona, react_to_opening
from tools.practice.spelling import build_address
from tools.practice.talk import ASKS_FOR_TIMES, DECLINES_AFTER_ALL, NONE_FITS, PICKS
from tools.practice.wordings import (
    COLLEAGUE_ROLES,
    OPENERS,
    OUT_OF_OFFICE,
    OUT_OF_OFFICE_SUBJECTS,
    SECOND_NO,
    SECOND_SENTENCES,
)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_DAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b"
_TIME = r"(?:\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2})"
_ZONE = r"(?:\s(?:[ECMP][SD]?T|UTC|GMT|CET|(?:Eastern|Central|Mountain|Pacific)(?: [Tt]ime)?))?"
_SLOT = re.compile(rf"{_DAY}[^\n;?!>]{{0,40}}?{_TIME}{_ZONE}", re.IGNORECASE)
_QUOTE_START = re.compile(r"^(?:>|On .{5,120} wrote:$|-----Original Message)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """A mail that comes back at `due_at`; `raw` is the finished message."""

    due_at: datetime
    raw: bytes


def answer(mail: bytes, received_at: datetime) -> PlannedAnswer | None:
    """What comes back for a mail, and when; None is silence. The same mail always gets the same answer.

    Only addresses under .example answer: nobody else lives in the practice world. Automatic mail is never answered.
    """
    incoming = parse_incoming(mail)
    if incoming is None or incoming.is_automatic or not _is_prospect(incoming):
        return None
    persona = build_persona(incoming.address)
    dice = Dice("answer", incoming.address, incoming.own_turns, incoming.follow_up)
    if incoming.own_turns:
        core = _continue(incoming, persona, dice)
        return _write(core, incoming, persona, received_at, dice) if core else None
    kind = react_to_opening(persona, incoming.follow_up)
    if kind is Kind.SILENT:
        return None
    if kind in (Kind.HARD_BOUNCE, Kind.SOFT_BOUNCE):
        failure = dice.pick(HARD if kind is Kind.HARD_BOUNCE else SOFT)
        return PlannedAnswer(received_at, render_bounce(failure, incoming, received_at, dice))
    if kind is Kind.OUT_OF_OFFICE:
        return _be_away(incoming, received_at, dice)
    return _write(_open(kind, incoming, persona, dice), incoming, persona, received_at, dice)


def _is_prospect(incoming: Incoming) -> bool:
    """Not the user himself or his firm (alerts, probes), and nobody outside the reserved .example."""
    return incoming.domain.endswith(".example") and incoming.domain != incoming.sender.rpartition("@")[2].lower()


def _open(kind: Kind, incoming: Incoming, persona: Persona, dice: Dice) -> str:
    """The words for a first mail or follow-up that nobody has answered yet."""
    if kind is Kind.OPT_OUT and incoming.follow_up and persona.first in (Kind.OPT_OUT, Kind.NOT_INTERESTED):
        return dice.pick(SECOND_NO)
    colleague, colleague_email = _colleague(incoming, dice)
    core = dice.pick(OPENERS[kind]).format(
        day=dice.pick(_WEEKDAYS),
        colleague=colleague,
        colleague_email=colleague_email,
        role=dice.pick(COLLEAGUE_ROLES),
    )
    if persona.voice != "phone" and dice.happens(0.45):
        core = f"{core}{' ' if core[-1] in '.?!' else '. '}{dice.pick(SECOND_SENTENCES[kind])}"
    return core


def _continue(incoming: Incoming, persona: Persona, dice: Dice) -> str:
    """The words for an answer of ours to something the prospect said; empty for silence."""
    slots = find_slots(incoming.text)
    if persona.opinion not in (Kind.INTERESTED, Kind.QUESTION) or incoming.own_turns > 3:
        return ""
    # One single time after the first exchange is our confirmation of what was picked, and needs no answer.
    if slots and (len(slots) > 1 or incoming.own_turns == 1):
        if len(slots) > 1 and incoming.own_turns == 1 and dice.happens(0.12):
            return dice.pick(NONE_FITS)
        return dice.pick(PICKS).format(slot=dice.pick(slots))
    if slots or incoming.own_turns > 1:
        return ""
    if persona.opinion is Kind.QUESTION and dice.happens(0.35):
        return dice.pick(DECLINES_AFTER_ALL)
    return dice.pick(ASKS_FOR_TIMES).format(day=dice.pick(_WEEKDAYS))


def find_slots(text: str) -> tuple[str, ...]:
    """The times offered in the new part of a mail, in its own words, each once."""
    quote = _QUOTE_START.search(text)
    new = text[: quote.start()] if quote else text
    return tuple(dict.fromkeys(" ".join(found.group().split()) for found in _SLOT.finditer(new)))


def _write(core: str, incoming: Incoming, persona: Persona, received_at: datetime, dice: Dice) -> PlannedAnswer:
    due_at = received_at + _delay(dice)
    return PlannedAnswer(due_at, render_reply(Letter(core, persona.voice, due_at), incoming, dice))


def _delay(dice: Dice) -> timedelta:
    """Most people in practice answer at once, so that a first try shows something; some take hours or a day."""
    speed = dice.weighted((("at once", 15), ("hours", 3), ("a day", 2)))
    minutes = {"at once": 0, "hours": dice.between(45, 420), "a day": dice.between(1100, 1700)}[speed]
    return timedelta(minutes=minutes)


def _be_away(incoming: Incoming, received_at: datetime, dice: Dice) -> PlannedAnswer:
    back = received_at + timedelta(days=dice.between(2, 12))
    back += timedelta(days=max(0, 7 - back.weekday()) if back.weekday() >= 5 else 0)
    start = received_at - timedelta(days=dice.between(1, 4))
    form = dice.pick(("long", "full", "short", "numeric", "day first", "weekday"))
    colleague, colleague_email = _colleague(incoming, dice)
    text = dice.pick(OUT_OF_OFFICE).format(
        date=_render_date(back, form),
        start=_render_date(start, form),
        colleague=colleague,
        colleague_email=colleague_email,
    )
    subject = dice.pick(OUT_OF_OFFICE_SUBJECTS).format(subject=incoming.subject)
    return PlannedAnswer(received_at, render_absence(text, subject, incoming, received_at, dice))


def _render_date(at: datetime, form: str) -> str:
    return {
        "long": f"{at:%A}, {at:%B} {at.day}, {at.year}",
        "full": f"{at:%B} {at.day}, {at.year}",
        "short": f"{at:%b} {at.day}",
        "numeric": f"{at.month}/{at.day}/{at.year}",
        "day first": f"{at.day} {at:%B} {at.year}",
        "weekday": f"{at:%A}, {at:%B} {at.day}",
    }[form]


def _colleague(incoming: Incoming, dice: Dice) -> tuple[str, str]:
    """A made colleague at the same firm, never the prospect itself."""
    while True:
        given, surname = dice.pick(GIVEN_NAMES), dice.pick(SURNAMES)
        address = build_address(given, surname, incoming.domain)
        if address != incoming.address:
            return f"{given} {surname}", address
