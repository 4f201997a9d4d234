"""The door to follow-ups: show, stop, start, and release those that are due into the queue."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from db.books import Books
from db.ledger import Ledger
from db.repositories.queued import QueuedMail
from domain.clock import Clock
from domain.company import Company
from domain.draft import Draft, DraftPart, DraftStatus
from domain.events import EventName
from domain.lead import Cause, Lead, Stage
from domain.mail import FollowUp, FollowUpStatus, MailState, Message
from tools.follow_ups.rules import FollowUpFacts, FollowUpPolicy, Verdict, judge, restart_due_at
from tools.outcome import FollowUpTable, Outcome
from tools.spec import CallContext

ReleaseRule: TypeAlias = Callable[[datetime, Company], datetime]
_OPEN = (FollowUpStatus.WAITING, FollowUpStatus.AWAITING_APPROVAL, FollowUpStatus.QUEUED)
_LOOK_AGAIN = timedelta(hours=1)


class Action(StrEnum):
    LIST = "list"
    STOP = "stop"
    START = "start"


@dataclass(slots=True)
class FollowUpSummary:
    """What a round came to, in follow-up ids; `needs_poll`: read the mailbox, then call again."""

    queued: list[int] = field(default_factory=list)
    stopped: list[int] = field(default_factory=list)
    awaiting_approval: list[int] = field(default_factory=list)
    silent_leads: list[int] = field(default_factory=list)
    needs_poll: bool = False


@dataclass(frozen=True, slots=True)
class _Due:
    follow_up: FollowUp
    lead: Lead
    draft: Draft
    part: DraftPart | None


class FollowUpService:
    """`mailbox` is the one replies are read from; `release_rule` says when a mail queued now may leave."""

    def __init__(
        self, ledger: Ledger, clock: Clock, mailbox: str, release_rule: ReleaseRule, policy: FollowUpPolicy
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._mailbox = mailbox
        self._release_rule = release_rule
        self._policy = policy

    async def run(self, action: Action, leads: tuple[int, ...], context: CallContext) -> Outcome:
        """The tool: list, stop or start the follow-ups of these leads; none named means all."""
        context.check_stop()
        async with self._ledger.writing() as books:
            wanted = list(leads) or None
            if action is Action.STOP:
                words = await self._stop(books, wanted)
            elif action is Action.START:
                words = await self._start(books, wanted)
            else:
                words = ""
            table = await _build_table(books, wanted)
        waiting = sum(1 for one, _ in table.rows if one.status is FollowUpStatus.WAITING)
        unapproved = [one.draft_id for one, _ in table.rows if one.status is FollowUpStatus.AWAITING_APPROVAL]
        planned = f"{_follow_ups(waiting)} {'is' if waiting == 1 else 'are'} planned."
        words = words or (planned if table.rows else "No follow-ups are planned.")
        if unapproved:
            number, draft = len(unapproved), unapproved[0]
            words += f" {number} {'waits' if number == 1 else 'wait'} for your approval; say “show draft {draft}”."
        shown = (table,) if table.rows else ()
        return Outcome(words, shown, leads=leads or None, drafts=tuple(unapproved) or None)

    async def _stop(self, books: Books, leads: list[int] | None) -> str:
        known = await books.follow_ups.list_(lead_ids=leads, statuses=_OPEN)
        lead_ids = sorted({one.lead_id for one in known})
        stopped = await books.follow_ups.stop(lead_ids, "a person stopped it")
        for one in known:
            if one.status is FollowUpStatus.QUEUED and await self._cancel(books, one):
                stopped += 1
        return f"Stopped {_follow_ups(stopped)} to {_firms(len(lead_ids))}."

    async def _cancel(self, books: Books, one: FollowUp) -> bool:
        mails = await books.mail.list_sent(draft_id=one.draft_id, states=(MailState.QUEUED,))
        for mail in mails:
            if mail.step == one.step and await books.mail.cancel(mail.id, "a person stopped it"):
                await books.follow_ups.stop_queued(one.draft_id, one.step, "a person stopped it")
                return True
        return False

    async def _start(self, books: Books, leads: list[int] | None) -> str:
        started = skipped = 0
        for one in await books.follow_ups.list_(lead_ids=leads, statuses=(FollowUpStatus.STOPPED,)):
            due = await _load(books, one)
            verdict, _ = judge(await self._facts(books, due), self._policy)
            if verdict is Verdict.STOP:
                skipped += 1
                continue
            await books.follow_ups.restart(one.id, restart_due_at(one.due_at, self._clock.now()))
            started += 1
        note = f" {skipped} stay stopped: the firm answered, or its lead has moved on." if skipped else ""
        return f"Planned {_follow_ups(started)} again.{note}"

    async def has_due(self) -> bool:
        """Whether a follow-up's day has come, or one waits for an approval that it may have by now."""
        async with self._ledger.reading() as books:
            if await books.follow_ups.list_due(self._clock.now(), 1):
                return True
            return bool(await books.follow_ups.list_(statuses=(FollowUpStatus.AWAITING_APPROVAL,)))

    async def release_due(self, limit: int = 100) -> FollowUpSummary:
        """For the sidecar: queues what is due, ends what must not leave, and closes leads that stayed silent."""
        summary = FollowUpSummary()
        async with self._ledger.reading() as books:
            due = await books.follow_ups.list_due(self._clock.now(), limit)
            # Those that waited for an approval may have it by now.
            due += await books.follow_ups.list_(statuses=(FollowUpStatus.AWAITING_APPROVAL,))
        for one in due:
            async with self._ledger.writing() as books:
                await self._release_one(books, one, summary)
        await self._close_silent(summary)
        return summary

    async def _release_one(self, books: Books, one: FollowUp, summary: FollowUpSummary) -> None:
        due = await _load(books, one)
        verdict, reason = judge(await self._facts(books, due), self._policy)
        if verdict is Verdict.NEEDS_POLL:
            summary.needs_poll = True
        elif verdict is Verdict.HELD:
            until = due.lead.hold.until if due.lead.hold else None
            await books.follow_ups.postpone(one.lead_id, until or self._clock.now() + _LOOK_AGAIN)
        elif verdict is Verdict.STOP:
            if await books.follow_ups.set_status(one.id, FollowUpStatus.STOPPED, reason):
                summary.stopped.append(one.id)
        elif verdict is Verdict.AWAIT_APPROVAL:
            if one.status is FollowUpStatus.WAITING:
                await books.follow_ups.set_status(one.id, FollowUpStatus.AWAITING_APPROVAL, reason)
                summary.awaiting_approval.append(one.id)
        elif await books.follow_ups.set_status(one.id, FollowUpStatus.QUEUED):
            await self._queue(books, due)
            summary.queued.append(one.id)

    async def _queue(self, books: Books, due: _Due) -> None:
        part, draft = due.part, due.draft
        rfc_id = await books.drafts.find_rfc_id(part) if part else None
        if part is None or rfc_id is None:
            raise AssertionError(f"follow-up {due.follow_up.id} passed the rules without an approved text")
        left = _left(await books.mail.list_sent(draft_id=draft.id), part.step)
        release_at = self._release_rule(self._clock.now(), await books.companies.get(due.lead.company_id))
        mail = QueuedMail.of(
            draft, part, rfc_id=rfc_id, mailbox=left[0].mailbox, release_at=release_at, in_reply_to=left[-1].rfc_id
        )
        message_id = await books.mail.queue(mail)
        payload: dict[str, int | str] = {"draft": draft.id, "message": message_id, "step": part.step}
        await books.events.publish(EventName.MAIL_QUEUED, lead_id=draft.lead_id, payload=payload)

    async def _facts(self, books: Books, due: _Due) -> FollowUpFacts:
        polled = await books.received.find_mailbox(self._mailbox)
        since = due.part.created_at if due.part else due.draft.created_at
        left = _left(await books.mail.list_sent(draft_id=due.draft.id), due.follow_up.step)
        is_approved = due.part is not None and await books.decisions.is_text_approved(due.part)
        has_id = due.part is not None and await books.drafts.find_rfc_id(due.part) is not None
        return FollowUpFacts(
            now=self._clock.now(),
            due_at=due.follow_up.due_at,
            polled_at=polled.polled_at if polled else None,
            stage=due.lead.stage,
            hold=due.lead.hold,
            is_answered=await books.received.has_answer_since(due.lead.company_id, since),
            is_suppressed=await books.suppressions.find_for(due.draft.recipient) is not None,
            is_closed=due.draft.status is DraftStatus.REJECTED or due.part is None or not left,
            is_approved=is_approved and has_id,
        )

    async def _close_silent(self, summary: FollowUpSummary) -> None:
        """A lead whose last mail got no answer for days, and that has no mail coming, has not responded."""
        before = self._clock.now() - timedelta(days=self._policy.silent_days)
        async with self._ledger.reading() as books:
            silent = await books.follow_ups.list_silent_leads(before)
        for lead_id in silent:
            async with self._ledger.writing() as books:
                if lead_id in await books.follow_ups.list_silent_leads(before, lead_id=lead_id):
                    await books.leads.move(lead_id, Stage.NO_RESPONSE, Cause.WORK)
                    summary.silent_leads.append(lead_id)


async def _load(books: Books, one: FollowUp) -> _Due:
    draft = await books.drafts.get(one.draft_id)
    part = next((part for part in draft.parts if part.step == one.step), None)
    return _Due(one, await books.leads.get(one.lead_id), draft, part)


def _left(mails: list[Message], step: int) -> list[Message]:
    return [mail for mail in mails if mail.state is MailState.SENT and mail.step < step]


async def _build_table(books: Books, leads: list[int] | None) -> FollowUpTable:
    rows = []
    for one in await books.follow_ups.list_(lead_ids=leads, statuses=_OPEN):
        lead = await books.leads.get(one.lead_id)
        rows.append((one, (await books.companies.get(lead.company_id)).name))
    return FollowUpTable(tuple(rows))


def _follow_ups(number: int) -> str:
    return "1 follow-up" if number == 1 else f"{number} follow-ups"


def _firms(number: int) -> str:
    return "1 firm" if number == 1 else f"{number} firms"
