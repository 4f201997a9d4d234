"""Counts for the report, straight from events and messages."""

from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DraftRow, EventRow, LeadRow, MessageRow
from domain.events import EventName
from domain.lead import Stage
from domain.mail import Direction, Intent, MailState
from domain.views import AngleResult, Tally

_HUMAN = (Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.WRONG_PERSON, Intent.NEEDS_CLARIFICATION, Intent.UNSUBSCRIBE)


class TallyRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def count(self, since: datetime) -> Tally:
        """What happened since that instant; `stages` is how all leads stand now."""
        leads = await self._leads_by_event(since)
        return Tally(
            found=leads.get(EventName.LEAD_FOUND, 0),
            scored=leads.get(EventName.LEAD_SCORED, 0),
            approved=leads.get(EventName.LEAD_APPROVED, 0),
            with_contact=leads.get(EventName.CONTACT_FOUND, 0),
            drafted=leads.get(EventName.DRAFT_CREATED, 0),
            contacted=leads.get(EventName.LEAD_CONTACTED, 0),
            replied=await self._replied(since),
            meetings=leads.get(EventName.MEETING_BOOKED, 0),
            mails=await self._mails(since),
            intents=await self._intents(since),
            stages=await self._stages(),
            angles=tuple(await self._angles(since)),
        )

    async def _leads_by_event(self, since: datetime) -> dict[str, int]:
        query = (
            select(EventRow.name, func.count(distinct(EventRow.lead_id)))
            .where(EventRow.at >= since, EventRow.lead_id.is_not(None))
            .group_by(EventRow.name)
        )
        return dict((await self._session.execute(query)).tuples())

    async def _replied(self, since: datetime) -> int:
        query = select(func.count(distinct(MessageRow.lead_id))).where(
            MessageRow.direction == Direction.RECEIVED,
            MessageRow.intent.in_(_HUMAN),
            MessageRow.created_at >= since,
        )
        return await self._session.scalar(query) or 0

    async def _mails(self, since: datetime) -> dict[MailState, int]:
        query = (
            select(MessageRow.state, func.count())
            .where(MessageRow.direction == Direction.SENT, MessageRow.created_at >= since)
            .group_by(MessageRow.state)
        )
        return {MailState(state): count for state, count in await self._session.execute(query)}

    async def _intents(self, since: datetime) -> dict[Intent, int]:
        query = (
            select(MessageRow.intent, func.count())
            .where(
                MessageRow.direction == Direction.RECEIVED,
                MessageRow.created_at >= since,
                MessageRow.intent.is_not(None),
                MessageRow.lead_id.is_not(None),
            )
            .group_by(MessageRow.intent)
        )
        return {Intent(intent): count for intent, count in await self._session.execute(query) if intent}

    async def _stages(self) -> dict[Stage, int]:
        query = select(LeadRow.stage, func.count()).group_by(LeadRow.stage)
        return {Stage(stage): count for stage, count in await self._session.execute(query)}

    async def _angles(self, since: datetime) -> list[AngleResult]:
        first = (
            select(MessageRow.lead_id, DraftRow.angle)
            .join(DraftRow, DraftRow.id == MessageRow.draft_id)
            .where(
                MessageRow.direction == Direction.SENT,
                MessageRow.step == 0,
                DraftRow.answers_message_id.is_(None),
                MessageRow.sent_at >= since,
            )
            .subquery()
        )
        answers = (
            select(MessageRow.lead_id, MessageRow.intent)
            .where(MessageRow.direction == Direction.RECEIVED, MessageRow.intent.in_(_HUMAN))
            .subquery()
        )
        warm = select(answers.c.lead_id).where(answers.c.intent == Intent.INTERESTED)
        query = (
            select(
                first.c.angle,
                func.count(distinct(first.c.lead_id)),
                func.count(distinct(answers.c.lead_id)),
                func.count(distinct(first.c.lead_id)).filter(first.c.lead_id.in_(warm)),
            )
            .outerjoin(answers, answers.c.lead_id == first.c.lead_id)
            .group_by(first.c.angle)
            .order_by(first.c.angle)
        )
        return [AngleResult(*row) for row in await self._session.execute(query)]
