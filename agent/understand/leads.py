"""Leads at work: score, find contacts, draft mails, list and show."""

import re

from agent.understand import amounts
from agent.understand.locating import locate
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.selection import STATUSES, Picked, pick
from agent.understand.text import Span, unquoted
from agent.understand.verbs import Verb
from domain.plan import Ref, Selection
from reference.trades import scan_trades

_FOR = re.compile(r"^\s*(?:info(?:rmation)? |persons? |people |details |names? )?(?:for|of|at|to|in|on|from|with)\b")
_INSTRUCTIONS = re.compile(
    r"(?:,?\s+(?:and |but )?(?:(?:make|keep) (?:it|them)\b|mention(?:ing)?\b|saying\b|focus(?:ing|ed)? on\b|emphasi[sz](?:e|ing)\b|in (?=(?:a |an )?(?:[\w-]+ ){0,2}(?:tone|style|voice|german|french|spanish|english))|about (?=\w)|with a (?=(?:[\w-]+ ){0,2}(?:tone|style|subject)))|\s*:\s+)"
)
_ANGLE = re.compile(r"\b(?:with|using|use|on|from|by) (?:the |an? )?([\w-]+(?: [\w-]+)?) angle\b|\bangle:? ([\w-]+)")
_MAILS = re.compile(r"^\s*(?:me )?(?:an?|some|the|their|first|new|short|personal|personalised|personalized|cold|outreach|intro(?:ductory|duction)?|sales|sequence of|\d+)*\s*(?:(?:cold|outreach|intro|introduction|personal|sales|first|short|new) )*(?:emails?|e-mails?|mails?|messages?|drafts?|letters?|outreach|copy|them|it)?\b")


def read_work(clause: Clause, scene: Scene) -> Sense | None:
    """Scoring, contacts and drafts."""
    head = clause.head
    if head is None:
        return None
    if head.verb is Verb.SCORE:
        picked = pick(clause.rest, scene.names)
        return act("score_leads", _sureness(picked, head.sureness), "leads", leads=picked.selection)
    if head.verb is Verb.ENRICH or (head.verb is Verb.GET and re.match(r"(?:the |their |some |me )*(?:contacts?|decision[- ]makers?|contact details)\b", clause.rest.low)):
        rest = clause.rest.cut(_end_of(re.match(r"(?:the |their |some |me )*(?:contacts?|decision[- ]makers?|contact details)\b", clause.rest.low)))
        rest = rest.cut(_end_of(_FOR.match(rest.low)))
        if head.word in ("find people", "find someone") and re.match(r"(?:who|that|with)\b", rest.low):
            return None
        picked = pick(rest, scene.names)
        return act("enrich_contacts", _sureness(picked, head.sureness), "leads", leads=picked.selection)
    if head.verb is Verb.ANSWER:
        return _read_answer(clause, scene, head.sureness)
    if head.verb in (Verb.DRAFT, Verb.CONTACT):
        return _read_draft(clause, scene, head.sureness)
    return None


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _sureness(picked: Picked, verb: float) -> float:
    """Confidence of work that decides nothing: words left over cost, but less than for a decision."""
    doubt = 0.1 if picked.doubt else 0.0
    return max(0.4, min(verb, SURE) - doubt - 0.12 * min(len(picked.leftover), 4))


def _read_answer(clause: Clause, scene: Scene, sureness: float) -> Sense:
    """ "answer him", "draft a reply to the interested one": a draft for leads that answered."""
    rest, instructions = _split_instructions(clause.rest.cut(_end_of(_FOR.match(clause.rest.low))))
    picked = pick(rest, scene.names)
    chosen = picked.selection
    if not (chosen.ids or chosen.items or chosen.name or chosen.status):
        chosen = Selection(ref=Ref.LAST, status="interested")
    return act("draft_emails", _sureness(picked, sureness), "drafts", leads=chosen, instructions=instructions)


def _read_draft(clause: Clause, scene: Scene, sureness: float) -> Sense | None:
    rest = clause.rest
    if clause.head is not None and clause.head.verb is Verb.DRAFT:
        mails = _MAILS.match(rest.low)
        said_mails = bool(mails and re.search(r"mail|message|draft|letter|outreach|copy|them|it\b", mails.group()))
        said_mails = said_mails or clause.head.word in ("draft", "write me", "draft me") and not rest.low
        if not said_mails and not (clause.head.word in ("draft", "write", "compose") and pick(rest, scene.names).is_said):
            return None
        rest = rest.cut(_end_of(mails)) if said_mails else rest
        if re.search(r"\b(?:them|it)\b", mails.group() if mails and said_mails else ""):
            rest = clause.rest
    rest = rest.cut(_end_of(re.match(r"\s*(?:for|to|that go to)\b", rest.low)))
    angle = _ANGLE.search(rest.low)
    if angle:
        rest_span, angle_name = _cut_out(rest, angle), (angle[1] or angle[2]).replace(" ", "_")
    else:
        rest_span, angle_name = rest, ""
    rest_span, instructions = _split_instructions(rest_span)
    rest_span = rest_span.cut(_end_of(re.match(r"\s*(?:for|to)\b", rest_span.low)))
    picked = pick(rest_span, scene.names)
    return act(
        "draft_emails", _sureness(picked, sureness), "drafts",
        leads=picked.selection, angle=angle_name, instructions=instructions,
    )  # fmt: skip


def _cut_out(span: Span, match: re.Match[str]) -> Span:
    blank = " " * len(match.group())
    return Span(
        span.raw[: match.start()] + blank + span.raw[match.end() :],
        span.low[: match.start()] + blank + span.low[match.end() :],
    ).cut(0)


def _split_instructions(rest: Span) -> tuple[Span, str]:
    match = _INSTRUCTIONS.search(rest.low)
    if not match:
        return rest, ""
    said = rest.cut(match.start() if match.group().strip() != ":" else match.end())
    words = re.sub(r"^(?:and |but )", "", unquoted(said))
    return rest.cut(0, match.start()), words


_LEAD_NOUN = re.compile(r"\b(?:leads?|companies|firms|prospects|pipeline|businesses|accounts)\b")
_LIMIT = re.compile(rf"\b(?:top|best|first|latest|newest) ({amounts.POSITIVE})\b|\b({amounts.POSITIVE}) (?:best|top|newest|latest) ")
_SHOW_GLUE = frozenset(
    "me my our the a all of any which who are is do does we i have has got you in at from near pipeline list with on for there far so "
    "leads lead companies firms prospects businesses accounts company firm what what's how many much score scores scored scoring rated tier "
    "whose ones one that please currently now still right and to see left show been were was yet had can could open every top best first latest newest rows table again whole full".split()
)


def read_lead_list(clause: Clause, scene: Scene) -> Sense | None:
    """ "show my leads", "which leads are above 80", "show lead 3", "tell me about the second one"."""
    span = clause.rest if clause.head and clause.head.verb in (Verb.SHOW, Verb.GET, Verb.TELL, Verb.FIND) else clause.span
    picked = pick(span, scene.names)
    if picked.kind in ("drafts", "replies"):
        return None
    is_lead = bool(_LEAD_NOUN.search(span.low)) or picked.kind == "leads"
    verb = clause.head.verb if clause.head else None
    chosen = picked.selection
    wants_one = picked.is_single or (chosen.ids and len(chosen.ids) == 1) or (chosen.items and len(chosen.items) == 1)
    if wants_one and (is_lead or chosen.name or (verb in (Verb.SHOW, Verb.TELL) and scene.kind != "drafts")):
        return act("show_lead", _sureness(picked, 0.97), "leads", lead=chosen)
    if verb is Verb.TELL and not is_lead:
        return None
    if not is_lead and not (chosen.tier or chosen.min_score is not None or (picked.is_said and scene.kind == "leads" and verb is Verb.SHOW)):
        return None
    return _list_leads(span, chosen, scene)


def _list_leads(span: Span, chosen: Selection, scene: Scene) -> Sense:
    limit = _LIMIT.search(span.low)
    count = amounts.parse_number(limit[1] or limit[2]) if limit else chosen.top
    place = locate(span, scene)
    trades = scan_trades(place.rest)
    if place.question and place.options:
        return ask(place.question)
    low = place.rest
    for match in trades:
        low = low[: match.start] + " " * (match.end - match.start) + low[match.end :]
    words = [word for word in re.findall(r"[a-z'-]+", low) if word not in _SHOW_GLUE and word not in STATUSES]
    words = [word for word in words if word not in ("above", "over", "least", "more", "than", "points", "or", "five", "ten", "three")]
    sureness = max(0.55, 0.97 - 0.08 * len(words))
    return act(
        "list_leads", sureness, "leads",
        status=chosen.status, tier=chosen.tier, min_score=chosen.min_score, limit=count,
        industry=trades[-1].trade.id if trades else "", location=place.text,
    )  # fmt: skip
