"""Tables of conversations: turns, focus, the pending question, proposals. Ids and masked words, never addresses."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Json, Key, Row, Utc


class TurnRow(Row):
    __tablename__ = "turns"
    __table_args__ = (Index("ix_turns_conversation", "conversation_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(64))
    masked_text: Mapped[str] = mapped_column(Text)
    route: Mapped[str] = mapped_column(String(20), default="")
    run_id: Mapped[int | None] = mapped_column(Key)
    ms: Mapped[float | None] = mapped_column(Float)
    started_at: Mapped[datetime] = mapped_column(Utc)


class FocusRow(Row):
    """What "those" and "the second one" mean: the ids last listed or made, one row per conversation and kind."""

    __tablename__ = "focus"

    conversation_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    ids: Mapped[Any] = mapped_column(Json)
    set_at: Mapped[datetime] = mapped_column(Utc)


class PendingQuestionRow(Row):
    """The question a conversation waits on; each option names the proposal that its answer replays."""

    __tablename__ = "pending_questions"

    conversation_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    options: Mapped[Any] = mapped_column(Json)
    asked_at: Mapped[datetime] = mapped_column(Utc)


class ProposalRow(Row):
    """Calls that wait for a person's yes; confirming replays exactly these."""

    __tablename__ = "proposals"
    __table_args__ = (Index("ix_proposals_conversation", "conversation_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(64))
    calls: Mapped[Any] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(10))
    proposed_at: Mapped[datetime] = mapped_column(Utc)
    decided_at: Mapped[datetime | None] = mapped_column(Utc)
