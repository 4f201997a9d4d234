"""Who acts, what kind of effect a call has, and the proof that a person decided."""

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What a tool call does to the world; each has its own confidence gate."""

    READ = "read"
    WRITE = "write"
    SPEND = "spend"
    DECIDE = "decide"
    SEND = "send"

    @property
    def needs_person(self) -> bool:
        """Whether the call runs only with a PersonDecision."""
        return self in (Effect.DECIDE, Effect.SEND)


class Role(StrEnum):
    OWNER = "owner"
    MEMBER = "member"


class Channel(StrEnum):
    """The window through which a person acted."""

    TERMINAL = "terminal"
    COMMAND = "command"
    PAGE = "page"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Actor:
    """A user of Leadloop and the window he sits at."""

    user: str
    role: Role
    channel: Channel


@dataclass(frozen=True, slots=True)
class ShownText:
    """One mail text as it was shown in full: the draft, its step, its version and the hash of what was seen."""

    draft_id: int
    step: int
    version: int
    body_hash: str


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """Proof that a person decided. Built in exactly two places (an architecture test lists them):
    agent/decide.py for a typed sentence, ui/acts.py for a click, a command or a flag.

    `words` is what the person typed or the name of the control; `shown` is the mail text last shown to that person.
    """

    actor: Actor
    words: str
    shown: tuple[ShownText, ...] = ()
    conversation_id: str | None = None


class Decision(StrEnum):
    """The three answers of a review."""

    APPROVE = "approve"
    REJECT = "reject"
    REGENERATE = "regenerate"
