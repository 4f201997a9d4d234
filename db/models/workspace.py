"""Tables of the workspace: state words, leases, events and their deliveries."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Json, Key, Row, Utc


class StateRow(Row):
    """One setting of the workspace that code keeps: the clock's offset, the pause of sending."""

    __tablename__ = "workspace_state"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(Utc)


class LeaseRow(Row):
    """Who works the due rows of this workspace, and until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    token: Mapped[str] = mapped_column(String(40))
    holder: Mapped[str] = mapped_column(String(120))
    until: Mapped[datetime] = mapped_column(Utc)


class EventRow(Row):
    __tablename__ = "events"
    __table_args__ = (Index("ix_events_at", "at"), Index("ix_events_lead", "lead_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id"))
    payload: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Utc)


class SubscriptionRow(Row):
    """A consumer and an event name that it wants delivered."""

    __tablename__ = "subscriptions"

    consumer: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)


class DeliveryRow(Row):
    """An event on its way to a consumer: pending, done, or dead after the last attempt."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "ix_deliveries_due",
            "consumer",
            "retry_at",
            sqlite_where=text("status = 'pending'"),
            postgresql_where=text("status = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    consumer: Mapped[str] = mapped_column(String(60))
    status: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")
    retry_at: Mapped[datetime] = mapped_column(Utc)
