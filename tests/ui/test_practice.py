"""The commands on the practice workspace."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clock import SystemClock
from domain.errors import Correctable, Refused
from memory.lease import SidecarLease
from runtime.bootstrap import open_app
from runtime.settings import Mode, Settings
from ui.practice import parse_span, reset_workspace


def test_a_workspace_is_thrown_away_unless_a_chat_is_open_in_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, mode=Mode.PRACTICE)

    async def hold(token: str, *, is_held: bool) -> None:
        async with open_app(settings) as app:
            lease = SidecarLease(app.ledger)
            if is_held:
                now = SystemClock().now()
                await lease.take(token, "process 7", now, now + timedelta(minutes=1))
            else:
                await lease.drop(token)

    asyncio.run(hold("chat", is_held=True))
    with pytest.raises(Refused, match="in use"):
        reset_workspace(tmp_path)
    asyncio.run(hold("chat", is_held=False))
    assert "gone" in reset_workspace(tmp_path) and not (tmp_path / "practice").exists()
    assert "no practice workspace" in reset_workspace(tmp_path)


def test_a_broken_workspace_can_be_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "ledger.db").write_bytes(b"no database" * 1000)
    assert "gone" in reset_workspace(tmp_path)


@pytest.mark.parametrize(
    ("text", "days"), [("3d", 3), ("1 week", 7), ("3 days", 3), ("48h", 2), ("24 hours", 1), ("2w", 14), ("1 day", 1)]
)
def test_a_span_is_read_short_and_in_words(text: str, days: int) -> None:
    assert parse_span(text) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "week", "3", "3 months", "d3", "-3d"])
def test_what_is_no_span_is_asked_again(text: str) -> None:
    with pytest.raises(Correctable, match="1 week"):
        parse_span(text)
