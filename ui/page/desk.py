"""What the page needs of the rest of Leadloop, as narrow Protocols, and the one desk that the handlers work at."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from agent.events import Event
from domain.conversation import PendingQuestion
from domain.decisions import Actor, PersonDecision
from domain.draft import Draft
from domain.events import Event as Happening
from domain.plan import Call, Option
from tools.outcome import Artifact, Outcome
from ui.page.chat_store import ChatStore

if TYPE_CHECKING:
    from agent.session import Input


class CardKind(StrEnum):
    """What a card shows; the same words as `kind` in the JSON of ui/wire.py."""

    LEADS = "company_table"
    LEAD = "lead"
    DRAFTS = "draft"
    DRAFT_TABLE = "draft_table"
    REPLY = "reply"
    MAILS = "mail_table"
    FOLLOW_UPS = "follow_up_table"
    REPORT = "report"
    RUNS = "run_table"


class Thinker(Protocol):
    """The door into the mind."""

    def turn(self, conversation_id: str, given: "Input") -> AsyncIterator[Event]: ...

    def run_plan(
        self, conversation_id: str, calls: Sequence[Call], decision: PersonDecision, *, is_click: bool = False
    ) -> AsyncIterator[Event]: ...

    async def welcome(self, conversation_id: str) -> list[Event]: ...


class Shelf(Protocol):
    """Reads cards from the ledger as it is now."""

    async def read(self, kind: str, ids: Sequence[int], by: str = "") -> tuple[Artifact, ...]: ...


class Memory(Protocol):
    """What a conversation remembers: the question it waits on."""

    async def find_question(self, conversation_id: str) -> PendingQuestion | None: ...

    async def ask(self, conversation_id: str, text: str, options: Sequence[Option]) -> None: ...

    async def answer(self, conversation_id: str, question: PendingQuestion, chosen: str | None) -> tuple[Call, ...]: ...


class ListReader(Protocol):
    """Reads a list of firms without writing anything."""

    async def preview(self, file: str) -> Outcome: ...


class Dropped(Protocol):
    """Where dropped lists wait for a yes; see ui/page/drops.py."""

    def keep(self, path: Path, name: str) -> str: ...

    def find(self, name: str) -> Path | None: ...

    def forget(self, file: str) -> None: ...


class ShownTexts(Protocol):
    """Notes which mail texts a person has had before him in full."""

    async def record_shown(self, conversation_id: str, drafts: Sequence[Draft]) -> None: ...


class Happenings(Protocol):
    """The events table."""

    async def last_id(self) -> int: ...

    async def list_since(self, event_id: int) -> list[Happening]: ...


@dataclass(frozen=True, slots=True)
class Status:
    """What stands on every screen: the mode, what that means, what is connected and what is not."""

    mode: str
    words: str
    connected: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the handlers use. `next_steps` gives sentences that make sense now."""

    mind: Thinker
    shelf: Shelf
    memory: Memory
    shown: ShownTexts
    happenings: Happenings
    lists: ListReader
    drops: Dropped
    next_steps: Callable[[], Awaitable[Sequence[str]]]
    actor: Actor
    status: Status
    store: ChatStore


class _Room:
    """Chainlit calls bare functions, so the desk they work at has to stand somewhere."""

    desk: Desk | None = None


def open_desk(desk: Desk) -> None:
    _Room.desk = desk


def close_desk() -> None:
    _Room.desk = None


def get_desk() -> Desk:
    """The desk of the running page; it is there from before the first request until after the last."""
    if _Room.desk is None:
        raise RuntimeError("the page is not open")
    return _Room.desk
