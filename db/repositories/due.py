"""Whether anything is due: one indexed question for every kind, asked once a second by the sidecar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import FollowUpRow, LeadRow, MailboxRow, MessageRow
from domain.clock import Clock
from domain.lead import Stage
from domain.mail import FollowUpStatus, MailState


@dataclass(frozen=True, slots=True)
class DueNow:
    """What has rows that are due."""

    reading: bool
    follow_ups: bool
    mail: bool
    archive: bool


class DueRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def find(self, mailbox: str, closed: Iterable[Stage], closed_before: datetime) -> DueNow:
        """`mailbox` '' is never read; leads that have stood in a `closed` stage since then belong in the archive."""
        now = self._clock.now()
        is_read = exists().where(MailboxRow.name == mailbox, MailboxRow.next_poll_at > now)
        is_free = or_(MessageRow.lease_until.is_(None), MessageRow.lease_until < now)
        is_queued = and_(MessageRow.state == MailState.QUEUED, MessageRow.release_at <= now, is_free)
        query = select(
            ~is_read,
            exists().where(FollowUpRow.status == FollowUpStatus.WAITING, FollowUpRow.due_at <= now),
            exists().where(is_queued),
            exists().where(MessageRow.state == MailState.PARKED),
            exists().where(LeadRow.stage.in_(set(closed)), LeadRow.changed_at < closed_before),
        )
        reading, follow_ups, queued, parked, archive = (await self._session.execute(query)).one()
        return DueNow(bool(mailbox) and reading, follow_ups, queued or parked, archive)
