"""Copies of a person's address beside the ledger: mail files of Leadloop's own folders, and whatever a person made."""

import re
from contextlib import suppress
from pathlib import Path

from db.ledger import is_in_file

# The outbox first: an answer is planned from what lies there. Files kept elsewhere, such as exports, are a person's.
_MAIL_FOLDERS = ("outbox", "inbox", "files/quarantine")


def delete_mails(folder: Path, needles: set[str]) -> int:
    """Deletes the mail files that hold one of the addresses; answers how many. What cannot be deleted stays."""
    # The end of a longer address is another person; "=3D" before it is an equals sign in quoted-printable.
    one_of = "|".join(re.escape(needle) for needle in sorted(needles))
    named = re.compile(rf"(?:(?<![\w.+'-])|(?<==[0-9a-f]{{2}}))(?:{one_of})(?![\w-]|\.\w)".encode())
    deleted = 0
    for file in [file for name in _MAIL_FOLDERS for file in (folder / name).rglob("*")]:
        # A reader may have moved the mail meanwhile; the search that proves the erasure finds it then.
        with suppress(OSError):
            if file.is_file() and named.search(file.read_bytes().lower()):
                file.unlink()
                deleted += 1
    return deleted


def find_copies(folder: Path, needles: set[str]) -> list[str]:
    """Files beside the ledger, exports for instance, whose bytes hold one of the addresses; paths in the folder."""
    holding = []
    for file in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):
            is_copy = file.is_file() and not file.name.startswith("ledger.db")
            if is_copy and any(is_in_file(file, needle.encode()) for needle in needles):
                holding.append(str(file.relative_to(folder)))
    return holding
