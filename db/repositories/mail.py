"""Mail that leaves: the queue, the claim, the journal. A row past the phase `dot` is never queued again by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, ScalarSelect, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DraftRow, JournalRow, MessageRow
from db.repositories.messages import message_of
from db.repositories.queued import QueuedMail
from domain.clock import Clock
from domain.errors import Correctable
from domain.mail import Direction, JournalPhase, MailState, Message

# Ends of a mail before its final dot: nobody has received it, so it may be queued again.
_NEVER_LEFT = (MailState.CANCELLED, MailState.REJECTED, MailState.FAILED)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    phase: JournalPhase
    detail: str
    at: datetime


def _last_dot_at() -> ScalarSelect[Any]:
    dots = select(func.max(JournalRow.at)).where(
        JournalRow.message_id == MessageRow.id, JournalRow.phase == JournalPhase.DOT
    )
    return dots.correlate(MessageRow).scalar_subquery()


class MailRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def queue(self, mail: QueuedMail) -> int:
        """Queues one mail; a second live row for the same draft and step, or Message-ID, is an IntegrityError.

        A row that was taken out before it left makes way; under the same Message-ID it comes back as the same row.
        """
        before = select(MessageRow).where(
            MessageRow.direction == Direction.SENT, MessageRow.draft_id == mail.draft_id, MessageRow.step == mail.step
        )
        for row in await self._session.scalars(before.where(MessageRow.state.in_(_NEVER_LEFT))):
            if row.rfc_id == mail.rfc_id and row.body_hash == mail.body_hash:
                row.state, row.refusal, row.release_at = MailState.QUEUED, "", mail.release_at
                row.lease_token = row.lease_until = None
                await self._session.flush()
                return row.id
            row.state = MailState.CANCELLED
        await self._session.flush()
        row = MessageRow(
            lead_id=mail.lead_id,
            contact_id=mail.contact_id,
            draft_id=mail.draft_id,
            step=mail.step,
            direction=Direction.SENT,
            state=MailState.QUEUED,
            rfc_id=mail.rfc_id,
            in_reply_to=mail.in_reply_to,
            body_hash=mail.body_hash,
            mailbox=mail.mailbox,
            sender=mail.sender,
            recipient=mail.recipient,
            subject=mail.subject,
            text=mail.text,
            created_at=self._clock.now(),
            release_at=mail.release_at,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def get(self, message_id: int) -> Message:
        return message_of(await self._row(message_id))

    async def _row(self, message_id: int) -> MessageRow:
        row = await self._session.get(MessageRow, message_id)
        if row is None:
            raise Correctable(f"There is no message {message_id}.")
        return row

    async def list_due(self, limit: int = 100) -> list[int]:
        """Ids of queued mails whose time has come and that nobody holds, oldest release first."""
        query = select(MessageRow.id).where(*self._is_free()).order_by(MessageRow.release_at, MessageRow.id)
        return list(await self._session.scalars(query.limit(limit)))

    async def find_claimable(self, message_id: int) -> tuple[Message, bytes | None] | None:
        """The mail, and its bytes once rendered, when it is due and nobody holds it; locked while this lasts."""
        query = select(MessageRow).where(MessageRow.id == message_id, *self._is_free()).with_for_update()
        row = await self._session.scalar(query)
        return (message_of(row), row.mime) if row else None

    def _is_free(self) -> tuple[ColumnElement[bool], ...]:
        now = self._clock.now()
        return (
            MessageRow.state == MailState.QUEUED,
            MessageRow.release_at <= now,
            or_(MessageRow.lease_until.is_(None), MessageRow.lease_until < now),
        )

    async def claim(self, message_id: int, token: str, until: datetime, mime: bytes) -> bool:
        """Takes the mail for one sender and journals `try`; False when it is no longer queued or somebody holds it.

        The bytes are stored at the first claim and kept: every retry sends exactly these.
        """
        now = self._clock.now()
        taken = await self._session.execute(
            update(MessageRow)
            .where(
                MessageRow.id == message_id,
                MessageRow.state == MailState.QUEUED,
                or_(MessageRow.lease_until.is_(None), MessageRow.lease_until < now),
            )
            .values(lease_token=token, lease_until=until, mime=func.coalesce(MessageRow.mime, mime), refusal="")
        )
        if cast(CursorResult[Any], taken).rowcount != 1:
            return False
        await self.journal(message_id, JournalPhase.TRY)
        return True

    async def journal(self, message_id: int, phase: JournalPhase, detail: str = "") -> None:
        self._session.add(JournalRow(message_id=message_id, phase=phase, detail=detail, at=self._clock.now()))
        await self._session.flush()

    async def list_journal(self, message_id: int) -> list[JournalEntry]:
        query = select(JournalRow).where(JournalRow.message_id == message_id).order_by(JournalRow.id)
        return [JournalEntry(JournalPhase(row.phase), row.detail, row.at) for row in await self._session.scalars(query)]

    async def mark_dot(self, message_id: int, token: str) -> bool:
        """Journals that the final dot is about to be written. From here the row is parked until proven sent or not."""
        return await self._finish(message_id, token, MailState.QUEUED, MailState.PARKED, JournalPhase.DOT)

    async def mark_sent(self, message_id: int, token: str, detail: str = "") -> bool:
        """Journals the server's acceptance; False when the lease is no longer ours."""
        return await self._finish(message_id, token, MailState.PARKED, MailState.SENT, JournalPhase.SENT, detail)

    async def mark_failed(self, message_id: int, token: str, state: MailState, detail: str) -> bool:
        """Before the dot: the mail goes back to queued, or ends as failed or rejected, with the reason."""
        return await self._finish(message_id, token, MailState.QUEUED, state, JournalPhase.FAILED, detail)

    async def _finish(
        self, message_id: int, token: str, state: MailState, to: MailState, phase: JournalPhase, detail: str = ""
    ) -> bool:
        values: dict[str, Any] = {"state": to}
        if to is MailState.SENT:
            values["sent_at"] = self._clock.now()
        if to is not MailState.PARKED:
            values |= {"lease_token": None, "lease_until": None}
        done = await self._session.execute(
            update(MessageRow)
            .where(MessageRow.id == message_id, MessageRow.state == state, MessageRow.lease_token == token)
            .values(**values)
        )
        if cast(CursorResult[Any], done).rowcount != 1:
            return False
        await self.journal(message_id, phase, detail)
        return True

    async def list_parked(self, before: datetime) -> list[Message]:
        """Mails whose fate is open and whose last `dot` was journalled before that instant."""
        query = select(MessageRow).where(MessageRow.state == MailState.PARKED, _last_dot_at() < before)
        return [message_of(row) for row in await self._session.scalars(query.order_by(MessageRow.id))]

    async def settle_parked(self, message_id: int, state: MailState, detail: str, *, before: datetime) -> bool:
        """Ends the doubt about a parked mail by evidence: sent, or queued again because it was proven absent.

        False when it is no longer the doubt that the evidence was gathered for (`before` as in list_parked).
        A mail that was sent counts as sent when its `dot` was journalled.
        """
        is_same = and_(MessageRow.id == message_id, MessageRow.state == MailState.PARKED, _last_dot_at() < before)
        values: dict[str, Any] = {"state": state, "lease_token": None, "lease_until": None}
        if state is MailState.SENT:
            values["sent_at"] = _last_dot_at()
        else:
            values["release_at"] = self._clock.now()
        done = await self._session.execute(update(MessageRow).where(is_same).values(**values))
        if cast(CursorResult[Any], done).rowcount != 1:
            return False
        await self.journal(message_id, JournalPhase.SENT if state is MailState.SENT else JournalPhase.FAILED, detail)
        return True

    async def refuse(self, message_id: int, refusal: str, *, retry_at: datetime | None) -> None:
        """A claim check said no: the mail waits until retry_at, or is rejected when there is none."""
        row = await self._row(message_id)
        row.refusal = refusal
        if retry_at is None:
            row.state = MailState.REJECTED
        else:
            row.release_at = retry_at
        await self._session.flush()

    async def cancel(self, message_id: int, why: str) -> bool:
        """Takes a mail out of the queue; False when it is too late.

        A claimed one may still be taken: its sender finds out at `mark_dot`, before anything can have left.
        """
        done = await self._session.execute(
            update(MessageRow)
            .where(MessageRow.id == message_id, MessageRow.state == MailState.QUEUED)
            .values(state=MailState.CANCELLED, refusal=why, lease_token=None, lease_until=None)
        )
        return cast(CursorResult[Any], done).rowcount == 1

    async def mark_bounced(self, message_id: int) -> bool:
        """A server gave the mail back for good; False when it has bounced before or never left."""
        done = await self._session.execute(
            update(MessageRow)
            .where(MessageRow.id == message_id, MessageRow.state.in_((MailState.SENT, MailState.PARKED)))
            .values(state=MailState.BOUNCED)
        )
        return cast(CursorResult[Any], done).rowcount == 1

    async def set_release(self, message_id: int, release_at: datetime) -> None:
        """Moves a queued mail to another moment ("send it now")."""
        await self._session.execute(
            update(MessageRow)
            .where(MessageRow.id == message_id, MessageRow.state == MailState.QUEUED)
            .values(release_at=release_at)
        )

    async def list_sent(
        self,
        *,
        ids: Sequence[int] | None = None,
        lead_id: int | None = None,
        draft_id: int | None = None,
        states: tuple[MailState, ...] = (),
    ) -> list[Message]:
        """Outgoing mails in any state or the given ones, oldest first."""
        query = select(MessageRow).where(MessageRow.direction == Direction.SENT)
        if ids is not None:
            query = query.where(MessageRow.id.in_(ids))
        if lead_id is not None:
            query = query.where(MessageRow.lead_id == lead_id)
        if draft_id is not None:
            query = query.where(MessageRow.draft_id == draft_id)
        if states:
            query = query.where(MessageRow.state.in_(states))
        return [message_of(row) for row in await self._session.scalars(query.order_by(MessageRow.id))]

    async def has_other_answer(self, answered_id: int, draft_id: int) -> bool:
        """Whether a mail of another draft that answers the same received mail is on its way or gone."""
        query = select(MessageRow.id).join(DraftRow, DraftRow.id == MessageRow.draft_id)
        query = query.where(
            DraftRow.answers_message_id == answered_id,
            DraftRow.id != draft_id,
            MessageRow.direction == Direction.SENT,
            MessageRow.state.not_in(_NEVER_LEFT),
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def count_left_since(self, mailbox: str, since: datetime) -> int:
        """Mails that left this mailbox since then; those of unknown fate and those just leaving count: caps err low."""
        query = select(func.count()).select_from(MessageRow)
        query = query.where(self._is_from(mailbox), or_(MessageRow.sent_at >= since, self._is_leaving()))
        return await self._session.scalar(query) or 0

    async def find_sent_at_before(self, mailbox: str, places: int) -> datetime | None:
        """When the mail left that is `places` back from the newest one (0 is the newest)."""
        query = select(MessageRow.sent_at).where(self._is_from(mailbox), MessageRow.sent_at.is_not(None))
        return await self._session.scalar(query.order_by(MessageRow.sent_at.desc()).offset(places).limit(1))

    async def find_first_sent_at(self, mailbox: str) -> datetime | None:
        return await self._session.scalar(select(func.min(MessageRow.sent_at)).where(self._is_from(mailbox)))

    async def count_bounced(self, mailbox: str, since: datetime, last: int = 100) -> tuple[int, int]:
        """Of the last mails that left this mailbox since then: how many bounced, and how many they are."""
        query = select(MessageRow.state).where(
            self._is_from(mailbox),
            MessageRow.state.in_((MailState.SENT, MailState.BOUNCED)),
            func.coalesce(MessageRow.sent_at, MessageRow.release_at) >= since,
        )
        states = list(await self._session.scalars(query.order_by(MessageRow.id.desc()).limit(last)))
        return states.count(MailState.BOUNCED), len(states)

    async def find_last_left_at(self, mailbox: str) -> datetime | None:
        """When the mailbox last sent or set out to send."""
        sent = await self._session.scalar(select(func.max(MessageRow.sent_at)).where(self._is_from(mailbox)))
        tried = await self._session.scalar(
            select(func.max(JournalRow.at))
            .join(MessageRow, MessageRow.id == JournalRow.message_id)
            .where(self._is_from(mailbox), self._is_leaving())
        )
        return max((at for at in (sent, tried) if at is not None), default=None)

    def _is_from(self, mailbox: str) -> ColumnElement[bool]:
        return and_(MessageRow.direction == Direction.SENT, MessageRow.mailbox == mailbox)

    def _is_leaving(self) -> ColumnElement[bool]:
        is_held = and_(MessageRow.state == MailState.QUEUED, MessageRow.lease_until >= self._clock.now())
        return or_(MessageRow.state == MailState.PARKED, is_held)
