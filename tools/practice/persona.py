"""Who a practice prospect is: decided by the address alone, so the same person behaves the same in every workspace."""

from dataclasses import dataclass
from enum import StrEnum

from tools.practice.dice import Dice


class Kind(StrEnum):
    """What a prospect does with a mail."""

    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    WRONG_PERSON = "wrong_person"
    QUESTION = "question"
    OUT_OF_OFFICE = "out_of_office"
    OPT_OUT = "opt_out"
    HARD_BOUNCE = "hard_bounce"
    SOFT_BOUNCE = "soft_bounce"
    SILENT = "silent"


# Kinder than the world (a cold mail gets 3 answers in 100), so that a newcomer sees every kind within a day.
_FIRST: tuple[tuple[Kind, int], ...] = (
    (Kind.SILENT, 33),
    (Kind.INTERESTED, 19),
    (Kind.NOT_INTERESTED, 12),
    (Kind.QUESTION, 10),
    (Kind.OUT_OF_OFFICE, 8),
    (Kind.WRONG_PERSON, 7),
    (Kind.OPT_OUT, 5),
    (Kind.HARD_BOUNCE, 5),
    (Kind.SOFT_BOUNCE, 1),
)
_LATER: tuple[tuple[Kind, int], ...] = (
    (Kind.INTERESTED, 5),
    (Kind.NOT_INTERESTED, 4),
    (Kind.QUESTION, 3),
    (Kind.WRONG_PERSON, 1),
    (Kind.OPT_OUT, 1),
)
# At which follow-up a silent person answers; 0 means never.
_WAKING: tuple[tuple[int, int], ...] = ((1, 4), (2, 2), (3, 1), (0, 5))


@dataclass(frozen=True, slots=True)
class Persona:
    """`first` is what the first mail gets; `later` what follow-up number `wakes_at` gets (0: never)."""

    first: Kind
    later: Kind
    wakes_at: int
    voice: str

    @property
    def opinion(self) -> Kind:
        """What this person thinks once it has spoken: absence and silence are no opinion."""
        return self.later if self.first in (Kind.SILENT, Kind.OUT_OF_OFFICE, Kind.SOFT_BOUNCE) else self.first


def build_persona(address: str) -> Persona:
    """The persona behind an address (letter case and spaces around it do not matter)."""
    dice = Dice("persona", address.strip().lower())
    first = dice.weighted(_FIRST)
    later = dice.weighted(_LATER)
    wakes_at = dice.weighted(_WAKING)
    if first in (Kind.OUT_OF_OFFICE, Kind.SOFT_BOUNCE):
        wakes_at = max(1, wakes_at)
    return Persona(first, later, wakes_at, dice.pick(("formal", "friendly", "friendly", "brisk", "phone")))


def react_to_opening(persona: Persona, follow_up: int) -> Kind:
    """What a first mail (follow_up 0) or follow-up number n gets, before anyone has answered in words."""
    if follow_up == 0:
        return persona.first
    if persona.first is Kind.HARD_BOUNCE:
        return Kind.HARD_BOUNCE
    if persona.first in (Kind.SILENT, Kind.OUT_OF_OFFICE, Kind.SOFT_BOUNCE):
        return persona.later if follow_up == persona.wakes_at else Kind.SILENT
    if persona.first in (Kind.NOT_INTERESTED, Kind.OPT_OUT):
        return Kind.OPT_OUT
    return Kind.SILENT
