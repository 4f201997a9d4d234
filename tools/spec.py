"""What a tool is: plain Pydantic arguments, an effect, and a call into its slice's service. No LangChain here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from domain.decisions import Effect, PersonDecision
from tools.outcome import Outcome


class Args(BaseModel):
    """Root of every tool's arguments: unknown names are refused, so that an invented argument is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Progress(Protocol):
    """Told about a batch: how many of how many items are done, and what is being done."""

    async def __call__(self, done: int, total: int, words: str) -> None: ...


class Cancelled(Exception):  # it is no error: the person asked for it
    """The person said stop; raised between two items, never inside one."""


@dataclass(frozen=True, slots=True)
class CallContext:
    """What surrounds a call.

    `decision` is there only when a person asked for exactly this call. Batch work goes by `run_id` and `call_index`:
    items = books.runs.open_items(...), then books.runs.finish_item(...) in the transaction of each item's effects.
    `check_stop()` raises Cancelled; call it between items.
    """

    conversation_id: str
    run_id: int
    call_index: int
    progress: Progress
    check_stop: Callable[[], None]
    decision: PersonDecision | None = None


ServiceT = TypeVar("ServiceT")
ArgsT = TypeVar("ArgsT", bound=Args)


@dataclass(frozen=True)
class ToolSpec(Generic[ServiceT, ArgsT]):
    """One tool. `service` is the class whose instance `call` gets; `words` are sentences a person would say for it."""

    name: str
    description: str
    args: type[ArgsT]
    words: tuple[str, ...]
    effect: Effect
    service: type[ServiceT]
    call: Callable[[ServiceT, ArgsT, CallContext], Awaitable[Outcome]]
