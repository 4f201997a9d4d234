"""Kill -9 at every phase, and two processes on one ledger: no mail twice, none lost."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.ledger import Ledger, sqlite_url
from domain.mail import JournalPhase, MailState
from tests.fakes.approved import approved_draft
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tests.fakes.mailer import FakeMailer
from tests.fakes.places import FakePlaces
from tools.send.providers.base import BeforeDot, OutgoingMail, Receipt
from tools.send.rules import OPEN_POLICY, SendPolicy
from tools.send.service import SendService

MAILS = 3
LATER = SendPolicy(1, (500,), None, 0, 0, 60, 60)
_SENDER = Path(__file__).with_name("sender_that_dies.py")


def run_sender(folder: Path, phase: str, minutes: int) -> int:
    """Runs a sending process to its end (or death) and answers its exit code."""
    command = [sys.executable, str(_SENDER), str(folder), phase, str(minutes)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode


@pytest.fixture
async def queued(ledger: Ledger, clock: FakeClock) -> AsyncIterator[Ledger]:
    """A ledger with three mails due."""
    for number in range(1, MAILS + 1):
        await approved_draft(ledger, clock, number)
    service = SendService(ledger, clock, FakeMailer(), LATER, FakePlaces())
    await service.send((), await fake_context(ledger, fake_decision()))
    yield ledger


@pytest.mark.parametrize(
    ("phase", "state", "phases"),
    [
        ("try", MailState.QUEUED, [JournalPhase.TRY]),
        ("dot", MailState.PARKED, [JournalPhase.TRY, JournalPhase.DOT]),
        ("delivered", MailState.PARKED, [JournalPhase.TRY, JournalPhase.DOT]),
    ],
)
async def test_killed_at_a_phase_every_mail_arrives_exactly_once(
    queued: Ledger, tmp_path: Path, phase: str, state: MailState, phases: list[JournalPhase]
) -> None:
    assert await asyncio.to_thread(run_sender, tmp_path, phase, 1) == -9
    async with queued.reading() as books:
        first = (await books.mail.list_sent())[0]
        journal = [entry.phase for entry in await books.mail.list_journal(first.id)]
    assert (first.state, journal) == (state, phases)
    # Killed once more at the same place, then left alone for longer than the lease and the settle time.
    assert await asyncio.to_thread(run_sender, tmp_path, phase, 4) == -9
    for minute in (7, 10):
        assert await asyncio.to_thread(run_sender, tmp_path, "none", minute) == 0
    async with queued.reading() as books:
        mails = await books.mail.list_sent()
    delivered = (tmp_path / "deliveries.txt").read_text().split()
    verdict = {
        "duplicates": len(delivered) - len(set(delivered)),
        "lost": MAILS - len(list((tmp_path / "outbox" / "new").iterdir())),
    }
    assert verdict == {"duplicates": 0, "lost": 0}
    assert [mail.state for mail in mails] == [MailState.SENT] * MAILS


async def test_a_dead_process_keeps_its_claim_until_the_lease_ends(queued: Ledger, tmp_path: Path) -> None:
    assert await asyncio.to_thread(run_sender, tmp_path, "try", 1) == -9
    assert await asyncio.to_thread(run_sender, tmp_path, "none", 1) == 0
    assert len(list((tmp_path / "outbox" / "new").iterdir())) == MAILS - 1


class _SlowMailer(FakeMailer):
    async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
        await asyncio.sleep(0.01)
        return await super().deliver(mail, before_dot)


async def test_two_processes_on_one_ledger_never_deliver_a_mail_twice(
    queued: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    clock.move(timedelta(minutes=1))
    mailer = _SlowMailer()
    ledgers = [Ledger(sqlite_url(tmp_path / "ledger.db"), clock) for _ in range(3)]
    services = [SendService(ledger, clock, mailer, OPEN_POLICY, FakePlaces()) for ledger in ledgers]
    await asyncio.gather(*(service.release_due() for service in services))
    for ledger in ledgers:
        await ledger.close()
    assert sorted(mail.rfc_id for mail in mailer.taken) == sorted({mail.rfc_id for mail in mailer.taken})
    assert len(mailer.taken) == MAILS


async def test_a_cap_of_one_lets_one_through_however_many_senders_there_are(
    queued: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    clock.move(timedelta(minutes=1))
    mailer, policy = _SlowMailer(), SendPolicy(0, (1,), None, 0, 0, 60, 60)
    ledgers = [Ledger(sqlite_url(tmp_path / "ledger.db"), clock) for _ in range(3)]
    services = [SendService(ledger, clock, mailer, policy, FakePlaces()) for ledger in ledgers]
    await asyncio.gather(*(service.release_due() for service in services))
    for ledger in ledgers:
        await ledger.close()
    assert len(mailer.taken) == 1
