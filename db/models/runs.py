"""Tables of runs: the plan in work, its steps, its items, and calls to outside services and models."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Json, Key, Row, Utc


class RunRow(Row):
    __tablename__ = "runs"
    __table_args__ = (Index("ix_runs_conversation", "conversation_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(64))
    calls: Mapped[Any] = mapped_column(Json)
    next_call: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(20))
    total: Mapped[int] = mapped_column(Integer, default=0)
    finished: Mapped[int] = mapped_column(Integer, default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc)


class RunStepRow(Row):
    __tablename__ = "run_steps"
    __table_args__ = (Index("ix_run_steps_run", "run_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    call_index: Mapped[int] = mapped_column(Integer)
    tool: Mapped[str] = mapped_column(String(60))
    masked_args: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    is_ok: Mapped[bool] = mapped_column(Boolean)
    ms: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(Utc)


class RunItemRow(Row):
    """One thing of a batch call, so that a batch shows progress, can be cancelled and resumes without paying twice."""

    __tablename__ = "run_items"
    __table_args__ = (UniqueConstraint("run_id", "call_index", "item_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    call_index: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int] = mapped_column(Key)
    status: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")


class ServiceCallRow(Row):
    """One call to something outside (kind provider or model): what it was, whether it held, how long it took."""

    __tablename__ = "service_calls"
    __table_args__ = (Index("ix_service_calls_at", "at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(60))
    is_ok: Mapped[bool] = mapped_column(Boolean)
    detail: Mapped[str] = mapped_column(Text, default="")
    ms: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(Utc)
