"""Leads: their stage, hold, contact and scores. The one place where a stage changes, and it asks the table first."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CompanyRow, ContactRow, EvidenceRow, LeadRow, ScoreRow
from db.repositories.companies import company_of
from db.repositories.contacts import contact_of
from db.repositories.events import EventRepository, Subject
from db.repositories.lead_filter import narrow
from domain.clock import Clock
from domain.errors import Correctable
from domain.events import EventName
from domain.lead import Cause, Hold, HoldReason, Lead, Stage, require_move
from domain.score import Reason, Score, Tier
from domain.views import LeadFilter, LeadView

_EVENT_OF: dict[Stage, EventName] = {
    Stage.SCORED: EventName.LEAD_SCORED,
    Stage.APPROVED: EventName.LEAD_APPROVED,
    Stage.REJECTED: EventName.LEAD_REJECTED,
    Stage.CONTACT_FOUND: EventName.CONTACT_FOUND,
    Stage.NO_CONTACT: EventName.CONTACT_MISSING,
    Stage.OUTREACH_SENT: EventName.LEAD_CONTACTED,
    Stage.BOUNCED: EventName.LEAD_BOUNCED,
    Stage.UNSUBSCRIBED: EventName.LEAD_UNSUBSCRIBED,
    Stage.MEETING_BOOKED: EventName.MEETING_BOOKED,
    Stage.ARCHIVED: EventName.LEAD_ARCHIVED,
}


def _lead_of(row: LeadRow) -> Lead:
    hold = Hold(HoldReason(row.hold_reason), row.hold_until) if row.hold_reason else None
    return Lead(
        id=row.id,
        company_id=row.company_id,
        stage=Stage(row.stage),
        created_at=row.created_at,
        changed_at=row.changed_at,
        contact_id=row.contact_id,
        score_id=row.score_id,
        hold=hold,
        failed_cause=row.failed_cause,
    )


def _score_of(row: ScoreRow) -> Score:
    return Score(
        id=row.id,
        lead_id=row.lead_id,
        value=row.value,
        tier=Tier(row.tier),
        reasons=tuple(Reason(**reason) for reason in row.reasons),
        icp_version=row.icp_version,
        created_at=row.created_at,
    )


@dataclass(frozen=True, slots=True)
class NewScore:
    """A score before it has an id."""

    lead_id: int
    value: int
    tier: Tier
    reasons: tuple[Reason, ...]
    icp_version: int


class LeadRepository:
    def __init__(self, session: AsyncSession, clock: Clock, events: EventRepository) -> None:
        self._session = session
        self._clock = clock
        self._events = events

    async def open_for(self, company_ids: Sequence[int]) -> list[int]:
        """Makes a lead (stage new, event lead.found) for each company without one; answers all lead ids in order."""
        known = await self._known_leads(company_ids)
        fresh = [company_id for company_id in dict.fromkeys(company_ids) if company_id not in known]
        if fresh:
            now = self._clock.now()
            rows = [{"company_id": one, "stage": Stage.NEW, "created_at": now, "changed_at": now} for one in fresh]
            await self._session.execute(insert(LeadRow), rows)
            known.update(await self._known_leads(fresh))
            await self._events.publish_many(EventName.LEAD_FOUND, [known[company_id] for company_id in fresh])
        return [known[company_id] for company_id in company_ids]

    async def _known_leads(self, company_ids: Sequence[int]) -> dict[int, int]:
        known: dict[int, int] = {}
        for at in range(0, len(company_ids), 500):
            chunk = company_ids[at : at + 500]
            query = select(LeadRow.company_id, LeadRow.id).where(LeadRow.company_id.in_(chunk))
            known.update((company, lead) for company, lead in await self._session.execute(query))
        return known

    async def get(self, lead_id: int) -> Lead:
        """Raises Correctable when there is no such lead."""
        return _lead_of(await self._row(lead_id))

    async def _row(self, lead_id: int) -> LeadRow:
        row = await self._session.get(LeadRow, lead_id)
        if row is None:
            raise Correctable(f"There is no lead {lead_id}; say “show my leads” to see the numbers.")
        return row

    async def move(self, lead_id: int, to: Stage, cause: Cause) -> Lead:
        """Moves the lead and appends the event; raises Refused(BAD_MOVE) when the table has no such move."""
        row = await self._row(lead_id)
        require_move(Stage(row.stage), to, cause)
        payload = {"from": row.stage, "to": to.value, "cause": cause.value}
        row.stage = to
        row.changed_at = self._clock.now()
        await self._session.flush()
        await self._events.publish(_EVENT_OF.get(to, EventName.LEAD_MOVED), lead_id=lead_id, payload=payload)
        return _lead_of(row)

    async def choose_contact(self, lead_id: int, contact_id: int | None) -> None:
        await self._session.execute(update(LeadRow).where(LeadRow.id == lead_id).values(contact_id=contact_id))

    async def set_hold(self, lead_id: int, hold: Hold | None) -> None:
        values = {"hold_reason": hold.reason if hold else None, "hold_until": hold.until if hold else None}
        await self._session.execute(update(LeadRow).where(LeadRow.id == lead_id).values(**values))

    async def fail(self, lead_id: int, cause: str) -> None:
        """Moves a new lead to failed and keeps why."""
        await self.move(lead_id, Stage.FAILED, Cause.WORK)
        await self._session.execute(update(LeadRow).where(LeadRow.id == lead_id).values(failed_cause=cause))

    async def add_score(
        self, lead_id: int, value: int, tier: Tier, reasons: Sequence[Reason], icp_version: int
    ) -> Score:
        """Writes a score row and makes it the lead's score; the stage moves to scored only from new or scored."""
        await self.add_scores([NewScore(lead_id, value, tier, tuple(reasons), icp_version)])
        return (await self.list_scores(lead_id))[0]

    async def add_scores(self, scores: Sequence[NewScore]) -> None:
        """Many scores at once, at most one per lead, with the same effects as `add_score` for each."""
        now = self._clock.now()
        rows = [
            {
                "lead_id": one.lead_id,
                "value": one.value,
                "tier": one.tier,
                "reasons": [asdict(reason) for reason in one.reasons],
                "icp_version": one.icp_version,
                "created_at": now,
            }
            for one in scores
        ]
        if not rows:
            return
        leads = {row.id: row for row in await self._rows([one.lead_id for one in scores])}
        # SQLite inserts row by row when ids come back in order, so they are read afterwards.
        await self._session.execute(insert(ScoreRow), rows)
        newest = await self._newest_scores(list(leads))
        moved: list[Subject] = []
        for one in scores:
            lead = leads[one.lead_id]
            lead.score_id = newest[lead.id]
            if lead.stage in (Stage.NEW, Stage.SCORED):
                moved.append((lead.id, {"from": lead.stage, "to": Stage.SCORED.value, "cause": Cause.WORK.value}))
                lead.stage, lead.changed_at = Stage.SCORED, now
        await self._session.flush()
        await self._events.publish_each(EventName.LEAD_SCORED, moved)

    async def _newest_scores(self, lead_ids: Sequence[int]) -> dict[int, int]:
        newest: dict[int, int] = {}
        for at in range(0, len(lead_ids), 500):
            chunk = lead_ids[at : at + 500]
            query = select(ScoreRow.lead_id, func.max(ScoreRow.id)).where(ScoreRow.lead_id.in_(chunk))
            newest.update(
                (lead, score) for lead, score in await self._session.execute(query.group_by(ScoreRow.lead_id))
            )
        return newest

    async def _rows(self, lead_ids: Sequence[int]) -> list[LeadRow]:
        rows: list[LeadRow] = []
        for at in range(0, len(lead_ids), 500):
            query = select(LeadRow).where(LeadRow.id.in_(lead_ids[at : at + 500]))
            rows.extend(await self._session.scalars(query))
        if len(rows) < len(lead_ids):
            unknown = min(set(lead_ids) - {row.id for row in rows})
            await self._row(unknown)
        return rows

    async def list_scores(self, lead_id: int) -> list[Score]:
        """Every score the lead ever had, newest first."""
        query = select(ScoreRow).where(ScoreRow.lead_id == lead_id).order_by(ScoreRow.id.desc())
        return [_score_of(row) for row in await self._session.scalars(query)]

    async def get_view(self, lead_id: int) -> LeadView:
        views = await self.list_views(LeadFilter(ids=(lead_id,), limit=1))
        if not views:
            raise Correctable(f"There is no lead {lead_id}; say “show my leads” to see the numbers.")
        return views[0]

    async def list_views(self, wanted: LeadFilter) -> list[LeadView]:
        """Leads that fit the filter, best score first, then oldest first; given ids, in the order of the ids."""
        source = select(EvidenceRow.source).where(EvidenceRow.company_id == CompanyRow.id)
        first_source = source.order_by(EvidenceRow.id).limit(1).scalar_subquery()
        query = (
            select(LeadRow, CompanyRow, ScoreRow, ContactRow, first_source)
            .join(CompanyRow, CompanyRow.id == LeadRow.company_id)
            .outerjoin(ScoreRow, ScoreRow.id == LeadRow.score_id)
            .outerjoin(ContactRow, ContactRow.id == LeadRow.contact_id)
        )
        query = narrow(query, wanted).order_by(func.coalesce(ScoreRow.value, -1).desc(), LeadRow.id)
        rows = (await self._session.execute(query.limit(wanted.limit))).all()
        views = [
            LeadView(
                lead=_lead_of(lead),
                company=company_of(company),
                score=_score_of(score) if score else None,
                contact=contact_of(contact) if contact else None,
                source=origin or "",
            )
            for lead, company, score, contact, origin in rows
        ]
        if wanted.ids is not None:
            place = {lead_id: at for at, lead_id in enumerate(wanted.ids)}
            views.sort(key=lambda view: place[view.lead.id])
        return views

    async def count_by_stage(self, wanted: LeadFilter) -> dict[Stage, int]:
        """How many leads fit the filter, whatever its limit, by the stage they stand at."""
        query = (
            select(LeadRow.stage, func.count())
            .join(CompanyRow, CompanyRow.id == LeadRow.company_id)
            .outerjoin(ScoreRow, ScoreRow.id == LeadRow.score_id)
            .group_by(LeadRow.stage)
        )
        rows = await self._session.execute(narrow(query, wanted))
        return {Stage(stage): count for stage, count in rows}

    async def list_ids(self, wanted: LeadFilter) -> list[int]:
        return [view.lead.id for view in await self.list_views(wanted)]

    async def list_open_names(self, limit: int) -> list[str]:
        """The names of firms still worked on: first those beyond scoring, then the newest."""
        closed = {Stage.ARCHIVED, Stage.REJECTED, Stage.UNSUBSCRIBED, Stage.FAILED}
        busy = set(Stage) - closed - {Stage.NEW, Stage.SCORED}
        # NOT IN for the second, so that SQLite walks the newest rows instead of sorting all that are new.
        wanted = (LeadRow.stage.in_(busy), LeadRow.stage.not_in(busy | closed))
        names: list[str] = []
        for condition in wanted:
            query = select(CompanyRow.name).join(LeadRow, LeadRow.company_id == CompanyRow.id).where(condition)
            names.extend(await self._session.scalars(query.order_by(LeadRow.id.desc()).limit(limit - len(names))))
        return names

    async def list_names(self) -> list[tuple[int, str, str]]:
        """(lead id, name, firm) for every name a lead answers to: its firm's and those of the people known there."""
        firms = select(LeadRow.id, CompanyRow.name, CompanyRow.name).join(
            CompanyRow, CompanyRow.id == LeadRow.company_id
        )
        people = (
            select(LeadRow.id, ContactRow.name, CompanyRow.name)
            .join(CompanyRow, CompanyRow.id == LeadRow.company_id)
            .join(ContactRow, ContactRow.company_id == CompanyRow.id)
            .where(ContactRow.erased_at.is_(None))
        )
        names = [(lead, name, firm) for lead, name, firm in await self._session.execute(firms)]
        return names + [(lead, name, firm) for lead, name, firm in await self._session.execute(people)]

    async def list_at_companies(self, company_ids: Iterable[int]) -> list[Lead]:
        query = select(LeadRow).where(LeadRow.company_id.in_(set(company_ids))).order_by(LeadRow.id)
        return [_lead_of(row) for row in await self._session.scalars(query)]

    async def list_stale(self, stages: Iterable[Stage], before: datetime, limit: int = 500) -> list[Lead]:
        """Leads that have stood in one of the stages since before that instant."""
        query = select(LeadRow).where(LeadRow.stage.in_(set(stages)), LeadRow.changed_at < before)
        return [_lead_of(row) for row in await self._session.scalars(query.order_by(LeadRow.id).limit(limit))]
