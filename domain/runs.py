"""Runs: a plan being carried out, its steps and its items."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.plan import Call


class RunStatus(StrEnum):
    RUNNING = "running"
    AWAITING_APPROVAL = "awaiting_approval"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ItemStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Run:
    """A plan in work.

    `next_call` is the place in `calls` to go on from; `total` and `finished` count the items of the current call.
    """

    id: int
    conversation_id: str
    calls: tuple[Call, ...]
    next_call: int
    status: RunStatus
    total: int
    finished: int
    started_at: datetime
    ended_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunStep:
    """One call of a run: arguments with addresses masked, what came of it in a line, whether it held, milliseconds."""

    run_id: int
    call_index: int
    tool: str
    masked_args: str
    summary: str
    is_ok: bool
    ms: float
    at: datetime
