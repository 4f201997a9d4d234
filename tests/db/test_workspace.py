"""State words of the workspace and the lease that only one sidecar holds."""

from datetime import timedelta

from db.ledger import Ledger
from db.repositories.workspace import CLOCK_OFFSET, SENDING_PAUSED
from tests.fakes.clock import FakeClock

MINUTE = timedelta(minutes=1)


async def test_a_state_word_is_set_replaced_and_cleared(ledger: Ledger) -> None:
    async with ledger.writing() as books:
        assert not await books.workspace.is_sending_paused()
        assert await books.workspace.clock_offset() == timedelta()
        await books.workspace.set_state(SENDING_PAUSED, "by ann")
        await books.workspace.set_state(CLOCK_OFFSET, "60")
        await books.workspace.set_state(CLOCK_OFFSET, "86400.5")
    async with ledger.writing() as books:
        assert await books.workspace.is_sending_paused()
        assert await books.workspace.clock_offset() == timedelta(days=1, seconds=0.5)
        assert await books.workspace.clear_state(SENDING_PAUSED)
        assert not await books.workspace.clear_state(SENDING_PAUSED)
        assert not await books.workspace.is_sending_paused()


async def test_a_lease_is_held_by_one_until_it_runs_out(ledger: Ledger, clock: FakeClock) -> None:
    now = clock.now()
    async with ledger.writing() as books:
        take = books.workspace.take_lease
        assert await take("sidecar", "first", "process 1", now, now + MINUTE)
        assert not await take("sidecar", "second", "process 2", now, now + MINUTE)
        assert await take("sidecar", "first", "process 1", now + MINUTE / 2, now + 2 * MINUTE)
        assert await books.workspace.find_lease_holder("sidecar", now + MINUTE) == "process 1"
        assert not await take("sidecar", "second", "process 2", now + MINUTE, now + 3 * MINUTE)
        assert await books.workspace.find_lease_holder("sidecar", now + 3 * MINUTE) is None
        assert await take("sidecar", "second", "process 2", now + 3 * MINUTE, now + 4 * MINUTE)
        await books.workspace.drop_lease("sidecar", "first")
        assert await books.workspace.find_lease_holder("sidecar", now + 3 * MINUTE) == "process 2"
        await books.workspace.drop_lease("sidecar", "second")
        assert await books.workspace.find_lease_holder("sidecar", now + 3 * MINUTE) is None
