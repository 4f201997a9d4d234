"""`python -m scheduler [--once]`: the sidecar as a program of its own."""

import argparse
import asyncio
import logging
import os
import sys
import threading
from pathlib import Path

from domain.errors import LeadloopError
from runtime.bootstrap import open_app
from runtime.logs import start_logging
from runtime.settings import Settings, load_settings

log = logging.getLogger(__name__)


def main() -> int:
    parser = argparse.ArgumentParser(prog="leadloop sidecar", description="Does what is due in a workspace.")
    parser.add_argument("--once", action="store_true", help="one round, then end")
    parser.add_argument("--mode", choices=["practice", "live"])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    flags = parser.parse_args()
    try:
        settings = load_settings(home=flags.home, mode=flags.mode)
        return asyncio.run(_work(settings, is_once=flags.once, with_parent=flags.with_parent))
    except LeadloopError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the program's one line to whoever started it
        return 1
    except KeyboardInterrupt:
        return 0
    except Exception:
        # Whoever started it reads no traceback; the log keeps it.
        log.exception("the sidecar ended with a bug")
        print("The sidecar met a fault and ended; logs/sidecar.log in the workspace has it.", file=sys.stderr)  # noqa: T201  # its last line
        return 1


async def _work(settings: Settings, *, is_once: bool, with_parent: bool) -> int:
    # Imported here, so that a wrong flag is answered at once.
    from domain.clock import SystemClock
    from memory.lease import SidecarLease
    from scheduler.sidecar import Sidecar

    async with open_app(settings) as app:
        start_logging(app.workspace.logs, "sidecar")
        sidecar = Sidecar(app.due, SidecarLease(app.ledger), SystemClock())
        if is_once:
            summary = await sidecar.once()
            print(summary.in_words())  # noqa: T201  # this line is the answer of a command
            return 0
        parent_gone = threading.Event()
        if with_parent:
            # A killed parent closes the pipe too, so this also ends a sidecar whose chat was killed.
            threading.Thread(target=_wait_for_end, args=(parent_gone,), daemon=True).start()
        await sidecar.run(parent_gone.is_set, waits=with_parent)
        return 0


def _wait_for_end(parent_gone: threading.Event) -> None:
    # Not sys.stdin: a thread that waits in it keeps its lock, and then the interpreter cannot end in order.
    while os.read(0, 4096):
        pass
    parent_gone.set()


if __name__ == "__main__":
    sys.exit(main())
