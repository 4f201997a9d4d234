"""Settings: a relative home is the same folder for every program started from here."""

from pathlib import Path

import pytest

from runtime.settings import load_settings


def test_a_relative_home_is_made_absolute_and_a_tilde_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(home=Path("mine")).home == tmp_path / "mine"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LEADLOOP_HOME", "~/data")
    assert load_settings().home == tmp_path / "data"
