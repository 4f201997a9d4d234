"""What is in place and what is missing, in words a salesperson understands."""

import shutil
import sys
from dataclasses import dataclass

from db.directory import DirectoryIndex
from domain.clock import SystemClock
from domain.errors import LeadloopError
from memory.lease import SidecarLease
from runtime.bootstrap import App, open_app
from runtime.settings import Mode, Settings
from runtime.workspace import find_workspace

_NEEDED_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is in order, and what that means or what to do."""

    is_ok: bool
    words: str


async def examine(settings: Settings) -> list[Check]:
    """Every check of the workspace; never raises for what a check may find."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    checks = [Check(sys.version_info >= (3, 11), f"Python {version} (3.11 or newer is needed)")]
    workspace = find_workspace(settings)
    try:
        async with open_app(settings) as app:
            checks.append(Check(True, f"The {settings.mode} workspace is in {workspace.folder}"))
            checks += await _inside(app)
    except LeadloopError as error:
        checks.append(Check(False, str(error)))
        return checks
    free = shutil.disk_usage(workspace.folder).free
    checks.append(Check(free > _NEEDED_BYTES, f"{free // 1_000_000:,} MB of disk are free"))
    return checks


async def find_sidecar(settings: Settings) -> str | None:
    """Who does the workspace's work at this moment: a chat that is open has a sidecar. None for a broken workspace."""
    try:
        async with open_app(settings) as app:
            return await SidecarLease(app.ledger).find_holder(SystemClock().now())
    except LeadloopError:
        return None


async def _inside(app: App) -> list[Check]:
    checks = []
    missing = (await app.services.profile.get()).missing()
    if missing:
        fields = ", ".join(name.replace("_", " ") for name in missing)
        checks.append(Check(False, f"The profile lacks: {fields}; tell me in chat, for example “my name is Ann Lee”"))
    else:
        checks.append(Check(True, "The profile is complete"))
    if app.settings.mode is Mode.LIVE:
        firms = await DirectoryIndex(app.workspace.directory).count()
        advice = (
            f"{firms:,} firms are in the directory"
            if firms
            else "No firms yet: leadloop directory add FILE --mode live"
        )
        checks.append(Check(bool(firms), advice))
        checks.append(Check(False, "No mailbox is connected, so nothing can be sent; practice works without one"))
    holder = await SidecarLease(app.ledger).find_holder(SystemClock().now())
    checks.append(Check(True, f"The sidecar runs ({holder})" if holder else "No sidecar runs; chat starts one"))
    return checks
