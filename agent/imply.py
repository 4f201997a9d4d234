"""Calls that a sentence implies: to ask for drafts of scored leads approves exactly these and wants contacts first."""

from collections.abc import Mapping

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
