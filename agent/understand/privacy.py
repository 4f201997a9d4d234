"""Privacy: suppress an address or a domain, lift that again, forget a person; by address, by name, by draft."""

import re

from agent.understand.records import ADDRESS, DOMAIN
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.tables import word_list
from agent.understand.verbs import Verb
from domain.plan import Selection

_LIST = r"(?:do[- ]not[- ](?:contact|email|mail)|suppression|block|opt[- ]out|black)[ -]?list"
_LIFT = re.compile(
    r"(?:lift|remove|cancel|end|drop) (?:the |our |my )?(?:suppression|block|opt[- ]?out) (?:of|for|on|from) (\S+)|"
    r"(?:un-?suppress|un-?block|whitelist) (\S+)|"
    r"allow (?:(?:e?-?mails? to|writing to|(?:me|us) to (?:write|mail|email)(?: to)?) )?(\S+)"
    r"(?: to be written to)?(?: again)?|"
    rf"(?:remove|take|delete) (\S+) (?:from|off) (?:the |my |our )?{_LIST}"
)
# "Draft 1's address", "the person behind draft 1"; "suppress draft 1" alone may mean that it is to be rejected.
_OF_DRAFT = re.compile(
    r"\b(?:draft|mail|email|message) #?(?P<first>\d+)'s (?:address|recipient|contact|person|data)\b|"
    r"\b(?:address|recipient|contact|person) (?:of|in|behind|for) (?:the )?(?:draft|mail|email|message) "
    r"#?(?P<second>\d+)\b"
)
_NAME = re.compile(r"[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){1,3}")
_POSSESSIVE = re.compile(r"['\u2019]s (?:data|address|details|email|contact)$")
# A name may be borne by two people: what is meant is asked before anything is done.
_ASKED_BACK = 0.7


def read_privacy(clause: Clause, scene: Scene) -> Sense | None:
    """ "never write to bob@x.com again", "allow bob@x.com again", "forget anna@y.org", "forget Anna Moss"."""
    low = clause.span.low
    lift = None if clause.is_asked else _LIFT.fullmatch(low.rstrip(" .!"))
    if lift:
        return None if clause.is_negated else _read_lift(next(one for one in lift.groups() if one))
    address = ADDRESS.search(low)
    head = clause.head
    is_list = bool(re.search(rf"\b{_LIST}\b", low))
    wants_stop = (
        (head is not None and head.verb is Verb.SUPPRESS)
        or is_list
        or (
            clause.is_negated
            and bool(re.match(r"(?:ever |again )?(?:contact|email|mail|write to|message|send)\b", low))
        )
    )
    wants_forget = head is not None and (
        head.verb is Verb.FORGET or (head.verb is Verb.REMOVE and bool(address or "data" in low))
    )
    if clause.is_asked or not (wants_stop or wants_forget):
        return None
    if wants_forget and not is_list:
        if address:
            return act("forget_contact", _sureness(low, address), address=address.group())
        question = 'Whose data shall I erase? Give me the address, for example "forget anna@example.com".'
        return _read_whom("forget_contact", clause) or ask(question)
    if clause.is_negated and re.match(r"send\b", low):
        return None
    domain = None if address else DOMAIN.search(low)
    if address:
        return act("suppress", _sureness(low, address), address=address.group())
    if domain:
        return act("suppress", _sureness(low, domain), domain=domain[1])
    question = 'Whom shall I never write to again? Give me an address or a domain, for example "block example.com".'
    return _read_whom("suppress", clause) or ask(question)


def _read_lift(whom: str) -> Sense | None:
    address, domain = ADDRESS.fullmatch(whom), DOMAIN.fullmatch(whom)
    if address:
        return act("suppress", SURE, address=whom, lift=True)
    return act("suppress", SURE, domain=domain[1], lift=True) if domain else None


def _read_whom(tool: str, clause: Clause) -> Sense | None:
    """The person named by a draft or by the full name; the executor finds the address."""
    draft = _OF_DRAFT.search(clause.rest.low)
    if draft:
        number = int(draft["first"] or draft["second"])
        sureness = SURE if tool == "suppress" else _ASKED_BACK
        return act(tool, min(sureness, _sureness(clause.rest.low, draft)), draft=Selection(ids=(number,)))
    words = _POSSESSIVE.sub("", clause.rest.raw.strip(" .!")).split()
    while words and words[0].lower() in word_list("privacy_glue"):
        words.pop(0)
    while words and words[-1].lower() in word_list("privacy_glue"):
        words.pop()
    name = " ".join(words)
    return act(tool, _ASKED_BACK, person=name) if _NAME.fullmatch(name) else None


def _sureness(low: str, found: re.Match[str]) -> float:
    rest = low[: found.start()] + " " + low[found.end() :]
    words = [word for word in re.findall(r"[\w'-]+", rest) if word not in word_list("privacy_glue")]
    return SURE if not words else _ASKED_BACK
