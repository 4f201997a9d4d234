"""The profile as the person states it: "my name is Anna Bell", "we help hospitals cut their energy bill"."""

import re

from agent.understand.scene import Clause, Scene, Sense, act, ask
from agent.understand.text import unquoted

_FIELD = (
    r"(?P<field>(?:sender )?name|(?:job )?title|role|position|(?:sender )?e-?mail(?: address)?|company(?: name)?|firm|business|website|web ?site|site|url|homepage|"
    r"(?:postal |mailing |street |business |office )?address|offer|pitch|value proposition|proof(?: points?)?|home region|region|home|home ?town|location)"
)
_NAMES = {
    "name": "sender_name", "sender name": "sender_name", "title": "sender_title", "job title": "sender_title",
    "role": "sender_title", "position": "sender_title", "company": "company", "company name": "company", "firm": "company",
    "business": "company", "website": "website", "web site": "website", "site": "website", "url": "website",
    "homepage": "website", "offer": "offer", "pitch": "offer", "value proposition": "offer", "proof": "proof_point",
    "proof point": "proof_point", "proof points": "proof_point", "home region": "home_region", "region": "home_region",
    "home": "home_region", "home town": "home_region", "hometown": "home_region", "location": "home_region",
}  # fmt: skip
_IS = re.compile(rf"^(?:my|our|the sender'?s?|sender) {_FIELD}(?:'s| is| are|:| =)\s*:?\s*(?P<value>.+)$")
_SET = re.compile(rf"^(?:set|change|update|use|make|save) (?:my|our|the|the sender'?s?|sender) {_FIELD} (?:to|as|=|:)\s*:?\s*(?P<value>.+)$")
_NAME = re.compile(r"^(?:i am|i'm|this is|call me|the name is) (?P<value>[a-z][\w'.-]+(?: [a-z][\w'.-]+){0,2})(?:,? (?:from|at|of|with) (?P<company>.+))?$")
_TITLE = re.compile(r"^(?:i am|i'm|i work as) (?:the |an? )?(?P<value>(?:head|director|vp|vice president|ceo|cto|coo|cfo|founder|co-?founder|owner|manager|sales|managing|account|chief|president|partner)\b.*?)(?: (?:at|of(?= [a-z]+ (?:inc|llc|gmbh|ltd)))\s+(?P<company>.+))?$")
_OFFER = re.compile(r"^we (?P<value>(?:help|sell|offer|build|make|provide|supply|install|design|deliver|give|save|cut|reduce|run|clean|repair|train|teach|support|sells)\b .+)$")
_HOME = re.compile(r"^(?:we are|we're|i am|i'm) (?:based|located|at home) in (?P<value>.+)$")
_NOT_NAMES = frozenset("looking searching not interested in sorry done ready sure going happy back here new trying busy tired bored working using the a an on at very just from waiting fine good ok okay".split())


def read_profile(clause: Clause, scene: Scene) -> Sense | None:
    """A statement about the person himself."""
    low, span = clause.span.low, clause.span
    if clause.is_asked or clause.is_negated:
        return None
    match = _HOME.match(low)
    if match:
        return _set(clause, match, "home_region")
    match = _IS.match(low) or _SET.match(low)
    if match:
        name = _field_name(match["field"])
        return _set(clause, match, name)
    if re.match(r"^(?:set up|edit|change|update|complete|fill in) (?:my|our|the) profile$", low):
        return ask("What shall I note? Tell me for example \"my name is Anna Bell\" or \"we help hospitals cut their energy bill\".")
    match = _TITLE.match(low)
    if match:
        return _set(clause, match, "sender_title")
    match = _NAME.match(low)
    if match and match["value"].split()[0] not in _NOT_NAMES and span.raw[match.start("value")].isupper():
        return _set(clause, match, "sender_name")
    match = _OFFER.match(low)
    if match:
        return _set(clause, match, "offer")
    return None


def _field_name(said: str) -> str:
    if "mail" in said and "mailing" not in said:
        return "sender_email"
    if "address" in said:
        return "postal_address"
    return _NAMES[said]


def _set(clause: Clause, match: re.Match[str], name: str) -> Sense:
    value = unquoted(clause.span.cut(match.start("value"), match.end("value")))
    company = None
    if match.groupdict().get("company"):
        company = unquoted(clause.span.cut(match.start("company"), match.end("company")))
    return act("set_profile", 0.97, None, **{name: value}, company=company or None)
