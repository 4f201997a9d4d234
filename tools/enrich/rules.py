"""Which of several people to write to: how sure the address is, how well the job title fits, how senior it is."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.company import EmailStatus, FoundContact
from domain.identity import address_key, fold
from domain.lead import HoldReason, Lead, Stage

# The stages from which a contact may be looked for. Nobody is looked up before a person approved the lead.
_SEARCHABLE = frozenset({Stage.APPROVED, Stage.NO_CONTACT, Stage.WRONG_PERSON, Stage.BOUNCED})
GOOD_FIT = 0.75

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?:[\w-]+\.)+[\w-]{2,}")
_SPELLED_OUT = {
    "ceo": "chief executive officer",
    "coo": "chief operating officer",
    "cfo": "chief financial officer",
    "cto": "chief technology officer",
    "vp": "vice president",
    "svp": "senior vice president",
    "dir": "director",
    "mgr": "manager",
    "ops": "operations",
    "operating": "operations",
    "gm": "general manager",
    "co-owner": "owner",
    "proprietor": "owner",
}
_FILLER = frozenset(["of", "the", "and", "for", "a", "an", "at"])
_SENIORITY = (
    (1.0, frozenset(["owner", "founder", "president", "chief", "partner", "principal", "proprietor", "administrator"])),
    (0.8, frozenset(["director", "vice", "head"])),
    (0.6, frozenset(["manager", "superintendent", "lead"])),
    (0.3, frozenset(["coordinator", "supervisor", "specialist", "controller"])),
)
_ASSISTING = frozenset(["assistant", "secretary", "intern", "receptionist", "trainee"])


def is_searchable(lead: Lead) -> bool:
    """Whether a person may be looked up: by its stage, or because the address found so far is only a guess."""
    is_guess = lead.hold is not None and lead.hold.reason is HoldReason.UNSURE_PERSON
    return lead.stage in _SEARCHABLE or (lead.stage is Stage.CONTACT_FOUND and is_guess)


@dataclass(frozen=True, slots=True)
class Choice:
    """The person to write to. `fit` is 0..1; `is_sure` False means the address is a guess and must not be used yet."""

    person: FoundContact
    fit: float
    is_sure: bool


def is_single_address(text: str) -> bool:
    """Whether the text is exactly one plain address: no name, no second address, no control character."""
    return text.isprintable() and _ADDRESS.fullmatch(text) is not None


def title_fit(title: str, wanted: Sequence[str]) -> float:
    """How well a job title fits the titles looked for, 0..1; earlier titles of the list count a little more."""
    words = _title_words(title)
    if not words:
        return 0.0
    fits = (
        fuzz.token_sort_ratio(words, _title_words(one)) / 100 * (1 - 0.02 * min(place, 10))
        for place, one in enumerate(wanted)
    )
    return max(fits, default=0.0)


def seniority(title: str) -> float:
    """How much say a title suggests, 0..1."""
    words = set(_title_words(title).split())
    if words & _ASSISTING:
        return 0.1
    return next((weight for weight, marks in _SENIORITY if words & marks), 0.2)


def choose_person(people: Sequence[FoundContact], titles: Sequence[str], barred: Collection[str]) -> Choice | None:
    """The best person with an address that is not barred (address keys), or None.

    A guessed address comes last whatever the title, and addresses of unknown standing never.
    """
    usable = [
        one
        for one in people
        if one.email_status is not EmailStatus.UNKNOWN
        and is_single_address(one.email)
        and address_key(one.email) not in barred
    ]
    ranked = sorted(usable, key=lambda one: _rank(one, titles), reverse=True)
    if not ranked:
        return None
    best = ranked[0]
    return Choice(best, title_fit(best.title, titles), best.email_status is not EmailStatus.PATTERN)


def referred_person(referral: str, written_to: str, rfc_id: str) -> FoundContact | None:
    """The person a reply points to, when it gives an address in the same house as the one written to; else None."""
    address = referral.strip()
    host = address_key(address).rpartition("@")[2] if is_single_address(address) else ""
    if not host or host != address_key(written_to).rpartition("@")[2]:
        return None
    return FoundContact("", "", "reply", f"mid:{rfc_id}", address, EmailStatus.PUBLISHED)


def is_good(choice: Choice | None) -> bool:
    """Whether no further finder need be asked."""
    return choice is not None and choice.is_sure and choice.fit >= GOOD_FIT


def _rank(person: FoundContact, titles: Sequence[str]) -> tuple[bool, float, float, bool, bool]:
    fit = title_fit(person.title, titles)
    return (
        person.email_status is not EmailStatus.PATTERN,
        round(fit, 2) if fit >= GOOD_FIT else 0.0,
        seniority(person.title),
        bool(person.name),
        person.email_status is EmailStatus.VERIFIED,
    )


def _title_words(title: str) -> str:
    words = re.findall(r"[a-z][a-z-]*", fold(title))
    return " ".join(_SPELLED_OUT.get(word, word) for word in words if word not in _FILLER)
