"""Programs that a command starts: they see the folder the person is in, and no code of his."""

import subprocess
import sys
from pathlib import Path


def test_the_sidecar_uses_the_home_named_from_the_folder_the_person_is_in(tmp_path: Path) -> None:
    (tmp_path / "scheduler").mkdir()
    (tmp_path / "scheduler" / "__init__.py").write_text("raise SystemExit('not ours')")
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ui.cli import app; app()"
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-P", "-c", start, root, "sidecar", "--once", "--home", "mine"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine" / "practice" / "ledger.db").exists()
