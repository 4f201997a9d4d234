"""Reads a Maildir folder: new/ and cur/, each mail once. Nothing in the folder is moved, flagged or deleted."""

import asyncio
import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from domain.errors import Unavailable
from tools.inbox.providers.base import BATCH, MOST_BYTES, Cursor, Fetched, RawMail

_SEEN = "seen"


class MaildirMailbox:
    """The cursor holds a short hash of each file's key (its name without flags) that is still in the folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder

    async def fetch(self, cursor: Cursor, now: datetime) -> Fetched:
        return await asyncio.to_thread(self._fetch, cursor)

    def _fetch(self, cursor: Cursor) -> Fetched:
        listed = cursor.get(_SEEN, [])
        known = set(listed) if isinstance(listed, list) else set()
        files = {_hash(path): path for path in self._list_files()}
        # A file that is gone can come back only as a copy, and the ledger knows copies by their Message-ID and bytes.
        seen = [one for one in files if one in known]
        waiting = [one for one in files if one not in known]
        mails: list[RawMail] = []
        for one in waiting[:BATCH]:
            raw = _read(files[one])
            if raw is not None:
                seen = [*seen, one]
                mails.append(RawMail(one, raw, {_SEEN: seen}))
        return Fetched(tuple(mails), {_SEEN: seen}, has_more=len(waiting) > BATCH)

    def _list_files(self) -> Iterator[Path]:
        """Files by name, so that the order is the same each time; cur/ after new/, so that a mail moved meanwhile is
        met at least once."""
        for part in ("new", "cur"):
            try:
                yield from sorted(path for path in (self._folder / part).iterdir() if not path.name.startswith("."))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise Unavailable(
                    "MAILBOX", f"I cannot read the mailbox folder {self._folder} ({error.strerror}); check its rights."
                ) from error


def _hash(path: Path) -> str:
    return hashlib.sha256(path.name.partition(":")[0].encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _read(path: Path) -> bytes | None:
    """The file's first bytes; None when another program moved or removed it since the listing, or it is no file."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError):
        return None
    except OSError as error:
        raise Unavailable(
            "MAILBOX", f"I cannot read the mail {path.name} ({error.strerror}); check its rights."
        ) from error
