"""The folder of one workspace: where its ledger, files and practice mail live."""

import os
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Unavailable
from runtime.settings import Mode, Settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """Paths of a workspace; nothing is created until `prepare()`."""

    folder: Path
    mode: Mode

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.db"

    @property
    def directory(self) -> Path:
        return self.folder / "directory.db"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    def prepare(self) -> None:
        """Makes the folders, readable by the owner alone. Raises Unavailable when that is not possible."""
        folders = [self.folder, self.files, self.logs]
        if self.mode is Mode.PRACTICE:
            folders += [self.outbox, self.inbox]
        try:
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Unavailable(
                "WORKSPACE", f"I cannot create {self.folder} ({error.strerror}); set LEADLOOP_HOME to a folder you own."
            ) from error
        if not os.access(self.folder, os.W_OK):
            raise Unavailable("WORKSPACE", f"I cannot write to {self.folder}; set LEADLOOP_HOME to a folder you own.")


def find_workspace(settings: Settings) -> Workspace:
    return Workspace(settings.home / settings.mode, settings.mode)
