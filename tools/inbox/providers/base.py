"""What a mailbox is to the reader: batches of raw mails and a cursor in the mailbox's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

Cursor: TypeAlias = Mapping[str, str | int | list[str]]

# A mail of this many bytes is the largest that is read; of a larger one only the first bytes are handed out.
MOST_BYTES = 25 * 1024 * 1024
BATCH = 50


@dataclass(frozen=True, slots=True)
class RawMail:
    """One mail as it lies in the mailbox. `cursor` is where reading stands once this mail is stored."""

    key: str
    raw: bytes
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Fetched:
    """A bounded batch. `cursor` stands for exactly the mails handed out; `has_more` asks for another fetch."""

    mails: tuple[RawMail, ...]
    cursor: Cursor
    has_more: bool


class Mailbox(Protocol):
    """Reads mail and never changes it. `name` is the mailbox's own in the ledger."""

    name: str

    async def fetch(self, cursor: Cursor, now: datetime) -> Fetched:
        """The mails after `cursor`; `{}` is the beginning. Raises Unavailable when the mailbox cannot be read."""
        ...
