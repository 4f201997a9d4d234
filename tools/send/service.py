"""The door to sending: queue what is approved, release what is due, pause, explain, take back."""

from dataclasses import dataclass
from datetime import datetime

from db.books import Books
from db.ledger import Ledger
from db.repositories.queued import QueuedMail
from db.repositories.workspace import SENDING_PAUSED, SENDING_RESUMED_AT
from domain.clock import Clock
from domain.company import Company
from domain.decisions import PersonDecision
from domain.draft import Draft, DraftStatus
from domain.errors import Refused
from domain.events import EventName
from domain.mail import MailState, Message
from domain.runs import ItemStatus
from domain.views import LeadFilter
from tools.outcome import MailTable, Outcome
from tools.send.facts import Desk
from tools.send.providers.base import Mailer
from tools.send.release import Releaser, ReleaseSummary
from tools.send.rules import SENTENCES, Refusal, SendPolicy, next_release
from tools.send.undo import Undoer, take_back
from tools.send.windows import Whereabouts, describe_release
from tools.send.words import count_mails, describe_mail, summarise_send
from tools.spec import CallContext, Cancelled

_CHUNK = 50
_SHOWN = 50
_OPEN_STATES = (MailState.QUEUED, MailState.PARKED, MailState.REJECTED, MailState.FAILED)
_LIVE_STATES = (MailState.QUEUED, MailState.SENT, MailState.PARKED, MailState.BOUNCED)


@dataclass(slots=True)
class _Queued:
    """What queueing came to: by message id when each leaves, also in words; by draft id why it was left out."""

    release_at: dict[int, datetime]
    leaves: dict[int, str]
    skipped: dict[int, str]


class SendService:
    """Approve and send are two verbs: this one never approves, and sends only what is approved word for word.

    `mailbox` is the one replies are read from.
    """

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        mailer: Mailer | None,
        policy: SendPolicy,
        places: Whereabouts,
        mailbox: str = "",
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._mailer = mailer
        self._policy = policy
        self._desk = Desk(policy, places, mailbox)
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
        queued, summary = _Queued({}, {}, {}), ReleaseSummary()
        for at in range(0, len(todo), _CHUNK):
            context.check_stop()
            chunk = await self._queue_chunk(self._mailer.name, todo[at : at + _CHUNK], queued, (context, decision))
            await self._send_chunk(chunk, summary, context, (at, len(todo)))
        async with self._ledger.reading() as books:
            mails = await books.mail.list_sent(ids=[*queued.release_at])
            table = await self.build_table(books, mails[:_SHOWN], "Mail")
        words = summarise_send(mails, queued.leaves, queued.skipped, summary)
        if len(queued.release_at) > 1 and self._policy.min_gap_seconds:
            words += " They leave a few minutes apart and within the daily cap."
        is_ok = any(mail.state in _LIVE_STATES for mail in mails)
        return Outcome(words, table, drafts=tuple(ids) or None, is_ok=is_ok)

    async def build_table(self, books: Books, mails: list[Message], title: str) -> tuple[MailTable, ...]:
        """The mails with when they leave, by each recipient's own clock, or why they did not."""
        lead_ids = tuple({mail.lead_id for mail in mails if mail.lead_id is not None})
        views = await books.leads.list_views(LeadFilter(ids=lead_ids, limit=len(lead_ids)))
        zones = {view.lead.id: self._desk.zone_of(view.company) for view in views}
        now, home = self._clock.now(), self._policy.home_zone
        rows = tuple((mail, describe_mail(mail, now, zones.get(mail.lead_id or 0, home))) for mail in mails)
        return (MailTable(rows, title),) if rows else ()

    async def _queue_chunk(
        self, mailbox: str, ids: list[int], queued: _Queued, by: tuple[CallContext, PersonDecision]
    ) -> dict[int, int]:
        """Queues a chunk in one transaction; answers the drafts whose mail may leave at once, by message id."""
        context, decision = by
        before = set(queued.release_at)
        drafts: dict[int, int] = {}
        async with self._ledger.writing() as books:
            found = await books.drafts.list_(ids=ids)
            for missing in set(ids) - {draft.id for draft in found}:
                queued.skipped[missing] = "does not exist"
                await books.runs.finish_item(context.run_id, context.call_index, missing, ItemStatus.SKIPPED)
            for draft in found:
                refusal = await self._queue_one(books, mailbox, draft, queued)
                if refusal:
                    queued.skipped[draft.id] = refusal
                    await books.runs.finish_item(
                        context.run_id, context.call_index, draft.id, ItemStatus.SKIPPED, refusal
                    )
                else:
                    await books.decisions.record(decision, "send", "draft", draft.id, part=draft.parts[0])
                    drafts |= dict.fromkeys(set(queued.release_at) - before - set(drafts), draft.id)
            done = list(drafts.values())
            await books.runs.finish_items(context.run_id, context.call_index, done, ItemStatus.DONE)
        now = self._clock.now()
        return {message_id: draft for message_id, draft in drafts.items() if queued.release_at[message_id] <= now}

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
        if draft.status is not DraftStatus.APPROVED or not await books.decisions.is_text_approved(part):
            return "is not approved"
        if draft.answers_message_id and await books.mail.has_other_answer(draft.answers_message_id, draft.id):
            return "answers a mail that another draft has answered"
        rfc_id = await books.drafts.find_rfc_id(part)
        if rfc_id is None:
            return "has no Message-ID; approve it again"
        now = self._clock.now()
        company = await books.companies.get((await books.leads.get(draft.lead_id)).company_id)
        release_at = self.plan_release(now, company)
        answered = await _find_answered(books, draft)
        message_id = await books.mail.queue(
            QueuedMail.of(draft, part, rfc_id=rfc_id, mailbox=mailbox, release_at=release_at, in_reply_to=answered)
        )
        await books.drafts.set_status(draft.id, DraftStatus.QUEUED)
        payload: dict[str, int | str] = {"draft": draft.id, "message": message_id}
        await books.events.publish(EventName.MAIL_QUEUED, lead_id=draft.lead_id, payload=payload)
        queued.release_at[message_id] = release_at
        queued.leaves[message_id] = describe_release(release_at, now, self._desk.zone_of(company))
        return ""

    async def _send_chunk(
        self, chunk: dict[int, int], summary: ReleaseSummary, context: CallContext, place: tuple[int, int]
    ) -> None:
        """Delivers what may leave at once; when the person says stop, what has not left comes out of the queue."""
        before, total = place
        waiting = dict(chunk)
        try:
            for done, message_id in enumerate(chunk, 1):
                context.check_stop()
                if summary.stopped:
                    break
                await self._releaser.release_one(message_id, summary)
                del waiting[message_id]
                await context.progress(before + done, total, "sending")
        except Cancelled:
            async with self._ledger.writing() as books:
                back = await take_back(books, list(waiting.values()))
                await books.runs.reopen_items(context.run_id, context.call_index, back)
            raise

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
        async with self._ledger.reading() as books:
            mails = await books.mail.list_sent(ids=[message.id for message in waiting])
        is_sent = any(mail.state is MailState.SENT for mail in mails)
        words = summarise_send(mails, {mail.id: "now" for mail in mails}, {}, summary)
        return Outcome(words, drafts=(draft,), is_ok=is_sent)

    async def pause(self, on: bool, context: CallContext) -> Outcome:
        """Stops all sending at once, across restarts. Lifting raises Refused NEEDS_PERSON without a person's word."""
        decision = context.decision if on else _require_person(context, "Resuming to send")
        async with self._ledger.writing(durable=True) as books:
            was_on = await books.workspace.is_sending_paused()
            if on:
                await books.workspace.set_state(SENDING_PAUSED, "a person asked for it")
            else:
                await books.workspace.clear_state(SENDING_PAUSED)
                # Bounces from before a person looked into them do not pause the mailbox again.
                await books.workspace.set_state(SENDING_RESUMED_AT, self._clock.now().isoformat())
            if decision:
                await books.decisions.record(decision, "pause" if on else "resume", "workspace", None)
            if was_on != on:
                await books.events.publish(EventName.SENDING_PAUSED if on else EventName.SENDING_RESUMED)
            waiting = len(await books.mail.list_sent(states=(MailState.QUEUED,)))
        if on:
            return Outcome(f"Sending is paused; {count_mails(waiting)} in the queue. Say “resume sending” to go on.")
        return Outcome(
            f"Sending goes on; {count_mails(waiting)} in the queue." if was_on else "Sending was not paused."
        )

    async def undo(self, context: CallContext) -> Outcome:
        """Takes back the newest thing of this conversation that can be taken back."""
        return await self._undoer.undo(context)

    async def explain(self) -> Outcome:
        """Why did nothing go out? From rows: the pause, the queue with its times, refusals and open doubts."""
        async with self._ledger.reading() as books:
            paused = await books.workspace.find_state(SENDING_PAUSED)
            mails = await books.mail.list_sent(states=_OPEN_STATES)
            approved = await books.drafts.list_(statuses=(DraftStatus.APPROVED,))
            table = await self.build_table(books, mails[-_SHOWN:], "Mail that has not left")
        lines = [SENTENCES[Refusal.NO_MAILBOX]] if self._mailer is None else []
        lines += [f"Sending is paused ({paused}); say “resume sending” to let mail leave again."] if paused else []
        lines += _count_states(mails)
        if approved:
            noun = "approved draft is" if len(approved) == 1 else "approved drafts are"
            lines.append(f"{len(approved)} {noun} not sent yet; say “send the approved drafts”.")
        return Outcome(" ".join(lines) or "Nothing waits: the queue is empty and no mail was refused.", table)


def _require_person(context: CallContext, what: str) -> PersonDecision:
    if context.decision is None:
        raise Refused("NEEDS_PERSON", f"{what} needs a person's word; type it yourself or press the button.")
    return context.decision


async def _find_answered(books: Books, draft: Draft) -> str:
    """The Message-ID of the mail that this draft answers."""
    return (await books.mail.get(draft.answers_message_id)).rfc_id if draft.answers_message_id else ""


def _count_states(mails: list[Message]) -> list[str]:
    words = {
        MailState.QUEUED: "in the queue",
        MailState.PARKED: "may have left and looked for in Sent",
        MailState.REJECTED: "refused",
        MailState.FAILED: "not delivered",
    }
    counted = [(sum(1 for one in mails if one.state is state), text) for state, text in words.items()]
    told = ", ".join(f"{number} {text}" for number, text in counted if number)
    return [f"Mail: {told}."] if told else []
