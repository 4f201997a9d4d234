"""What the command line takes before any workspace is opened."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui import cli, version


def test_the_version_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = CliRunner().invoke(cli.app, ["--version"])
    assert outcome.exit_code == 0 and outcome.stdout.startswith("leadloop ")
    monkeypatch.setattr(version, "version", lambda _name: "1.2.3")
    assert CliRunner().invoke(cli.app, ["--version"]).stdout == "leadloop 1.2.3\n"


def test_the_practice_clock_is_moved_in_words(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(cli.app, ["practice", "skip", "1", "week", "--home", str(tmp_path)])
    assert outcome.exit_code == 0 and "It is now" in outcome.stdout
