"""Whether a due follow-up may go into the queue, must wait, or ends. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.lead import Hold, Stage


@dataclass(frozen=True, slots=True)
class FollowUpPolicy:
    """`poll_seconds`: how fresh the last full reading must be; `silent_days`: when silence is an answer."""

    poll_seconds: int = 600
    silent_days: int = 7


class Verdict(StrEnum):
    """What becomes of a due follow-up."""

    QUEUE = "queue"
    NEEDS_POLL = "needs_poll"
    HELD = "held"
    AWAIT_APPROVAL = "await_approval"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """What the ledger says about one due follow-up. `polled_at` is the last full reading of the mailbox."""

    now: datetime
    due_at: datetime
    polled_at: datetime | None
    stage: Stage
    hold: Hold | None
    is_answered: bool
    is_suppressed: bool
    is_closed: bool
    is_approved: bool


def judge(facts: FollowUpFacts, policy: FollowUpPolicy) -> tuple[Verdict, str]:
    """The verdict and its reason in words. What ends it comes first, for that no poll is needed."""
    stops = (
        (facts.is_suppressed, "the address must not be written to"),
        (facts.is_answered, "the firm has answered"),
        (facts.stage is not Stage.OUTREACH_SENT, f"the lead is {facts.stage}"),
        (facts.is_closed, "its draft is closed"),
    )
    for is_so, reason in stops:
        if is_so:
            return Verdict.STOP, reason
    if facts.hold is not None and (facts.hold.until is None or facts.hold.until > facts.now):
        return Verdict.HELD, f"on hold: {facts.hold.reason}"
    if not is_poll_fresh(facts, policy):
        return Verdict.NEEDS_POLL, "the mailbox must be read first"
    if not facts.is_approved:
        return Verdict.AWAIT_APPROVAL, "its text is not approved"
    return Verdict.QUEUE, ""


def is_poll_fresh(facts: FollowUpFacts, policy: FollowUpPolicy) -> bool:
    """Whether the mailbox was read in full after the follow-up fell due, and not long ago."""
    if facts.polled_at is None or facts.polled_at < facts.due_at:
        return False
    return facts.now - facts.polled_at <= timedelta(seconds=policy.poll_seconds)


def restart_due_at(due_at: datetime, now: datetime) -> datetime:
    """When a follow-up that was stopped is due again: on its old day, at the earliest now."""
    return max(due_at, now)
