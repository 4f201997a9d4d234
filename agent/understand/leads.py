"""Leads at work: score, find contacts, draft mails, list and show."""

import re

from agent.understand import amounts
from agent.understand.locating import Located, locate
from agent.understand.nouns import STATUSES
from agent.understand.picking import Picked
from agent.understand.reviewing import decide
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.selection import pick
from agent.understand.tables import phrases, word_list
from agent.understand.text import Span, unquoted
from agent.understand.verbs import Verb
from domain.plan import Ref, Selection
from reference.trades import scan_trades

_FOR = re.compile(r"^\s*(?:info(?:rmation)? |persons? |people |details |names? )?(?:for|of|at|to|in|on|from|with)\b")
_ANGLE = re.compile(r"\b(?:with|using|use|on|from|by) (?:the |an? )?([\w-]+(?: [\w-]+)?) angle\b|\bangle:? ([\w-]+)")
_MAILS = re.compile(
    r"^\s*(?:me )?(?:(?:an?|some|the|their|our|all(?: of)?(?: the| my| our)?|"
    r"\d+)\b)?\s*(?P<how>(?:[a-z-]+,? (?:and )?){0,3}?)(?P<noun>emails?|e-mails?|mails?|messages?|"
    r"drafts?|letters?|outreach|copy)\b"
)
_NUMBERED_DRAFT = re.compile(r"(?:the )?(?:draft|email|e-mail|mail) (?:#|no\b|number\b|\d)")


def read_suggestion(clause: Clause, scene: Scene) -> Sense | None:
    """Questions that ask for work: "what should I answer him?", "who should I write to?", "how good are they?"."""
    whom = _WHOM.match(clause.span.low)
    if whom and not clause.is_negated:
        picked = pick(clause.span.cut(whom.end()), scene.names)
        return act("enrich_contacts", _sureness(picked, 0.95), "leads", leads=picked.selection)
    if _HOW_GOOD.match(clause.span.low):
        return act("score_leads", 0.9, "leads", leads=Selection())
    match = phrases("suggested_answer").match(clause.span.low)
    if not match or clause.is_negated:
        return None
    return _read_answer(clause.span.cut(match.end()), scene, 0.97)


def read_work(clause: Clause, scene: Scene) -> Sense | None:
    """Scoring, contacts and drafts."""
    head = clause.head
    if head is None:
        return None
    if head.verb is Verb.SCORE:
        picked = pick(clause.rest, scene.names)
        return act("score_leads", _sureness(picked, head.sureness), "leads", leads=picked.selection)
    if head.verb is Verb.ENRICH or (
        head.verb is Verb.GET
        and re.match(r"(?:the |their |some |me )*(?:contacts?|decision[- ]makers?|contact details)\b", clause.rest.low)
    ):
        rest = clause.rest.cut(
            _end_of(
                re.match(
                    r"(?:the |their |some |me )*(?:contacts?|decision[- ]makers?|contact details)\b", clause.rest.low
                )
            )
        )
        rest = rest.cut(_end_of(_FOR.match(rest.low)))
        if head.word in ("find people", "find someone") and re.match(r"(?:who|that|with)\b", rest.low):
            return None
        picked = pick(rest, scene.names)
        return act("enrich_contacts", _sureness(picked, head.sureness), "leads", leads=picked.selection)
    if head.verb is Verb.ANSWER:
        if re.match(r"rates?\b", clause.rest.low):
            return None
        return _read_answer(clause.rest, scene, head.sureness)
    if head.verb in (Verb.DRAFT, Verb.CONTACT):
        return _read_draft(clause, scene, head.sureness)
    return None


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _sureness(picked: Picked, verb: float) -> float:
    """Confidence of work that decides nothing: words left over cost, but less than for a decision."""
    words = " ".join(picked.leftover)
    if phrases("negation").search(words) or phrases("condition").search(words):
        return 0.6
    doubt = 0.1 if picked.doubt else 0.0
    return max(0.4, min(verb, SURE) - doubt - 0.12 * min(len(picked.leftover), 4))


def _read_answer(said: Span, scene: Scene, sureness: float) -> Sense:
    """ "answer him", "draft a reply to the interested one": a draft for leads that answered."""
    rest, instructions = _split_instructions(said.cut(_end_of(_FOR.match(said.low))))
    picked = pick(rest, scene.names)
    chosen = picked.selection
    if not (chosen.ids or chosen.items or chosen.name or chosen.status):
        chosen = Selection(ref=Ref.LAST, status="interested")
    return act("draft_emails", _sureness(picked, sureness), "drafts", leads=chosen, instructions=instructions)


def _read_draft(clause: Clause, scene: Scene, sureness: float) -> Sense | None:
    """ "draft emails", "write a short mail to the top 3 with the savings angle"."""
    rest, how = clause.rest, ""
    if clause.head is not None and clause.head.verb is Verb.DRAFT:
        if _NUMBERED_DRAFT.match(rest.low):
            is_again = rest.low.endswith(" again")
            rest = rest.cut(0, -len(" again")) if is_again else rest
            return decide(pick(rest, scene.names), scene, "regenerate", 1.0 if is_again else 0.9)
        mails = _MAILS.match(rest.low)
        is_plain = mails is None and clause.head.word in ("draft", "write", "compose", "prepare", "create")
        if mails is None and rest.low and not (is_plain and pick(rest, scene.names).is_said):
            return None
        if mails and phrases("decision_word").search(mails["how"]):
            return None
        if mails:
            how = " ".join(
                word for word in re.findall(r"[a-z-]+", mails["how"]) if word not in word_list("plain_mail_words")
            )
            rest = rest.cut(mails.end())
    angle = _ANGLE.search(rest.low)
    name = (angle[1] or angle[2]).replace(" ", "_") if angle else ""
    rest = _cut_out(rest, angle) if angle else rest
    rest, instructions = _split_instructions(rest)
    rest = rest.cut(_end_of(re.match(r"\s*(?:for|to|that go to)\b", rest.low)))
    picked = pick(rest, scene.names)
    if picked.kind == "drafts" and (picked.selection.ids or picked.selection.items):
        return decide(picked, scene, "regenerate", 0.9)
    return act(
        "draft_emails", _sureness(picked, sureness), "drafts",
        leads=picked.selection, angle=name, instructions=", ".join(part for part in (how, instructions) if part),
    )  # fmt: skip


def _cut_out(span: Span, match: re.Match[str]) -> Span:
    blank = " " * len(match.group())
    return Span(
        span.raw[: match.start()] + blank + span.raw[match.end() :],
        span.low[: match.start()] + blank + span.low[match.end() :],
    ).cut(0)


def _split_instructions(rest: Span) -> tuple[Span, str]:
    match = phrases("instructions").search(rest.low)
    if not match:
        return rest, ""
    said = rest.cut(match.start() if match.group().strip() != ":" else match.end())
    words = re.sub(r"^(?:and |but )", "", unquoted(said))
    return rest.cut(0, match.start()), words


_WHOM = re.compile(
    r"(?:who|whom) (?:should|can|could|do|shall|must) (?:i|we) (?:write|talk|speak|mail|email|"
    r"contact|reach|address|ask)"
    r"(?: to)?(?: (?:at|in|for|of))?\b|find (?:me )?(?:the )?(?:boss|owner|manager|director|"
    r"head)(?: (?:at|in|for|of))\b"
)
_HOW_GOOD = re.compile(
    r"how (?:good|promising|suitable|interesting) (?:are|is) (?:these|those|they|the|my|our|it|this|that)\b"
)
_WHY = re.compile(
    r"(?:and )?(?:why (?:(?P<not>not)|only|just)? ?(?:that|this|the|such a)? ?(?:(?:low|high) )?(?:score|tier|"
    r"grade|(?P<points>\d{1,3})|[abcd])"
    r"|where (?:is|does|did|do you have) (?:this|that|it|he|she)(?: come)? from)"
)
_LEAD_NOUN = re.compile(r"\b(?:leads?|companies|firms|prospects|pipeline|businesses|accounts)\b")
_LEAD_LIST = re.compile(r"\b(?:leads|companies|firms|prospects|pipeline|businesses|accounts)\b")
_LIMIT = re.compile(
    rf"\b(?:top|best|first|latest|newest) ({amounts.POSITIVE})\b|\b({amounts.POSITIVE}) (?:best|top|newest|latest) "
)


def read_lead_list(clause: Clause, scene: Scene) -> Sense | None:
    """ "show my leads", "which leads are above 80", "show lead 3", "tell me about the second one"."""
    span = (
        clause.rest if clause.head and clause.head.verb in (Verb.SHOW, Verb.GET, Verb.TELL, Verb.FIND) else clause.span
    )
    place = locate(span, scene) if _LEAD_LIST.search(span.low) else Located(span.low)
    picked = pick(Span(span.raw, place.rest), scene.names)
    if picked.kind in ("drafts", "replies"):
        return None
    is_lead = bool(_LEAD_NOUN.search(span.low)) or picked.kind == "leads"
    verb = clause.head.verb if clause.head else None
    chosen = picked.selection
    if why := _WHY.fullmatch(clause.span.low):
        # "why 88?" means the lead with 88 points; "why not 90?" the lead in view, which has not 90.
        points = int(why["points"]) if why["points"] and not why["not"] else None
        return act("show_lead", 0.9, "leads", lead=Selection(score=points))
    if scene.kind == "leads" and clause.is_asked and re.match(r"(?:which|who|how many|what)\b", clause.span.low):
        is_lead = is_lead or bool(re.search(r"\b(?:ones?|them|these|those)\b", clause.span.low))
    wants_one = picked.is_single or (chosen.ids and len(chosen.ids) == 1) or (chosen.items and len(chosen.items) == 1)
    if wants_one and (is_lead or chosen.name or (verb in (Verb.SHOW, Verb.TELL) and scene.kind != "drafts")):
        sureness = 0.9 if clause.is_asked else _sureness(picked, 0.97) - (0.3 if picked.leftover and not verb else 0)
        return act("show_lead", sureness, "leads", lead=chosen)
    if verb is Verb.TELL and not is_lead:
        return None
    if not is_lead and not (
        chosen.tier or chosen.min_score is not None or (picked.is_said and scene.kind == "leads" and verb is Verb.SHOW)
    ):
        return None
    return _list_leads(span, chosen, place, 0.08 if clause.is_asked or verb else 0.2)


def _list_leads(span: Span, chosen: Selection, place: Located, cost: float) -> Sense:
    limit = _LIMIT.search(span.low)
    count = amounts.parse_number(limit[1] or limit[2]) if limit else chosen.top
    trades = scan_trades(place.rest)
    if place.question and place.options:
        return ask(place.question)
    low = place.rest
    for match in trades:
        low = low[: match.start] + " " * (match.end - match.start) + low[match.end :]
    words = [
        word for word in re.findall(r"[a-z'-]+", low) if word not in word_list("list_glue") and word not in STATUSES
    ]
    words = [
        word
        for word in words
        if word not in ("above", "over", "least", "more", "than", "points", "or", "five", "ten", "three")
    ]
    sureness = max(0.3, 0.97 - cost * len(words))
    return act(
        "list_leads", sureness, "leads",
        status=chosen.status, tier=chosen.tier, min_score=chosen.min_score, limit=count,
        industry=trades[-1].trade.id if trades else "", location=place.text,
    )  # fmt: skip
