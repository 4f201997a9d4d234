"""Follows the events table and tells open chats what happened while nobody looked; else the stored Inbox thread."""

import asyncio
import logging
import uuid
from collections.abc import Sequence
from datetime import timedelta

from domain.clock import elapsed_ms, stopwatch
from domain.errors import LeadloopError
from domain.events import Event, EventName
from domain.runs import Run, RunStatus
from tools.outcome import DraftCard, ReplyCard, RunTable
from ui.page import internals
from ui.page.cards import lay_out
from ui.page.desk import CardKind, Desk
from ui.page.turns import say

log = logging.getLogger(__name__)

INBOX = "Inbox"
_EVERY_SECONDS = 1.0
# A transaction that began earlier may commit later: ids are looked at again for this long.
_OVERLAP_MS = 10_000.0
# Whoever started a plan this long may have gone to another chat meanwhile.
_LONG = timedelta(seconds=20)
# What a plan of another window must have done to be worth a line here; looking things up is not.
_TOLD = frozenset(
    {
        "search_companies",
        "import_leads",
        "review_leads",
        "score_leads",
        "enrich_contacts",
        "draft_emails",
        "edit_draft",
        "review_drafts",
        "send_emails",
    }
)


class EventTail:
    """Which events are new. Ids seen are remembered for the overlap, so that each is told once."""

    def __init__(self, start: int) -> None:
        self._floor = start
        self._seen: dict[int, float] = {}

    @property
    def floor(self) -> int:
        """List events after this id."""
        return self._floor

    def take(self, events: Sequence[Event]) -> list[Event]:
        """The events among these that were not taken before."""
        fresh = [event for event in events if event.id not in self._seen]
        now = stopwatch()
        self._seen |= {event.id: now for event in fresh}
        for id_ in sorted(self._seen):
            if elapsed_ms(self._seen[id_]) < _OVERLAP_MS:
                break
            self._floor = id_
            del self._seen[id_]
        return fresh


class News:
    """Tells the user of the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    async def follow(self) -> None:
        """Runs until it is cancelled."""
        tail = EventTail(await self._desk.happenings.last_id())
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                fresh = tail.take(await self._desk.happenings.list_since(tail.floor))
                await self.tell(fresh)
            except LeadloopError as error:
                log.warning("news could not be read: %s", error)

    async def tell(self, events: Sequence[Event]) -> None:
        """One message for the replies among these events, and a line for each plan worth it; the rest is no news."""
        await self._tell_replies(events)
        ended = [event.payload.get("run") for event in events if event.name is EventName.RUN_FINISHED]
        ids = [one for one in dict.fromkeys(ended) if isinstance(one, int)]
        for table in await self._desk.shelf.read(CardKind.RUNS, ids):
            for run in table.rows if isinstance(table, RunTable) else ():
                await self._tell_run(run)

    async def _tell_run(self, run: Run) -> None:
        """A plan that took long, or that another window than this page ran, in the chats that did not run it."""
        if run.status not in (RunStatus.DONE, RunStatus.FAILED) or run.ended_at is None:
            return
        is_long = run.ended_at - run.started_at > _LONG
        has_worked = not _TOLD.isdisjoint(call.tool for call in run.calls)
        if not is_long and (not has_worked or await self._store.has_thread(run.conversation_id)):
            return
        how = "is done" if run.status is RunStatus.DONE else "stopped early"
        line = f"A plan in another window {how}: {' '.join(run.note.split()) or 'see “show runs”'}"

        async def show() -> None:
            await say(line)
            await internals.toast(f"A plan in another window {how}.")

        await self._tell_open_chats("A plan in another window", show, but=run.conversation_id)

    async def _tell_replies(self, events: Sequence[Event]) -> None:
        replies = [event.payload.get("message") for event in events if event.name is EventName.LEAD_RESPONDED]
        ids = [one for one in replies if isinstance(one, int)]
        cards = [one for one in await self._desk.shelf.read(CardKind.REPLY, ids) if isinstance(one, ReplyCard)]
        if not cards:
            return
        wanted = [card.answer_draft_id for card in cards if card.answer_draft_id is not None]
        drafts = await self._desk.shelf.read(CardKind.DRAFTS, wanted)
        answers = [card.draft for card in drafts if isinstance(card, DraftCard)]
        title = "A reply came in" if len(cards) == 1 else f"{len(cards)} replies came in"

        async def speak() -> None:
            await say(f"{title}.", lay_out([*cards, *drafts]))

        async def show() -> None:
            await speak()
            await self._desk.shown.record_shown(internals.conversation_id(), answers)
            await internals.toast(f"{title}.")

        if not await self._tell_open_chats(title, show):
            await self._store_in_inbox(speak)

    async def _tell_open_chats(self, title: str, show: internals.Speech, but: str = "") -> bool:
        """Each open chat once, however many tabs show it, without the chat `but`; False when no tab is open."""
        sessions = internals.list_sessions(self._desk.actor.user)
        threads = {but}
        for session in sessions:
            if session.thread_id in threads:
                continue
            threads.add(session.thread_id)
            await internals.speak_in(session, title, show)
        return bool(sessions)

    async def _store_in_inbox(self, speak: internals.Speech) -> None:
        user = await self._store.get_user(self._desk.actor.user)
        if user is None:
            return  # nobody has opened the page yet, so there is nobody to tell
        thread = await self._store.find_thread(user.identifier, INBOX)
        if thread is None:
            thread = str(uuid.uuid4())
            await self._store.update_thread(thread, name=INBOX, user_id=user.id)
        await internals.speak_in_stored(thread, user, speak)
