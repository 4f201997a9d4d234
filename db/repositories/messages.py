"""From a message row to the domain's Message; shared by the repositories of sent and of received mail."""

from db.models import MessageRow
from domain.mail import Direction, Intent, MailState, Message, Sentiment, Understanding


def message_of(row: MessageRow) -> Message:
    understanding = None
    if row.intent:
        understanding = Understanding(
            intent=Intent(row.intent),
            confidence=row.confidence or 0.0,
            needs_human=row.needs_human,
            summary=row.summary,
            sentiment=Sentiment(row.sentiment or Sentiment.NEUTRAL),
            key_points=tuple(row.key_points or ()),
            return_on=row.return_on,
            referral=row.referral,
        )
    return Message(
        id=row.id,
        lead_id=row.lead_id,
        contact_id=row.contact_id,
        direction=Direction(row.direction),
        state=MailState(row.state),
        rfc_id=row.rfc_id,
        in_reply_to=row.in_reply_to,
        sender=row.sender,
        recipient=row.recipient,
        subject=row.subject,
        text=row.text,
        created_at=row.created_at,
        mailbox=row.mailbox,
        draft_id=row.draft_id,
        step=row.step,
        body_hash=row.body_hash,
        release_at=row.release_at,
        sent_at=row.sent_at,
        received_at=row.received_at,
        understanding=understanding,
        is_trusted=row.is_trusted,
        refusal=row.refusal,
    )
