"""Calls that a sentence implies: to ask for drafts of scored leads approves exactly these and wants contacts first."""

import re
from collections.abc import Mapping

from agent.understand.clauses import split_clauses
from agent.understand.parse import parse
from agent.understand.text import read_text
from domain.errors import Correctable
from domain.lead import Stage
from domain.plan import Call, Ref, Selection

# What has to be done to a lead of that stage before the tool can take it, in order.
_BEFORE: Mapping[str, tuple[tuple[Stage, Call], ...]] = {
    "enrich_contacts": (
        (Stage.NEW, Call("score_leads")),
        (Stage.SCORED, Call("review_leads", {"decision": "approve"})),
    ),
    "draft_emails": (
        (Stage.NEW, Call("score_leads")),
        (Stage.SCORED, Call("review_leads", {"decision": "approve"})),
        (Stage.APPROVED, Call("enrich_contacts")),
    ),
}


def calls_before(call: Call, stages: Mapping[int, Stage]) -> tuple[Call, ...]:
    """The calls that bring these leads to where `call` can take them; a later stage needs none of the earlier ones."""
    steps = _BEFORE.get(call.tool, ())
    order = [stage for stage, _ in steps]
    implied = []
    for at, (_, step) in enumerate(steps):
        ids = tuple(lead for lead, stage in stages.items() if stage in order[: at + 1])
        if ids:
            implied.append(Call(step.tool, {**step.args, "leads": Selection(ref=Ref.ALL, ids=ids)}))
    return tuple(implied)


_POINTING = re.compile(r"\b(them|those|these|all|every|each|everyone|both)\b", re.I)
_UNDECIDED = (Stage.NEW, Stage.SCORED)


def mark_pointed_at(calls: tuple[Call, ...], words: str) -> tuple[Call, ...]:
    """The calls as they were meant: "draft emails to them" points at leads, a bare "draft emails" does not.

    Only the clause that asks for contacts or drafts counts: "show all leads and draft emails" names nobody.
    """
    if not any(_is_bare(call) for call in calls):
        return calls
    clauses = [part.clause.span.raw for part in split_clauses(read_text(words))]
    if not any(_POINTING.search(clause) and _asks_for_mail(clause) for clause in clauses):
        return calls
    pointed = Selection(is_pointed_at=True)
    return tuple(Call(call.tool, {**call.args, "leads": pointed}) if _is_bare(call) else call for call in calls)


def _is_bare(call: Call) -> bool:
    return call.tool in _BEFORE and call.args.get("leads") == Selection()


def _asks_for_mail(clause: str) -> bool:
    reading = parse(clause)
    calls = [*reading.calls, *(call for option in reading.options for call in option.calls)]
    return any(call.tool in _BEFORE for call in calls)


def keep_decided(call: Call, stages: Mapping[int, Stage]) -> Call:
    """The call for those leads alone that nobody has to decide about any more: a bare "draft emails" approves nothing.

    Raises Correctable when all of them are undecided.
    """
    if call.tool not in _BEFORE:
        return call
    decided = tuple(lead for lead, stage in stages.items() if stage not in _UNDECIDED)
    if not decided:
        message = (
            "None of these leads is approved yet: say “approve the top 5” first, or name them, as in “{} the top 5”."
        )
        wish = "find contacts for" if call.tool == "enrich_contacts" else "draft emails to"
        raise Correctable(message.format(wish))
    return Call(call.tool, {**call.args, "leads": decided})


def explain(call: Call, implied: tuple[Call, ...]) -> str:
    """What the person should know about the calls that were added, '' when nothing was decided by them."""
    for one in implied:
        if one.tool == "review_leads":
            leads = one.args["leads"]
            assert isinstance(leads, Selection)
            numbers = ", ".join(str(id_) for id_ in leads.ids)
            noun = "lead" if len(leads.ids) == 1 else "leads"
            wish = "contacts" if call.tool == "enrich_contacts" else "drafts"
            return f"Asking for {wish} approves {noun} {numbers}."
    return ""
