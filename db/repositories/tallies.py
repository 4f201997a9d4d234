"""Counts for the report, straight from events and messages."""

from datetime import datetime

from sqlalchemy import Select, and_, case, distinct, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import CompanyRow, DraftRow, EventRow, FollowUpRow, LeadRow, MessageRow, RunStepRow, ScoreRow
from domain.draft import DraftKind, DraftStatus
from domain.events import EventName
from domain.lead import CONTACTED, Stage
from domain.mail import Direction, FollowUpStatus, Intent, MailState
from domain.views import AngleResult, Breakdown, Tally, Waiting

_HUMAN = (Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.WRONG_PERSON, Intent.NEEDS_CLARIFICATION, Intent.UNSUBSCRIBE)
_IS_OUTREACH = DraftRow.kind == DraftKind.OUTREACH
_LABELS = {
    Breakdown.ANGLE: DraftRow.angle,
    Breakdown.TIER: ScoreRow.tier,
    Breakdown.INDUSTRY: CompanyRow.trade,
    Breakdown.LOCATION: CompanyRow.city,
}


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
            drafted=await self._drafted(since),
            contacted=leads.get(EventName.LEAD_CONTACTED, 0),
            replied=await self._replied(since),
            meetings=leads.get(EventName.MEETING_BOOKED, 0),
            mails=await self._mails(since),
            intents=await self._intents(since),
            stages=await self.count_stages(),
            angles=tuple(await self.list_results(since, Breakdown.ANGLE)),
        )

    async def _leads_by_event(self, since: datetime) -> dict[str, int]:
        query = (
            select(EventRow.name, func.count(distinct(EventRow.lead_id)))
            .where(EventRow.at >= since, EventRow.lead_id.is_not(None))
            .group_by(EventRow.name)
        )
        return dict((await self._session.execute(query)).all())

    async def _drafted(self, since: datetime) -> int:
        """Leads for which a first mail was written; an answer to a reply is another thing."""
        query = select(func.count(distinct(DraftRow.lead_id)))
        return await self._session.scalar(query.where(_IS_OUTREACH, DraftRow.created_at >= since)) or 0

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

    async def list_sent_at(self, since: datetime) -> list[datetime]:
        """When each mail left since then; a mail that bounced later has left too."""
        query = select(MessageRow.sent_at).where(MessageRow.direction == Direction.SENT, MessageRow.sent_at >= since)
        return [at for at in await self._session.scalars(query) if at]

    async def sum_worked_ms(self, since: datetime) -> float:
        """How long the steps of all runs since then took together."""
        query = select(func.sum(RunStepRow.ms)).where(RunStepRow.at >= since)
        return float(await self._session.scalar(query) or 0.0)

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

    async def count_stages(self) -> dict[Stage, int]:
        """How many leads stand at each stage now."""
        query = select(LeadRow.stage, func.count()).group_by(LeadRow.stage)
        return {Stage(stage): count for stage, count in await self._session.execute(query)}

    async def list_results(self, since: datetime, by: Breakdown) -> list[AngleResult]:
        """Results of the first mails that left since then; only answers that came after the mail count."""
        first = (
            select(MessageRow.id, MessageRow.lead_id, _LABELS[by].label("label"))
            .join(DraftRow, DraftRow.id == MessageRow.draft_id)
            .join(LeadRow, LeadRow.id == MessageRow.lead_id)
            .join(CompanyRow, CompanyRow.id == LeadRow.company_id)
            .outerjoin(ScoreRow, ScoreRow.id == LeadRow.score_id)
            .where(
                MessageRow.direction == Direction.SENT, MessageRow.step == 0, _IS_OUTREACH, MessageRow.sent_at >= since
            )
            .subquery()
        )
        answer = aliased(MessageRow)
        is_answer = and_(
            answer.lead_id == first.c.lead_id,
            answer.id > first.c.id,
            answer.direction == Direction.RECEIVED,
            answer.intent.in_(_HUMAN),
        )
        query = (
            select(
                func.coalesce(first.c.label, ""),
                func.count(distinct(first.c.lead_id)),
                func.count(distinct(answer.lead_id)),
                func.count(distinct(case((answer.intent == Intent.INTERESTED, answer.lead_id)))),
            )
            .outerjoin(answer, is_answer)
            .group_by(first.c.label)
            .order_by(first.c.label)
        )
        return [AngleResult(*row) for row in await self._session.execute(query)]

    async def waiting(self, now: datetime) -> Waiting:
        """What waits at this moment."""
        stages = await self.count_stages()
        drafts = await self._count_by(select(DraftRow.status, func.count()).group_by(DraftRow.status))
        mails = await self._count_by(
            select(MessageRow.state, func.count())
            .where(MessageRow.direction == Direction.SENT)
            .group_by(MessageRow.state)
        )
        return Waiting(
            new=stages.get(Stage.NEW, 0),
            scored=stages.get(Stage.SCORED, 0),
            approved=stages.get(Stage.APPROVED, 0),
            with_contact=stages.get(Stage.CONTACT_FOUND, 0),
            drafts=drafts.get(DraftStatus.PENDING, 0),
            approved_drafts=drafts.get(DraftStatus.APPROVED, 0),
            queued=mails.get(MailState.QUEUED, 0),
            parked=mails.get(MailState.PARKED, 0),
            replies=await self._unanswered(),
            follow_ups=await self._due_follow_ups(now),
            contacted=sum(count for stage, count in stages.items() if stage in CONTACTED),
        )

    async def _count_by(self, query: Select[str, int]) -> dict[str, int]:
        return dict((await self._session.execute(query)).all())

    async def _unanswered(self) -> int:
        later = aliased(MessageRow)
        answered = select(later.id).where(
            later.lead_id == MessageRow.lead_id,
            later.id > MessageRow.id,
            later.direction == Direction.SENT,
            later.state.in_((MailState.QUEUED, MailState.SENT, MailState.PARKED)),
        )
        query = (
            select(func.count(distinct(MessageRow.lead_id)))
            .join(LeadRow, LeadRow.id == MessageRow.lead_id)
            .where(
                LeadRow.stage.in_((Stage.INTERESTED, Stage.NEEDS_CLARIFICATION)),
                MessageRow.direction == Direction.RECEIVED,
                MessageRow.intent.in_((Intent.INTERESTED, Intent.NEEDS_CLARIFICATION)),
                ~answered.exists(),
            )
        )
        return await self._session.scalar(query) or 0

    async def _due_follow_ups(self, now: datetime) -> int:
        is_due = and_(FollowUpRow.status == FollowUpStatus.WAITING, FollowUpRow.due_at <= now)
        query = select(func.count()).select_from(FollowUpRow)
        query = query.where(or_(is_due, FollowUpRow.status == FollowUpStatus.AWAITING_APPROVAL))
        return await self._session.scalar(query) or 0
