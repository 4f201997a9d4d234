"""The practice prospects are read rightly: whatever they answer, by the real mailbox, parser and rules."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.ledger import Ledger
from domain.mail import Intent
from reference.names import GIVEN_NAMES, SURNAMES
from tests.fakes.clock import FakeClock
from tools.inbox.providers.practice import PracticeMailbox
from tools.inbox.service import InboxService
from tools.practice.persona import Kind, build_persona, react_to_opening

MEANT = {
    Kind.INTERESTED: Intent.INTERESTED,
    Kind.NOT_INTERESTED: Intent.NOT_INTERESTED,
    Kind.WRONG_PERSON: Intent.WRONG_PERSON,
    Kind.QUESTION: Intent.NEEDS_CLARIFICATION,
    Kind.OUT_OF_OFFICE: Intent.OUT_OF_OFFICE,
    Kind.OPT_OUT: Intent.UNSUBSCRIBE,
    Kind.HARD_BOUNCE: Intent.BOUNCE,
    Kind.SOFT_BOUNCE: Intent.BOUNCE,
}
RECIPIENTS = 300
BODY = """Hi {given},

We help firms like yours spend less on energy. Would a short call next week be useful, or is that not for you?

Best,
Dana Roe
Brightwater, 12 Main Street, Buffalo NY 14201

If you would rather not hear from me, reply "unsubscribe" and I will not write again.
"""


def write_outbox(outbox: Path) -> dict[str, Kind]:
    """A first mail to each of 300 invented people; answers what each of them will do, by the Message-ID written to."""
    (outbox / "new").mkdir(parents=True)
    meant = {}
    for number in range(RECIPIENTS):
        given = re.sub(r"\W", "", GIVEN_NAMES[number % len(GIVEN_NAMES)])
        surname = re.sub(r"\W", "", SURNAMES[number * 7 % len(SURNAMES)])
        address = f"{given}.{surname}@firm{number}.example".lower()
        (outbox / "new" / f"m{number}").write_text(
            f"From: Dana Roe <dana@brightwater.example>\nTo: {given} {surname} <{address}>\n"
            f"Subject: Energy at firm {number}\nDate: Wed, 18 Nov 2026 15:00:00 +0000\n"
            f"Message-ID: <m{number}@brightwater.example>\n\n{BODY.format(given=given)}"
        )
        meant[address] = react_to_opening(build_persona(address), 0)
    return meant


async def test_the_answers_of_300_practice_prospects_are_read_rightly(ledger: Ledger, tmp_path: Path) -> None:
    kinds = write_outbox(tmp_path / "outbox")
    clock = FakeClock(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    mailbox = PracticeMailbox(inbox=tmp_path / "inbox", outbox=tmp_path / "outbox")
    service = InboxService(
        ledger, clock, mailbox, poll_every=timedelta(minutes=1), quarantine=tmp_path / "q", authority="practice.example"
    )
    count = await service.poll_due(at_once=True)
    service.close()
    async with ledger.reading() as books:
        replies = await books.received.list_(limit=RECIPIENTS)
    answering = {address: kind for address, kind in kinds.items() if kind is not Kind.SILENT}
    assert count == len(replies) == len(answering) and not (tmp_path / "q").exists()
    said = [one.understanding for one in replies if one.understanding]
    wrong = []
    for reply in replies:
        kind = answering.get(reply.sender)
        wanted = MEANT[kind] if kind else Intent.BOUNCE
        if reply.understanding is None or reply.understanding.intent is not wanted:
            wrong.append((kind, reply.text))
    assert len(wrong) <= 0.03 * len(replies), wrong
    assert {one.intent for one in said} >= set(MEANT.values())
    assert all(one.return_on for one in said if one.intent is Intent.OUT_OF_OFFICE)
    assert all("@" in one.referral for one in said if one.intent is Intent.WRONG_PERSON)
