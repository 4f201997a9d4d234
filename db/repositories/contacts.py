"""People at companies, the evidence for what is known about them, and erasure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ContactRow, EvidenceRow
from db.repositories.companies import evidence_of
from domain.clock import Clock
from domain.company import Contact, EmailStatus, Evidence, Fact, FoundContact
from domain.errors import Correctable
from domain.identity import fold

_CHUNK = 500


def contact_of(row: ContactRow) -> Contact:
    return Contact(
        id=row.id,
        company_id=row.company_id,
        name=row.name,
        title=row.title,
        email=row.email,
        email_status=EmailStatus(row.email_status),
        phone=row.phone,
        created_at=row.created_at,
        erased_at=row.erased_at,
    )


def _facts(found: FoundContact) -> list[tuple[Fact, str]]:
    values = [
        (Fact.NAME, found.name),
        (Fact.TITLE, found.title),
        (Fact.EMAIL, found.email),
        (Fact.PHONE, found.phone),
    ]
    return [(fact, value) for fact, value in values if value]


def _evidence_rows(contact_id: int, found: FoundContact, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "contact_id": contact_id,
            "fact": fact,
            "value": value,
            "quote": "",
            "source": found.source,
            "source_url": found.source_url,
            "fetched_at": now,
        }
        for fact, value in _facts(found)
    ]


def _confirms(found: FoundContact, status: str) -> bool:
    """Whether the new source is sure of an address that was a guess so far."""
    unsure = (EmailStatus.PATTERN, EmailStatus.UNKNOWN)
    return bool(found.email) and status in unsure and found.email_status not in unsure


class ContactRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def record(self, company_id: int, found: Sequence[FoundContact]) -> list[Contact]:
        """Stores people not known yet at that company, with evidence; answers all of them in the order given.

        A known address that was only guessed becomes as sure as the new source is.
        """
        contacts = []
        for one in found:
            key = fold(one.email or one.name)
            query = select(ContactRow).where(ContactRow.company_id == company_id, ContactRow.identity_key == key)
            row = await self._session.scalar(query)
            if row is not None and _confirms(one, row.email_status):
                row.email_status = one.email_status
                await self._session.flush()
                await self._session.execute(insert(EvidenceRow), _evidence_rows(row.id, one, self._clock.now()))
            contacts.append(contact_of(row) if row else await self._insert(company_id, key, one))
        return contacts

    async def record_many(self, found: Sequence[tuple[int, FoundContact]]) -> int:
        """Stores many people (company id, person) who are not known yet, with evidence; answers how many were new.

        Addresses that were only guessed before become as sure as the new source is.
        """
        fresh = {(company_id, fold(one.email or one.name)): one for company_id, one in reversed(found)}
        companies = {company_id for company_id, _ in fresh}
        columns = (ContactRow.company_id, ContactRow.identity_key, ContactRow.email_status)
        query = select(*columns).where(ContactRow.company_id.in_(companies))
        for company_id, key, status in (await self._session.execute(query)).all():
            known = fresh.pop((company_id, key), None)
            if known is not None and _confirms(known, status):
                await self.record(company_id, [known])
        if not fresh:
            return 0
        now = self._clock.now()
        rows = [
            {
                "company_id": company_id,
                "identity_key": key,
                "name": one.name,
                "title": one.title,
                "email": one.email,
                "email_status": one.email_status,
                "phone": one.phone,
                "created_at": now,
            }
            for (company_id, key), one in fresh.items()
        ]
        statement = insert(ContactRow).returning(ContactRow.id, sort_by_parameter_order=True)
        ids = list(await self._session.scalars(statement, rows))
        evidence = [row for id_, one in zip(ids, fresh.values(), strict=True) for row in _evidence_rows(id_, one, now)]
        await self._session.execute(insert(EvidenceRow), evidence)
        return len(ids)

    async def _insert(self, company_id: int, key: str, found: FoundContact) -> Contact:
        now = self._clock.now()
        row = ContactRow(
            company_id=company_id,
            identity_key=key,
            name=found.name,
            title=found.title,
            email=found.email,
            email_status=found.email_status,
            phone=found.phone,
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        evidence = _evidence_rows(row.id, found, now)
        if evidence:
            await self._session.execute(insert(EvidenceRow), evidence)
        return contact_of(row)

    async def get(self, contact_id: int) -> Contact:
        row = await self._session.get(ContactRow, contact_id)
        if row is None:
            raise Correctable(f"There is no contact {contact_id}.")
        return contact_of(row)

    async def list_for(self, company_id: int) -> list[Contact]:
        """The people known at a company who have not been erased, oldest first."""
        query = select(ContactRow).where(ContactRow.company_id == company_id, ContactRow.erased_at.is_(None))
        return [contact_of(row) for row in await self._session.scalars(query.order_by(ContactRow.id))]

    async def list_for_many(self, company_ids: Sequence[int]) -> dict[int, list[Contact]]:
        """The people of many companies at once, by company id, as `list_for` gives them."""
        found: dict[int, list[Contact]] = {id_: [] for id_ in company_ids}
        for at in range(0, len(company_ids), _CHUNK):
            chunk = company_ids[at : at + _CHUNK]
            query = select(ContactRow).where(ContactRow.company_id.in_(chunk), ContactRow.erased_at.is_(None))
            for row in await self._session.scalars(query.order_by(ContactRow.id)):
                found[row.company_id].append(contact_of(row))
        return found

    async def list_evidence_of(self, contact_ids: Sequence[int]) -> dict[int, list[Evidence]]:
        """The evidence about many people at once, by contact id, oldest first."""
        found: dict[int, list[Evidence]] = {id_: [] for id_ in contact_ids}
        for at in range(0, len(contact_ids), _CHUNK):
            query = select(EvidenceRow).where(EvidenceRow.contact_id.in_(contact_ids[at : at + _CHUNK]))
            for row in await self._session.scalars(query.order_by(EvidenceRow.id)):
                found[row.contact_id or 0].append(evidence_of(row))
        return found

    async def list_by_email(self, email: str) -> list[Contact]:
        """Contacts whose address is that one in any letter case."""
        query = select(ContactRow).where(ContactRow.email.ilike(_literal(email), escape="\\"))
        return [contact_of(row) for row in await self._session.scalars(query)]

    async def list_by_name(self, name: str) -> list[Contact]:
        """People of exactly that name, in any letter case, who have not been erased."""
        query = select(ContactRow).where(ContactRow.name.ilike(_literal(name.strip()), escape="\\"))
        return [contact_of(row) for row in await self._session.scalars(query.where(ContactRow.erased_at.is_(None)))]

    async def list_evidence(self, contact_id: int) -> list[Evidence]:
        query = select(EvidenceRow).where(EvidenceRow.contact_id == contact_id).order_by(EvidenceRow.id)
        return [evidence_of(row) for row in await self._session.scalars(query)]


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
