"""What a mailer must do. The journal is the service's; a mailer only says when the point of no return is next."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

BeforeDot: TypeAlias = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail to exactly one recipient; `mime` are the stored bytes, sent as they are."""

    rfc_id: str
    sender: str
    recipient: str
    mime: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said when it took the mail (no address in it); it goes into the journal."""

    detail: str


class MailerCause(StrEnum):
    """Why a mail was not taken.

    TRANSIENT: try later. PERMANENT: this mail will never be taken. BAD_RECIPIENT: the address does not exist.
    AUTH: the mailbox let us not in. BLOCKED: the mailbox is being refused for what it sends (5.7.x).
    AMBIGUOUS: it may have been taken.
    """

    TRANSIENT = "transient"
    PERMANENT = "permanent"
    BAD_RECIPIENT = "bad_recipient"
    AUTH = "auth"
    BLOCKED = "blocked"
    AMBIGUOUS = "ambiguous"


class MailerError(Exception):
    """A mail was not taken, or nobody knows. The text holds no address."""

    def __init__(self, provider: str, cause: MailerCause, detail: str) -> None:
        super().__init__(f"{provider}: {cause}: {detail}")
        self.provider = provider
        self.cause = cause
        self.detail = detail


class Mailer(Protocol):
    """Takes mails to where they go."""

    @property
    def name(self) -> str:
        """The mailbox it sends from; caps and gaps count by it."""
        ...

    async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
        """Awaits `before_dot` exactly once, just before the mail can be taken; when that raises, nothing is sent.

        Raises MailerError. Whatever is raised after `before_dot` returned counts as ambiguous.
        """
        ...

    async def find_sent(self, rfc_id: str) -> bool | None:
        """Whether a mail with that Message-ID left; None when this mailer cannot know."""
        ...
