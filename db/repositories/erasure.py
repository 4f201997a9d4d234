"""Erasure of a person from every table: the known places by their columns, then a scan of all text for the address."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import JSON, ColumnElement, CursorResult, String, Table, Text, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    ContactRow,
    DecisionRow,
    DraftPartRow,
    DraftRow,
    EvidenceRow,
    LeadRow,
    MessageRow,
    Row,
    ShownPartRow,
)
from domain.clock import Clock
from domain.company import EmailStatus
from domain.draft import DraftStatus
from domain.identity import address_key
from domain.mail import MailState

_ERASED = "[erased]"
# A person's name is looked for only where people speak of him; a firm may bear the same name.
_SPEAKING = ("turns", "decisions", "run_steps", "run_items", "runs", "proposals", "pending_questions", "evidence")


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, by table; `still_leaving` counts mails past the point of no return, whose text went all the same."""

    rows: dict[str, int]
    cancelled: int
    still_leaving: int


@dataclass(frozen=True, slots=True)
class Person:
    """Everything of the ledger that is about one address, by id."""

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    contact_ids: tuple[int, ...]
    lead_ids: tuple[int, ...]
    draft_ids: tuple[int, ...]
    message_ids: tuple[int, ...]


class ErasureRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def find_person(self, address: str) -> Person:
        """Whatever the ledger holds about that mailbox, in any spelling that reaches it (case, plus tag)."""
        key = address_key(address)
        contacts = [
            row
            for row in await self._session.scalars(select(ContactRow).where(_ends_with_host(ContactRow.email, key)))
            if address_key(row.email) == key
        ]
        ids = [row.id for row in contacts]
        drafts = select(DraftRow).where(or_(DraftRow.contact_id.in_(ids), _ends_with_host(DraftRow.recipient, key)))
        own_drafts = [
            row
            for row in await self._session.scalars(drafts)
            if row.contact_id in ids or address_key(row.recipient) == key
        ]
        draft_ids = [row.id for row in own_drafts]
        mails = select(MessageRow.id, MessageRow.sender, MessageRow.recipient, MessageRow.contact_id).where(
            or_(
                MessageRow.contact_id.in_(ids),
                MessageRow.draft_id.in_(draft_ids),
                _ends_with_host(MessageRow.sender, key),
                _ends_with_host(MessageRow.recipient, key),
            )
        )
        found = [(id_, sender, to, contact) for id_, sender, to, contact in await self._session.execute(mails)]
        spellings = [address, key, *(row.email for row in contacts), *(row.recipient for row in own_drafts)]
        spellings += [one for _, sender, to, _ in found for one in (sender, to)]
        leads = await self._session.scalars(select(LeadRow.id).where(LeadRow.contact_id.in_(ids)))
        return Person(
            addresses=tuple(dict.fromkeys(one.lower() for one in spellings if one and address_key(one) == key)),
            names=tuple(dict.fromkeys(row.name for row in contacts if len(row.name.split()) > 1)),
            contact_ids=tuple(ids),
            lead_ids=tuple(leads),
            draft_ids=tuple(draft_ids),
            message_ids=tuple(id_ for id_, *_ in found),
        )

    async def erase(self, person: Person) -> Erased:
        """Empties every row about the person; mails in the queue are cancelled. Answers what went, by table."""
        cancelled = await self._count(
            update(MessageRow)
            .where(MessageRow.id.in_(person.message_ids), MessageRow.state == MailState.QUEUED)
            .values(state=MailState.CANCELLED, refusal="erased", lease_token=None, lease_until=None)
        )
        leaving = await self._session.scalar(
            select(func.count())
            .select_from(MessageRow)
            .where(MessageRow.id.in_(person.message_ids), MessageRow.state == MailState.PARKED)
        )
        rows = {
            "evidence": await self._count(delete(EvidenceRow).where(EvidenceRow.contact_id.in_(person.contact_ids))),
            "messages": await self._erase_messages(person.message_ids),
            **await self._erase_drafts(person.draft_ids),
            "contacts": await self._erase_contacts(person.contact_ids),
        }
        for table, number in (await self._scrub(person)).items():
            rows[table] = rows.get(table, 0) + number
        return Erased({table: number for table, number in rows.items() if number}, cancelled, leaving or 0)

    async def _erase_messages(self, ids: Sequence[int]) -> int:
        """The fact that a mail was sent or came remains, with its time and our Message-ID; nothing of its content."""
        emptied = dict.fromkeys(("sender", "recipient", "subject", "text", "summary", "referral", "body_hash"), "")
        return await self._count(
            update(MessageRow).where(MessageRow.id.in_(ids)).values(**emptied, mime=None, key_points=[])
        )

    async def _erase_drafts(self, ids: Sequence[int]) -> dict[str, int]:
        open_ = (DraftStatus.PENDING, DraftStatus.APPROVED, DraftStatus.QUEUED)
        await self._session.execute(
            update(DraftRow)
            .where(DraftRow.id.in_(ids), DraftRow.status.in_(open_))
            .values(status=DraftStatus.REJECTED, closed_reason="the contact was erased")
        )
        emptied = {"subject": "", "body": "", "body_hash": "", "claims": [], "critic_notes": []}
        parts = update(DraftPartRow).where(DraftPartRow.draft_id.in_(ids)).values(**emptied)
        hashes = update(DecisionRow).where(DecisionRow.subject_kind == "draft", DecisionRow.subject_id.in_(ids))
        return {
            "drafts": await self._count(update(DraftRow).where(DraftRow.id.in_(ids)).values(recipient="")),
            "draft_parts": await self._count(parts),
            "shown_parts": await self._count(delete(ShownPartRow).where(ShownPartRow.draft_id.in_(ids))),
            "decisions": await self._count(hashes.values(body_hash=None)),
        }

    async def _erase_contacts(self, ids: Sequence[int]) -> int:
        for contact_id in ids:
            await self._session.execute(
                update(ContactRow)
                .where(ContactRow.id == contact_id)
                .values(
                    name="",
                    title="",
                    email="",
                    phone="",
                    identity_key=f"erased:{contact_id}",
                    email_status=EmailStatus.UNKNOWN,
                    erased_at=self._clock.now(),
                )
            )
        await self._session.execute(update(LeadRow).where(LeadRow.contact_id.in_(ids)).values(contact_id=None))
        return len(ids)

    async def _scrub(self, person: Person) -> dict[str, int]:
        """Every text that still says the address, in any table, and every sentence that names the person."""
        rows: dict[str, int] = {}
        for table in Row.metadata.sorted_tables:
            needles = (*person.addresses, *(person.names if table.name in _SPEAKING else ()))
            for needle in needles:
                rows[table.name] = rows.get(table.name, 0) + await self._scrub_table(table, needle)
        return {name: number for name, number in rows.items() if number}

    async def _scrub_table(self, table: Table, needle: str) -> int:
        texts = [one for one in table.columns if isinstance(one.type, (String, Text, JSON)) and not one.primary_key]
        if not texts:
            return 0
        holds = or_(*(_holds(column, needle) for column in texts))
        keys = list(table.primary_key.columns)
        found = (await self._session.execute(select(*keys, *texts).where(holds))).all()
        for row in found:
            values = {column.name: _without(getattr(row, column.name), needle) for column in texts}
            if table.name == MessageRow.__tablename__:
                # The bytes say it too, broken over lines where no search would find it.
                values["mime"] = None
            where = [key == getattr(row, key.name) for key in keys]
            await self._session.execute(update(table).where(*where).values(values))
        return len(found)

    async def count_holding(self, address: str) -> dict[str, int]:
        """Rows that still hold the address in any text, by table: empty after an erasure."""
        counts = {}
        for table in Row.metadata.sorted_tables:
            texts = [column for column in table.columns if isinstance(column.type, (String, Text, JSON))]
            if texts:
                holds = or_(*(_holds(column, address.lower()) for column in texts))
                counts[table.name] = await self._session.scalar(select(func.count()).select_from(table).where(holds))
        return {name: number for name, number in counts.items() if number}

    async def _count(self, statement: Any) -> int:
        return cast(CursorResult[Any], await self._session.execute(statement)).rowcount


def _ends_with_host(column: Any, key: str) -> ColumnElement[bool]:
    # The exact comparison is address_key's, in Python; Gmail's two hosts are one.
    host = key.rpartition("@")[2]
    hosts = ("gmail.com", "googlemail.com") if host == "gmail.com" else (host,)
    lowered = func.lower(column)
    return or_(*(lowered.endswith(f"@{one}", autoescape=True) for one in hosts))


def _holds(column: Any, needle: str) -> ColumnElement[bool]:
    lowered = func.lower(sa.cast(column, Text))
    forms = {needle.lower(), json.dumps(needle)[1:-1].lower()}
    return or_(*(lowered.contains(form, autoescape=True) for form in forms))


def _without(value: Any, needle: str) -> Any:
    """The value with every occurrence of the needle, in any letter case, replaced; JSON is walked."""
    if isinstance(value, str):
        return _replaced(value, needle)
    if isinstance(value, list):
        return [_without(one, needle) for one in value]
    if isinstance(value, dict):
        return {_without(name, needle): _without(one, needle) for name, one in value.items()}
    return value


def _replaced(text: str, needle: str) -> str:
    low, at = text.lower(), needle.lower()
    if len(low) != len(text):
        # A letter whose lower case is longer moves the places; such a text is rare, so all of it goes.
        return _ERASED if at in low else text
    pieces, start = [], 0
    while (found := low.find(at, start)) >= 0:
        pieces += [text[start:found], _ERASED]
        start = found + len(at)
    return "".join([*pieces, text[start:]])
