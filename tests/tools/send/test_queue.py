"""The queue: why nothing went out, sending one now, answers, tampering, stopping half-way."""

import email
import sqlite3
from dataclasses import replace
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from db.ledger import Ledger
from db.repositories.drafts import NewDraft
from domain.draft import Draft, DraftKind
from domain.errors import Refused
from domain.lead import Cause, Stage
from domain.mail import Intent, MailState
from tests.fakes.approved import SENDER, add_draft, add_reply, approve, approved_draft, part
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tests.fakes.mailer import FakeMailer
from tests.fakes.places import FakePlaces
from tools.outcome import MailTable
from tools.send.providers.base import MailerCause, MailerError
from tools.send.rules import LIVE_POLICY, OPEN_POLICY, SendPolicy
from tools.send.service import SendService
from tools.send.windows import Window
from tools.spec import Cancelled

LATER = SendPolicy(30, (500,), None, 0, 0, 60, 60)


def service_of(ledger: Ledger, clock: FakeClock, mailer: FakeMailer, policy: SendPolicy = OPEN_POLICY) -> SendService:
    return SendService(ledger, clock, mailer, policy, FakePlaces())


async def _approved_answer(ledger: Ledger, first: Draft, reply: int) -> int:
    """An approved answer to that received mail; its draft's id."""
    async with ledger.writing() as books:
        new = NewDraft(
            first.lead_id, first.contact_id, DraftKind.ANSWER, SENDER, first.recipient, "answer", (part(),), reply
        )
        return (await approve(books, await books.drafts.add(new))).id


async def test_outside_their_hours_it_waits_and_a_person_may_send_one_now(ledger: Ledger, clock: FakeClock) -> None:
    clock.move(timedelta(hours=8))
    drafts = [await approved_draft(ledger, clock, number) for number in (1, 2)]
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer, LIVE_POLICY)
    outcome = await service.send((), await fake_context(ledger, fake_decision()))
    assert mailer.taken == [] and "leaving tomorrow 09:00 their time" in outcome.summary
    with pytest.raises(Refused):
        await service.send_now(drafts[0].id, await fake_context(ledger))
    await service.send_now(drafts[0].id, await fake_context(ledger, fake_decision("send it now")))
    assert [mail.recipient for mail in mailer.taken] == [drafts[0].recipient]
    again = await service.send_now(drafts[1].id, await fake_context(ledger, fake_decision("send it now")))
    assert len(mailer.taken) == 1 and "few minutes apart" in again.summary, "the gap still holds"


async def test_sending_now_what_is_not_queued_is_refused(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    with pytest.raises(Refused) as error:
        await service_of(ledger, clock, FakeMailer()).send_now(draft.id, await fake_context(ledger, fake_decision()))
    assert error.value.code == "NOT_QUEUED"


async def test_forty_mails_due_after_a_long_sleep_leave_one_by_one(ledger: Ledger, clock: FakeClock) -> None:
    for number in range(1, 5):
        await approved_draft(ledger, clock, number)
    mailer, policy = FakeMailer(), replace(LATER, min_gap_seconds=300, max_gap_seconds=900)
    service = service_of(ledger, clock, mailer, policy)
    await service.send((), await fake_context(ledger, fake_decision()))
    clock.move(timedelta(days=3))
    left = []
    for _ in range(70):
        await service.release_due()
        left.append(len(mailer.taken))
        clock.move(timedelta(minutes=1))
    assert left[0] == 1 and left[-1] == 4
    assert all(later - earlier <= 1 for earlier, later in pairwise(left))


async def test_the_queue_explains_itself(ledger: Ledger, clock: FakeClock) -> None:
    service = service_of(ledger, clock, FakeMailer(), LATER)
    assert "Nothing waits" in (await service.explain()).summary
    await approved_draft(ledger, clock)
    assert "1 approved draft is not sent yet" in (await service.explain()).summary
    await service.send((), await fake_context(ledger, fake_decision()))
    outcome = await service.explain()
    (table,) = outcome.artifacts
    assert outcome.summary == "Mail: 1 in the queue."
    assert isinstance(table, MailTable) and table.rows[0][1] == "leaves in 30 s."


async def test_an_answer_is_bound_to_the_reply_it_answers(ledger: Ledger, clock: FakeClock) -> None:
    first = await approved_draft(ledger, clock)
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer, LATER)
    await service_of(ledger, clock, mailer).send((), await fake_context(ledger, fake_decision()))
    reply = await add_reply(ledger, clock, first.lead_id, Intent.INTERESTED)
    async with ledger.writing() as books:
        await books.leads.move(first.lead_id, Stage.INTERESTED, Cause.MAIL)
    ids = [await _approved_answer(ledger, first, reply)]
    await service.send((ids[0],), await fake_context(ledger, fake_decision()))
    clock.move(timedelta(minutes=1))
    await service.release_due()
    assert b"In-Reply-To: <reply1@firm.example>\r\n" in mailer.taken[-1].mime and len(mailer.taken) == 2
    async with ledger.reading() as books:
        assert (await books.leads.get(first.lead_id)).stage is Stage.SCHEDULING_IN_PROGRESS
    ids.append(await _approved_answer(ledger, first, await add_reply(ledger, clock, first.lead_id, Intent.OTHER, 2)))
    await service.send((ids[1],), await fake_context(ledger, fake_decision()))
    await add_reply(ledger, clock, first.lead_id, Intent.OTHER, 3)
    clock.move(timedelta(minutes=1))
    await service.release_due()
    async with ledger.reading() as books:
        assert (await books.mail.list_sent(draft_id=ids[1]))[0].refusal == "ANSWERED"
    assert len(mailer.taken) == 2


async def test_a_second_answer_names_the_whole_conversation(ledger: Ledger, clock: FakeClock) -> None:
    first = await approved_draft(ledger, clock)
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    for number in (1, 2):
        reply = await add_reply(
            ledger, clock, first.lead_id, Intent.INTERESTED, number, answers=mailer.taken[-1].rfc_id
        )
        async with ledger.writing() as books:
            await books.leads.move(first.lead_id, Stage.INTERESTED, Cause.MAIL)
        answer = await _approved_answer(ledger, first, reply)
        await service.send((answer,), await fake_context(ledger, fake_decision()))
        clock.move(timedelta(minutes=1))
    mime = email.message_from_bytes(mailer.taken[-1].mime)
    ids = [mailer.taken[0].rfc_id, "reply1@firm.example", mailer.taken[1].rfc_id, "reply2@firm.example"]
    assert str(mime["References"]).split() == [f"<{one}>" for one in ids]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE messages SET text = text || '!'",
        "UPDATE messages SET recipient = 'other@firm2.example'",
        "UPDATE messages SET subject = 'Another subject'",
        "UPDATE messages SET mime = CAST(mime || '!' AS BLOB)",
        "UPDATE messages SET lead_id = (SELECT min(id) FROM leads)",
        "UPDATE draft_parts SET body_hash = 'x'",
        "UPDATE decisions SET revoked_at = decided_at",
    ],
)
async def test_one_byte_changed_after_approval_and_it_does_not_leave(
    ledger: Ledger, clock: FakeClock, tmp_path: Path, tampering: str
) -> None:
    await approved_draft(ledger, clock, 2)
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    mailer.fail_before = MailerError("fake", MailerCause.TRANSIENT, "later")
    service = service_of(ledger, clock, mailer)
    await service.send((draft.id,), await fake_context(ledger, fake_decision()))
    mailer.fail_before = None
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute(tampering)
    clock.move(timedelta(hours=1))
    await service.release_due()
    async with ledger.reading() as books:
        (mail,) = await books.mail.list_sent()
    assert mailer.taken == [] and (mail.state, mail.refusal) == (MailState.REJECTED, "NOT_APPROVED")


async def test_stopped_half_way_the_rest_stays_approved_and_the_run_can_go_on(ledger: Ledger, clock: FakeClock) -> None:
    for number in (1, 2, 3):
        await approved_draft(ledger, clock, number)
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer)
    context = await fake_context(ledger, fake_decision())

    def stop_after_two() -> None:
        if len(mailer.taken) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        await service.send((), replace(context, check_stop=stop_after_two))
    await service.release_due()
    assert len(mailer.taken) == 2, "after a stop nothing more leaves by itself"
    await service.send((), context)
    assert len({mail.rfc_id for mail in mailer.taken}) == len(mailer.taken) == 3


@pytest.mark.parametrize(
    ("cause", "words"), [(MailerCause.AUTH, "does not let Leadloop in"), (MailerCause.BLOCKED, "is being blocked")]
)
async def test_a_mailbox_in_trouble_stops_the_round_and_keeps_the_mail(
    ledger: Ledger, clock: FakeClock, cause: MailerCause, words: str
) -> None:
    for number in (1, 2):
        await approved_draft(ledger, clock, number)
    mailer = FakeMailer()
    mailer.fail_before = MailerError("fake", cause, "535 5.7.8")
    outcome = await service_of(ledger, clock, mailer).send((), await fake_context(ledger, fake_decision()))
    assert words in outcome.summary
    async with ledger.reading() as books:
        assert [mail.state for mail in await books.mail.list_sent()] == [MailState.QUEUED] * 2
        assert await books.workspace.is_sending_paused() is (cause is MailerCause.BLOCKED)


async def test_a_subject_that_would_add_a_header_never_leaves(ledger: Ledger, clock: FakeClock) -> None:
    await approved_draft(ledger, clock, parts=(part(subject="Hello\r\nBcc: everybody@firm.example"),))
    mailer = FakeMailer()
    outcome = await service_of(ledger, clock, mailer).send((), await fake_context(ledger, fake_decision()))
    assert mailer.taken == [] and "line break" in outcome.summary


async def test_a_window_of_one_hour_keeps_to_the_recipients_clock(ledger: Ledger, clock: FakeClock) -> None:
    policy = replace(LATER, window=Window(frozenset({2}), time(10), time(11)))
    await approved_draft(ledger, clock)
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer, policy)
    await service.send((), await fake_context(ledger, fake_decision()))
    clock.move(timedelta(hours=1))
    await service.release_due()
    assert mailer.taken == []
    clock.move(timedelta(days=7, hours=-1))
    await service.release_due()
    assert len(mailer.taken) == 1


async def test_a_mailbox_that_bounces_too_often_is_paused_until_a_person_has_looked(
    ledger: Ledger, clock: FakeClock
) -> None:
    policy, mailer = replace(LATER, most_bounces=0.03), FakeMailer()
    service = service_of(ledger, clock, mailer, policy)
    for number in range(1, 6):
        await approved_draft(ledger, clock, number)
    await service.send((), await fake_context(ledger, fake_decision()))
    clock.move(timedelta(minutes=1))
    mailer.fail_before = MailerError("fake", MailerCause.BAD_RECIPIENT, "550 5.1.1")
    await service.release_due(limit=3)
    mailer.fail_before = None
    summary = await service.release_due()
    assert mailer.taken == [] and "3 of the last 3 mails bounced" in summary.stopped
    assert "3 of the last 3 mails bounced" in (await service.explain()).summary
    clock.move(timedelta(minutes=1))
    await service.pause(False, await fake_context(ledger, fake_decision()))
    await service.release_due()
    assert len(mailer.taken) == 2


async def test_a_firm_in_germany_waits_until_a_person_has_stated_the_basis(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock, country="DE")
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer, replace(OPEN_POLICY, consent_countries=frozenset({"DE"})))
    outcome = await service.send((), await fake_context(ledger, fake_decision()))
    assert mailer.taken == [] and "consent first" in outcome.summary
    async with ledger.writing() as books:
        await books.decisions.record(fake_decision("they asked for it"), "basis", "lead", draft.lead_id)
    clock.move(timedelta(hours=1))
    await service.release_due()
    assert len(mailer.taken) == 1


async def test_a_number_that_is_no_draft_is_named(ledger: Ledger, clock: FakeClock) -> None:
    outcome = await service_of(ledger, clock, FakeMailer()).send((99,), await fake_context(ledger, fake_decision()))
    assert outcome.summary == "Draft 99 does not exist." and not outcome.is_ok


async def test_two_first_mails_never_go_to_one_lead(ledger: Ledger, clock: FakeClock) -> None:
    first = await approved_draft(ledger, clock)
    async with ledger.writing() as books:
        await approve(books, await add_draft(books, first.lead_id, first.contact_id))
    mailer = FakeMailer()
    await service_of(ledger, clock, mailer).send((), await fake_context(ledger, fake_decision()))
    assert len(mailer.taken) == 1


async def test_one_received_mail_is_answered_once(ledger: Ledger, clock: FakeClock) -> None:
    first = await approved_draft(ledger, clock)
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    clock.move(timedelta(hours=1))
    reply = await add_reply(ledger, clock, first.lead_id, Intent.INTERESTED)
    async with ledger.writing() as books:
        await books.leads.move(first.lead_id, Stage.INTERESTED, Cause.MAIL)
    ids = [await _approved_answer(ledger, first, reply) for _ in range(2)]
    outcome = await service.send(tuple(ids), await fake_context(ledger, fake_decision()))
    assert len(mailer.taken) == 2, "the first mail and one answer"
    assert f"Draft {ids[1]} answers a mail that another draft has answered" in outcome.summary
