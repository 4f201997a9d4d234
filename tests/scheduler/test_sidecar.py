"""The sidecar works due rows, alone on its workspace, and ends with its parent."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clock import SystemClock
from domain.errors import Refused, Unavailable
from domain.mail import MailState
from memory.lease import SidecarLease
from runtime.bootstrap import App
from scheduler.sidecar import Sidecar
from tests.architecture.tree import ROOT
from tests.fakes.person import Person


async def _send_five(say: Person) -> None:
    for sentence in ("find 5 hotels in Denver", "score them", "draft emails to them", "approve the rest and send them"):
        await say(sentence)


async def test_a_round_reads_answers_and_later_sends_the_follow_ups(app: App, say: Person) -> None:
    await _send_five(say)
    sidecar = Sidecar(app.due, SidecarLease(app.ledger), SystemClock())
    first = await sidecar.once()
    assert app.services.practice_time is not None
    await app.services.practice_time.skip(timedelta(days=4))
    second = await sidecar.once()
    assert first.read + second.read > 0
    assert second.sent > 0
    async with app.ledger.reading() as books:
        sent = await books.mail.list_sent(states=(MailState.SENT,))
    assert len({(mail.draft_id, mail.step) for mail in sent}) == len(sent)


async def test_a_second_sidecar_on_the_workspace_is_refused_in_words(app: App) -> None:
    lease = SidecarLease(app.ledger)
    now = SystemClock().now()
    assert await lease.take("other", "process 1", now, now + timedelta(seconds=15)) is None
    with pytest.raises(Refused, match="Another sidecar"):
        await Sidecar(app.due, lease, SystemClock()).once()


async def test_a_lease_that_ran_out_is_taken_over(app: App) -> None:
    lease = SidecarLease(app.ledger)
    now = SystemClock().now()
    await lease.take("dead", "process 1", now - timedelta(minutes=2), now - timedelta(minutes=1))
    await Sidecar(app.due, lease, SystemClock()).once()


async def test_the_sidecar_beside_a_chat_takes_over_when_the_other_one_has_gone(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sidecar.TICK_SECONDS", 0.01)
    lease, now = SidecarLease(app.ledger), SystemClock().now()
    await lease.take("other", "process 1", now, now + timedelta(seconds=60))
    is_over = asyncio.Event()
    work = asyncio.create_task(Sidecar(app.due, lease, SystemClock()).run(is_over.is_set, waits=True))
    await asyncio.sleep(0.1)
    assert not work.done() and await lease.find_holder(now) == "process 1"
    await lease.drop("other")
    await asyncio.sleep(0.3)
    assert await lease.find_holder(SystemClock().now()) == f"process {os.getpid()}"
    is_over.set()
    await work


async def test_a_ledger_that_is_locked_for_a_while_does_not_end_the_sidecar(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sidecar.TICK_SECONDS", 0.01)
    lease, tries = SidecarLease(app.ledger), 0

    async def locked(*_: object) -> None:
        nonlocal tries
        tries += 1
        raise Unavailable("LEDGER", "The ledger cannot be written.")

    monkeypatch.setattr(SidecarLease, "take", locked)
    await Sidecar(app.due, lease, SystemClock()).run(lambda: tries > 2)
    assert tries > 2


def _start(home: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "scheduler", "--with-parent", "--home", str(home)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE)


def test_the_program_ends_when_its_parent_does_and_a_second_one_says_why_it_will_not_start(tmp_path: Path) -> None:
    first = _start(tmp_path)
    assert first.stdin and first.stderr
    try:
        _wait_for_lease(tmp_path / "practice" / "ledger.db")
        command = [sys.executable, "-m", "scheduler", "--once", "--home", str(tmp_path)]
        second = subprocess.run(command, cwd=ROOT, capture_output=True)
        assert b"Another sidecar" in second.stderr and second.returncode == 1
        first.stdin.close()
        assert first.wait(timeout=10) == 0
    finally:
        if first.poll() is None:
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
        first.stderr.close()


def _wait_for_lease(ledger: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(ledger)) as connection:
            if connection.execute("SELECT count(*) FROM leases").fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the sidecar did not take the workspace")
