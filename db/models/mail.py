"""Tables of mail: messages, the send journal, mailboxes, suppressions, follow-ups."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Json, Key, Row, Utc


class MessageRow(Row):
    """A mail sent or received. A queued one is due at release_at; `mime` holds the exact bytes, made at the claim."""

    __tablename__ = "messages"
    __table_args__ = (
        Index(
            "uq_messages_sent_rfc_id",
            "rfc_id",
            unique=True,
            sqlite_where=text("direction = 'sent'"),
            postgresql_where=text("direction = 'sent'"),
        ),
        Index(
            "uq_messages_received",
            "rfc_id",
            "content_hash",
            unique=True,
            sqlite_where=text("direction = 'received'"),
            postgresql_where=text("direction = 'received'"),
        ),
        Index(
            "uq_messages_draft_step",
            "draft_id",
            "step",
            unique=True,
            sqlite_where=text("direction = 'sent' and state != 'cancelled'"),
            postgresql_where=text("direction = 'sent' and state != 'cancelled'"),
        ),
        Index(
            "ix_messages_due",
            "release_at",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_messages_lead", "lead_id"),
        Index("ix_messages_rfc_id", "rfc_id"),
        Index("ix_messages_sent_at", "sent_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    step: Mapped[int] = mapped_column(Integer, default=0)
    direction: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    rfc_id: Mapped[str] = mapped_column(String(998))
    in_reply_to: Mapped[str] = mapped_column(String(998), default="")
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    body_hash: Mapped[str] = mapped_column(String(64), default="")
    mailbox: Mapped[str] = mapped_column(String(120))
    sender: Mapped[str] = mapped_column(String(320))
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    mime: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_trusted: Mapped[bool] = mapped_column(Boolean, default=False)
    refusal: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Utc)
    release_at: Mapped[datetime | None] = mapped_column(Utc)
    sent_at: Mapped[datetime | None] = mapped_column(Utc)
    received_at: Mapped[datetime | None] = mapped_column(Utc)
    lease_token: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None] = mapped_column(Utc)
    intent: Mapped[str | None] = mapped_column(String(30))
    confidence: Mapped[float | None] = mapped_column(Float)
    needs_human: Mapped[bool] = mapped_column(Boolean, default=False)
    summary: Mapped[str] = mapped_column(Text, default="")
    sentiment: Mapped[str] = mapped_column(String(10), default="")
    key_points: Mapped[Any] = mapped_column(Json, default=list)
    return_on: Mapped[str] = mapped_column(String(10), default="")
    referral: Mapped[str] = mapped_column(String(320), default="")


class JournalRow(Row):
    """The send journal: one row per phase, committed (synchronous=FULL) before the next thing happens."""

    __tablename__ = "send_journal"
    __table_args__ = (Index("ix_send_journal_message", "message_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"))
    phase: Mapped[str] = mapped_column(String(10))
    detail: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Utc)


class MailboxRow(Row):
    """A mailbox that is polled: where reading stands, when the last full poll succeeded and when the next is due."""

    __tablename__ = "mailboxes"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    cursor: Mapped[Any] = mapped_column(Json)
    polled_at: Mapped[datetime | None] = mapped_column(Utc)
    next_poll_at: Mapped[datetime | None] = mapped_column(Utc)


class SuppressionRow(Row):
    """`value` is emptied by erasure; the hash goes on suppressing."""

    __tablename__ = "suppressions"
    __table_args__ = (UniqueConstraint("kind", "value_hash"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(320))
    value_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Utc)


class FollowUpRow(Row):
    __tablename__ = "follow_ups"
    __table_args__ = (
        UniqueConstraint("draft_id", "step"),
        Index(
            "ix_follow_ups_due",
            "due_at",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        Index("ix_follow_ups_lead", "lead_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    step: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime] = mapped_column(Utc)
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
