"""The verbs people use for what Leadloop does, and how surely each one means it (1 = it can mean nothing else)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process


class Verb(StrEnum):
    FIND = "find"
    GET = "get"
    SHOW = "show"
    TELL = "tell"
    SCORE = "score"
    APPROVE = "approve"
    REJECT = "reject"
    ENRICH = "enrich"
    DRAFT = "draft"
    CONTACT = "contact"
    ANSWER = "answer"
    EDIT = "edit"
    REDO = "redo"
    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    START = "start"
    FOLLOW_UP = "follow up"
    CHECK = "check"
    IMPORT = "import"
    EXPORT = "export"
    REPORT = "report"
    SUPPRESS = "suppress"
    FORGET = "forget"
    REMOVE = "remove"
    SET = "set"
    UNDO = "undo"
    SKIP = "skip"
    MEET = "meet"
    RESEARCH = "research"


_PHRASES: dict[Verb, dict[str, float]] = {
    Verb.FIND: {
        "find": 1, "find me": 1, "search for": 1, "search": 1, "look for": 1, "look up": 1, "locate": 1, "discover": 1,
        "source": 1, "hunt for": 1, "find out": 0.7, "hunt down": 1, "track down": 1, "search out": 1, "scout": 1,
        "i am looking for": 1, "i'm looking for": 1, "im looking for": 1, "we are looking for": 1, "looking for": 1,
        "we're looking for": 1, "i search": 1, "seek": 1, "dig up": 1, "prospect for": 1, "scrape": 0.95,
    },
    Verb.GET: {
        "get": 1, "get me": 1, "give me": 1, "i need": 1, "we need": 1, "i want": 0.97, "we want": 0.97, "bring me": 1,
        "fetch": 1, "fetch me": 1, "pull": 1, "pull up": 1, "i would like": 0.97, "i'd like": 0.97, "need": 0.95,
        "want": 0.9, "gimme": 0.95, "grab": 0.97, "grab me": 0.97, "add": 0.85, "collect": 0.95, "gather": 0.95,
    },
    Verb.SHOW: {
        "show": 1, "show me": 1, "list": 1, "display": 1, "see": 1, "view": 1, "open": 1, "read": 1, "print": 1,
        "let me see": 1, "i want to see": 1, "i'd like to see": 1, "bring up": 1, "read me": 1, "let me read": 1,
        "show us": 1, "have a look at": 1, "look at": 1, "let me look at": 1, "preview": 1, "filter": 0.9,
    },
    Verb.TELL: {"tell me about": 1, "tell me more about": 1, "describe": 1, "explain": 1, "tell me": 1, "more about": 1,
        "details of": 1, "details on": 1, "details for": 1, "details about": 1, "more on": 1, "info on": 1},
    Verb.SCORE: {
        "score": 1, "rate": 1, "rank": 1, "grade": 1, "evaluate": 1, "qualify": 1, "prioritise": 1, "prioritize": 1,
        "rescore": 1, "re-score": 1, "assess": 1, "run the scoring on": 1, "run scoring on": 1, "judge": 0.95,
    },
    Verb.APPROVE: {
        "approve": 1, "accept": 1, "okay": 0.98, "ok": 0.98, "green-light": 1, "greenlight": 1, "green light": 1,
        "sign off on": 1, "sign off": 1, "i approve": 1, "i approve of": 1, "approve of": 1, "go with": 0.9, "keep": 0.9, "take": 0.88,
        "select": 0.88, "pick": 0.88, "choose": 0.88, "confirm": 0.9, "mark as approved": 0.9, "release": 0.8,
    },
    Verb.REJECT: {
        "reject": 1, "decline": 1, "dismiss": 1, "discard": 1, "turn down": 1, "throw out": 0.97, "throw away": 0.97,
        "i reject": 1, "refuse": 0.97, "drop": 0.93, "bin": 0.9, "trash": 0.9, "kick out": 0.93, "veto": 1, "scrap": 0.93,
        "disapprove": 0.97, "disapprove of": 0.97,
    },
    Verb.REMOVE: {"remove": 1, "delete": 1, "take out": 1, "cut": 1},
    Verb.ENRICH: {
        "enrich": 1, "find contacts": 1, "find the contacts": 1, "get contacts": 1, "find contact details": 1,
        "look up contacts": 1, "find people": 1, "find the right people": 1, "find the right person": 1,
        "find decision makers": 1, "find the decision makers": 1, "find decision-makers": 1, "find a contact": 1,
        "find their contacts": 1, "find contact": 1, "get contact details": 1, "find email addresses": 1,
        "get the contacts": 1, "find me contacts": 1, "search contacts": 1, "look for contacts": 1, "find someone": 0.9,
        "find emails": 1, "find their emails": 1, "get emails": 0.95, "find addresses": 1, "fetch contacts": 1,
        "find the people": 1, "find somebody": 0.9, "find the contact": 1, "find contact persons": 1, "get their contacts": 1,
        "find me the contacts": 1, "find the decision maker": 1, "find a decision maker": 1, "find contact people": 1,
        "find contact info": 1, "get contact info": 1, "find email address": 1, "look up the contacts": 1, "find out who to contact": 1, "find out who to write to": 1,
    },
    Verb.DRAFT: {
        "draft": 1, "write": 1, "compose": 1, "prepare": 1, "generate": 1, "create": 0.97, "write me": 1, "draft me": 1,
        "make": 0.9, "come up with": 0.9,
    },
    Verb.CONTACT: {"email": 0.9, "e-mail": 0.9, "mail": 0.85, "contact": 0.9, "reach out to": 0.9, "write to": 0.97, "message": 0.85, "pitch": 0.85, "pitch to": 0.85, "get in touch with": 0.9},
    Verb.ANSWER: {"answer": 1, "reply to": 1, "respond to": 1, "reply": 1, "respond": 1, "write back to": 1, "write back": 1, "draft an answer": 1, "draft a reply": 1, "draft a response": 1, "draft the answer": 1, "draft answers": 1, "draft replies": 1,
        "write an answer": 1, "write a reply": 1, "write a response": 1, "suggest an answer": 1, "suggest a reply": 1, "prepare an answer": 1, "prepare a reply": 1, "compose a reply": 1, "compose an answer": 1, "suggest a response": 1, "draft responses": 1, "write the answer": 1, "write the reply": 1},
    Verb.EDIT: {
        "edit": 1, "change": 1, "modify": 1, "update": 1, "shorten": 1, "rephrase": 1, "reword": 1, "tweak": 1, "revise": 1,
        "adjust": 1, "fix": 0.95, "improve": 1, "translate": 1, "rewrite": 1, "replace": 1, "polish": 1, "soften": 1,
        "lengthen": 1, "correct": 0.95, "personalise": 1, "personalize": 1, "simplify": 1, "tone down": 1,
    },
    Verb.REDO: {"regenerate": 1, "redo": 1, "try again with": 1, "re-generate": 1, "start over with": 1, "try again": 0.9, "redraft": 1, "re-draft": 1, "do over": 1},
    Verb.SEND: {"send": 1, "send out": 1, "send off": 1, "fire off": 0.97, "dispatch": 1, "mail out": 0.97, "deliver": 0.95, "ship": 0.9, "email out": 0.9},
    Verb.PAUSE: {"pause": 1, "halt": 1, "hold": 0.9, "suspend": 1, "freeze": 1, "hold off on": 0.9, "hold off": 0.9},
    Verb.RESUME: {"resume": 1, "unpause": 1, "continue": 1, "restart": 1, "carry on": 1, "unfreeze": 1},
    Verb.STOP: {"stop": 1, "cancel": 1, "end": 1, "quit": 1, "abort": 1, "turn off": 1},
    Verb.START: {"start": 1, "begin": 1, "turn on": 1, "set up": 0.9, "schedule": 0.9, "plan": 0.9, "launch": 0.9, "run": 0.9},
    Verb.FOLLOW_UP: {"follow up": 1, "follow-up": 1, "followup": 1, "chase": 0.95, "chase up": 0.95, "nudge": 0.95, "remind": 0.9},
    Verb.CHECK: {"check": 1, "look in": 1, "look into": 0.9, "refresh": 1, "poll": 1, "scan": 1, "check for": 1, "check on": 1, "look at": 1, "sync": 1},
    Verb.IMPORT: {"import": 1, "load": 1, "upload": 1, "read in": 1, "ingest": 1, "bring in": 0.97},
    Verb.EXPORT: {"export": 1, "save": 1, "download": 1, "dump": 0.97, "write out": 0.97},
    Verb.REPORT: {"report": 1, "report on": 1, "summarise": 1, "summarize": 1, "sum up": 1, "recap": 1},
    Verb.SUPPRESS: {"suppress": 1, "block": 1, "blacklist": 1, "blocklist": 1, "unsubscribe": 1, "opt out": 1, "ban": 0.97, "never contact": 1, "never write to": 1, "never email": 1, "never mail": 1, "do not contact": 1, "don't contact": 1, "dont contact": 1,
        "do not email": 1, "don't email": 1, "dont email": 1, "do not write to": 1, "don't write to": 1, "dont write to": 1, "do not mail": 1, "don't mail": 1, "stop emailing": 1, "stop contacting": 1, "stop writing to": 1, "stop mailing": 1, "never again write to": 1, "never again contact": 1},
    Verb.FORGET: {"forget": 1, "erase": 1, "wipe": 1, "purge": 1, "anonymise": 0.97, "anonymize": 0.97, "gdpr delete": 0.97},
    Verb.SET: {"set": 1, "use": 0.9, "call me": 1, "save": 0.9},
    Verb.UNDO: {"undo": 1, "take back": 0.97, "unsend": 1, "revert": 0.97, "roll back": 0.97, "take that back": 0.97, "take it back": 0.97, "recall": 0.9, "call back": 0.85},
    Verb.SKIP: {"skip": 1, "fast forward": 1, "fast-forward": 1, "jump": 0.9, "jump ahead": 0.97, "move the clock": 0.97, "advance": 0.97, "forward": 0.9},
    Verb.MEET: {"book": 1, "schedule": 0.95, "arrange": 1, "set up": 0.9, "plan": 0.8, "organise": 0.95, "organize": 0.95},
    Verb.RESEARCH: {"research": 1, "investigate": 1, "dig into": 1, "look into": 0.95, "study": 0.9, "find out about": 0.95, "find out more about": 0.95, "google": 0.9},
}  # fmt: skip

_BY_PHRASE: dict[str, tuple[Verb, float]] = {}
for _verb, _forms in _PHRASES.items():
    for _form, _sureness in _forms.items():
        _BY_PHRASE.setdefault(_form, (_verb, _sureness))
_ALTERNATIVES = "|".join(re.escape(form) for form in sorted(_BY_PHRASE, key=len, reverse=True))
_HEAD = re.compile(rf"(?:{_ALTERNATIVES})(?![\w'-])")
# Words that start a command after "and" or a comma. A number or a noun after them shows that they are nouns there.
COMMAND_AHEAD = re.compile(
    rf"(?:also |please |then |now |just |don'?t |do not |never |let'?s )*"
    rf"(?!(?:draft|email|mail|message|lead|score|report|contact|answer|reply)s?\s+(?:#|no\b|number\b|\d|one\b|two\b|three\b|four\b|five\b))"
    rf"(?:{_ALTERNATIVES})(?![\w'-])"
)
_SPELLABLE = [form for form in _BY_PHRASE if " " not in form and len(form) >= 4]
# Everyday words that look like a verb of ours and are none.
_NOT_MISSPELT = frozenset(
    "spend lend mend bend tend sand seen sent second approved approval rejected scored drafted drafts scores emails mails contacts "
    "reports answers replies shows lists finds gets sends takes like same show's short more most best want what when then there "
    "them they these those their this that leads mine fine time date plan's score's other others sales skips stops ready real "
    "here hear help yes thanks thank good great hello nothing anything something everything anyone everyone number phone".split()
)


@dataclass(frozen=True, slots=True)
class HeadVerb:
    """The verb at the start of a clause, how surely it is meant, and where it ends."""

    verb: Verb
    word: str
    sureness: float
    end: int


def find_head_verb(low: str) -> HeadVerb | None:
    """The verb a clause starts with; a misspelt one counts less, so that a decision with it is asked about."""
    match = _HEAD.match(low)
    if match:
        verb, sureness = _BY_PHRASE[match.group()]
        return HeadVerb(verb, match.group(), sureness, match.end())
    word = re.match(r"[a-z]{4,14}(?![\w'])", low)
    if not word or word.group() in _NOT_MISSPELT:
        return None
    near = process.extractOne(word.group(), _SPELLABLE, scorer=fuzz.ratio, score_cutoff=78)
    if not near or near[0][0] != word.group()[0]:
        return None
    verb, sureness = _BY_PHRASE[near[0]]
    return HeadVerb(verb, near[0], min(sureness, 1.0) * 0.88, word.end())
