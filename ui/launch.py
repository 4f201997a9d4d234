"""How another of Leadloop's programs is started: from wherever the person is, with what this checkout holds."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def build_command(room: str, flags: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The command line and the environment of `python -m <room>`.

    The working folder stays as it is, because relative paths and leadloop.toml are looked for there; -P keeps a
    folder of that name there (tools/, db/) from being taken for ours.
    """
    others = [os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else []
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), *others])}
    return [sys.executable, "-P", "-m", room, *flags], environment
