"""A mail as the practice prospect sees it: who wrote, about what, and where in the conversation it stands."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_MARKS = ("List-Id", "X-Autoreply", "X-Autorespond", "X-Failed-Recipients")
_DAEMONS = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply"})
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_ID = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Incoming:
    """`references` are message ids without angle brackets, oldest first; `headers` is the header block as it came.

    `answers` is the id in In-Reply-To, empty for the first mail of a thread.
    """

    sender_name: str
    sender: str
    name: str
    address: str
    subject: str
    text: str
    message_id: str
    references: tuple[str, ...]
    answers: str
    written_at: datetime | None
    headers: bytes
    is_automatic: bool

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @property
    def own_turns(self) -> int:
        """How many mails of this prospect the thread already holds."""
        return sum(1 for reference in self.references if reference.rpartition("@")[2] == self.domain)

    @property
    def follow_up(self) -> int:
        """0 for a first mail, else the number of the follow-up (mails of the writer already in the thread)."""
        if not self.answers:
            return int(self.subject.lower().startswith("re:"))
        mine = self.message_id.rpartition("@")[2]
        return max(1, sum(1 for reference in self.references if reference.rpartition("@")[2] == mine))


def parse_incoming(mail: bytes) -> Incoming | None:
    """The mail's parts, or None when it has no single recipient to answer for."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    people = getaddresses([str(message.get("To", ""))])
    writers = getaddresses([str(message.get("From", ""))])
    if len(people) != 1 or len(writers) != 1 or not all(_is_plain(address) for _, address in (*people, *writers)):
        return None
    return Incoming(
        sender_name=" ".join(writers[0][0].split()) or _name_from(writers[0][1]),
        sender=writers[0][1],
        name=" ".join(people[0][0].split()) or _name_from(people[0][1]),
        address=people[0][1].lower(),
        subject=" ".join(str(message.get("Subject", "")).split()),
        text=_text_of(message),
        message_id=_first_id(message, "Message-ID"),
        references=_thread_of(message),
        answers=_first_id(message, "In-Reply-To"),
        written_at=find_written_at(message),
        headers=_HEADERS_END.split(mail, maxsplit=1)[0],
        is_automatic=_is_automatic(message, writers[0][1]),
    )


def find_written_at(message: EmailMessage) -> datetime | None:
    """The Date header as aware UTC; a Date without a zone is read as UTC."""
    try:
        written = parsedate_to_datetime(str(message.get("Date", "")))
    except (TypeError, ValueError):
        return None
    return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)


def _ids(message: EmailMessage, header: str) -> tuple[str, ...]:
    return tuple(_ID.findall(str(message.get(header, ""))))


def _first_id(message: EmailMessage, header: str) -> str:
    return next(iter(_ids(message, header)), "")


def _thread_of(message: EmailMessage) -> tuple[str, ...]:
    """References, then In-Reply-To, each id once."""
    return tuple(dict.fromkeys(_ids(message, "References") + _ids(message, "In-Reply-To")))


def _text_of(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain",))
    if part is None:
        return ""
    try:
        return str(part.get_content()).replace("\r\n", "\n").strip()
    except (LookupError, UnicodeError):
        return ""


def _is_plain(address: str) -> bool:
    """Whether it is one ordinary ASCII address; the practice world has no others."""
    return re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", address) is not None


def _name_from(address: str) -> str:
    words = [word.capitalize() for word in re.split(r"[._%+-]+", address.partition("@")[0]) if word]
    return " ".join(words) or "Front Desk"


def _is_automatic(message: EmailMessage, sender: str) -> bool:
    """RFC 3834 and the older marks; such mail is never answered."""
    declared = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    return (
        declared != "no"
        or str(message.get("Precedence", "")).strip().lower() in _BULK
        or any(message.get(mark) is not None for mark in _MARKS)
        or str(message.get("Return-Path", "")).strip() == "<>"
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
        or sender.partition("@")[0].lower() in _DAEMONS
    )
