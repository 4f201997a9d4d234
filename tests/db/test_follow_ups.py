"""Planned follow-ups: planned once, due in order, stopped and postponed for a lead, moved by one hand only."""

from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.mail import FollowUpStatus
from tests.fakes.clock import FakeClock
from tests.fakes.firms import make_firms, open_leads, score_leads
from tests.fakes.mailed import send_mail

DAY = timedelta(days=1)


@pytest.fixture
async def leads(ledger: Ledger, clock: FakeClock) -> tuple[int, ...]:
    """Two leads written to, each with follow-ups in three and in eight days."""
    ids = await open_leads(ledger, make_firms(2), clock)
    await score_leads(ledger, dict.fromkeys(ids, 70))
    for lead in ids:
        await send_mail(ledger, clock, lead)
        async with ledger.writing() as books:
            (draft,) = await books.drafts.list_(lead_ids=[lead])
            for step, days in ((1, 3), (2, 8), (1, 99)):
                await books.follow_ups.plan(lead, draft.id, step, clock.now() + days * DAY)
    return ids


async def test_a_step_is_planned_once_and_due_on_its_day(
    ledger: Ledger, clock: FakeClock, leads: tuple[int, ...]
) -> None:
    async with ledger.reading() as books:
        assert [(one.lead_id, one.step) for one in await books.follow_ups.list_()] == [
            (leads[0], 1),
            (leads[1], 1),
            (leads[0], 2),
            (leads[1], 2),
        ]
        assert await books.follow_ups.list_due(clock.now() + 2 * DAY) == []
        assert [one.lead_id for one in await books.follow_ups.list_due(clock.now() + 3 * DAY)] == list(leads)


async def test_what_is_stopped_is_not_due_and_the_other_lead_goes_on(
    ledger: Ledger, clock: FakeClock, leads: tuple[int, ...]
) -> None:
    async with ledger.writing() as books:
        assert await books.follow_ups.stop([leads[0]], "answered") == 2
        assert await books.follow_ups.stop([leads[0]], "again") == 0
        due = await books.follow_ups.list_due(clock.now() + 30 * DAY)
        (stopped, _) = await books.follow_ups.list_(lead_ids=[leads[0]])
    assert {one.lead_id for one in due} == {leads[1]}
    assert (stopped.status, stopped.reason) == (FollowUpStatus.STOPPED, "answered")


async def test_only_one_hand_moves_a_follow_up(ledger: Ledger, clock: FakeClock, leads: tuple[int, ...]) -> None:
    async with ledger.writing() as books:
        (due, _) = await books.follow_ups.list_due(clock.now() + 3 * DAY)
        assert await books.follow_ups.set_status(due.id, FollowUpStatus.QUEUED)
        assert not await books.follow_ups.set_status(due.id, FollowUpStatus.QUEUED)
        await books.follow_ups.mark_sent(due.draft_id, due.step)
        (sent, _) = await books.follow_ups.list_(lead_ids=[due.lead_id])
    assert sent.status is FollowUpStatus.SENT


async def test_an_absence_moves_only_what_would_be_earlier(
    ledger: Ledger, clock: FakeClock, leads: tuple[int, ...]
) -> None:
    back_at = clock.now() + 5 * DAY
    async with ledger.writing() as books:
        await books.follow_ups.postpone(leads[0], back_at)
        first, second = await books.follow_ups.list_(lead_ids=[leads[0]])
    assert first.due_at == back_at and second.due_at == clock.now() + 8 * DAY
