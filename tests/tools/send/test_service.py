"""Sending end to end over a real ledger: what leaves, what does not, and what follows from either."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest

from db.ledger import Ledger
from domain.draft import Draft, DraftStatus
from domain.errors import Refused
from domain.events import EventName
from domain.lead import Cause, Hold, HoldReason, Stage
from domain.mail import FollowUpStatus, Intent, JournalPhase, MailState, Message, SuppressionKind
from tests.fakes.approved import TEXT, add_reply, approved_draft, part
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tests.fakes.mailer import FakeMailer
from tests.fakes.places import FakePlaces
from tools.send.providers.base import BeforeDot, MailerCause, MailerError, OutgoingMail, Receipt
from tools.send.providers.maildir import MaildirMailer
from tools.send.rules import OPEN_POLICY, SendPolicy
from tools.send.service import SendService

SEQUENCE = (part(), part(1, "One more thing.\n", wait_days=3), part(2, "The last one.\n", wait_days=5))
Happening: TypeAlias = Callable[[Ledger, FakeClock, Draft], Awaitable[None]]
UNDOABLE = SendPolicy(30, (500,), None, 0, 0, 60, 60)


def service_of(
    ledger: Ledger, clock: FakeClock, mailer: FakeMailer | MaildirMailer | None, policy: SendPolicy = OPEN_POLICY
) -> SendService:
    return SendService(ledger, clock, mailer, policy, FakePlaces())


async def mails_of(ledger: Ledger, draft_id: int) -> list[Message]:
    async with ledger.reading() as books:
        return await books.mail.list_sent(draft_id=draft_id)


async def phases_of(ledger: Ledger, message_id: int) -> list[JournalPhase]:
    async with ledger.reading() as books:
        return [entry.phase for entry in await books.mail.list_journal(message_id)]


async def test_an_approved_draft_leaves_once_and_its_lead_is_contacted(ledger: Ledger, clock: FakeClock) -> None:
    draft, mailer = await approved_draft(ledger, clock, parts=SEQUENCE), FakeMailer()
    outcome = await service_of(ledger, clock, mailer).send((), await fake_context(ledger, fake_decision()))
    assert outcome.summary == "Sent 1 mail." and [mail.recipient for mail in mailer.taken] == [draft.recipient]
    (mail,) = await mails_of(ledger, draft.id)
    assert mail.state is MailState.SENT and mail.sent_at == clock.now()
    assert await phases_of(ledger, mail.id) == [JournalPhase.TRY, JournalPhase.DOT, JournalPhase.SENT]
    async with ledger.reading() as books:
        assert (await books.leads.get(draft.lead_id)).stage is Stage.OUTREACH_SENT
        assert (await books.drafts.get(draft.id)).status is DraftStatus.SENT
        (planned,) = await books.follow_ups.list_()
        names = [event.name for event in await books.events.list_for_lead(draft.lead_id)]
    assert (planned.step, planned.due_at, planned.status) == (
        1,
        clock.now() + timedelta(days=3),
        FollowUpStatus.WAITING,
    )
    assert names[-2:] == [EventName.MAIL_QUEUED, EventName.LEAD_CONTACTED]


async def test_sending_the_same_draft_again_sends_nothing(ledger: Ledger, clock: FakeClock) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    service = service_of(ledger, clock, mailer)
    for _ in range(2):
        outcome = await service.send((draft.id,), await fake_context(ledger, fake_decision()))
    await service.release_due()
    assert len(mailer.taken) == 1 and "queued or sent already" in outcome.summary and not outcome.is_ok


async def test_sending_needs_a_person_and_a_mailbox(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    with pytest.raises(Refused) as nobody:
        await service_of(ledger, clock, FakeMailer()).send((), await fake_context(ledger))
    with pytest.raises(Refused) as nowhere:
        await service_of(ledger, clock, None).send((), await fake_context(ledger, fake_decision()))
    assert (nobody.value.code, nowhere.value.code) == ("NEEDS_PERSON", "NO_MAILBOX")
    async with ledger.reading() as books:
        assert (await books.drafts.get(draft.id)).status is DraftStatus.APPROVED


async def test_a_draft_that_nobody_approved_is_skipped_with_the_reason(ledger: Ledger, clock: FakeClock) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    async with ledger.writing() as books:
        await books.drafts.add_version(draft.id, part(body="Hello, changed.\n"))
    outcome = await service_of(ledger, clock, mailer).send((draft.id,), await fake_context(ledger, fake_decision()))
    assert mailer.taken == [] and "is not approved" in outcome.summary


async def test_with_an_undo_window_mail_waits_and_can_be_taken_back_and_sent_again(
    ledger: Ledger, clock: FakeClock
) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    service = service_of(ledger, clock, mailer, UNDOABLE)
    outcome = await service.send((), await fake_context(ledger, fake_decision()))
    assert "Queued 1 mail, leaving in 30 s" in outcome.summary and mailer.taken == []
    undone = await service.undo(await fake_context(ledger))
    assert f"the mail of draft {draft.id}" in undone.summary
    clock.move(timedelta(seconds=31))
    await service.release_due()
    assert mailer.taken == []
    await service.send((), await fake_context(ledger, fake_decision()))
    clock.move(timedelta(seconds=31))
    await service.release_due()
    assert len(mailer.taken) == 1
    (mail,) = await mails_of(ledger, draft.id)
    assert mail.state is MailState.SENT


async def _edit(ledger: Ledger, clock: FakeClock, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.drafts.add_version(draft.id, part(body="Hello, changed.\n"))


async def _suppress(ledger: Ledger, clock: FakeClock, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.suppressions.add(SuppressionKind.DOMAIN, "firm1.example", "asked")


async def _reply(ledger: Ledger, clock: FakeClock, draft: Draft) -> None:
    await add_reply(ledger, clock, draft.lead_id, Intent.OTHER)


async def _reject(ledger: Ledger, clock: FakeClock, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.leads.move(draft.lead_id, Stage.REJECTED, Cause.PERSON)


@pytest.mark.parametrize(
    ("happens", "code", "status"),
    [
        (_edit, "NOT_APPROVED", DraftStatus.PENDING),
        (_suppress, "SUPPRESSED", DraftStatus.REJECTED),
        (_reply, "ANSWERED", DraftStatus.REJECTED),
        (_reject, "LEAD_STATE", DraftStatus.REJECTED),
    ],
)
async def test_what_happens_in_the_undo_window_stops_the_mail(
    ledger: Ledger, clock: FakeClock, happens: Happening, code: str, status: DraftStatus
) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    service = service_of(ledger, clock, mailer, UNDOABLE)
    await service.send((), await fake_context(ledger, fake_decision()))
    await happens(ledger, clock, draft)
    clock.move(timedelta(minutes=1))
    await service.release_due()
    (mail,) = await mails_of(ledger, draft.id)
    assert mailer.taken == [] and (mail.state, mail.refusal) == (MailState.REJECTED, code)
    async with ledger.reading() as books:
        assert (await books.drafts.get(draft.id)).status is status
        assert EventName.MAIL_REFUSED in [one.name for one in await books.events.list_for_lead(draft.lead_id)]


async def test_a_hold_keeps_the_mail_until_it_ends(ledger: Ledger, clock: FakeClock) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    until = clock.now() + timedelta(days=2)
    async with ledger.writing() as books:
        await books.leads.set_hold(draft.lead_id, Hold(HoldReason.OUT_OF_OFFICE, until))
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    (mail,) = await mails_of(ledger, draft.id)
    assert mailer.taken == [] and (mail.refusal, mail.release_at) == ("LEAD_STATE", until)
    clock.move(timedelta(days=2))
    await service.release_due()
    assert len(mailer.taken) == 1


async def test_pausing_stops_everything_and_only_a_person_lifts_it(ledger: Ledger, clock: FakeClock) -> None:
    await approved_draft(ledger, clock)
    mailer = FakeMailer()
    service = service_of(ledger, clock, mailer)
    await service.pause(True, await fake_context(ledger))
    outcome = await service.send((), await fake_context(ledger, fake_decision()))
    assert mailer.taken == [] and "paused" in outcome.summary
    with pytest.raises(Refused):
        await service.pause(False, await fake_context(ledger))
    assert "paused" in (await service.explain()).summary
    await service.pause(False, await fake_context(ledger, fake_decision()))
    clock.move(timedelta(minutes=2))
    await service.release_due()
    assert len(mailer.taken) == 1


async def test_stop_everything_gets_through_between_claim_and_dot(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)

    class SlowMailer(FakeMailer):
        async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
            await service.pause(True, await fake_context(ledger))
            return await super().deliver(mail, before_dot)

    mailer = SlowMailer()
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    (mail,) = await mails_of(ledger, draft.id)
    assert mailer.taken == [] and mail.state is MailState.QUEUED


async def test_a_passing_failure_before_the_dot_is_tried_again_with_the_same_bytes(
    ledger: Ledger, clock: FakeClock
) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    mailer.fail_before = MailerError("fake", MailerCause.TRANSIENT, "451 later")
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    (mail,) = await mails_of(ledger, draft.id)
    assert mail.state is MailState.QUEUED and mail.release_at and mail.release_at > clock.now()
    mailer.fail_before = None
    clock.move(timedelta(minutes=2))
    async with ledger.reading() as books:
        found = await books.mail.find_claimable(mail.id)
    assert found is not None
    _, rendered = found
    await service.release_due()
    assert [one.mime for one in mailer.taken] == [rendered]


async def test_an_address_that_does_not_exist_is_suppressed_and_the_lead_bounced(
    ledger: Ledger, clock: FakeClock
) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    mailer.fail_before = MailerError("fake", MailerCause.BAD_RECIPIENT, "550 5.1.1")
    await service_of(ledger, clock, mailer).send((), await fake_context(ledger, fake_decision()))
    (mail,) = await mails_of(ledger, draft.id)
    assert mail.state is MailState.BOUNCED
    async with ledger.reading() as books:
        assert (await books.leads.get(draft.lead_id)).stage is Stage.BOUNCED
        assert await books.suppressions.find_for(draft.recipient)


@pytest.mark.parametrize(("kept", "expected"), [(True, 1), (False, 1)])
async def test_a_failure_after_the_dot_is_parked_and_settled_by_looking(
    ledger: Ledger, clock: FakeClock, kept: bool, expected: int
) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    mailer.fail_after, mailer.keeps_on_failure = MailerError("fake", MailerCause.TRANSIENT, "451 after data"), kept
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    mailer.fail_after = None
    clock.move(timedelta(seconds=30))
    await service.release_due()
    assert len(mailer.taken) == int(kept), "nothing may happen before the doubt has settled"
    clock.move(timedelta(seconds=31))
    await service.release_due()
    (mail,) = await mails_of(ledger, draft.id)
    assert mail.state is MailState.SENT and len(mailer.taken) == expected
    async with ledger.reading() as books:
        assert (await books.leads.get(draft.lead_id)).stage is Stage.OUTREACH_SENT


async def test_a_doubt_that_nobody_can_settle_stays_parked_and_is_shown(ledger: Ledger, clock: FakeClock) -> None:
    draft, mailer = await approved_draft(ledger, clock), FakeMailer()
    mailer.is_sure, mailer.fail_after = False, MailerError("fake", MailerCause.AMBIGUOUS, "no answer")
    service = service_of(ledger, clock, mailer)
    await service.send((), await fake_context(ledger, fake_decision()))
    mailer.fail_after = None
    clock.move(timedelta(days=9))
    await service.release_due()
    (mail,) = await mails_of(ledger, draft.id)
    assert mail.state is MailState.PARKED and mailer.taken == []
    assert "Mail: 1 may have left" in (await service.explain()).summary


async def test_what_arrives_in_the_maildir_is_the_approved_text_byte_for_byte(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    draft = await approved_draft(ledger, clock)
    service = service_of(ledger, clock, MaildirMailer(tmp_path / "outbox"))
    await service.send((), await fake_context(ledger, fake_decision()))
    (path,) = (tmp_path / "outbox" / "new").iterdir()
    raw = path.read_bytes()
    assert f"To: {draft.recipient}\r\n".encode() in raw and raw.endswith(TEXT.replace("\n", "\r\n").encode())
    assert list((tmp_path / "outbox" / "tmp").iterdir()) == []
