"""Mail that came: stored once each, matched to leads, understood. Also where reading of each mailbox stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CompanyRow, ContactRow, LeadRow, MailboxRow, MessageRow
from db.repositories.messages import message_of
from domain.clock import Clock
from domain.lead import Stage
from domain.mail import Direction, Intent, MailState, Message, Understanding


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail as read: `text` is the new text only; `content_hash` the sha256 of the raw bytes.

    `is_autoresponse`: a program wrote it and it answers nothing.
    """

    rfc_id: str
    in_reply_to: str
    content_hash: str
    mailbox: str
    sender: str
    recipient: str
    subject: str
    text: str
    received_at: datetime
    is_trusted: bool
    lead_id: int | None
    contact_id: int | None
    understanding: Understanding
    is_autoresponse: bool = False


@dataclass(frozen=True, slots=True)
class MailboxState:
    """Where reading of a mailbox stands; `cursor` is the mailbox's own words."""

    cursor: Mapping[str, str | int | list[str]]
    polled_at: datetime | None
    next_poll_at: datetime | None


class ReceivedMailRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def add(self, mail: ReceivedMail) -> int | None:
        """Stores the mail; None when the same bytes under the same Message-ID are stored already."""
        if await self.is_known(mail.rfc_id, mail.content_hash):
            return None
        seen = mail.understanding
        row = MessageRow(
            lead_id=mail.lead_id,
            contact_id=mail.contact_id,
            direction=Direction.RECEIVED,
            state=MailState.AUTORESPONDED if mail.is_autoresponse else MailState.RECEIVED,
            rfc_id=mail.rfc_id,
            in_reply_to=mail.in_reply_to,
            content_hash=mail.content_hash,
            mailbox=mail.mailbox,
            sender=mail.sender,
            recipient=mail.recipient,
            subject=mail.subject,
            text=mail.text,
            is_trusted=mail.is_trusted,
            created_at=self._clock.now(),
            received_at=mail.received_at,
            intent=seen.intent,
            confidence=seen.confidence,
            needs_human=seen.needs_human,
            summary=seen.summary,
            sentiment=seen.sentiment,
            key_points=list(seen.key_points),
            return_on=seen.return_on,
            referral=seen.referral,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def is_known(self, rfc_id: str, content_hash: str) -> bool:
        query = select(MessageRow.id).where(
            MessageRow.direction == Direction.RECEIVED,
            MessageRow.rfc_id == rfc_id,
            MessageRow.content_hash == content_hash,
        )
        return await self._session.scalar(query) is not None

    async def find_sent(self, rfc_ids: Sequence[str]) -> Message | None:
        """The newest of our mails that carries one of these Message-IDs: how an answer finds its lead."""
        query = (
            select(MessageRow)
            .where(MessageRow.direction == Direction.SENT, MessageRow.rfc_id.in_(list(rfc_ids)[:100]))
            .order_by(MessageRow.id.desc())
            .limit(1)
        )
        row = await self._session.scalar(query)
        return message_of(row) if row else None

    async def list_leads_by_address(self, address: str) -> list[tuple[int, int]]:
        """(lead id, contact id) of contacts with that address."""
        query = (
            select(LeadRow.id, ContactRow.id)
            .join(ContactRow, ContactRow.company_id == LeadRow.company_id)
            .where(ContactRow.email.ilike(_literal(address), escape="\\"))
        )
        return [(lead, contact) for lead, contact in await self._session.execute(query.order_by(LeadRow.id))]

    async def list_leads_by_domain(self, host: str) -> list[int]:
        """Leads whose company has that domain, or one of whose contacts has an address there."""
        query = (
            select(LeadRow.id)
            .join(CompanyRow, CompanyRow.id == LeadRow.company_id)
            .outerjoin(ContactRow, ContactRow.company_id == CompanyRow.id)
            .where(or_(CompanyRow.domain == host, ContactRow.email.ilike(f"%@{_literal(host)}", escape="\\")))
            .distinct()
        )
        return list(await self._session.scalars(query.order_by(LeadRow.id)))

    async def list_(
        self,
        *,
        intent: Intent | None = None,
        lead_id: int | None = None,
        ids: Sequence[int] | None = None,
        since: datetime | None = None,
        after_id: int = 0,
        limit: int = 100,
    ) -> list[Message]:
        """Received mails that fit, newest first; `since` looks at when we stored them, `after_id` at what is newer."""
        query = select(MessageRow).where(MessageRow.direction == Direction.RECEIVED)
        if intent:
            query = query.where(MessageRow.intent == intent)
        if lead_id is not None:
            query = query.where(MessageRow.lead_id == lead_id)
        if ids is not None:
            query = query.where(MessageRow.id.in_(ids))
        if since is not None:
            query = query.where(MessageRow.created_at >= since)
        if after_id:
            query = query.where(MessageRow.id > after_id)
        return [
            message_of(row) for row in await self._session.scalars(query.order_by(MessageRow.id.desc()).limit(limit))
        ]

    async def has_answer_since(self, company_id: int, since: datetime, *, except_id: int | None = None) -> bool:
        """Whether a reply or bounce from that company was stored after `since`.

        Absence notes and automatic receipts do not count, nor do bounces that did not end the lead (delays, a full
        mailbox).

        `except_id` is the reply that the mail in question answers.
        """
        query = (
            select(MessageRow.id)
            .join(LeadRow, LeadRow.id == MessageRow.lead_id)
            .where(
                LeadRow.company_id == company_id,
                MessageRow.direction == Direction.RECEIVED,
                MessageRow.state != MailState.AUTORESPONDED,
                MessageRow.intent != Intent.OUT_OF_OFFICE,
                or_(MessageRow.intent != Intent.BOUNCE, LeadRow.stage == Stage.BOUNCED),
                MessageRow.created_at >= since,
            )
        )
        if except_id is not None:
            query = query.where(MessageRow.id != except_id)
        return await self._session.scalar(query.limit(1)) is not None

    async def find_mailbox(self, name: str) -> MailboxState | None:
        row = await self._session.scalar(select(MailboxRow).where(MailboxRow.name == name))
        return MailboxState(row.cursor or {}, row.polled_at, row.next_poll_at) if row else None

    async def save_mailbox(self, name: str, state: MailboxState) -> None:
        """Moves the cursor; call it in the transaction that stores the mails it stands for."""
        row = await self._session.scalar(select(MailboxRow).where(MailboxRow.name == name))
        if row is None:
            row = MailboxRow(name=name)
            self._session.add(row)
        row.cursor = dict(state.cursor)
        row.polled_at = state.polled_at
        row.next_poll_at = state.next_poll_at
        await self._session.flush()


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
