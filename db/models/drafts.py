"""Tables of drafts, their versions, what was shown to whom, and the decisions of persons."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Json, Key, Row, Utc


class DraftRow(Row):
    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_lead", "lead_id"), Index("ix_drafts_status", "status"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    sender: Mapped[str] = mapped_column(String(320))
    recipient: Mapped[str] = mapped_column(String(320))
    angle: Mapped[str] = mapped_column(String(60))
    answers_message_id: Mapped[int | None] = mapped_column(Key)
    closed_reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Utc)


class DraftPartRow(Row):
    """Immutable but for rfc_id, which approval mints: an edit is a new row with the next version."""

    __tablename__ = "draft_parts"
    __table_args__ = (UniqueConstraint("draft_id", "step", "version"), UniqueConstraint("rfc_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    step: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    body_hash: Mapped[str] = mapped_column(String(64))
    claims: Mapped[Any] = mapped_column(Json)
    critic_score: Mapped[int] = mapped_column(Integer)
    critic_notes: Mapped[Any] = mapped_column(Json)
    written_by: Mapped[str] = mapped_column(String(60))
    wait_days: Mapped[int] = mapped_column(Integer, default=0)
    rfc_id: Mapped[str | None] = mapped_column(String(320))
    created_at: Mapped[datetime] = mapped_column(Utc)


class ShownPartRow(Row):
    """A mail text that a conversation has shown in full."""

    __tablename__ = "shown_parts"
    __table_args__ = (UniqueConstraint("conversation_id", "draft_id", "step"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(64))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    step: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    body_hash: Mapped[str] = mapped_column(String(64))
    shown_at: Mapped[datetime] = mapped_column(Utc)


class DecisionRow(Row):
    """A PersonDecision as it was made. Draft decisions carry step, version and body_hash of what was approved."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    action: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int | None] = mapped_column(Key)
    step: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int | None] = mapped_column(Integer)
    body_hash: Mapped[str | None] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(120))
    channel: Mapped[str] = mapped_column(String(20))
    conversation_id: Mapped[str | None] = mapped_column(String(64))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime] = mapped_column(Utc)
    revoked_at: Mapped[datetime | None] = mapped_column(Utc)
