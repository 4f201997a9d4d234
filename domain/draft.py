"""Drafts: a sequence of mail texts to one lead, each with versions and a hash that approval is bound to."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DraftKind(StrEnum):
    OUTREACH = "outreach"
    ANSWER = "answer"


class DraftStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    QUEUED = "queued"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about the prospect in the text, and the evidence row that proves it."""

    text: str
    evidence_id: int


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One version of one mail of a draft: step 0 is the first mail, 1.. are its follow-ups.

    `body` is the full text including signature and footer: what is hashed, shown and sent.
    `critic_score` is 0 to 100. `wait_days` is the days after the mail before it (0 for step 0).
    """

    draft_id: int
    step: int
    version: int
    subject: str
    body: str
    body_hash: str
    claims: tuple[Claim, ...]
    critic_score: int
    critic_notes: tuple[str, ...]
    written_by: str
    wait_days: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail (and its follow-ups) to one contact of one lead. `parts` are the current versions, in step order.

    `answers_message_id` is the ledger id of the received message that an ANSWER replies to.
    """

    id: int
    lead_id: int
    contact_id: int
    kind: DraftKind
    status: DraftStatus
    sender: str
    recipient: str
    angle: str
    parts: tuple[DraftPart, ...]
    created_at: datetime
    answers_message_id: int | None = None
    closed_reason: str = ""


def hash_text(sender: str, recipient: str, subject: str, body: str, step: int) -> str:
    """sha256 (hex) over everything a person approves: sender, recipient, subject, full text, step."""
    fields = (sender, recipient, subject, body, str(step))
    sized = "".join(f"{len(field.encode())}:{field}" for field in fields)
    return hashlib.sha256(sized.encode()).hexdigest()
