"""Clauses put together to one plan: references carried on, implied steps added, decisions taken away when in doubt."""

import re
from dataclasses import dataclass, replace

from agent.understand import guards
from agent.understand.clauses import Part
from agent.understand.describe import describe_calls
from agent.understand.grammar import DECISIONS, read_clause
from agent.understand.scene import NOTHING, Clause, Scene, Sense, then
from agent.understand.steering import read_steering
from agent.understand.text import MASK, Span, read_text
from agent.understand.verbs import Verb
from domain.plan import Call, Option, Reading, Ref, Route, Selection

_TO_WHOM = re.compile(r"[\w ]*?(?P<to> ?\b(?:for|to)\b ?)(?=\S)")
_GOAL = re.compile(
    r"\b(?:leads?|customers?|clients?|prospects?|compan(?:y|ies)|firms?|emails?|mails?|campaign|"
    r"outreach|sales|market|pipeline|business|meetings?|competitors?|revenue|deals?|repl(?:y|ies)|"
    r"subject lines?|drafts?)\b"
)
_UNCLEAR = 'I did not understand that. Say for example "find 10 dentists in Buffalo", "score them", or "help".'


_LEFT_ALONE = Sense(confidence=0.5, question="All right, I leave that. What shall I do instead?")
_UNPLAIN = 'I did nothing. To decide, say it plainly, for instance "approve draft 2" or "send draft 2".'
_DECISION_WORD = re.compile(r"\b(?:approv|reject|send|sent|releas)\w*\b")


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
    for place, part in enumerate(parts):
        sense = _read_part(part, _for_sending(parts[place:], scene))
        if sense is None and senses and (longer := _longer_edit(senses[-1], part.clause)):
            senses[-1] = longer
            continue
        if sense is None:
            unread.append(part.clause.span.raw)
            continue
        senses.append(sense)
        scene = then(scene, sense)
    return Plan(_make_reading(senses, unread, len(parts)), tuple(senses))


def make_whole(sense: Sense) -> Plan:
    """The plan of a message that is one sense as a whole."""
    return Plan(_make_reading([sense], [], 1), (sense,))


def _for_sending(parts: tuple[Part, ...], scene: Scene) -> Scene:
    """ "approve the rest and send them": what is approved to be sent are drafts, whatever was shown last."""
    verbs = [part.clause.head.verb for part in parts[:2] if part.clause.head]
    if verbs == [Verb.APPROVE, Verb.SEND] and scene.kind != "drafts":
        return replace(scene, kind="drafts", shown=None)
    return scene


def _longer_edit(before: Sense, clause: Clause) -> Sense | None:
    """An instruction that goes on in the next sentence."""
    call = before.calls[-1] if before.calls else None
    words = call.args.get("instructions") if call and call.tool == "edit_draft" else None
    if not call or not isinstance(words, str) or clause.head or _DECISION_WORD.search(clause.span.low):
        return None
    return replace(before, calls=(Call(call.tool, {**call.args, "instructions": f"{words}. {clause.span.raw}"}),))


def _share_objects(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """ "approve & send draft 3", "score and approve the top 3": a verb alone takes the object of the next clause."""
    shared = list(parts)
    for place in range(len(shared) - 2, -1, -1):
        clause, after = shared[place].clause, shared[place + 1].clause
        if not clause.head or not after.head or clause.rest.low or clause.is_negated or after.is_negated:
            continue
        verbs = (clause.head.verb, after.head.verb)
        to = _TO_WHOM.match(after.rest.low) if verbs == (Verb.ENRICH, Verb.DRAFT) else None
        if verbs == (Verb.APPROVE, Verb.SEND) and after.rest.low:
            shared[place] = replace(shared[place], clause=replace(clause, rest=after.rest))
            shared[place + 1] = replace(shared[place + 1], clause=replace(after, rest=Span("", "")))
        elif to:
            shared[place] = replace(shared[place], clause=replace(clause, rest=after.rest.cut(to.end())))
            shared[place + 1] = replace(
                shared[place + 1], clause=replace(after, rest=after.rest.cut(0, to.start("to")))
            )
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
        is_suppress = call.tool == "suppress" and not call.args.get("lift")
        if is_pause or is_suppress or (call.tool == "follow_ups" and call.args.get("action") == "stop"):
            return sense
    if scene.tools and clause.head and clause.head.verb not in (Verb.APPROVE, Verb.REJECT, Verb.REDO):
        return NOTHING  # "approve draft 2 but don't send it": what was said first stands
    return _LEFT_ALONE


def _without_wrong_decision(part: Part, sense: Sense, scene: Scene) -> Sense | None:
    """The sense, unless it decides or sends while something in the message speaks against it."""
    if not any(call.tool in DECISIONS or _approves_by_the_way(call) for call in sense.calls):
        return sense
    obstacle = guards.find_obstacle(part.before) or guards.find_obstacle(_words_before_verb(part))
    if obstacle == "negated" or obstacle == "reported":
        return Sense(confidence=0.5, question="I did nothing yet. What exactly shall I do?")
    doing = describe_calls(sense.calls)
    if obstacle or (part.clause.is_asked and part.clause.head):
        return Sense(
            confidence=0.5,
            question=f"Shall I {doing} now?",
            options=(Option("yes", sense.calls), Option("no")),
            kind=sense.kind,
        )
    return sense


def _approves_by_the_way(call: Call) -> bool:
    """Contacts, drafts and follow-ups of leads imply that the person approves those leads, so the same care is due."""
    return call.tool in ("enrich_contacts", "draft_emails") or call.args.get("action") == "start"


def _words_before_verb(part: Part) -> str:
    low = part.clause.span.low
    return low[: low.find(part.clause.head.word)] if part.clause.head and part.clause.head.word in low else ""


def _make_reading(senses: list[Sense], unread: list[str], count: int) -> Reading:
    calls = _add_implied([call for sense in senses for call in sense.calls])
    open_sense = next((sense for sense in senses if sense.question), None)
    if open_sense:
        return _question(senses, open_sense)
    unseen = _find_unseen(calls)
    if unseen:
        return unseen
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
        understood = f'I understood "{describe_calls(calls)}", but not "{unread[0][:60]}".'
        if any(call.tool in DECISIONS for call in calls):  # the words not understood may say which ones are meant
            question = f"{understood} What exactly shall I do?"
            return Reading(Route.CLARIFY, confidence=min(confidence, 0.6), question=question)
        question = f"{understood} Shall I do just that?"
        options = (Option("yes", calls), Option("no"))
        return Reading(Route.CLARIFY, confidence=min(confidence, 0.6), question=question, options=options)
    return Reading(Route.DIRECT, calls, confidence)


def _find_unseen(calls: tuple[Call, ...]) -> Reading | None:
    """ "draft emails and send them": the drafts are made and shown; what comes after needs eyes on them first."""
    tools = [call.tool for call in calls]
    if "draft_emails" not in tools:
        return None
    drafted = tools.index("draft_emails")
    if not {"send_emails", "review_drafts"}.intersection(tools[drafted + 1 :]):
        return None
    question = "Nothing leaves before you have seen it; shall I write the drafts and show them first?"
    options = (Option("yes", calls[: drafted + 1]), Option("no"))
    return Reading(Route.CLARIFY, confidence=0.9, question=question, options=options)


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
    if (
        MASK not in read_text(words).low
        and len(low.split()) >= 5
        and _GOAL.search(low)
        and not guards.find_obstacle(low)
    ):
        return Reading(Route.AGENT, confidence=0.5)
    question = _UNPLAIN if _DECISION_WORD.search(low) else _UNCLEAR
    return Reading(Route.CLARIFY, confidence=0.3, question=question)


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
