"""What a turn tells its window, as it happens. Every window shows the same events."""

from dataclasses import dataclass
from typing import TypeAlias

from tools.outcome import Artifact

# The summary of a step that the person cut short; the answer of the turn says the same in full.
STOPPED = "Stopped."


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer's text; pieces are joined as they come."""

    text: str


@dataclass(frozen=True, slots=True)
class StepStarted:
    tool: str
    run: int


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a batch is: `done` of `total` items, and what is being done."""

    tool: str
    run: int
    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class StepFinished:
    tool: str
    run: int
    is_ok: bool
    summary: str
    ms: float


@dataclass(frozen=True, slots=True)
class ArtifactShown:
    artifact: Artifact


@dataclass(frozen=True, slots=True)
class Question:
    """The turn waits for one of these answers, given as words or by a click."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A line beside the answer: what was added to the plan, what went wrong."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The turn is over. `ms` is its whole time, `is_ok` whether everything asked for was done."""

    turn: int
    ms: float
    is_ok: bool


Event: TypeAlias = Token | StepStarted | StepProgress | StepFinished | ArtifactShown | Question | Notice | Done
