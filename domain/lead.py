"""The lead's life: stages, the one transition table, holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import Refused


class Stage(StrEnum):
    NEW = "new"
    SCORED = "scored"
    APPROVED = "approved"
    NO_CONTACT = "no_contact"
    CONTACT_FOUND = "contact_found"
    MESSAGE_GENERATED = "message_generated"
    OUTREACH_SENT = "outreach_sent"
    INTERESTED = "interested"
    NEEDS_CLARIFICATION = "needs_clarification"
    SCHEDULING_IN_PROGRESS = "scheduling_in_progress"
    MEETING_BOOKED = "meeting_booked"
    WRONG_PERSON = "wrong_person"
    BOUNCED = "bounced"
    NOT_INTERESTED = "not_interested"
    NO_RESPONSE = "no_response"
    REJECTED = "rejected"
    ARCHIVED = "archived"
    UNSUBSCRIBED = "unsubscribed"
    FAILED = "failed"


S = Stage

# Moves that the work itself makes. Replies and persons may make a few more: see below.
_WORK: dict[Stage, frozenset[Stage]] = {
    S.NEW: frozenset({S.SCORED, S.REJECTED, S.FAILED}),
    S.SCORED: frozenset({S.APPROVED, S.REJECTED, S.SCORED}),
    S.APPROVED: frozenset({S.CONTACT_FOUND, S.NO_CONTACT, S.REJECTED}),
    S.NO_CONTACT: frozenset({S.CONTACT_FOUND, S.REJECTED, S.ARCHIVED}),
    S.CONTACT_FOUND: frozenset({S.MESSAGE_GENERATED, S.REJECTED}),
    S.MESSAGE_GENERATED: frozenset({S.OUTREACH_SENT, S.CONTACT_FOUND, S.REJECTED, S.BOUNCED}),
    S.OUTREACH_SENT: frozenset(
        {
            S.INTERESTED,
            S.NEEDS_CLARIFICATION,
            S.NOT_INTERESTED,
            S.WRONG_PERSON,
            S.UNSUBSCRIBED,
            S.BOUNCED,
            S.NO_RESPONSE,
        }
    ),
    S.INTERESTED: frozenset(
        {
            S.SCHEDULING_IN_PROGRESS,
            S.NOT_INTERESTED,
            S.WRONG_PERSON,
            S.UNSUBSCRIBED,
            S.INTERESTED,
            S.NEEDS_CLARIFICATION,
        }
    ),
    S.NEEDS_CLARIFICATION: frozenset(
        {
            S.SCHEDULING_IN_PROGRESS,
            S.NOT_INTERESTED,
            S.WRONG_PERSON,
            S.UNSUBSCRIBED,
            S.INTERESTED,
            S.NEEDS_CLARIFICATION,
        }
    ),
    S.SCHEDULING_IN_PROGRESS: frozenset(
        {S.MEETING_BOOKED, S.INTERESTED, S.NOT_INTERESTED, S.UNSUBSCRIBED, S.NO_RESPONSE}
    ),
    S.WRONG_PERSON: frozenset({S.CONTACT_FOUND, S.ARCHIVED}),
    S.BOUNCED: frozenset({S.CONTACT_FOUND, S.ARCHIVED}),
    S.MEETING_BOOKED: frozenset({S.SCHEDULING_IN_PROGRESS, S.ARCHIVED}),
    S.REJECTED: frozenset({S.ARCHIVED}),
    S.NOT_INTERESTED: frozenset({S.ARCHIVED}),
    S.NO_RESPONSE: frozenset({S.ARCHIVED}),
    S.ARCHIVED: frozenset(),
    S.UNSUBSCRIBED: frozenset(),
    S.FAILED: frozenset({S.NEW}),
}

# From here on a mail has left, so an answer may come at any time, also years later.
CONTACTED = frozenset(
    {
        S.OUTREACH_SENT,
        S.INTERESTED,
        S.NEEDS_CLARIFICATION,
        S.SCHEDULING_IN_PROGRESS,
        S.MEETING_BOOKED,
        S.WRONG_PERSON,
        S.BOUNCED,
        S.NOT_INTERESTED,
        S.NO_RESPONSE,
        S.ARCHIVED,
    }
)
_READ_MAIL = frozenset(
    {S.INTERESTED, S.NEEDS_CLARIFICATION, S.NOT_INTERESTED, S.WRONG_PERSON, S.UNSUBSCRIBED, S.BOUNCED}
)
_BROUGHT_BACK = frozenset({S.MEETING_BOOKED, S.REJECTED, S.NOT_INTERESTED, S.NO_RESPONSE, S.ARCHIVED})


class Cause(StrEnum):
    """Why a lead moves; some moves are open to one cause only."""

    WORK = "work"
    MAIL = "mail"
    SUPPRESSION = "suppression"
    PERSON = "person"


def can_move(stage: Stage, to: Stage, cause: Cause) -> bool:
    """Whether the table of a lead's life allows the move for that cause."""
    if stage is S.UNSUBSCRIBED:
        return False
    if to in _WORK[stage]:
        return True
    if cause is Cause.SUPPRESSION:
        return to is S.UNSUBSCRIBED
    if cause is Cause.MAIL:
        return stage in CONTACTED and to in _READ_MAIL
    if cause is Cause.PERSON:
        return (stage in _BROUGHT_BACK and to is S.APPROVED) or (stage is S.APPROVED and to is S.SCORED)
    return False


def require_move(stage: Stage, to: Stage, cause: Cause) -> None:
    """Raises Refused(BAD_MOVE) when the table has no such move."""
    if not can_move(stage, to, cause):
        raise Refused("BAD_MOVE", f"A lead that is {stage} cannot become {to}.")


class HoldReason(StrEnum):
    OUT_OF_OFFICE = "out_of_office"
    WEAK_MATCH = "weak_match"
    NO_LAWFUL_BASIS = "no_lawful_basis"
    UNSURE_PERSON = "unsure_person"


@dataclass(frozen=True, slots=True)
class Hold:
    """Why nothing is sent to a lead for now; `until` None means until a person lifts it."""

    reason: HoldReason
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A company in the pipeline."""

    id: int
    company_id: int
    stage: Stage
    created_at: datetime
    changed_at: datetime
    contact_id: int | None = None
    score_id: int | None = None
    hold: Hold | None = None
    failed_cause: str | None = None
