"""Puts a finished text into a new file, wholly or not at all, and never over another file."""

import errno
import os
import tempfile
from itertools import count
from pathlib import Path

from domain.errors import Correctable, Unavailable

FORMATS = ("csv", "json")
# Memory sticks and some network drives know no links.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


def choose_path(target: str, folder: Path, default_stem: str) -> Path:
    """Where an export goes: `csv` or `json` and bare names into the folder, a full path where it says.

    Raises Correctable for another format, a folder that is not there, or a path that is neither bare nor full.
    """
    wanted = target.strip().strip("\"'")
    if wanted.lower() in FORMATS:
        return folder / f"{default_stem}.{wanted.lower()}"
    path = Path(wanted).expanduser()
    if path.suffix.lower().removeprefix(".") not in FORMATS:
        raise Correctable(f"I write CSV or JSON only: name the file with .csv or .json at its end, not “{wanted}”.")
    if path.is_absolute():
        if not path.parent.is_dir():
            raise Correctable(
                f"There is no folder {path.parent}; make it first, or give only a name such as {path.name}."
            )
        return path
    if path.name != wanted:
        raise Correctable(
            f"“{wanted}” is only a part of a path; give the full path, or only a name such as {path.name}."
        )
    return folder / path


def write_new(path: Path, text: str) -> Path:
    """Writes the text and answers where it is: the path, or with -2, -3 before the ending where that is taken."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".export-", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            return _give_name(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "the disk refuses").lower()
        raise Unavailable(
            "FILES", f"{path} cannot be written ({reason}); free the disk or give another folder."
        ) from error


def _give_name(part: Path, path: Path) -> Path:
    """Links the finished file to the first free name; linking fails where a name is taken, so nothing is lost."""
    for number in count(1):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            free.hardlink_to(part)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if free.exists():
                continue
            part.rename(free)
        return free
    raise AssertionError("count has no end")
