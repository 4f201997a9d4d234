"""Starts the loopback servers of this folder as child processes."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).parent / "vendor.py"


@contextmanager
def play_vendor(folder: Path, script: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Plays the script (see vendor.py) and gives the base URL; the server ends with the block.

    The test needs `@pytest.mark.allow_hosts(["127.0.0.1"])`.
    """
    path = folder / "vendor.json"
    path.write_text(json.dumps(script), encoding="utf-8")
    command = [sys.executable, str(VENDOR), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin and child.stdout
        try:
            port = child.stdout.readline().strip()
            assert port, "the vendor did not start; its error is on stderr"
            yield f"http://127.0.0.1:{port}"
        finally:
            child.stdin.close()
            child.wait(timeout=10)
