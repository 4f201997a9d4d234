"""Mail that left or came: states, intents, bounces, suppressions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    SENT = "sent"
    RECEIVED = "received"


class MailState(StrEnum):
    """States of a message. `parked`: ambiguous after the final dot, a person must look.

    `autoresponded`: it came, a program wrote it, and it answers nothing (a receipt, a note of absence).
    """

    QUEUED = "queued"
    SENT = "sent"
    PARKED = "parked"
    REJECTED = "rejected"
    FAILED = "failed"
    BOUNCED = "bounced"
    CANCELLED = "cancelled"
    RECEIVED = "received"
    AUTORESPONDED = "autoresponded"


class JournalPhase(StrEnum):
    """The three facts of a send, each committed before the next thing happens, and its two ends without a send."""

    TRY = "try"
    DOT = "dot"
    SENT = "sent"
    FAILED = "failed"
    PARKED = "parked"


class Intent(StrEnum):
    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    WRONG_PERSON = "wrong_person"
    NEEDS_CLARIFICATION = "needs_clarification"
    UNSUBSCRIBE = "unsubscribe"
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    OTHER = "other"


class Sentiment(StrEnum):
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a reply says.

    `confidence` 0..1; `key_points` are quoted spans of the new text; `return_on` is an ISO date or empty.
    """

    intent: Intent
    confidence: float
    needs_human: bool
    summary: str
    sentiment: Sentiment = Sentiment.NEUTRAL
    key_points: tuple[str, ...] = ()
    return_on: str = ""
    referral: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A mail in a thread, sent or received. `rfc_id` is its Message-ID header without angle brackets."""

    id: int
    lead_id: int | None
    contact_id: int | None
    direction: Direction
    state: MailState
    rfc_id: str
    in_reply_to: str
    sender: str
    recipient: str
    subject: str
    text: str
    created_at: datetime
    mailbox: str
    draft_id: int | None = None
    step: int = 0
    body_hash: str = ""
    release_at: datetime | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    understanding: Understanding | None = None
    is_trusted: bool = False
    refusal: str = ""


class SuppressionKind(StrEnum):
    ADDRESS = "address"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address or domain that is never written to. `value` is empty after erasure: the hash alone remains."""

    id: int
    kind: SuppressionKind
    value: str
    value_hash: str
    reason: str
    created_at: datetime


class FollowUpStatus(StrEnum):
    WAITING = "waiting"
    AWAITING_APPROVAL = "awaiting_approval"
    QUEUED = "queued"
    SENT = "sent"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One planned mail of a sequence, due at `due_at` unless a reply, a stop or an edit intervenes."""

    id: int
    lead_id: int
    draft_id: int
    step: int
    due_at: datetime
    status: FollowUpStatus
    reason: str = ""
