"""Parses raw mail in a child process with a deadline and a memory limit: what a stranger sent cannot take us down."""

import json
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from domain.errors import Unavailable
from tools.inbox.providers.base import MOST_BYTES

DEADLINE_SECONDS = 5.0
MAILS_PER_CHILD = 500
_CHILD = "tools.inbox.parser_child"
_PLAINEST = b"Subject: probe\n\nprobe\n"
_CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One recipient of a delivery status notification (RFC 3464 2.3); `status` is the code of RFC 3463 or empty."""

    action: str
    status: str
    recipient: str
    original: str
    diagnostic: str


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail as read. Ids are without angle brackets, addresses in lower case, header names in lower case.

    `authentication` are the Authentication-Results headers, topmost first. `new_text` is what the writer himself wrote.
    `returned_id` is the Message-ID of the mail that a bounce gives back. Any defect makes the mail untrusted.
    """

    rfc_id: str
    in_reply_to: str
    references: tuple[str, ...]
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    headers: Mapping[str, str]
    authentication: tuple[str, ...]
    text: str
    new_text: str
    attachments: tuple[str, ...]
    dsn: tuple[DeliveryReport, ...]
    returned_id: str
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A mail that could not be parsed, and why in a few words."""

    why: str


class MailParser:
    """Keeps one child, started with the first mail, replaced after 500 mails or a failure. Threads may share it."""

    def __init__(self, command: tuple[str, ...] | None = None, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        # -S and -s: the child needs nothing that is installed, and starts in half the time without it.
        self._command = command or (sys.executable, "-S", "-s", "-m", _CHILD)
        self._deadline_seconds = deadline_seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._ending: Callable[[], object] = lambda: None
        self._left = 0

    def parse(self, raw: bytes) -> ParsedMail | Unreadable:
        """Blocks for at most the deadline; never raises for what a mail holds. Raises Unavailable(PARSER)."""
        if len(raw) > MOST_BYTES:
            return Unreadable("it is larger than 25 MB")
        with self._lock:
            answer = self._ask(raw)
            # A child that cannot read the plainest mail is broken itself: no mail may be put aside for that.
            if answer is None and self._ask(_PLAINEST) is None:
                raise Unavailable("PARSER", "The mail parser does not start; run “leadloop doctor” to see why.")
        if answer is None:
            return Unreadable("its form is broken, or reading it took too long or too much memory")
        return _build(answer)

    def close(self) -> None:
        with self._lock:
            self._drop_child()

    def _ask(self, raw: bytes) -> dict[str, Any] | None:
        child = self._ready_child()
        watchdog = threading.Timer(self._deadline_seconds, child.kill)
        watchdog.start()
        try:
            assert child.stdin is not None and child.stdout is not None
            child.stdin.write(struct.pack(">I", len(raw)) + raw)
            child.stdin.flush()
            size = struct.unpack(">I", _read_exactly(child.stdout, 4))[0]
            answer: dict[str, Any] = json.loads(_read_exactly(child.stdout, size))
        except (OSError, EOFError, ValueError):
            self._drop_child()
            return None
        finally:
            watchdog.cancel()
        self._left -= 1
        return answer

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._left <= 0 or self._child.poll() is not None):
            self._drop_child()
        if self._child is None:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_CHECKOUT
            )
            self._left = MAILS_PER_CHILD
            self._ending = weakref.finalize(self, _end, self._child)
        return self._child

    def _drop_child(self) -> None:
        if self._child is not None:
            self._ending()
            self._child = None


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            _close(pipe)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return  # what was still buffered for a dead child is not wanted


def _read_exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _build(answer: dict[str, Any]) -> ParsedMail:
    sent_at = datetime.fromisoformat(answer["sent_at"]) if answer["sent_at"] else None
    return ParsedMail(
        rfc_id=answer["rfc_id"],
        in_reply_to=answer["in_reply_to"],
        references=tuple(answer["references"]),
        sender=answer["sender"],
        sender_name=answer["sender_name"],
        recipients=tuple(answer["recipients"]),
        subject=answer["subject"],
        sent_at=sent_at.replace(tzinfo=sent_at.tzinfo or UTC) if sent_at else None,
        headers=answer["headers"],
        authentication=tuple(answer["authentication"]),
        text=answer["text"],
        new_text=answer["new_text"],
        attachments=tuple(answer["attachments"]),
        dsn=tuple(DeliveryReport(**one) for one in answer["dsn"]),
        returned_id=answer["returned_id"],
        defects=tuple(answer["defects"]),
    )
