"""Clauses put together to one plan: references carried on, implied steps added, decisions taken away when in doubt."""

import re
from dataclasses import dataclass, replace

from agent.understand import guards
from agent.understand.clauses import Part
from agent.understand.grammar import DECISIONS, read_clause
from agent.understand.scene import NOTHING, Clause, Scene, Sense, then
from agent.understand.steering import read_steering
from agent.understand.words import describe_calls
from domain.plan import Call, Option, Reading, Ref, Route, Selection

_GOAL = re.compile(
    r"\b(?:leads?|customers?|clients?|prospects?|compan(?:y|ies)|firms?|emails?|mails?|campaign|outreach|sales|market|pipeline|business|meetings?|competitors?|revenue|deals?|repl(?:y|ies)|subject lines?|drafts?)\b"
)
_UNCLEAR = "I did not understand that. Say for example \"find 10 dentists in Buffalo\", \"score them\", or \"help\"."


@dataclass(frozen=True, slots=True)
class Plan:
    """The reading, and the senses it is made of (the next turn's scene follows from them)."""

    reading: Reading
    senses: tuple[Sense, ...]


def make_plan(parts: tuple[Part, ...], scene: Scene) -> Plan:
    """Reads the clauses in order, each against what those before it left behind."""
    parts = _share_objects(parts)
    senses: list[Sense] = []
    unread: list[str] = []
    for part in parts:
        sense = _read_part(part, scene)
        if sense is None:
            unread.append(part.clause.span.raw)
            continue
        senses.append(sense)
        scene = then(scene, sense)
    return Plan(_make_reading(senses, unread, len(parts)), tuple(senses))


def _share_objects(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """ "approve & send draft 3", "score and approve the top 3": a verb alone takes the object of the next clause."""
    shared = list(parts)
    for place in range(len(shared) - 2, -1, -1):
        clause, after = shared[place].clause, shared[place + 1].clause
        if clause.head and after.head and not clause.rest.low and not after.is_negated and not clause.is_negated:
            if clause.head.verb.name in ("APPROVE", "REJECT", "SCORE") and after.rest.low:
                shared[place] = replace(shared[place], clause=replace(clause, rest=after.rest))
    return tuple(shared)


def _read_part(part: Part, scene: Scene) -> Sense | None:
    clause = part.clause
    if clause.is_negated:
        return _read_negated(clause, scene)
    sense = read_clause(clause, scene)
    if sense is None:
        small = read_steering(clause.span.low)
        if small is None and not guards.strip_politeness(clause.span.low + " ")[0] >= len(clause.span.low):
            return None
        return small if small and small.steer and small.steer.name not in ("THANKS", "GREETING") else NOTHING
    return _without_wrong_decision(part, sense, scene)


def _read_negated(clause: Clause, scene: Scene) -> Sense | None:
    """ "don't send anything" pauses, "never write to bob@x.com" suppresses; every other "don't" does nothing."""
    sense = read_clause(clause, scene)
    if sense and sense.calls:
        call = sense.calls[0]
        is_pause = call.tool == "pause_sending" and call.args.get("on") is True
        if is_pause or call.tool == "suppress" or (call.tool == "follow_ups" and call.args.get("action") == "stop"):
            return sense
    return Sense(confidence=0.5, question="All right, I leave that. What shall I do instead?")


def _without_wrong_decision(part: Part, sense: Sense, scene: Scene) -> Sense | None:
    """The sense, unless it decides or sends while something in the message speaks against it."""
    if not any(call.tool in DECISIONS for call in sense.calls):
        return sense
    obstacle = guards.find_obstacle(part.before) or guards.find_obstacle(_words_before_verb(part))
    if obstacle == "negated" or obstacle == "reported":
        return Sense(confidence=0.5, question="I did nothing yet. What exactly shall I do?")
    doing = describe_calls(sense.calls)
    if obstacle or part.clause.is_asked:
        return Sense(
            confidence=0.5, question=f"Shall I {doing} now?", options=(Option("yes", sense.calls), Option("no")), kind=sense.kind
        )
    return sense


def _words_before_verb(part: Part) -> str:
    low = part.clause.span.low
    return low[: low.find(part.clause.head.word)] if part.clause.head and part.clause.head.word in low else ""


def _make_reading(senses: list[Sense], unread: list[str], count: int) -> Reading:
    calls = _add_implied([call for sense in senses for call in sense.calls])
    open_sense = next((sense for sense in senses if sense.question), None)
    if open_sense:
        return _question(senses, open_sense)
    said = [sense for sense in senses if sense.calls]
    steered = next((sense for sense in senses if sense.steer), None)
    if steered and not calls:
        return Reading(Route.CONVERSATIONAL, confidence=steered.confidence, steer=steered.steer, days=steered.days)
    if steered:
        question = "That is two things at once; say first what I shall do, then the rest in a message of its own."
        return Reading(Route.CLARIFY, confidence=0.5, question=question)
    if not calls:
        return _not_understood(" ".join(unread), bool(senses) and not unread)
    confidence = min(sense.confidence for sense in said)
    if unread:
        question = f"I understood \"{describe_calls(calls)}\", but not \"{unread[0][:60]}\". Shall I do just that?"
        options = (Option("yes", calls), Option("no"))
        return Reading(Route.CLARIFY, confidence=min(confidence, 0.6), question=question, options=options)
    return Reading(Route.DIRECT, calls, confidence)


def _question(senses: list[Sense], open_sense: Sense) -> Reading:
    """One question; each option carries the calls before and after it too."""
    place = senses.index(open_sense)
    before = [call for sense in senses[:place] for call in sense.calls]
    after = [call for sense in senses[place + 1 :] for call in sense.calls]
    options = tuple(
        Option(option.label, _add_implied([*before, *option.calls, *after]) if option.calls else ())
        for option in open_sense.options
    )
    return Reading(Route.CLARIFY, confidence=open_sense.confidence, question=open_sense.question, options=options)


def _not_understood(words: str, is_small_talk: bool) -> Reading:
    if is_small_talk:
        return Reading(Route.CLARIFY, confidence=0.5, question=_UNCLEAR)
    low = words.lower()
    if len(low.split()) >= 5 and _GOAL.search(low) and not guards.find_obstacle(low):
        return Reading(Route.AGENT, confidence=0.5)
    return Reading(Route.CLARIFY, confidence=0.3, question=_UNCLEAR)


def _add_implied(calls: list[Call]) -> tuple[Call, ...]:
    """In one sentence that finds firms and wants contacts or drafts: the score, the review and the contacts it implies.

    The leads of the later call are those the person names; after the review the calls refer to what it returned.
    """
    tools = [call.tool for call in calls]
    wanted = next((place for place, tool in enumerate(tools) if tool in ("enrich_contacts", "draft_emails")), None)
    if "search_companies" not in tools or wanted is None or tools.index("search_companies") > wanted:
        return tuple(calls)
    before, after = list(calls[:wanted]), list(calls[wanted:])
    selection = after[0].args.get("leads")
    last = Selection(ref=Ref.LAST)
    if "score_leads" not in tools[:wanted]:
        before.append(Call("score_leads", {"leads": last}))
    if "review_leads" not in tools[:wanted]:
        before.append(Call("review_leads", {"leads": selection or last, "decision": "approve"}))
        after[0] = Call(after[0].tool, {**after[0].args, "leads": last})
    if "draft_emails" in tools and "enrich_contacts" not in tools:
        after.insert(0, Call("enrich_contacts", {"leads": last}))
    return (*before, *after)
