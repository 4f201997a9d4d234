"""Works queued mail: claim, deliver, record, each its own committed step; and settles mails of unknown fate."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from db.books import Books
from db.ledger import Ledger
from db.repositories.workspace import SENDING_PAUSED, SENDING_RESUMED_AT
from domain.clock import Clock, elapsed_ms, stopwatch
from domain.errors import Refused
from domain.events import EventName
from domain.mail import JournalPhase, MailState
from tools.send.composing import compose
from tools.send.consequences import close_draft, record_bounced, record_left, record_refused
from tools.send.facts import Desk, Subject, gather_facts, get_subject
from tools.send.mime import render_mime
from tools.send.providers.base import Mailer, MailerCause, MailerError, OutgoingMail
from tools.send.rules import SENTENCES, Refusal, check_claim, find_retry_at, is_bouncing

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_MOST_TRIES = 12


class Fate(StrEnum):
    """What became of one mail in one round."""

    SENT = "sent"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"
    PARKED = "parked"
    TAKEN = "taken"


@dataclass(slots=True)
class ReleaseSummary:
    """What a round came to: message ids by fate, the reasons of those that did not leave, what stopped the round.

    `needs_poll`: a follow-up waits until the mailbox has been read.
    """

    by_fate: dict[Fate, list[int]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    stopped: str = ""
    needs_poll: bool = False

    def add(self, message_id: int, fate: Fate, reason: str = "") -> None:
        self.by_fate.setdefault(fate, []).append(message_id)
        if reason:
            self.reasons[message_id] = reason

    def ids(self, fate: Fate) -> list[int]:
        return self.by_fate.get(fate, [])


@dataclass(frozen=True, slots=True)
class _Claimed:
    subject: Subject
    token: str
    mime: bytes


class _Halted(Exception):  # no error: between claim and dot a person stopped it or somebody else took it
    pass


class Releaser:
    """Sends what is due. Any number may run at once: the claim in the ledger lets one of them have a mail."""

    def __init__(self, ledger: Ledger, clock: Clock, mailer: Mailer | None, desk: Desk) -> None:
        self._ledger = ledger
        self._clock = clock
        self._mailer = mailer
        self._desk = desk

    async def release_due(self, limit: int = 100) -> ReleaseSummary:
        """Settles old doubts, then works the due mails, oldest first."""
        summary = ReleaseSummary()
        if self._mailer is None:
            summary.stopped = SENTENCES[Refusal.NO_MAILBOX]
            return summary
        await self._settle(self._mailer, summary)
        summary.stopped = await self._find_stop(self._mailer.name)
        if summary.stopped:
            return summary
        async with self._ledger.reading() as books:
            due = await books.mail.list_due(limit)
        for message_id in due:
            await self.release_one(message_id, summary)
            if summary.stopped:
                break
        return summary

    async def _find_stop(self, mailbox: str) -> str:
        """Why nothing may leave now: a pause, or so many bounces that the mailbox must pause here and now."""
        share = self._desk.policy.most_bounces
        async with self._ledger.reading() as books:
            if await books.workspace.is_sending_paused():
                return SENTENCES[Refusal.PAUSED]
            if share is None:
                return ""
            since = await books.workspace.find_state(SENDING_RESUMED_AT)
            begin = datetime.fromisoformat(since) if since else datetime.min.replace(tzinfo=UTC)
            bounced, total = await books.mail.count_bounced(mailbox, begin)
        if not is_bouncing(bounced, total, share):
            return ""
        reason = f"{bounced} of the last {total} mails bounced"
        await self._pause(reason)
        return f"Sending is paused, because {reason}; check where the addresses come from, then say “resume sending”."

    async def _pause(self, reason: str) -> None:
        async with self._ledger.writing(durable=True) as books:
            await books.workspace.set_state(SENDING_PAUSED, reason)
            await books.events.publish(EventName.SENDING_PAUSED)

    async def release_one(self, message_id: int, summary: ReleaseSummary) -> None:
        """Claims one due mail and, when every rule agrees, delivers it; notes in `summary` what became of it."""
        if self._mailer is None:
            summary.add(message_id, Fate.WAITING, SENTENCES[Refusal.NO_MAILBOX])
            return
        claimed = await self._claim(message_id, summary)
        if claimed is not None:
            await self._deliver(self._mailer, claimed, summary)

    async def _claim(self, message_id: int, summary: ReleaseSummary) -> _Claimed | None:
        """One durable transaction: every check anew, the bytes rendered and stored, `try` journalled."""
        token = secrets.token_hex(16)
        async with self._ledger.writing(durable=True) as books:
            found = await books.mail.find_claimable(message_id)
            if found is None:
                summary.add(message_id, Fate.TAKEN)
                return None
            (message, mime), now = found, self._clock.now()
            subject = await get_subject(books, message)
            facts = await gather_facts(books, subject, self._desk, now=now, mime=mime, has_mailbox=True)
            refusal = check_claim(facts, self._desk.policy)
            if refusal is not None:
                retry_at = find_retry_at(refusal, facts, self._desk.policy)
                await self._refuse(books, subject, refusal, retry_at)
                summary.needs_poll = summary.needs_poll or refusal is Refusal.NEEDS_POLL
                summary.add(message_id, Fate.WAITING if retry_at else Fate.REFUSED, SENTENCES[refusal])
                return None
            try:
                mime = mime or render_mime(await compose(books, subject, now))
            except Refused as error:
                await record_refused(books, subject, error.code, str(error))
                summary.add(message_id, Fate.REFUSED, str(error))
                return None
            until = now + timedelta(seconds=self._desk.policy.lease_seconds)
            if not await books.mail.claim(message_id, token, until, mime):
                summary.add(message_id, Fate.TAKEN)
                return None
        return _Claimed(subject, token, mime)

    async def _refuse(self, books: Books, subject: Subject, refusal: Refusal, retry_at: datetime | None) -> None:
        if retry_at is None:
            await record_refused(books, subject, refusal, SENTENCES[refusal])
        else:
            await books.mail.refuse(subject.message.id, refusal, retry_at=retry_at)

    async def _deliver(self, mailer: Mailer, claimed: _Claimed, summary: ReleaseSummary) -> None:
        """No transaction is open while the mailer works; `dot` is journalled before the point of no return."""
        message = claimed.subject.message
        is_past_dot = False

        async def before_dot() -> None:
            nonlocal is_past_dot
            await self._mark_dot(claimed)
            is_past_dot = True

        mail = OutgoingMail(message.rfc_id, message.sender, message.recipient, claimed.mime)
        started = stopwatch()
        try:
            receipt = await mailer.deliver(mail, before_dot)
        except _Halted:
            await self._put_back(claimed, summary, "stopped before it left", wait=timedelta())
        except MailerError as error:
            await self._log(mailer, started, error)
            handle = self._park if is_past_dot else self._fail
            await handle(claimed, error, summary)
        else:
            async with self._ledger.writing(durable=True) as books:
                if await books.mail.mark_sent(message.id, claimed.token, receipt.detail):
                    await record_left(books, claimed.subject, self._clock.now())
                await books.runs.record_service_call(
                    "provider", mailer.name, "send", is_ok=True, detail="", ms=elapsed_ms(started)
                )
            summary.add(message.id, Fate.SENT)

    async def _mark_dot(self, claimed: _Claimed) -> None:
        """The last look before the point of no return: "stop everything" and an opt-out still get through here."""
        message = claimed.subject.message
        async with self._ledger.writing(durable=True) as books:
            is_stopped = await books.workspace.is_sending_paused()
            if is_stopped or await books.suppressions.find_for(message.recipient) is not None:
                raise _Halted
            if not await books.mail.mark_dot(message.id, claimed.token):
                raise _Halted

    async def _put_back(self, claimed: _Claimed, summary: ReleaseSummary, detail: str, *, wait: timedelta) -> None:
        message_id = claimed.subject.message.id
        async with self._ledger.writing(durable=True) as books:
            if await books.mail.mark_failed(message_id, claimed.token, MailState.QUEUED, detail):
                await books.mail.set_release(message_id, self._clock.now() + wait)
                summary.add(message_id, Fate.WAITING, detail)
            else:
                summary.add(message_id, Fate.TAKEN)

    async def _fail(self, claimed: _Claimed, error: MailerError, summary: ReleaseSummary) -> None:
        """Before the dot: nothing has left, so later again, or never when the other side says never."""
        if error.cause in (MailerCause.PERMANENT, MailerCause.BAD_RECIPIENT):
            await self._give_up(claimed, error, summary)
            return
        async with self._ledger.reading() as books:
            journal = await books.mail.list_journal(claimed.subject.message.id)
        tries = sum(1 for entry in journal if entry.phase is JournalPhase.FAILED)
        if error.cause is MailerCause.TRANSIENT and tries >= _MOST_TRIES:
            await self._give_up(claimed, error, summary)
            return
        await self._put_back(claimed, summary, error.detail, wait=min(_FIRST_WAIT * 2 ** min(tries, 20), _LONGEST_WAIT))
        if error.cause is MailerCause.AUTH:
            summary.stopped = (
                f"The mailbox {error.provider} does not let Leadloop in ({error.detail}); connect it again."
            )
        if error.cause is MailerCause.BLOCKED:
            summary.stopped = f"The mailbox {error.provider} is being blocked ({error.detail}); sending is paused."
            await self._pause(f"the mailbox is being blocked: {error.detail}")

    async def _give_up(self, claimed: _Claimed, error: MailerError, summary: ReleaseSummary) -> None:
        message = claimed.subject.message
        is_bounce = error.cause is MailerCause.BAD_RECIPIENT
        is_refused = error.cause is MailerCause.PERMANENT
        state = MailState.BOUNCED if is_bounce else MailState.REJECTED if is_refused else MailState.FAILED
        async with self._ledger.writing(durable=True) as books:
            if await books.mail.mark_failed(message.id, claimed.token, state, error.detail):
                subject = await get_subject(books, message)
                if is_bounce:
                    await record_bounced(books, subject, error.detail)
                else:
                    await close_draft(books, subject, f"The mail could not be delivered ({error.detail}).")
        summary.add(message.id, Fate.FAILED, error.detail)

    async def _park(self, claimed: _Claimed, error: MailerError, summary: ReleaseSummary) -> None:
        async with self._ledger.writing(durable=True) as books:
            await books.mail.journal(claimed.subject.message.id, JournalPhase.PARKED, error.detail)
        summary.add(claimed.subject.message.id, Fate.PARKED, error.detail)

    async def _settle(self, mailer: Mailer, summary: ReleaseSummary) -> None:
        """Looks in Sent for mails that have stood at `dot` long enough; what cannot be known stays parked."""
        before = self._clock.now() - timedelta(seconds=self._desk.policy.settle_seconds)
        async with self._ledger.reading() as books:
            parked = await books.mail.list_parked(before)
        for message in parked:
            is_sent = await mailer.find_sent(message.rfc_id)
            if is_sent is None:
                summary.add(message.id, Fate.PARKED, "nobody can tell whether it left")
                continue
            state, detail = (MailState.SENT, "found in Sent") if is_sent else (MailState.QUEUED, "not in Sent")
            async with self._ledger.writing(durable=True) as books:
                is_ours = await books.mail.settle_parked(message.id, state, detail, before=before)
                if is_ours and is_sent:
                    left_at = (await books.mail.get(message.id)).sent_at or self._clock.now()
                    await record_left(books, await get_subject(books, message), left_at)
                    summary.add(message.id, Fate.SENT)

    async def _log(self, mailer: Mailer, started: float, error: MailerError) -> None:
        async with self._ledger.writing() as books:
            await books.runs.record_service_call(
                "provider", mailer.name, "send", is_ok=False, detail=str(error.cause), ms=elapsed_ms(started)
            )
