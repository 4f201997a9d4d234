"""Lists dropped on the page: kept in a folder of the workspace until a person confirms or leaves them."""

import filecmp
import re
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

from agent.events import Event, StepFinished
from domain.errors import Correctable, Unavailable
from domain.plan import Call, Option
from tools.outcome import RunTable
from ui.page.desk import CardKind, Dropped, Shelf

_UNSAFE = re.compile(r"[^\w. -]+")
_LONGEST_STEM = 80
_TOOL = "import_leads"
LEAVE = "Leave it"


class Drops:
    """The folder. Clicks name a list by its bare file name, and nothing outside this folder can be named."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path, name: str) -> str:
        """Copies a dropped file here under the name it had, as far as that is free; answers the name."""
        safe = Path(_UNSAFE.sub("_", Path(name).name).strip(". ") or "list.csv")
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for number in count(1):
                stem = safe.stem[:_LONGEST_STEM] + (f" {number}" if number > 1 else "")
                target = self._folder / f"{stem}{safe.suffix}"
                if not target.exists():
                    shutil.copy(path, target)
                    break
                if filecmp.cmp(path, target, shallow=False):
                    break
        except OSError as error:
            raise Unavailable(
                "WORKSPACE", f"I cannot keep {safe} ({error.strerror}); free the disk and drop it again."
            ) from error
        return target.name

    def find(self, name: str) -> Path | None:
        """The list of that name, None when it is here no more.

        Raises Correctable for anything that is no plain file name: a click comes from the browser and can be forged.
        """
        if not name or _UNSAFE.search(name) or name.strip(". ") != name:
            raise Correctable("That is not the name of a list you dropped here; drop the file again.")
        path = self._folder / name
        return path if path.is_file() and not path.is_symlink() else None

    def forget(self, file: str) -> None:
        """Deletes the list at that path if it is one of these; the person's own file is never touched."""
        path = Path(file)
        if path.parent == self._folder:
            path.unlink(missing_ok=True)


def ask_about(name: str) -> str:
    """The question that a dropped list waits on."""
    return f"Shall I import {name}?"


def import_call(path: Path) -> Call:
    return Call(_TOOL, {"file": str(path)})


def build_options(path: Path) -> tuple[Option, ...]:
    """Yes and no to a dropped list, as words that are typed; Confirm in the card does the same."""
    return Option("Import", (import_call(path),)), Option(LEAVE, ())


async def forget_imported(drops: Dropped, shelf: Shelf, events: AsyncIterator[Event]) -> AsyncIterator[Event]:
    """The same events; a list that was read to its end is deleted here, because its rows are in the ledger now."""
    async for event in events:
        if isinstance(event, StepFinished) and event.tool == _TOOL and event.is_ok:
            tables = await shelf.read(CardKind.RUNS, [event.run])
            runs = [run for table in tables if isinstance(table, RunTable) for run in table.rows]
            for call in (call for run in runs for call in run.calls if call.tool == _TOOL):
                drops.forget(str(call.args.get("file", "")))
        yield event
