"""Calls that a sentence implies: to ask for drafts of scored leads approves exactly these and wants contacts first."""

import re
from collections.abc import Mapping

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


def is_naming(selection: Selection, words: str) -> bool:
    """Whether the sentence says which leads it means: by a number, a name, a place in the list, or "them"."""
    return selection != Selection() or bool(_POINTING.search(words))


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
