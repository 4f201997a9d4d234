"""Decisions of persons, as they were made and, where undone, when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DecisionRow
from domain.clock import Clock
from domain.decisions import PersonDecision
from domain.draft import DraftPart
from domain.identity import mask_addresses


@dataclass(frozen=True, slots=True)
class Decided:
    """A stored decision; step and body_hash are set for mail texts only."""

    id: int
    action: str
    subject_kind: str
    subject_id: int | None
    step: int | None
    body_hash: str | None
    actor: str
    words: str
    reason: str
    decided_at: datetime


class DecisionRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def record(
        self,
        decision: PersonDecision,
        action: str,
        subject_kind: str,
        subject_id: int | None,
        *,
        part: DraftPart | None = None,
        reason: str = "",
    ) -> int:
        """Stores who decided what in which words; `part` binds an approval to that exact text."""
        row = DecisionRow(
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            step=part.step if part else None,
            version=part.version if part else None,
            body_hash=part.body_hash if part else None,
            actor=decision.actor.user,
            channel=decision.actor.channel,
            conversation_id=decision.conversation_id,
            words=mask_addresses(decision.words),
            reason=reason,
            decided_at=self._clock.now(),
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def is_text_approved(self, part: DraftPart) -> bool:
        """Whether a person approved exactly this text and has not taken it back."""
        query = select(DecisionRow.id).where(
            DecisionRow.subject_kind == "draft",
            DecisionRow.subject_id == part.draft_id,
            DecisionRow.action == "approve",
            DecisionRow.step == part.step,
            DecisionRow.body_hash == part.body_hash,
            DecisionRow.revoked_at.is_(None),
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def is_standing(self, action: str, subject_kind: str, subject_id: int) -> bool:
        """Whether a person decided so about the subject and has not taken it back."""
        query = select(DecisionRow.id).where(
            DecisionRow.subject_kind == subject_kind,
            DecisionRow.subject_id == subject_id,
            DecisionRow.action == action,
            DecisionRow.revoked_at.is_(None),
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def revoke(self, subject_kind: str, subject_id: int, action: str) -> None:
        """Takes back every standing decision of that kind on the subject; the rows stay, with the time."""
        await self._session.execute(
            update(DecisionRow)
            .where(
                DecisionRow.subject_kind == subject_kind,
                DecisionRow.subject_id == subject_id,
                DecisionRow.action == action,
                DecisionRow.revoked_at.is_(None),
            )
            .values(revoked_at=self._clock.now())
        )

    async def list_recent(self, conversation_id: str, limit: int = 50) -> list[Decided]:
        """Standing decisions of a conversation, newest first: what undo can look at."""
        query = select(DecisionRow).where(
            DecisionRow.conversation_id == conversation_id, DecisionRow.revoked_at.is_(None)
        )
        return [
            Decided(
                id=row.id,
                action=row.action,
                subject_kind=row.subject_kind,
                subject_id=row.subject_id,
                step=row.step,
                body_hash=row.body_hash,
                actor=row.actor,
                words=row.words,
                reason=row.reason,
                decided_at=row.decided_at,
            )
            for row in await self._session.scalars(query.order_by(DecisionRow.id.desc()).limit(limit))
        ]
