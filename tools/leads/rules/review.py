"""What approving or rejecting does to a lead at each stage, and what to say when it does nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.decisions import Decision
from domain.lead import Stage


class Verdict(StrEnum):
    """`move`: do it; `bring_back`: reopen a closed lead; all others leave the lead as it is, for that reason."""

    MOVE = "move"
    BRING_BACK = "bring_back"
    ALREADY = "already"
    UNSCORED = "unscored"
    CONTACTED = "contacted"
    NEEDS_CONTACT = "needs_contact"
    FINAL = "final"
    FAILED = "failed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Decided:
    """A lead as the answer speaks of it."""

    lead_id: int
    name: str


_CLOSED = (Stage.REJECTED, Stage.NOT_INTERESTED, Stage.NO_RESPONSE, Stage.ARCHIVED)
_BEFORE_MAIL = (Stage.APPROVED, Stage.NO_CONTACT, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED)

_ON_APPROVE: dict[Stage, Verdict] = {
    Stage.NEW: Verdict.UNSCORED,
    Stage.SCORED: Verdict.MOVE,
    Stage.WRONG_PERSON: Verdict.NEEDS_CONTACT,
    Stage.BOUNCED: Verdict.NEEDS_CONTACT,
    Stage.MEETING_BOOKED: Verdict.BRING_BACK,
    Stage.UNSUBSCRIBED: Verdict.FINAL,
    Stage.FAILED: Verdict.FAILED,
    **dict.fromkeys(_CLOSED, Verdict.BRING_BACK),
    **dict.fromkeys(_BEFORE_MAIL, Verdict.ALREADY),
}
_ON_REJECT: dict[Stage, Verdict] = {
    Stage.NEW: Verdict.MOVE,
    Stage.SCORED: Verdict.MOVE,
    Stage.REJECTED: Verdict.ALREADY,
    Stage.UNSUBSCRIBED: Verdict.CLOSED,
    Stage.NOT_INTERESTED: Verdict.CLOSED,
    Stage.NO_RESPONSE: Verdict.CLOSED,
    Stage.ARCHIVED: Verdict.CLOSED,
    Stage.FAILED: Verdict.CLOSED,
    **dict.fromkeys(_BEFORE_MAIL, Verdict.MOVE),
}


def judge(stage: Stage, decision: Decision, *, is_alone: bool) -> Verdict:
    """What the decision does to a lead at that stage.

    Leads are brought back only when nothing undecided is decided in the same breath (`is_alone`): "approve all" must
    not reopen what was rejected before.
    """
    if decision is Decision.REJECT:
        return _ON_REJECT.get(stage, Verdict.CONTACTED)
    verdict = _ON_APPROVE.get(stage, Verdict.CONTACTED)
    if verdict is Verdict.BRING_BACK and not is_alone:
        return Verdict.CLOSED
    return verdict


def explain(verdict: Verdict, decision: Decision, leads: Sequence[Decided]) -> str:
    """The clause for leads that stayed as they were, with the next step; "" for those that moved."""
    who = name_some(leads)
    one = f"lead {leads[0].lead_id}"
    is_, has, needs = ("is", "has", "needs") if len(leads) == 1 else ("are", "have", "need")
    if verdict is Verdict.ALREADY:
        return f"{who} {is_} {'approved' if decision is Decision.APPROVE else 'rejected'} already"
    return {
        Verdict.UNSCORED: f"{who} {has} no score yet: say “score all new leads” first",
        Verdict.NEEDS_CONTACT: f"{who} {needs} another contact: say “find contacts for {one}”",
        Verdict.FINAL: f"{who} asked not to be written to, and that is final",
        Verdict.FAILED: f"{who} failed before: say “score {one}” to try again",
        Verdict.CONTACTED: _explain_contacted(decision, who, one, is_),
        Verdict.CLOSED: _explain_closed(decision, who, one, is_),
    }.get(verdict, "")


def _explain_contacted(decision: Decision, who: str, one: str, is_: str) -> str:
    if decision is Decision.APPROVE:
        return f"{who} {is_} past approval: mail has been sent"
    stop = f"say “stop follow-ups for {one}” to write no more, or suppress the address"
    return f"{who} cannot be rejected, because mail has been sent: {stop}"


def _explain_closed(decision: Decision, who: str, one: str, is_: str) -> str:
    if decision is Decision.APPROVE:
        return f"{who} {is_} closed and stayed so: say “approve {one}” alone to bring it back"
    return f"{who} {is_} closed already"


def name_some(leads: Sequence[Decided]) -> str:
    """The firms' names, or two of them and how many more."""
    names = [lead.name for lead in leads]
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
