"""A sending process that kills itself at a phase of the journal: `python sender_that_dies.py FOLDER PHASE MINUTES`.

PHASE is try, dot, delivered or none; MINUTES is how far its clock is ahead. Works everything that is due and ends.
It imports nothing of the tests, because it runs outside of pytest.
"""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from db.ledger import Ledger, sqlite_url
from tools.send.providers.base import BeforeDot, OutgoingMail, Receipt
from tools.send.providers.maildir import MaildirMailer
from tools.send.rules import OPEN_POLICY
from tools.send.service import SendService

# The instant at which the test's own clock stands.
START = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class StandingClock:
    at: datetime

    def now(self) -> datetime:
        return self.at


class Nowhere:
    """No zone and no holiday is known."""

    def find_zone(self, country: str, state: str, city: str) -> tzinfo | None:
        return None

    def is_holiday(self, day: date, country: str, state: str) -> bool:
        return False


class DyingMailer(MaildirMailer):
    """Dies at its phase; a copy of a mail that was delivered twice would be seen, because each delivery is logged."""

    def __init__(self, folder: Path, phase: str) -> None:
        super().__init__(folder / "outbox")
        self._phase = phase
        self._log = folder / "deliveries.txt"

    async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
        async def dot() -> None:
            self._die_at("try")
            await before_dot()
            self._die_at("dot")

        receipt = await super().deliver(mail, dot)
        with self._log.open("a") as log:
            log.write(f"{mail.rfc_id}\n")
        self._die_at("delivered")
        return receipt

    def _die_at(self, phase: str) -> None:
        if self._phase == phase:
            os.kill(os.getpid(), signal.SIGKILL)


async def main(folder: Path, phase: str, minutes: int) -> None:
    clock = StandingClock(START + timedelta(minutes=minutes))
    ledger = Ledger(sqlite_url(folder / "ledger.db"), clock)
    await SendService(ledger, clock, DyingMailer(folder, phase), OPEN_POLICY, Nowhere()).release_due()
    await ledger.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
