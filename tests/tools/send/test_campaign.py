"""Many mails, faults at random at every phase, crashes among them: in the end each has arrived exactly once."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.lead import Stage
from domain.mail import MailState
from tests.fakes.approved import approved_draft
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tests.fakes.places import FakePlaces
from tools.send.providers.base import BeforeDot, MailerCause, MailerError, OutgoingMail, Receipt
from tools.send.rules import SendPolicy
from tools.send.service import SendService

MAILS = 12
POLICY = SendPolicy(1, (500,), None, 0, 0, 60, 60)
_FAULTS = ("none", "die at try", "451 before", "die at dot", "451 after, kept", "451 after, lost", "die after", "reset")


class _Died(BaseException):
    """Stands for kill -9: nothing in the process can catch it and tidy up."""


class _FaultyMailer:
    name = "faulty"

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.kept: Counter[str] = Counter()
        self.met: Counter[str] = Counter()

    async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
        fault = self._random.choice(_FAULTS)
        self.met[fault] += 1
        if fault == "die at try":
            raise _Died
        if fault == "451 before":
            raise MailerError(self.name, MailerCause.TRANSIENT, "451")
        await before_dot()
        if fault == "die at dot":
            raise _Died
        if fault in ("451 after, lost", "reset"):
            raise MailerError(self.name, MailerCause.AMBIGUOUS if fault == "reset" else MailerCause.TRANSIENT, fault)
        self.kept[mail.rfc_id] += 1
        if fault == "451 after, kept":
            raise MailerError(self.name, MailerCause.TRANSIENT, "451")
        if fault == "die after":
            raise _Died
        return Receipt("250")

    async def find_sent(self, rfc_id: str) -> bool | None:
        return self.kept[rfc_id] > 0


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_every_mail_arrives_exactly_once(ledger: Ledger, clock: FakeClock, seed: int) -> None:
    drafts = [await approved_draft(ledger, clock, number) for number in range(1, MAILS + 1)]
    mailer = _FaultyMailer(seed)
    service = SendService(ledger, clock, mailer, POLICY, FakePlaces())
    await service.send((), await fake_context(ledger, fake_decision()))
    for _ in range(200):
        clock.move(timedelta(minutes=3))
        try:
            await service.release_due()
        except _Died:
            continue
        async with ledger.reading() as books:
            mails = await books.mail.list_sent()
        if all(mail.state is MailState.SENT for mail in mails):
            break
        clock.move(timedelta(hours=6))
    async with ledger.reading() as books:
        stages = {(await books.leads.get(draft.lead_id)).stage for draft in drafts}
    assert sum(mailer.met.values()) > MAILS, "the faults must have struck"
    verdict = {"duplicates": sum(mailer.kept.values()) - len(mailer.kept), "lost": MAILS - len(mailer.kept)}
    assert verdict == {"duplicates": 0, "lost": 0} and stages == {Stage.OUTREACH_SENT}
