"""The profile as the person states it: "my name is Anna Bell", "we help hospitals cut their energy bill"."""

import re
from collections.abc import Callable

from agent.understand.records import ADDRESS, DOMAIN
from agent.understand.scene import Clause, Scene, Sense, act, ask
from agent.understand.tables import phrases, word_list
from agent.understand.text import unquoted
from reference.places import find_places

_FIELD = (
    r"(?P<field>(?:sender )?name|(?:job )?title|role|position|(?:sender )?e-?mail(?: address)?|"
    r"company(?: name)?|firm|business|website|web ?site|site|url|homepage|"
    r"(?:postal |mailing |street |business |office )?address|offer|pitch|value proposition|"
    r"proof(?: points?)?|home region|region|home|home ?town|location)"
)
_NAMES = {
    "name": "sender_name", "sender name": "sender_name", "title": "sender_title", "job title": "sender_title",
    "role": "sender_title", "position": "sender_title", "company": "company", "company name": "company",
    "firm": "company",
    "business": "company", "website": "website", "web site": "website", "site": "website", "url": "website",
    "homepage": "website", "offer": "offer", "pitch": "offer", "value proposition": "offer", "proof": "proof_point",
    "proof point": "proof_point", "proof points": "proof_point", "home region": "home_region", "region": "home_region",
    "home": "home_region", "home town": "home_region", "hometown": "home_region", "location": "home_region",
}  # fmt: skip
_IS = re.compile(rf"^(?:my|our|the sender'?s?|sender) {_FIELD}(?:'s| is| are|:| =)\s*:?\s*(?P<value>.+)$")
_SET = re.compile(
    rf"^(?:set|change|update|use|make|save) (?:my|our|the|the sender'?s?|sender) {_FIELD} (?:to|as|=|"
    rf":)\s*:?\s*(?P<value>.+)$"
)
_NAME = re.compile(
    r"^(?:i am|i'm|this is|call me|"
    r"the name is) (?P<value>[a-z][\w'.-]+(?: [a-z][\w'.-]+){0,2})(?:,? (?:from|at|of|with) (?P<company>.+))?$"
)
_TITLE = re.compile(
    r"^(?:i am|i'm|i work as) (?:the |an? )?(?P<value>(?:head|director|vp|vice president|ceo|cto|coo|"
    r"cfo|founder|co-?founder|owner|manager|sales|managing|account|chief|president|"
    r"partner)\b.*?)(?: (?:at|of(?= [a-z]+ (?:inc|llc|gmbh|ltd)))\s+(?P<company>.+))?$"
)
_OFFER = re.compile(
    r"^we (?P<value>(?:help|sell|offer|build|provide|supply|install|design|deliver|"
    r"cut|reduce|clean|repair|train|teach)\b .+)$"
)
_HOME = re.compile(r"^(?:we are|we're|i am|i'm) (?:based|located|at home) in (?P<value>.+)$")


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
        return ask(
            'What shall I note? Tell me for example "my name is Anna Bell" or "we help hospitals cut their '
            'energy bill".'
        )
    match = _TITLE.match(low)
    if match:
        return _set(clause, match, "sender_title")
    match = _NAME.match(low)
    if match and match["value"].split()[0] not in word_list("not_names") and span.raw[match.start("value")].isupper():
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
    if name == "offer":
        value = value.removeprefix("to ").removeprefix("we ")
    fields = {name: value}
    if match.groupdict().get("company"):
        fields["company"] = unquoted(clause.span.cut(match.start("company"), match.end("company")))
    is_plain = not phrases("negation").search(value.lower()) and all(_FITS[key](said) for key, said in fields.items())
    return act("set_profile", 0.97 if is_plain else 0.85, None, **fields)


def _is_name(said: str) -> bool:
    """Capitalised and short, as names of people and firms are."""
    return said[:1].isupper() and len(said.split()) <= 5 and " is " not in said


_FITS: dict[str, Callable[[str], bool]] = {
    "sender_name": _is_name,
    "company": lambda said: (
        (said[:1].isupper() or said[:1].isdigit()) and len(said.split()) <= 7 and " is " not in said
    ),
    "sender_title": lambda said: (
        len(said.split()) <= 6 and " is " not in said and said.lower() not in ("wrong", "right", "missing")
    ),
    "sender_email": lambda said: ADDRESS.fullmatch(said) is not None,
    "website": lambda said: DOMAIN.fullmatch(said.lower()) is not None,
    "postal_address": lambda said: any(char.isdigit() for char in said),
    "offer": lambda said: len(said.split()) >= 3 and "@" not in said,
    "proof_point": lambda said: len(said.split()) >= 3,
    "home_region": lambda said: bool(find_places(said, 1)),
}
