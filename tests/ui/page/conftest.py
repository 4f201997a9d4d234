"""A chat without a browser: a session that records what it would send, and a desk whose parts are scripted."""

import asyncio
import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

# Chainlit makes folders where it is told while it is imported.
os.environ["CHAINLIT_APP_ROOT"] = tempfile.mkdtemp(prefix="leadloop-page-")

import chainlit as cl
from chainlit.context import init_ws_context
from chainlit.session import WebsocketSession, ws_sessions_id, ws_sessions_sid

from agent.events import Done, Event
from agent.session import Input
from domain.conversation import PendingQuestion, QuestionOption
from domain.decisions import Actor, Channel, PersonDecision, Role
from domain.draft import Draft
from domain.errors import Correctable
from domain.events import Event as Happening
from domain.plan import Call, Option
from tests.ui.page.samples import DRAFT_CARD
from tools.outcome import Artifact, ImportPreview, Outcome
from ui.page.chat_store import BlobFolder, ChatStore
from ui.page.desk import Desk, Status, close_desk, open_desk
from ui.page.drops import Drops

ANN = Actor("ann", Role.OWNER, Channel.PAGE)


@dataclass
class ScriptedMind:
    """Answers every turn and plan with the events it was given; notes what it was asked."""

    events: list[Event] = field(default_factory=list)
    heard: list[tuple[str, Input]] = field(default_factory=list)
    plans: list[tuple[Sequence[Call], PersonDecision]] = field(default_factory=list)
    at_cutoff: list[Event] = field(default_factory=list)

    async def turn(self, conversation_id: str, given: Input) -> AsyncIterator[Event]:
        self.heard.append((conversation_id, given))
        for event in self.events:
            yield event
        yield Done(1, 1.0, True)

    async def run_plan(
        self, conversation_id: str, calls: Sequence[Call], decision: PersonDecision, *, is_click: bool = False
    ) -> AsyncIterator[Event]:
        assert is_click
        self.plans.append((calls, decision))
        for event in self.events:
            yield event
        yield Done(0, 1.0, True)

    async def welcome(self, conversation_id: str) -> list[Event]:
        return self.at_cutoff


@dataclass
class FakeShelf:
    """Cards by kind; every id that is asked for is looked up in `ids`, when there are some."""

    cards: dict[str, tuple[Artifact, ...]] = field(default_factory=lambda: {"draft": (DRAFT_CARD,)})

    async def read(self, kind: str, ids: Sequence[int], by: str = "") -> tuple[Artifact, ...]:
        return self.cards.get(kind, ()) if ids else ()


@dataclass
class FakeMemory:
    question: PendingQuestion | None = None

    async def find_question(self, conversation_id: str) -> PendingQuestion | None:
        return self.question

    async def ask(self, conversation_id: str, text: str, options: Sequence[Option]) -> None:
        kept = tuple(QuestionOption(one.label, 1 if one.calls else None) for one in options)
        self.question = PendingQuestion(text, kept)

    async def answer(self, conversation_id: str, question: PendingQuestion, chosen: str | None) -> tuple[Call, ...]:
        self.question = None
        return ()


@dataclass
class FakeLists:
    """Reads every list alike, or not at all."""

    problem: str = ""

    async def preview(self, file: str) -> Outcome:
        if self.problem:
            raise Correctable(self.problem)
        name = Path(file).name
        return Outcome(f"{name} has 1 firm that is new to you.", (ImportPreview(name, (), 1, 0, 0, ()),))


@dataclass
class FakeShown:
    drafts: list[Draft] = field(default_factory=list)

    async def record_shown(self, conversation_id: str, drafts: Sequence[Draft]) -> None:
        self.drafts += drafts


@dataclass
class FakeHappenings:
    events: list[Happening] = field(default_factory=list)

    async def last_id(self) -> int:
        return 0

    async def list_since(self, event_id: int) -> list[Happening]:
        return [event for event in self.events if event.id > event_id]


@dataclass
class Emitted:
    """What the browser would have been sent."""

    events: list[tuple[str, Any]] = field(default_factory=list)

    def names(self) -> list[str]:
        return [name for name, _ in self.events]

    def messages(self) -> list[str]:
        """The texts of Leadloop's messages, in order."""
        steps = [data for name, data in self.events if name == "new_message"]
        return [step["output"] for step in steps if step["type"] == "assistant_message"]

    def steps(self) -> list[str]:
        """The names of the steps as they were begun and updated."""
        return [
            data["name"]
            for name, data in self.events
            if name in ("new_message", "update_message") and data["type"] == "tool"
        ]

    def elements(self) -> list[dict[str, Any]]:
        return [data for name, data in self.events if name == "element"]


@pytest.fixture
def mind() -> ScriptedMind:
    return ScriptedMind()


@pytest.fixture
def shelf() -> FakeShelf:
    return FakeShelf()


@pytest.fixture
def memory() -> FakeMemory:
    return FakeMemory()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ChatStore]:
    (tmp_path / "blobs").mkdir()
    store = ChatStore(tmp_path / "chat.db", BlobFolder(tmp_path / "blobs"))
    yield store
    await store.close()


@pytest.fixture
def lists() -> FakeLists:
    return FakeLists()


@pytest.fixture
async def desk(
    mind: ScriptedMind, shelf: FakeShelf, memory: FakeMemory, store: ChatStore, lists: FakeLists, tmp_path: Path
) -> AsyncIterator[Desk]:
    async def next_steps() -> Sequence[str]:
        return ("find 10 healthcare firms in Buffalo",)

    desk = Desk(
        mind=mind,
        shelf=shelf,
        memory=memory,
        shown=FakeShown(),
        happenings=FakeHappenings(),
        lists=lists,
        drops=Drops(tmp_path / "dropped"),
        next_steps=next_steps,
        actor=ANN,
        status=Status("practice", "All fictional.", "Connected: nothing"),
        store=store,
    )
    open_desk(desk)
    yield desk
    close_desk()


class Tab(WebsocketSession):
    """A session that remembers what it would have sent."""

    emitted: Emitted


@pytest.fixture
async def session(desk: Desk) -> AsyncIterator[Tab]:
    """A tab of Ann's; what it would have been sent is in `session.emitted`."""
    emitted = Emitted()

    def emit(event: str, data: Any) -> Any:
        emitted.events.append((event, data))
        return asyncio.sleep(0)

    def emit_call(event: str, data: Any, _timeout: int | None) -> Any:
        return emit(event, data)

    session = Tab(
        id=str(uuid.uuid4()),
        socket_id=uuid.uuid4().hex,
        emit=emit,
        emit_call=emit_call,
        user_env={},
        client_type="webapp",
        user=cl.User(identifier=ANN.user),
    )
    session.emitted = emitted
    yield session
    ws_sessions_id.pop(session.id, None)
    ws_sessions_sid.pop(session.socket_id, None)


@pytest.fixture
async def emitted(session: Tab) -> Emitted:
    """Enters the tab, as Chainlit does before it calls a handler."""
    init_ws_context(session)
    return session.emitted
