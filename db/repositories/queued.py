"""What goes into the queue: one approved text with its envelope."""

from dataclasses import dataclass
from datetime import datetime

from domain.draft import Draft, DraftPart


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """An approved text on its way into the queue; `rfc_id` was minted when it was approved."""

    lead_id: int
    contact_id: int
    draft_id: int
    step: int
    body_hash: str
    sender: str
    recipient: str
    subject: str
    text: str
    rfc_id: str
    mailbox: str
    release_at: datetime
    in_reply_to: str = ""

    @classmethod
    def of(
        cls, draft: Draft, part: DraftPart, *, rfc_id: str, mailbox: str, release_at: datetime, in_reply_to: str = ""
    ) -> "QueuedMail":
        """The mail of one part of a draft."""
        return cls(
            lead_id=draft.lead_id,
            contact_id=draft.contact_id,
            draft_id=draft.id,
            step=part.step,
            body_hash=part.body_hash,
            sender=draft.sender,
            recipient=draft.recipient,
            subject=part.subject,
            text=part.body,
            rfc_id=rfc_id,
            mailbox=mailbox,
            release_at=release_at,
            in_reply_to=in_reply_to,
        )
