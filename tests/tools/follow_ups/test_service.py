"""Follow-ups leave on their day after a fresh reading of the mailbox, and end with a reply, a stop or silence."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.ledger import Ledger
from db.repositories.received import MailboxState
from domain.draft import Draft, DraftStatus
from domain.lead import Hold, HoldReason, Stage
from domain.mail import FollowUp, FollowUpStatus, Intent, MailState, SuppressionKind
from tests.fakes.approved import add_reply, approve, approved_draft, part
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tests.fakes.mailer import FakeMailer
from tests.fakes.places import FakePlaces
from tools.follow_ups.rules import FollowUpPolicy
from tools.follow_ups.service import Action, FollowUpService
from tools.outcome import FollowUpTable
from tools.send.rules import OPEN_POLICY
from tools.send.service import SendService

SEQUENCE = (part(), part(1, "One more thing.\n", wait_days=3), part(2, "The last one.\n", wait_days=5))


class Campaign:
    """One firm that was written to, and the services that go on from there."""

    def __init__(self, ledger: Ledger, clock: FakeClock, draft: Draft) -> None:
        self.ledger, self.clock, self.draft, self.mailer = ledger, clock, draft, FakeMailer()
        self.send = SendService(ledger, clock, self.mailer, OPEN_POLICY, FakePlaces())
        self.follow_ups = FollowUpService(ledger, clock, "inbox", self.send.plan_release, FollowUpPolicy())

    async def poll(self) -> None:
        async with self.ledger.writing() as books:
            await books.received.save_mailbox("inbox", MailboxState({}, self.clock.now(), None))

    async def day(self, days: int) -> None:
        """Days pass, the mailbox is read, what is due goes out."""
        self.clock.move(timedelta(days=days))
        await self.poll()
        await self.follow_ups.release_due()
        await self.send.release_due()

    async def planned(self) -> list[FollowUp]:
        async with self.ledger.reading() as books:
            return await books.follow_ups.list_()

    async def stage(self) -> Stage:
        async with self.ledger.reading() as books:
            return (await books.leads.get(self.draft.lead_id)).stage

    async def run(self, action: Action, *leads: int) -> str:
        context = await fake_context(self.ledger, fake_decision())
        return (await self.follow_ups.run(action, leads, context)).summary


@pytest.fixture
async def campaign(ledger: Ledger, clock: FakeClock) -> Campaign:
    campaign = Campaign(ledger, clock, await approved_draft(ledger, clock, parts=SEQUENCE))
    await campaign.send.send((), await fake_context(ledger, fake_decision()))
    return campaign


async def test_a_silent_firm_gets_the_sequence_and_then_no_response(campaign: Campaign) -> None:
    await campaign.day(2)
    assert len(campaign.mailer.taken) == 1, "nothing is due before its day"
    await campaign.day(1)
    assert len(campaign.mailer.taken) == 2
    assert b"References: <d1.s0.v1@sender.example>" in campaign.mailer.taken[1].mime
    await campaign.day(5)
    assert len(campaign.mailer.taken) == 3
    assert [one.status for one in await campaign.planned()] == [FollowUpStatus.SENT] * 2
    await campaign.day(7)
    assert await campaign.stage() is Stage.OUTREACH_SENT
    await campaign.day(1)
    assert await campaign.stage() is Stage.NO_RESPONSE and len(campaign.mailer.taken) == 3


async def test_the_next_step_counts_from_the_mail_that_really_left(campaign: Campaign) -> None:
    await campaign.day(10)
    second = (await campaign.planned())[-1]
    assert second.step == 2 and second.due_at == campaign.clock.now() + timedelta(days=5)


async def test_without_a_fresh_full_poll_nothing_is_queued(campaign: Campaign) -> None:
    await campaign.poll()
    campaign.clock.move(timedelta(days=3))
    assert (await campaign.follow_ups.release_due()).needs_poll, "read before it was due does not count"
    await campaign.poll()
    campaign.clock.move(timedelta(minutes=11))
    assert (await campaign.follow_ups.release_due()).needs_poll, "eleven minutes ago is too long"
    await campaign.poll()
    summary = await campaign.follow_ups.release_due()
    assert not summary.needs_poll and len(summary.queued) == 1


async def _reply(campaign: Campaign) -> None:
    await add_reply(campaign.ledger, campaign.clock, campaign.draft.lead_id, Intent.OTHER)


async def _suppress(campaign: Campaign) -> None:
    async with campaign.ledger.writing() as books:
        await books.suppressions.add(SuppressionKind.DOMAIN, "firm1.example", "asked")


async def _close(campaign: Campaign) -> None:
    async with campaign.ledger.writing() as books:
        await books.drafts.set_status(campaign.draft.id, DraftStatus.REJECTED, "no")


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(_reply, "the firm has answered"), (_suppress, "must not be written to"), (_close, "its draft is closed")],
)
async def test_what_happened_meanwhile_ends_the_sequence(campaign: Campaign, happens: object, reason: str) -> None:
    assert callable(happens)
    await happens(campaign)
    await campaign.day(3)
    (planned,) = await campaign.planned()
    assert planned.status is FollowUpStatus.STOPPED and reason in planned.reason and len(campaign.mailer.taken) == 1


async def test_a_reply_one_second_before_the_slot_stops_it_even_when_it_is_queued(campaign: Campaign) -> None:
    campaign.clock.move(timedelta(days=3))
    await campaign.poll()
    await campaign.follow_ups.release_due()
    await _reply(campaign)
    await campaign.send.release_due()
    (planned,) = await campaign.planned()
    assert planned.status is FollowUpStatus.STOPPED and len(campaign.mailer.taken) == 1


async def test_a_follow_up_queued_over_a_night_waits_until_the_mailbox_is_read_again(campaign: Campaign) -> None:
    campaign.clock.move(timedelta(days=3))
    await campaign.poll()
    await campaign.follow_ups.release_due()
    policy = replace(OPEN_POLICY, poll_seconds=600)
    live = SendService(campaign.ledger, campaign.clock, campaign.mailer, policy, FakePlaces(), "inbox")
    campaign.clock.move(timedelta(hours=16))
    assert (await live.release_due()).needs_poll and len(campaign.mailer.taken) == 1
    await campaign.poll()
    campaign.clock.move(timedelta(minutes=1))
    assert not (await live.release_due()).needs_poll and len(campaign.mailer.taken) == 2


async def test_out_of_office_waits_for_the_return(campaign: Campaign) -> None:
    back_at = campaign.clock.now() + timedelta(days=6)
    await _hold(campaign, back_at)
    await campaign.day(3)
    (planned,) = await campaign.planned()
    assert planned.due_at == back_at and len(campaign.mailer.taken) == 1
    await campaign.day(3)
    assert len(campaign.mailer.taken) == 2


async def _hold(campaign: Campaign, until: datetime) -> None:
    async with campaign.ledger.writing() as books:
        await books.leads.set_hold(campaign.draft.lead_id, Hold(HoldReason.OUT_OF_OFFICE, until))


async def test_an_edited_follow_up_waits_for_approval_and_then_leaves(campaign: Campaign) -> None:
    async with campaign.ledger.writing() as books:
        await books.drafts.add_version(campaign.draft.id, part(1, "Something better.\n", wait_days=3))
    await campaign.day(3)
    (planned,) = await campaign.planned()
    assert planned.status is FollowUpStatus.AWAITING_APPROVAL and len(campaign.mailer.taken) == 1
    assert "1 waits for your approval; say “show draft 1”" in await campaign.run(Action.LIST)
    async with campaign.ledger.writing() as books:
        await approve(books, await books.drafts.get(campaign.draft.id))
    await campaign.day(1)
    assert b"Something better." in campaign.mailer.taken[-1].mime and len(campaign.mailer.taken) == 2


async def test_approving_an_edited_follow_up_does_not_send_the_first_mail_again(campaign: Campaign) -> None:
    async with campaign.ledger.writing() as books:
        draft = await books.drafts.add_version(campaign.draft.id, part(1, "Something better.\n", wait_days=3))
        await approve(books, draft)
    await campaign.send.send((), await fake_context(campaign.ledger, fake_decision()))
    assert len(campaign.mailer.taken) == 1
    async with campaign.ledger.reading() as books:
        assert (await books.drafts.get(campaign.draft.id)).status is DraftStatus.SENT


async def test_a_person_stops_and_starts_the_sequence(campaign: Campaign) -> None:
    lead = campaign.draft.lead_id
    assert await campaign.run(Action.STOP, lead) == "Stopped 1 follow-up to 1 firm."
    await campaign.day(3)
    assert len(campaign.mailer.taken) == 1
    assert await campaign.run(Action.START, lead) == "Planned 1 follow-up again."
    await campaign.day(1)
    assert len(campaign.mailer.taken) == 2


async def test_stopping_takes_a_queued_follow_up_out_and_starting_queues_it_again(campaign: Campaign) -> None:
    campaign.clock.move(timedelta(days=3))
    await campaign.poll()
    await campaign.follow_ups.release_due()
    assert "Stopped 1 follow-up" in await campaign.run(Action.STOP)
    await campaign.send.release_due()
    async with campaign.ledger.reading() as books:
        assert (await books.mail.list_sent())[-1].state is MailState.CANCELLED
    await campaign.run(Action.START)
    await campaign.day(0)
    assert len(campaign.mailer.taken) == 2


async def test_starting_leaves_what_a_reply_has_ended(campaign: Campaign) -> None:
    await campaign.run(Action.STOP)
    await _reply(campaign)
    assert "1 stay stopped" in await campaign.run(Action.START)


async def test_the_list_names_the_firm(campaign: Campaign) -> None:
    context = await fake_context(campaign.ledger)
    outcome = await campaign.follow_ups.run(Action.LIST, (), context)
    (table,) = outcome.artifacts
    assert isinstance(table, FollowUpTable) and table.rows[0][1] == "Hospital Number 1"
    assert outcome.summary == "1 follow-up is planned."
