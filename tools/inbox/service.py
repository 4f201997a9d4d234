"""Reads the mailbox: polled when it is due or when a person asks; each mail takes effect once, in one transaction."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

from db.books import Books
from db.ledger import Ledger
from db.repositories.received import MailboxState
from domain.clock import Clock, elapsed_ms, stopwatch
from domain.draft import DraftKind, DraftStatus
from domain.errors import Unavailable
from domain.mail import Intent, Message, Understanding
from domain.views import LeadFilter
from tools.inbox.filing import Arrival, file_mail, file_unreadable, hash_content, understand
from tools.inbox.parser import MailParser, ParsedMail, Unreadable
from tools.inbox.providers.base import Cursor, Fetched, Mailbox, RawMail
from tools.inbox.wording import count_replies, name_intent
from tools.outcome import Outcome, ReplyCard
from tools.spec import CallContext

# The last reply that a person was told about by check_inbox.
_TOLD = "inbox_told"
_WANTS_ANSWER = (Intent.INTERESTED, Intent.NEEDS_CLARIFICATION)
_MOST_SHOWN = 50
_Read: TypeAlias = Unreadable | tuple[ParsedMail, Understanding]


class InboxService:
    """`authority` names the provider of the mailbox in its Authentication-Results headers, '' when it stamps none.

    `quarantine` is the folder in which mails that cannot be read are kept as they came.
    """

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        mailbox: Mailbox | None,
        *,
        poll_every: timedelta,
        quarantine: Path,
        authority: str = "",
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._mailbox = mailbox
        self._poll_every = poll_every
        self._quarantine = quarantine
        self._authority = authority
        self._parser = MailParser()
        self._polling = asyncio.Lock()

    def close(self) -> None:
        """Ends the parser's child process; it ends by itself when the program does."""
        self._parser.close()

    async def check(self, context: CallContext) -> Outcome:
        """Reads what came, and tells of everything that came since a person last asked, whoever read it meanwhile."""
        if self._mailbox is None:
            raise Unavailable(
                "NO_MAILBOX",
                "This version cannot read live mail yet, so there is nothing to check; "
                "the practice workspace (“leadloop chat”) reads its answers by itself.",
            )
        await context.progress(0, 1, "reading the mailbox")
        await self._poll(self._mailbox)
        async with self._ledger.writing() as books:
            told = int(await books.workspace.find_state(_TOLD) or 0)
            news = await books.received.list_(after_id=told, limit=1000)
            if news:
                await books.workspace.set_state(_TOLD, str(news[0].id))
            answered = await _answer_drafts(books, news)
        wanting = [
            one.lead_id
            for one in reversed(news)
            if one.lead_id and one.id not in answered and _is_sure(one) and _intent_of(one) in _WANTS_ANSWER
        ]
        await context.progress(1, 1, "read")
        return Outcome(
            count_replies(Counter(_intent_of(one) for one in news), _count_asking(news)),
            leads=tuple(dict.fromkeys(wanting)) or None,
            replies=tuple(one.id for one in news) or None,
        )

    @property
    def mailbox(self) -> str:
        """The name of the mailbox that is read, '' without one."""
        return self._mailbox.name if self._mailbox else ""

    async def is_poll_due(self) -> bool:
        """Whether the time of the next reading has come; never without a mailbox."""
        if self._mailbox is None:
            return False
        async with self._ledger.reading() as books:
            state = await books.received.find_mailbox(self._mailbox.name)
        return state is None or state.next_poll_at is None or state.next_poll_at <= self._clock.now()

    async def poll_due(self, *, at_once: bool) -> int:
        """Reads the mailbox when its time has come (or at once); answers how many mails were new.

        A mailbox that is down is tried again at the next poll: it must not keep other due work from being done.
        """
        if self._mailbox is None:
            return 0
        if not at_once and not await self.is_poll_due():
            return 0
        try:
            return await self._poll(self._mailbox)
        except Unavailable:
            return 0

    async def list_replies(self, intent: Intent | None, lead: int | None, context: CallContext) -> Outcome:
        """The newest replies that fit, as cards."""
        async with self._ledger.reading() as books:
            found = await books.received.list_(intent=intent, lead_id=lead, limit=_MOST_SHOWN)
            cards = await build_cards(books, found)
        await context.progress(len(cards), len(cards), "replies listed")
        kind = f" that are “{name_intent(intent)}”" if intent else ""
        whose = f" from lead {lead}" if lead else ""
        if not found:
            return Outcome(f"There are no replies{kind}{whose} yet. “Check the inbox” looks for new ones.")
        most = " (the newest)" if len(found) == _MOST_SHOWN else ""
        count = "1 reply" if len(found) == 1 else f"{len(found)} replies"
        return Outcome(f"{count}{kind}{whose}{most}.", cards, replies=tuple(one.id for one in found))

    async def _poll(self, mailbox: Mailbox) -> int:
        """Reads to the end. The poll counts as done, and follow-ups may rely on it, only when all of it was read."""
        async with self._polling:
            started, now = stopwatch(), self._clock.now()
            async with self._ledger.reading() as books:
                known = await books.received.find_mailbox(mailbox.name)
            state = MailboxState(known.cursor if known else {}, known.polled_at if known else None, None)
            count, has_more = 0, True
            while has_more:
                fetched = await self._fetch(mailbox, state, started)
                for mail in fetched.mails:
                    count += await self._take(mailbox, mail, state)
                state = MailboxState(fetched.cursor, state.polled_at, None)
                has_more = fetched.has_more
            async with self._ledger.writing() as books:
                await books.received.save_mailbox(mailbox.name, MailboxState(state.cursor, now, now + self._poll_every))
                if count:
                    await books.runs.record_service_call(
                        "provider", mailbox.name, "read mail", is_ok=True, detail=f"{count} new", ms=elapsed_ms(started)
                    )
            return count

    async def _fetch(self, mailbox: Mailbox, state: MailboxState, started: float) -> Fetched:
        try:
            return await mailbox.fetch(state.cursor, self._clock.now())
        except Unavailable as error:
            async with self._ledger.writing() as books:
                await books.runs.record_service_call(
                    "provider", mailbox.name, "read mail", is_ok=False, detail=error.cause, ms=elapsed_ms(started)
                )
                later = self._clock.now() + self._poll_every
                await books.received.save_mailbox(mailbox.name, MailboxState(state.cursor, state.polled_at, later))
            raise

    async def _take(self, mailbox: Mailbox, mail: RawMail, state: MailboxState) -> bool:
        """One mail: parsed outside, then stored with its effects and the cursor; False when it was known."""
        parsed = await asyncio.to_thread(self._parser.parse, mail.raw)
        arrival = Arrival(hash_content(mail.raw), mailbox.name, self._authority, self._clock.now())
        if isinstance(parsed, Unreadable):
            await asyncio.to_thread(self._keep_raw, arrival.content_hash, mail.raw)
            read: _Read = parsed
        else:
            read = (parsed, await asyncio.to_thread(understand, parsed, arrival.now))
        async with self._ledger.writing() as books:
            filed = await _file(books, read, arrival)
            await _move_cursor(books, mailbox.name, mail.cursor, state)
        return filed is not None

    def _keep_raw(self, name: str, raw: bytes) -> None:
        """Written whole or not at all, readable by the owner alone."""
        self._quarantine.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._quarantine / f"{name}.eml"
        draft = path.with_suffix(".tmp")
        draft.touch(mode=0o600)
        draft.write_bytes(raw)
        draft.replace(path)


async def _file(books: Books, read: _Read, arrival: Arrival) -> int | None:
    if isinstance(read, Unreadable):
        return await file_unreadable(books, read, arrival)
    return await file_mail(books, *read, arrival)


async def _move_cursor(books: Books, name: str, cursor: Cursor, state: MailboxState) -> None:
    """The time of the last full poll stays as it was until this one is complete."""
    await books.received.save_mailbox(name, MailboxState(cursor, state.polled_at, None))


async def _answer_drafts(books: Books, replies: Sequence[Message]) -> dict[int, int]:
    """The open answer of each reply, by the reply's id."""
    leads = list({one.lead_id for one in replies if one.lead_id})
    drafts = await books.drafts.list_(lead_ids=leads, statuses=(DraftStatus.PENDING, DraftStatus.APPROVED))
    return {one.answers_message_id: one.id for one in drafts if one.kind is DraftKind.ANSWER and one.answers_message_id}


async def build_cards(books: Books, replies: Sequence[Message]) -> tuple[ReplyCard, ...]:
    """Each reply with its firm, its person and the answer that waits for it."""
    leads = tuple({one.lead_id for one in replies if one.lead_id})
    views = {view.lead.id: view for view in await books.leads.list_views(LeadFilter(ids=leads, limit=len(leads) or 1))}
    answers = await _answer_drafts(books, replies)
    cards = []
    for one in replies:
        view = views.get(one.lead_id) if one.lead_id else None
        contact = view.contact if view else None
        is_contact = contact is not None and contact.id == one.contact_id
        name = contact.name if contact and is_contact else ""
        cards.append(ReplyCard(one, view.company.name if view else "", name, answers.get(one.id)))
    return tuple(cards)


def _intent_of(message: Message) -> Intent:
    return message.understanding.intent if message.understanding else Intent.OTHER


def _is_sure(message: Message) -> bool:
    return message.understanding is not None and not message.understanding.needs_human


def _count_asking(messages: Sequence[Message]) -> int:
    return sum(1 for one in messages if one.understanding and one.understanding.needs_human)
