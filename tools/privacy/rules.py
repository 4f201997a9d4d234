"""What a person named when he asked for privacy: one address or one domain. Pure."""

import re
from dataclasses import dataclass

from domain.errors import Correctable
from domain.identity import host_key
from domain.mail import SuppressionKind

_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# Suppressing one of these would stop mail to half the world; what is meant is always one address there.
FREE_MAIL = frozenset(
    host
    for line in (
        "gmail.com googlemail.com yahoo.com outlook.com hotmail.com live.com icloud.com aol.com",
        "proton.me gmx.de gmx.net web.de mail.com",
    )
    for host in line.split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address as typed, or a domain in the form that domains are compared in."""

    kind: SuppressionKind
    value: str


def parse_target(address: str, domain: str) -> Target:
    """Raises Correctable when it is not exactly one address or one domain."""
    if bool(address) == bool(domain):
        raise Correctable("Name one address or one domain, for example “suppress pat@firm.com” or “suppress firm.com”.")
    if address:
        return Target(SuppressionKind.ADDRESS, parse_one_address(address))
    host = host_key(domain.strip().removeprefix("@"))
    if not _HOST.fullmatch(host):
        raise Correctable(f"“{domain}” is no domain; write it like firm.com.")
    if host in FREE_MAIL:
        raise Correctable(f"{host} is a mail provider, not a firm; name the one address there that you mean.")
    return Target(SuppressionKind.DOMAIN, host)


def parse_one_address(address: str) -> str:
    """The address without spaces and angle brackets. Raises Correctable when it is none."""
    stripped = address.strip().strip("<>").strip()
    local, _, host = stripped.rpartition("@")
    if not local or re.search(r"[\s,;<>\x00-\x1f@\u2028\u2029]", local) or not _HOST.fullmatch(host_key(host)):
        raise Correctable(f"“{address.strip()[:80]}” is not one e-mail address; write it like pat@firm.com.")
    return stripped
