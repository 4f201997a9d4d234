"""Companies and the evidence for their facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Table, and_, func, insert, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CompanyRow, EvidenceRow, LeadRow
from domain.company import Company, Evidence, Fact, FoundCompany
from domain.directory import Area
from domain.errors import Correctable
from domain.identity import company_key, domain_of

_CHUNK = 500
_K = TypeVar("_K", str, int)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a found company: its ledger id, and whether the ledger did not know it before."""

    company_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class LeadFirm:
    """A firm that is a lead already: what a search needs to leave it out or to show it again."""

    lead_id: int
    identity_key: str
    name: str
    domain: str
    city: str
    county: str
    trade: str
    employees: int | None


def company_of(row: CompanyRow) -> Company:
    return Company(
        id=row.id,
        name=row.name,
        identity_key=row.identity_key,
        domain=row.domain,
        website=row.website,
        phone=row.phone,
        street=row.street,
        city=row.city,
        county=row.county,
        state=row.state,
        postal_code=row.postal_code,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        trade=row.trade,
        employees=row.employees,
        sites=row.sites,
        created_at=row.created_at,
    )


def evidence_of(row: EvidenceRow) -> Evidence:
    return Evidence(
        id=row.id,
        fact=Fact(row.fact),
        value=row.value,
        quote=row.quote,
        source=row.source,
        source_url=row.source_url,
        fetched_at=row.fetched_at,
    )


def _key(found: FoundCompany) -> str:
    return company_key(found.name, found.city, found.state, found.country)


def _facts(found: FoundCompany) -> list[tuple[Fact, str]]:
    """Every fact a source states, as text; what it does not state is left out."""
    values: list[tuple[Fact, Any]] = [
        (Fact.NAME, found.name),
        (Fact.WEBSITE, found.website),
        (Fact.PHONE, found.phone),
        (Fact.STREET, found.street),
        (Fact.CITY, found.city),
        (Fact.COUNTY, found.county),
        (Fact.STATE, found.state),
        (Fact.POSTAL_CODE, found.postal_code),
        (Fact.COUNTRY, found.country),
        (Fact.LATITUDE, found.latitude),
        (Fact.LONGITUDE, found.longitude),
        (Fact.TRADE, found.trade),
        (Fact.EMPLOYEES, found.employees),
        (Fact.SITES, found.sites),
        (Fact.NEWS, found.news),
    ]
    return [(fact, str(value)) for fact, value in values if value not in ("", None)]


class CompanyRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record(self, found: Sequence[FoundCompany], fetched_at: datetime) -> list[Recorded]:
        """Stores firms that are not known yet, with one evidence row per fact; answers in the order given.

        A firm that is known (same name and place) stays as it is and keeps its first evidence.
        """
        keys = [_key(one) for one in found]
        known = await self._known_ids(keys)
        fresh: dict[str, FoundCompany] = {}
        for key, one in zip(keys, found, strict=True):
            if key not in known:
                fresh.setdefault(key, one)
        ids = await self._insert(fresh, fetched_at)
        seen: set[str] = set()
        recorded = []
        for key in keys:
            is_new = key in ids and key not in seen
            seen.add(key)
            recorded.append(Recorded(ids[key] if key in ids else known[key], is_new))
        await self._insert_evidence(zip(ids.values(), fresh.values(), strict=True), fetched_at)
        return recorded

    async def count_known(self, found: Sequence[FoundCompany]) -> int:
        """How many of these firms are in the ledger already."""
        return len(await self._known_ids(_key(one) for one in found))

    async def _known_ids(self, keys: Iterable[str]) -> dict[str, int]:
        known: dict[str, int] = {}
        for chunk in _chunks(list(set(keys))):
            query = select(CompanyRow.identity_key, CompanyRow.id).where(CompanyRow.identity_key.in_(chunk))
            known.update((key, id_) for key, id_ in await self._session.execute(query))
        return known

    async def _insert(self, fresh: dict[str, FoundCompany], created_at: datetime) -> dict[str, int]:
        rows = [
            {
                "name": one.name,
                "identity_key": key,
                "domain": domain_of(one.website),
                "website": one.website,
                "phone": one.phone,
                "street": one.street,
                "city": one.city,
                "county": one.county,
                "state": one.state,
                "postal_code": one.postal_code,
                "country": one.country,
                "latitude": one.latitude,
                "longitude": one.longitude,
                "trade": one.trade,
                "employees": one.employees,
                "sites": one.sites,
                "created_at": created_at,
            }
            for key, one in fresh.items()
        ]
        if not rows:
            return {}
        # SQLite inserts row by row when ids come back in order, so they are read afterwards by the unique key.
        await self._session.execute(insert(CompanyRow), rows)
        ids = await self._known_ids(fresh)
        return {key: ids[key] for key in fresh}

    async def _insert_evidence(self, found: Iterable[tuple[int, FoundCompany]], fetched_at: datetime) -> None:
        rows = [
            {
                "company_id": company_id,
                "fact": fact,
                "value": value,
                "quote": "",
                "source": one.source,
                "source_url": one.source_url,
                "fetched_at": fetched_at,
            }
            for company_id, one in found
            for fact, value in _facts(one)
        ]
        if rows:
            # Straight to the table: a file brings 100,000 facts, and mapping each costs as much as storing it.
            await self._session.execute(insert(cast(Table, EvidenceRow.__table__)), rows)

    async def get(self, company_id: int) -> Company:
        row = await self._session.get(CompanyRow, company_id)
        if row is None:
            raise Correctable(f"There is no company {company_id}.")
        return company_of(row)

    async def list_evidence(self, company_id: int) -> list[Evidence]:
        """What is known about the firm and from where, oldest first."""
        query = select(EvidenceRow).where(EvidenceRow.company_id == company_id).order_by(EvidenceRow.id)
        return [evidence_of(row) for row in await self._session.scalars(query)]

    async def list_evidence_by_ids(self, ids: Iterable[int]) -> list[Evidence]:
        query = select(EvidenceRow).where(EvidenceRow.id.in_(set(ids))).order_by(EvidenceRow.id)
        return [evidence_of(row) for row in await self._session.scalars(query)]

    async def list_evidence_of(self, company_ids: Sequence[int]) -> dict[int, list[Evidence]]:
        """The evidence of many firms at once, by company id, oldest first."""
        found: dict[int, list[Evidence]] = {id_: [] for id_ in company_ids}
        for chunk in _chunks(list(found)):
            query = select(EvidenceRow).where(EvidenceRow.company_id.in_(chunk)).order_by(EvidenceRow.id)
            for row in await self._session.scalars(query):
                found[row.company_id or 0].append(evidence_of(row))
        return found

    async def list_lead_firms(self, areas: Sequence[Area]) -> list[LeadFirm]:
        """The firms with a lead in the countries, states and postal codes of the areas, oldest first.

        Cities and counties are not narrowed here, because files spell them in many ways.
        """
        parts = [
            and_(
                CompanyRow.country == area.country if area.country else true(),
                CompanyRow.state == area.state if area.state else true(),
                CompanyRow.postal_code.startswith(area.postal_code, autoescape=True) if area.postal_code else true(),
            )
            for area in {Area(one.country, one.state, postal_code=one.postal_code) for one in areas}
        ]
        query = (
            select(
                LeadRow.id,
                CompanyRow.identity_key,
                CompanyRow.name,
                CompanyRow.domain,
                CompanyRow.city,
                CompanyRow.county,
                CompanyRow.trade,
                CompanyRow.employees,
            )
            .join(CompanyRow, CompanyRow.id == LeadRow.company_id)
            .where(or_(*parts))
            .order_by(LeadRow.id)
        )
        return [LeadFirm(*row) for row in await self._session.execute(query)]

    async def list_names(self) -> list[tuple[int, str]]:
        """(company id, name) of every firm, for recognising a name in a sentence."""
        return [(id_, name) for id_, name in await self._session.execute(select(CompanyRow.id, CompanyRow.name))]

    async def count(self) -> int:
        return await self._session.scalar(select(func.count()).select_from(CompanyRow)) or 0


def _chunks(keys: list[_K]) -> Iterable[list[_K]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
