"""Commands on the practice workspace: move its clock, throw it away."""

import asyncio
import re
import shutil
from datetime import timedelta
from pathlib import Path

import typer

from domain.errors import Correctable, Refused
from runtime.bootstrap import App
from runtime.doctor import find_sidecar
from runtime.settings import Mode, load_settings
from runtime.workspace import find_workspace

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def parse_span(text: str) -> timedelta:
    """ "3d", "12 hours", "1 week" as a span; raises Correctable for anything else."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*(?:(h|d|w)|(?:(h)our|(d)ay|(w)eek)s?)\s*", text.lower())
    if not match:
        raise Correctable(f"I cannot read “{text}” as a span; write for example 3d, 12h or “1 week”.")
    unit = next(one for one in match.groups()[1:] if one)
    return int(match[1]) * _UNITS[unit]


async def skip_by(opened: App, by: timedelta) -> bool:
    """Moves the clock, does what became due and says it."""
    practice_time = opened.services.practice_time
    assert practice_time is not None, "the command opens the practice workspace"
    now = await practice_time.skip(by)
    typer.echo(f"It is now {now:%A, %d %B %Y %H:%M} UTC. {await opened.due.work()}")
    return True


def reset_workspace(home: Path | None) -> str:
    """Deletes the practice workspace's folder; says what it did. Raises Refused while a chat is open there."""
    settings = load_settings(home=home, mode=Mode.PRACTICE)
    workspace = find_workspace(settings)
    if not workspace.folder.exists():
        return "There is no practice workspace yet."
    holder = asyncio.run(find_sidecar(settings))
    if holder:
        raise Refused(
            "IN_USE",
            f"The practice workspace is in use ({holder}): leave the chat there with “quit”, then reset it; "
            "after a crash wait 15 seconds.",
        )
    shutil.rmtree(workspace.folder)
    return "The practice workspace is gone; the next start makes a new one."
