"""The door to sending: queue what is approved, release what is due, pause, explain, take back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.books import Books
from db.ledger import Ledger
from db.repositories.mail import QueuedMail
from db.repositories.workspace import SENDING_PAUSED
from domain.clock import Clock
from domain.company import Company
from domain.decisions import PersonDecision
from domain.draft import Draft, DraftPart, DraftStatus
from domain.errors import Refused
from domain.events import EventName
from domain.mail import MailState, Message
from domain.runs import ItemStatus
from tools.outcome import MailTable, Outcome
from tools.send.facts import Desk
from tools.send.providers.base import Mailer
from tools.send.release import Fate, Releaser, ReleaseSummary
from tools.send.rules import SENTENCES, Refusal, SendPolicy, next_release
from tools.send.undo import Undoer
from tools.send.windows import Whereabouts, describe_release
from tools.send.words import describe_mail, summarise_send
from tools.spec import CallContext

_CHUNK = 50
_SHOWN = 50
_OPEN_STATES = (MailState.QUEUED, MailState.PARKED, MailState.REJECTED, MailState.FAILED)
_LIVE_STATES = (MailState.QUEUED, MailState.SENT, MailState.PARKED, MailState.BOUNCED)


@dataclass(slots=True)
class _Queued:
    """What queueing came to: message ids with their release, and why drafts were left out."""

    release_at: dict[int, datetime]
    zones: dict[int, str]
    skipped: dict[int, str]


class SendService:
    """Approve and send are two verbs: this one never approves, and sends only what is approved word for word."""

    def __init__(
        self, ledger: Ledger, clock: Clock, mailer: Mailer | None, policy: SendPolicy, places: Whereabouts
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._mailer = mailer
        self._policy = policy
        self._desk = Desk(policy, places)
        self._releaser = Releaser(ledger, clock, mailer, self._desk)
        self._undoer = Undoer(ledger)

    def plan_release(self, now: datetime, company: Company) -> datetime:
        """When a mail to that company, queued now, may leave: the undo window, then their working hours."""
        return next_release(self._policy, now, self._desk.zone_of(company), self._desk.holidays_of(company))

    def describe_leaving(self, release_at: datetime, company: Company) -> str:
        """That moment in words, by the company's clock."""
        return describe_release(release_at, self._clock.now(), self._desk.zone_of(company))

    async def send(self, drafts: tuple[int, ...], context: CallContext) -> Outcome:
        """Queues approved drafts (none named: all that are approved) and sends at once those that may leave now.

        Raises Refused NEEDS_PERSON, NO_MAILBOX.
        """
        decision = _require_person(context, "Sending")
        if self._mailer is None:
            raise Refused("NO_MAILBOX", SENTENCES[Refusal.NO_MAILBOX])
        async with self._ledger.writing() as books:
            ids = drafts or tuple(one.id for one in await books.drafts.list_(statuses=(DraftStatus.APPROVED,)))
            todo = await books.runs.open_items(context.run_id, context.call_index, ids)
        queued = _Queued({}, {}, {})
        for at in range(0, len(todo), _CHUNK):
            context.check_stop()
            await self._queue_chunk(self._mailer.name, todo[at : at + _CHUNK], queued, (context, decision))
        summary = await self._send_now(queued, context)
        async with self._ledger.reading() as books:
            sent_ids = [*queued.release_at]
            rows = [await books.mail.get(one) for one in sent_ids[:_SHOWN]]
            paused = await books.workspace.is_sending_paused()
        table = MailTable(tuple((row, describe_mail(row, self._clock.now())) for row in rows), "Mail")
        words = summarise_send(summary, queued.zones, queued.skipped, is_paused=paused)
        return Outcome(words, (table,) if rows else (), drafts=tuple(ids) or None, is_ok=bool(rows))

    async def _queue_chunk(
        self, mailbox: str, ids: list[int], queued: _Queued, by: tuple[CallContext, PersonDecision]
    ) -> None:
        context, decision = by
        async with self._ledger.writing() as books:
            for draft in await books.drafts.list_(ids=ids):
                refusal = await self._queue_one(books, mailbox, draft, queued)
                status = ItemStatus.SKIPPED if refusal else ItemStatus.DONE
                if refusal:
                    queued.skipped[draft.id] = refusal
                else:
                    await books.decisions.record(decision, "send", "draft", draft.id, part=draft.parts[0])
                await books.runs.finish_item(context.run_id, context.call_index, draft.id, status, refusal)

    async def _queue_one(self, books: Books, mailbox: str, draft: Draft, queued: _Queued) -> str:
        """Queues the first mail of a draft; answers why not, or nothing."""
        part = draft.parts[0]
        live = [one for one in await books.mail.list_sent(draft_id=draft.id) if one.state in _LIVE_STATES]
        if any(one.step == part.step for one in live):
            if draft.status is DraftStatus.APPROVED:
                # A follow-up was edited and approved again after the first mail had left.
                is_queued = any(one.step == part.step and one.state is MailState.QUEUED for one in live)
                await books.drafts.set_status(draft.id, DraftStatus.QUEUED if is_queued else DraftStatus.SENT)
            return "is queued or sent already"
        refusal = await _find_obstacle(books, draft, part)
        if refusal:
            return refusal
        now = self._clock.now()
        company = await books.companies.get((await books.leads.get(draft.lead_id)).company_id)
        release_at = self.plan_release(now, company)
        message_id = await books.mail.queue(await _to_queue(books, draft, part, mailbox, release_at))
        await books.drafts.set_status(draft.id, DraftStatus.QUEUED)
        payload: dict[str, int | str] = {"draft": draft.id, "message": message_id}
        await books.events.publish(EventName.MAIL_QUEUED, lead_id=draft.lead_id, payload=payload)
        queued.release_at[message_id] = release_at
        queued.zones[message_id] = describe_release(release_at, now, self._desk.zone_of(company))
        return ""

    async def _send_now(self, queued: _Queued, context: CallContext) -> ReleaseSummary:
        """Delivers what is due at once; what is due later is the sidecar's."""
        summary = ReleaseSummary()
        due = [message_id for message_id, at in queued.release_at.items() if at <= self._clock.now()]
        for done, message_id in enumerate(due, 1):
            context.check_stop()
            await self._releaser.release_one(message_id, summary)
            await context.progress(done, len(due), "sending")
            if summary.stopped:
                break
        return summary

    async def release_due(self, limit: int = 100) -> ReleaseSummary:
        """For the sidecar: sends what is due, settles mails of unknown fate. Safe to run in several processes."""
        return await self._releaser.release_due(limit)

    async def send_now(self, draft: int, context: CallContext) -> Outcome:
        """A person wants this queued mail to leave at once: the sending window is waived, every other rule holds."""
        decision = _require_person(context, "Sending now")
        async with self._ledger.writing() as books:
            waiting = await books.mail.list_sent(draft_id=draft, states=(MailState.QUEUED,))
            if not waiting:
                raise Refused("NOT_QUEUED", f"Draft {draft} has no mail in the queue; say “send draft {draft}” first.")
            await books.decisions.record(decision, "send_now", "draft", draft)
            for message in waiting:
                await books.mail.set_release(message.id, self._clock.now())
        summary = ReleaseSummary()
        for message in waiting:
            await self._releaser.release_one(message.id, summary)
        is_sent = bool(summary.ids(Fate.SENT))
        return Outcome(summarise_send(summary, {}, {}, is_paused=False), drafts=(draft,), is_ok=is_sent)

    async def pause(self, on: bool, context: CallContext) -> Outcome:
        """Stops all sending at once, across restarts. Lifting raises Refused NEEDS_PERSON without a person's word."""
        decision = context.decision if on else _require_person(context, "Resuming to send")
        async with self._ledger.writing(durable=True) as books:
            was_on = await books.workspace.is_sending_paused()
            if on:
                await books.workspace.set_state(SENDING_PAUSED, "a person asked for it" if decision else "asked for")
            else:
                await books.workspace.clear_state(SENDING_PAUSED)
            if decision:
                await books.decisions.record(decision, "pause" if on else "resume", "workspace", None)
            if was_on != on:
                await books.events.publish(EventName.SENDING_PAUSED if on else EventName.SENDING_RESUMED)
            waiting = len(await books.mail.list_sent(states=(MailState.QUEUED,)))
        if on:
            return Outcome(f"Sending is paused; {waiting} mails wait. Say “resume sending” to go on.")
        return Outcome(f"Sending goes on; {waiting} mails are in the queue." if was_on else "Sending was not paused.")

    async def undo(self, context: CallContext) -> Outcome:
        """Takes back the newest thing of this conversation that can be taken back."""
        return await self._undoer.undo(context)

    async def explain(self) -> Outcome:
        """Why did nothing go out? From rows: the pause, the queue with its times, refusals and open doubts."""
        async with self._ledger.reading() as books:
            is_paused = await books.workspace.is_sending_paused()
            mails = await books.mail.list_sent(states=_OPEN_STATES)
            approved = await books.drafts.list_(statuses=(DraftStatus.APPROVED,))
        lines = [SENTENCES[Refusal.NO_MAILBOX]] if self._mailer is None else []
        lines += [SENTENCES[Refusal.PAUSED]] if is_paused else []
        lines += _count_states(mails)
        if approved:
            lines.append(f"{len(approved)} approved drafts are not sent yet; say “send the approved drafts”.")
        now = self._clock.now()
        rows = tuple((one, describe_mail(one, now)) for one in mails[-_SHOWN:])
        table = (MailTable(rows, "Mail that has not left"),) if rows else ()
        return Outcome(" ".join(lines) or "Nothing waits: the queue is empty and no mail was refused.", table)

    async def find_next_release(self) -> timedelta | None:
        """How long until the next queued mail is due; None when the queue is empty."""
        async with self._ledger.reading() as books:
            queued = await books.mail.list_sent(states=(MailState.QUEUED,))
        times = [one.release_at for one in queued if one.release_at]
        return max(min(times) - self._clock.now(), timedelta()) if times else None


def _require_person(context: CallContext, what: str) -> PersonDecision:
    if context.decision is None:
        raise Refused("NEEDS_PERSON", f"{what} needs a person's word; type it yourself or press the button.")
    return context.decision


async def _find_obstacle(books: Books, draft: Draft, part: DraftPart) -> str:
    if draft.status is not DraftStatus.APPROVED or not await books.decisions.is_text_approved(part):
        return "is not approved"
    if await books.drafts.find_rfc_id(part) is None:
        return "has no Message-ID; approve it again"
    return ""


async def _to_queue(books: Books, draft: Draft, part: DraftPart, mailbox: str, release_at: datetime) -> QueuedMail:
    answered = await books.mail.get(draft.answers_message_id) if draft.answers_message_id else None
    return QueuedMail(
        lead_id=draft.lead_id,
        contact_id=draft.contact_id,
        draft_id=draft.id,
        step=part.step,
        body_hash=part.body_hash,
        sender=draft.sender,
        recipient=draft.recipient,
        subject=part.subject,
        text=part.body,
        rfc_id=await books.drafts.find_rfc_id(part) or "",
        mailbox=mailbox,
        release_at=release_at,
        in_reply_to=answered.rfc_id if answered else "",
    )


def _count_states(mails: list[Message]) -> list[str]:
    words = {
        MailState.QUEUED: "wait in the queue",
        MailState.PARKED: "may have left and are being looked for",
        MailState.REJECTED: "were refused",
        MailState.FAILED: "could not be delivered",
    }
    counted = [(sum(1 for one in mails if one.state is state), text) for state, text in words.items()]
    return [f"{number} {text}." for number, text in counted if number]
