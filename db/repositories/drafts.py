"""Drafts, their versions, and what of them a conversation has shown in full."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DraftPartRow, DraftRow, ShownPartRow
from db.repositories.events import EventRepository
from domain.clock import Clock
from domain.decisions import ShownText
from domain.draft import Claim, Draft, DraftKind, DraftPart, DraftStatus, hash_text
from domain.errors import Correctable
from domain.events import EventName

_UNKNOWN = "There is no draft {}; say “show my drafts” to see the numbers."


@dataclass(frozen=True, slots=True)
class NewPart:
    """A mail text as the writer hands it in; the ledger adds version, hash and time."""

    step: int
    subject: str
    body: str
    claims: tuple[Claim, ...]
    critic_score: int
    critic_notes: tuple[str, ...]
    written_by: str
    wait_days: int = 0


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft before it has an id; `parts` in step order."""

    lead_id: int
    contact_id: int
    kind: DraftKind
    sender: str
    recipient: str
    angle: str
    parts: tuple[NewPart, ...]
    answers_message_id: int | None = None


def _part_of(row: DraftPartRow) -> DraftPart:
    return DraftPart(
        draft_id=row.draft_id,
        step=row.step,
        version=row.version,
        subject=row.subject,
        body=row.body,
        body_hash=row.body_hash,
        claims=tuple(Claim(**claim) for claim in row.claims),
        critic_score=row.critic_score,
        critic_notes=tuple(row.critic_notes),
        written_by=row.written_by,
        wait_days=row.wait_days,
        created_at=row.created_at,
    )


def _draft_of(row: DraftRow, parts: Iterable[DraftPart]) -> Draft:
    return Draft(
        id=row.id,
        lead_id=row.lead_id,
        contact_id=row.contact_id,
        kind=DraftKind(row.kind),
        status=DraftStatus(row.status),
        sender=row.sender,
        recipient=row.recipient,
        angle=row.angle,
        parts=tuple(parts),
        created_at=row.created_at,
        answers_message_id=row.answers_message_id,
        closed_reason=row.closed_reason,
    )


class DraftRepository:
    def __init__(self, session: AsyncSession, clock: Clock, events: EventRepository) -> None:
        self._session = session
        self._clock = clock
        self._events = events

    async def add(self, new: NewDraft) -> Draft:
        """Stores a pending draft with version 1 of each part, and the event draft.created."""
        row = DraftRow(
            lead_id=new.lead_id,
            contact_id=new.contact_id,
            kind=new.kind,
            status=DraftStatus.PENDING,
            sender=new.sender,
            recipient=new.recipient,
            angle=new.angle,
            answers_message_id=new.answers_message_id,
            created_at=self._clock.now(),
        )
        self._session.add(row)
        await self._session.flush()
        parts = [self._insert_part(row, part, 1) for part in new.parts]
        await self._session.flush()
        await self._events.publish(EventName.DRAFT_CREATED, lead_id=new.lead_id, payload={"draft": row.id})
        return _draft_of(row, [_part_of(part) for part in parts])

    def _insert_part(self, draft: DraftRow, part: NewPart, version: int) -> DraftPartRow:
        row = DraftPartRow(
            draft_id=draft.id,
            step=part.step,
            version=version,
            subject=part.subject,
            body=part.body,
            body_hash=hash_text(draft.sender, draft.recipient, part.subject, part.body, part.step),
            claims=[{"text": claim.text, "evidence_id": claim.evidence_id} for claim in part.claims],
            critic_score=part.critic_score,
            critic_notes=list(part.critic_notes),
            written_by=part.written_by,
            wait_days=part.wait_days,
            created_at=self._clock.now(),
        )
        self._session.add(row)
        return row

    async def add_version(self, draft_id: int, part: NewPart) -> Draft:
        """A new version of one part; the draft is pending again, because nobody has approved this text."""
        row = await self._row(draft_id)
        query = select(func.max(DraftPartRow.version)).where(
            DraftPartRow.draft_id == draft_id, DraftPartRow.step == part.step
        )
        last = await self._session.scalar(query) or 0
        self._insert_part(row, part, last + 1)
        row.status = DraftStatus.PENDING
        await self._session.flush()
        await self._events.publish(EventName.DRAFT_EDITED, lead_id=row.lead_id, payload={"draft": draft_id})
        return await self.get(draft_id)

    async def get(self, draft_id: int) -> Draft:
        """Raises Correctable when there is no such draft."""
        drafts = await self._load([await self._row(draft_id)])
        return drafts[0]

    async def _row(self, draft_id: int) -> DraftRow:
        row = await self._session.get(DraftRow, draft_id)
        if row is None:
            raise Correctable(_UNKNOWN.format(draft_id))
        return row

    async def list_(
        self,
        *,
        ids: Sequence[int] | None = None,
        statuses: Sequence[DraftStatus] = (),
        lead_ids: Sequence[int] | None = None,
        limit: int = 500,
    ) -> list[Draft]:
        """Drafts that fit, oldest first; an empty `statuses` is every status."""
        query = select(DraftRow)
        if ids is not None:
            query = query.where(DraftRow.id.in_(ids))
        if statuses:
            query = query.where(DraftRow.status.in_(statuses))
        if lead_ids is not None:
            query = query.where(DraftRow.lead_id.in_(lead_ids))
        return await self._load(list(await self._session.scalars(query.order_by(DraftRow.id).limit(limit))))

    async def find_lead_written_to(self, recipient: str, *, except_lead: int) -> int | None:
        """Another lead with a first mail to that address that is open, on its way or gone."""
        query = select(DraftRow.lead_id).where(
            func.lower(DraftRow.recipient) == recipient.lower(),
            DraftRow.kind == DraftKind.OUTREACH,
            DraftRow.status != DraftStatus.REJECTED,
            DraftRow.lead_id != except_lead,
        )
        return await self._session.scalar(query.limit(1))

    async def _load(self, rows: Sequence[DraftRow]) -> list[Draft]:
        ids = [row.id for row in rows]
        newest = (
            select(DraftPartRow.draft_id, DraftPartRow.step, func.max(DraftPartRow.version).label("version"))
            .where(DraftPartRow.draft_id.in_(ids))
            .group_by(DraftPartRow.draft_id, DraftPartRow.step)
            .subquery()
        )
        query = select(DraftPartRow).join(
            newest,
            and_(
                DraftPartRow.draft_id == newest.c.draft_id,
                DraftPartRow.step == newest.c.step,
                DraftPartRow.version == newest.c.version,
            ),
        )
        parts: dict[int, list[DraftPart]] = {id_: [] for id_ in ids}
        for row in await self._session.scalars(query.order_by(DraftPartRow.step)):
            parts[row.draft_id].append(_part_of(row))
        return [_draft_of(row, parts[row.id]) for row in rows]

    async def find_version(self, draft_id: int, step: int, version: int) -> DraftPart | None:
        query = select(DraftPartRow).where(
            DraftPartRow.draft_id == draft_id, DraftPartRow.step == step, DraftPartRow.version == version
        )
        row = await self._session.scalar(query)
        return _part_of(row) if row else None

    async def set_status(self, draft_id: int, status: DraftStatus, closed_reason: str = "") -> None:
        values = {"status": status, "closed_reason": closed_reason}
        done = await self._session.execute(update(DraftRow).where(DraftRow.id == draft_id).values(**values))
        if cast(CursorResult[Any], done).rowcount != 1:
            raise Correctable(_UNKNOWN.format(draft_id))

    async def mark_sent(self, draft_id: int) -> None:
        """The first mail has left; a draft that was edited meanwhile goes on waiting for its approval."""
        is_on_its_way = DraftRow.status.in_((DraftStatus.QUEUED, DraftStatus.APPROVED))
        await self._session.execute(
            update(DraftRow).where(DraftRow.id == draft_id, is_on_its_way).values(status=DraftStatus.SENT)
        )

    async def mint_rfc_id(self, part: DraftPart, rfc_id: str) -> None:
        """Stores the Message-ID that this exact version will carry, once and before any connection."""
        await self._session.execute(
            update(DraftPartRow)
            .where(
                DraftPartRow.draft_id == part.draft_id,
                DraftPartRow.step == part.step,
                DraftPartRow.version == part.version,
                DraftPartRow.rfc_id.is_(None),
            )
            .values(rfc_id=rfc_id)
        )

    async def find_rfc_id(self, part: DraftPart) -> str | None:
        query = select(DraftPartRow.rfc_id).where(
            DraftPartRow.draft_id == part.draft_id,
            DraftPartRow.step == part.step,
            DraftPartRow.version == part.version,
        )
        return await self._session.scalar(query)

    async def record_shown(self, conversation_id: str, parts: Iterable[DraftPart]) -> None:
        """Notes that these texts were shown in full; a later showing of a part replaces the earlier one."""
        for part in parts:
            query = select(ShownPartRow).where(
                ShownPartRow.conversation_id == conversation_id,
                ShownPartRow.draft_id == part.draft_id,
                ShownPartRow.step == part.step,
            )
            row = await self._session.scalar(query)
            if row is None:
                row = ShownPartRow(conversation_id=conversation_id, draft_id=part.draft_id, step=part.step)
                self._session.add(row)
            row.version = part.version
            row.body_hash = part.body_hash
            row.shown_at = self._clock.now()
        await self._session.flush()

    async def list_shown(self, conversation_id: str) -> list[ShownText]:
        query = select(ShownPartRow).where(ShownPartRow.conversation_id == conversation_id)
        return [
            ShownText(row.draft_id, row.step, row.version, row.body_hash)
            for row in await self._session.scalars(query.order_by(ShownPartRow.draft_id, ShownPartRow.step))
        ]
