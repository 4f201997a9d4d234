"""Tables of leads, their scores and the versioned playbooks and profiles that explain them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Json, Key, Row, Utc


class LeadRow(Row):
    __tablename__ = "leads"
    __table_args__ = (UniqueConstraint("company_id"), Index("ix_leads_stage", "stage"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    stage: Mapped[str] = mapped_column(String(30))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    score_id: Mapped[int | None] = mapped_column(Key)
    hold_reason: Mapped[str | None] = mapped_column(String(30))
    hold_until: Mapped[datetime | None] = mapped_column(Utc)
    failed_cause: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Utc)
    changed_at: Mapped[datetime] = mapped_column(Utc)


class ScoreRow(Row):
    __tablename__ = "scores"
    __table_args__ = (Index("ix_scores_lead", "lead_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    value: Mapped[int] = mapped_column(Integer)
    tier: Mapped[str] = mapped_column(String(1))
    reasons: Mapped[Any] = mapped_column(Json)
    icp_version: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Utc)


class PlaybookVersionRow(Row):
    """`kind` is profile or playbook; the highest version of a kind is in force."""

    __tablename__ = "playbook_versions"
    __table_args__ = (UniqueConstraint("kind", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[Any] = mapped_column(Json)
    made_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Utc)
