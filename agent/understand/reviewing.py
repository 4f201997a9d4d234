"""Decisions on leads and drafts: approve, reject, write again. Strict: every word must be understood."""

import re
from dataclasses import replace

from agent.understand.context import Kind
from agent.understand.describe import describe_calls
from agent.understand.picking import Picked
from agent.understand.scene import SURE, Clause, Scene, Sense, ask
from agent.understand.selection import pick
from agent.understand.tables import phrases
from agent.understand.text import Span, unquoted
from agent.understand.verbs import Verb
from domain.plan import Call, Option, Ref, Selection

_REASON = re.compile(r"\s*(?:,?\s*(?:because(?: of)?|since|as it is|as they are|reason:?)\s+|\s*:\s+|\s+-+\s+|,\s+)")
_VERB_LAST = re.compile(r"(?P<what>.+?)\s*[:,-]?\s+(?P<verb>approve|reject)")
_DOUBTFUL = 0.85
_TAKES_AWAY = re.compile(
    r"\b(?:except|but|excluding|minus|half|some|only|or|any|few|several|most|many|percent|below|under)\b|%|<"
)
_VERBS = {Verb.APPROVE: "approve", Verb.REJECT: "reject", Verb.REDO: "regenerate"}
_LIST_GOES_ON = re.compile(
    r"(?:and )?(?:#?\d|(?:leads?|drafts?) #?\d|but not|except|first|second|third|"
    r"the (?!tone|subject|text|mail|email|draft|offer|wording|opening|fact|company|firm|price|name|address))"
)
_BRACKETED = re.compile(r"\s*\((.+)\)$")


def read_review(clause: Clause, scene: Scene) -> Sense | None:
    """ "approve the top 5", "reject draft 3, too pushy", "regenerate draft 1"."""
    head = clause.head
    if head is None:
        return _read_verb_last(clause, scene)
    if head.verb not in (*_VERBS, Verb.REMOVE, Verb.SKIP):
        return None
    if head.verb in (Verb.REMOVE, Verb.SKIP):
        return _read_doubtful_reject(clause, scene)
    decision = _VERBS[head.verb]
    rest, reason = _split_reason(clause.rest) if decision != "approve" else (clause.rest, "")
    picked = pick(rest, scene.names)
    if head.word == "bring back":
        picked = replace(picked, kind="leads")
    if head.verb is not Verb.APPROVE and picked.doubt == "bare" and re.search(r"\d", rest.low):
        picked = replace(picked, doubt="")  # "reject 3" is number 3; "reject three" may be any three
    return decide(picked, scene, decision, head.sureness, reason)


def _read_verb_last(clause: Clause, scene: Scene) -> Sense | None:
    """ "lead 4: reject" is most likely an order, so it is asked."""
    match = _VERB_LAST.fullmatch(clause.span.low)
    if not match:
        return None
    picked = pick(clause.span.cut(0, match.end("what")), scene.names)
    if picked.leftover or not (picked.selection.ids or picked.selection.items):
        return None
    return decide(picked, scene, match["verb"], 0.9)


def decide(picked: Picked, scene: Scene, decision: str, sureness: float, reason: str = "") -> Sense:
    """The review call for what was picked, or the question that is missing for it."""
    picked = as_draft(picked)
    kind = "drafts" if decision == "regenerate" and not picked.kind else picked.kind or kind_of(picked, scene)
    if kind is None or kind == "replies":
        return _ask_kind(picked, decision)
    trouble = find_trouble(picked, scene, kind)
    if trouble:
        return ask(trouble)
    call = _call(kind, picked.selection, decision, reason)
    if picked.leftover:
        return ask_about_rest(call, picked)
    sureness = min(sureness * SURE if sureness < 1 else SURE, cap(picked, scene))
    if kind == "leads" and decision == "regenerate":
        return ask('Only drafts can be written again; say for instance "regenerate draft 2".')
    return Sense((call,), sureness, kind=kind)


def _call(kind: Kind, selection: Selection, decision: str, reason: str) -> Call:
    if kind == "leads":
        return Call("review_leads", {"leads": selection, "decision": decision})
    said = {"reason": reason} if reason else {}
    return Call("review_drafts", {"drafts": selection, "decision": decision, **said})


def ask_about_rest(call: Call, picked: Picked) -> Sense:
    """The question when words of a decision were not understood; none is offered when they take something away."""
    words = " ".join(picked.leftover)
    if phrases("negation").search(words) or phrases("condition").search(words) or _TAKES_AWAY.search(words):
        return ask(f'I did nothing, because I did not understand "{words}". What exactly shall I do?')
    doing = describe_calls((call,))
    question = f'I understood "{doing}", but not "{words}". Shall I {doing}?'
    return ask(question, Option("yes", (call,)), Option("no"))


def as_draft(picked: Picked) -> Picked:
    """ "the suggested answer" is the draft of an answer; drafts of that kind are chosen by the status "answer"."""
    if picked.kind != "replies":
        return picked
    chosen = replace(picked.selection, status=picked.selection.status or "answer", is_one=picked.is_single)
    return replace(picked, kind="drafts", selection=chosen)


def cap(picked: Picked, scene: Scene) -> float:
    """How sure a decision can be, given the words nobody understood."""
    if picked.selection.ref is Ref.REST and scene.tools[-1:] == ("search_companies",):
        return _DOUBTFUL
    if picked.doubt == "bare" and any(tool.startswith("review_") for tool in scene.tools):
        return SURE  # "approve 1 and 2, reject 3": numbers are ids here
    return _DOUBTFUL if picked.doubt else SURE


def kind_of(picked: Picked, scene: Scene) -> Kind | None:
    """Whether a selection without a noun means leads or drafts, from what was last shown."""
    if picked.selection.tier or picked.selection.min_score is not None:
        return "drafts" if scene.kind == "drafts" else "leads"
    if picked.selection.top is not None and scene.kind is None:
        return "leads"  # only leads are ranked
    return scene.kind


def find_trouble(picked: Picked, scene: Scene, kind: Kind) -> str:
    """The question to ask when the selection cannot mean one thing; empty when it can."""
    noun = kind[:-1]
    if not picked.is_said:
        return f'Which {kind} do you mean? Say for instance "{noun} 2", "the first three" or "all of them".'
    chosen = picked.selection
    bare = Selection(ref=Ref.LAST)
    if picked.is_single and chosen == bare and not (scene.shown == 1 and scene.kind == kind):
        return f'Which {noun} do you mean? Name it by its number, for instance "{noun} 2".'
    if scene.shown is not None and scene.kind == kind and not scene.tools:
        beyond = [place for place in chosen.items if abs(place) > scene.shown]
        if beyond:
            return f"There are only {scene.shown} {kind} in the list; which of them do you mean?"
    if picked.doubt == "ids":
        return f'I can\'t read these numbers; name the {kind} for instance as "{kind} 2, 3 and 5".'
    if picked.doubt == "kinds":
        return "That names leads and drafts at once; please name one or the other by its number."
    return ""


def _ask_kind(picked: Picked, decision: str) -> Sense:
    options = (
        Option("the leads", (Call("review_leads", {"leads": picked.selection, "decision": decision}),)),
        Option("the drafts", (Call("review_drafts", {"drafts": picked.selection, "decision": decision}),)),
    )
    if decision == "regenerate" or not picked.is_said or picked.leftover:
        return ask(f'What shall I {decision}? Say for instance "{decision} draft 2".')
    return ask(f"Do you mean leads or drafts? I {decision} nothing before I know.", *options)


def _split_reason(rest: Span) -> tuple[Span, str]:
    """ "draft 3, too pushy" -> the draft and the reason; a comma inside a list of numbers ends nothing."""
    bracket = _BRACKETED.search(rest.low)
    if bracket:
        return rest.cut(0, bracket.start()), rest.cut(bracket.start(1), bracket.end(1)).raw
    for match in _REASON.finditer(rest.low):
        after = rest.cut(match.end())
        if match.group().strip() == "," and _LIST_GOES_ON.match(after.low):
            continue
        before = rest.cut(0, match.start())
        if before.low and not pick(before).leftover:
            return before, unquoted(after)
    return rest, ""


def _read_doubtful_reject(clause: Clause, scene: Scene) -> Sense | None:
    """ "remove lead 4", "skip lead 4": rejecting is meant most likely, so it is asked."""
    picked = pick(clause.rest, scene.names)
    if picked.leftover or not picked.is_said or not (picked.kind or scene.kind):
        return None
    return decide(replace(picked), scene, "reject", 0.9)
