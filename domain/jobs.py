"""Work that is due, as an engine distributes it: a kind and a key. Rows of the ledger decide what becomes of it."""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """The kinds of due work, in the order in which one who does them one after the other should."""

    READ_MAIL = "read_mail"
    FOLLOW_UP = "follow_up"
    SEND_MAIL = "send_mail"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of due work. `key` names what it is done to: a mailbox, or nothing where the workspace is meant."""

    kind: JobKind
    key: str = ""
