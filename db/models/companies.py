"""Tables of companies, contacts and the evidence for every fact about them."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.row import Key, Row, Utc


class CompanyRow(Row):
    __tablename__ = "companies"
    __table_args__ = (
        UniqueConstraint("identity_key"),
        Index("ix_companies_domain", "domain"),
        Index("ix_companies_place", "state", "city"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    identity_key: Mapped[str] = mapped_column(String(400))
    domain: Mapped[str] = mapped_column(String(255), default="")
    website: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    street: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    county: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(60), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    trade: Mapped[str] = mapped_column(String(60), default="")
    employees: Mapped[int | None] = mapped_column(Integer)
    sites: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Utc)


class ContactRow(Row):
    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("company_id", "identity_key"), Index("ix_contacts_email", "email"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    identity_key: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(320), default="")
    email_status: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(Utc)
    erased_at: Mapped[datetime | None] = mapped_column(Utc)


class EvidenceRow(Row):
    """Exactly one of company_id and contact_id is set."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_company", "company_id"), Index("ix_evidence_contact", "contact_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    fact: Mapped[str] = mapped_column(String(30))
    value: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(60))
    source_url: Mapped[str] = mapped_column(Text)
    fetched_at: Mapped[datetime] = mapped_column(Utc)
