"""Planned follow-ups: due rows counted from the mail that really left."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import FollowUpRow, LeadRow, MessageRow
from domain.lead import Stage
from domain.mail import Direction, FollowUp, FollowUpStatus, MailState


def _follow_up_of(row: FollowUpRow) -> FollowUp:
    return FollowUp(
        id=row.id,
        lead_id=row.lead_id,
        draft_id=row.draft_id,
        step=row.step,
        due_at=row.due_at,
        status=FollowUpStatus(row.status),
        reason=row.reason,
    )


_OPEN = (FollowUpStatus.WAITING, FollowUpStatus.AWAITING_APPROVAL)


class FollowUpRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def plan(self, lead_id: int, draft_id: int, step: int, due_at: datetime) -> None:
        """Plans one step; a step that is planned already stays as it is."""
        query = select(FollowUpRow.id).where(FollowUpRow.draft_id == draft_id, FollowUpRow.step == step)
        if await self._session.scalar(query) is not None:
            return
        self._session.add(
            FollowUpRow(lead_id=lead_id, draft_id=draft_id, step=step, due_at=due_at, status=FollowUpStatus.WAITING)
        )
        await self._session.flush()

    async def list_due(self, now: datetime, limit: int = 100) -> list[FollowUp]:
        query = select(FollowUpRow).where(FollowUpRow.status == FollowUpStatus.WAITING, FollowUpRow.due_at <= now)
        rows = await self._session.scalars(query.order_by(FollowUpRow.due_at, FollowUpRow.id).limit(limit))
        return [_follow_up_of(row) for row in rows]

    async def list_(
        self, *, lead_ids: list[int] | None = None, statuses: tuple[FollowUpStatus, ...] = ()
    ) -> list[FollowUp]:
        query = select(FollowUpRow)
        if lead_ids is not None:
            query = query.where(FollowUpRow.lead_id.in_(lead_ids))
        if statuses:
            query = query.where(FollowUpRow.status.in_(statuses))
        rows = await self._session.scalars(query.order_by(FollowUpRow.due_at, FollowUpRow.id))
        return [_follow_up_of(row) for row in rows]

    async def set_status(self, follow_up_id: int, status: FollowUpStatus, reason: str = "") -> bool:
        """Moves an open follow-up; False when somebody else has moved it before."""
        done = await self._session.execute(
            update(FollowUpRow)
            .where(FollowUpRow.id == follow_up_id, FollowUpRow.status.in_(_OPEN))
            .values(status=status, reason=reason)
        )
        return cast(CursorResult[Any], done).rowcount == 1

    async def mark_sent(self, draft_id: int, step: int) -> None:
        await self._session.execute(
            update(FollowUpRow)
            .where(FollowUpRow.draft_id == draft_id, FollowUpRow.step == step)
            .values(status=FollowUpStatus.SENT)
        )

    async def stop_queued(self, draft_id: int, step: int, reason: str) -> None:
        """Ends a follow-up whose queued mail was refused, failed or taken out."""
        await self._session.execute(
            update(FollowUpRow)
            .where(
                FollowUpRow.draft_id == draft_id, FollowUpRow.step == step, FollowUpRow.status == FollowUpStatus.QUEUED
            )
            .values(status=FollowUpStatus.STOPPED, reason=reason)
        )

    async def restart(self, follow_up_id: int, due_at: datetime) -> None:
        """Plans a stopped follow-up again."""
        await self._session.execute(
            update(FollowUpRow)
            .where(FollowUpRow.id == follow_up_id, FollowUpRow.status == FollowUpStatus.STOPPED)
            .values(status=FollowUpStatus.WAITING, reason="", due_at=due_at)
        )

    async def stop(self, lead_ids: list[int], reason: str) -> int:
        """Stops every open follow-up of these leads; answers how many."""
        done = await self._session.execute(
            update(FollowUpRow)
            .where(FollowUpRow.lead_id.in_(lead_ids), FollowUpRow.status.in_(_OPEN))
            .values(status=FollowUpStatus.STOPPED, reason=reason)
        )
        return cast(CursorResult[Any], done).rowcount

    async def list_silent_leads(self, before: datetime, *, lead_id: int | None = None, limit: int = 500) -> list[int]:
        """Leads written to whose last mail left before that instant and that have nothing more coming."""
        coming = select(FollowUpRow.id).where(
            FollowUpRow.lead_id == LeadRow.id, FollowUpRow.status.in_((*_OPEN, FollowUpStatus.QUEUED))
        )
        recent = select(MessageRow.id).where(
            MessageRow.lead_id == LeadRow.id,
            MessageRow.direction == Direction.SENT,
            or_(MessageRow.sent_at >= before, MessageRow.state.in_((MailState.QUEUED, MailState.PARKED))),
        )
        query = select(LeadRow.id).where(
            LeadRow.stage == Stage.OUTREACH_SENT, LeadRow.changed_at < before, ~coming.exists(), ~recent.exists()
        )
        if lead_id is not None:
            query = query.where(LeadRow.id == lead_id)
        return list(await self._session.scalars(query.order_by(LeadRow.id).limit(limit)))

    async def postpone(self, lead_id: int, due_at: datetime) -> None:
        """Moves the lead's waiting follow-ups that would be earlier to that instant (out of office)."""
        await self._session.execute(
            update(FollowUpRow)
            .where(
                FollowUpRow.lead_id == lead_id,
                FollowUpRow.status == FollowUpStatus.WAITING,
                FollowUpRow.due_at < due_at,
            )
            .values(due_at=due_at)
        )
