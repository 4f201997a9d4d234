"""Runs remember where a plan stands: items done once, steps in order, calls that went outside."""

import pytest

from db.ledger import Ledger
from domain.errors import Correctable
from domain.events import EventName
from domain.plan import Call, Ref, Selection
from domain.runs import ItemStatus, RunStatus, RunStep
from tests.fakes.clock import FakeClock

CALLS = (
    Call("search_companies", {"industry": "hotels", "count": 5, "keywords": ("spa", "lake")}),
    Call("score_leads", {"leads": Selection(ref=Ref.REST, items=(1, -1), top=3, except_name="Zephyr")}),
)


async def start(ledger: Ledger) -> int:
    async with ledger.writing() as books:
        return (await books.runs.start("talk", CALLS)).id


async def test_a_plan_comes_back_as_it_was_stored(ledger: Ledger) -> None:
    run_id = await start(ledger)
    async with ledger.reading() as books:
        run = await books.runs.get(run_id)
        with pytest.raises(Correctable, match="show runs"):
            await books.runs.get(99)
    assert run.calls == CALLS and run.status is RunStatus.RUNNING and run.next_call == 0


async def test_items_are_registered_once_and_the_finished_ones_are_not_given_again(ledger: Ledger) -> None:
    run_id = await start(ledger)
    async with ledger.writing() as books:
        assert await books.runs.open_items(run_id, 0, (5, 3, 5, 9)) == [5, 3, 9]
        await books.runs.finish_item(run_id, 0, 3, ItemStatus.SKIPPED, "not scored")
    async with ledger.writing() as books:
        assert await books.runs.open_items(run_id, 0, (5, 3, 9, 7)) == [5, 9, 7]
        assert await books.runs.open_items(run_id, 1, (3,)) == [3]
        await books.runs.open_items(run_id, 0, (5, 3, 9, 7))
        await books.runs.finish_items(run_id, 0, (5, 9), ItemStatus.DONE)
        run = await books.runs.get(run_id)
        assert await books.runs.open_items(run_id, 0, (5, 3, 9, 7)) == [7]
    assert (run.total, run.finished) == (4, 3)


async def test_an_item_rolled_back_with_its_effects_is_open_again(ledger: Ledger) -> None:
    run_id = await start(ledger)
    async with ledger.writing() as books:
        await books.runs.open_items(run_id, 0, (1, 2))
    with pytest.raises(RuntimeError):
        async with ledger.writing() as books:
            await books.runs.finish_item(run_id, 0, 1, ItemStatus.DONE)
            raise RuntimeError
    async with ledger.writing() as books:
        assert await books.runs.open_items(run_id, 0, (1, 2)) == [1, 2]


async def test_a_finished_step_moves_the_plan_on_and_clears_the_counters(ledger: Ledger, clock: FakeClock) -> None:
    run_id = await start(ledger)
    async with ledger.writing() as books:
        await books.runs.open_items(run_id, 0, (1, 2))
        await books.runs.finish_items(run_id, 0, (1, 2), ItemStatus.DONE)
        step = RunStep(run_id, 0, "search_companies", "{}", "Found 5.", True, 12.5, clock.now())
        await books.runs.finish_step(step)
        run = await books.runs.get(run_id)
        assert await books.runs.list_steps(run_id) == [step]
    assert (run.next_call, run.total, run.finished) == (1, 0, 0)


async def test_going_on_means_the_run_stopped_just_now_else_the_newest_that_was_cut_off(ledger: Ledger) -> None:
    first, second = await start(ledger), await start(ledger)
    async with ledger.writing() as books:
        other = await books.runs.start("another talk", CALLS)
        broken = await books.runs.find_broken("talk")
        assert broken and broken.id == second
        await books.runs.end(second, RunStatus.CANCELLED, "stopped")
        stopped = await books.runs.find_broken("talk")
        assert stopped and stopped.id == second
        await books.runs.reopen(second)
        assert (await books.runs.get(second)).status is RunStatus.RUNNING
        await books.runs.end(second, RunStatus.CANCELLED, "stopped")
        third = await books.runs.start("talk", CALLS)
        await books.runs.end(third.id, RunStatus.DONE)
        broken = await books.runs.find_broken("talk")
        assert broken and broken.id == first
        await books.runs.end(first, RunStatus.DONE)
        assert await books.runs.find_broken("talk") is None
        runs = await books.runs.list_()
    assert [run.id for run in runs] == [third.id, other.id, second, first]
    assert runs[2].note == "stopped" and runs[2].ended_at


async def test_the_end_of_a_run_is_an_event_of_the_same_transaction(ledger: Ledger) -> None:
    run_id = await start(ledger)
    with pytest.raises(RuntimeError):
        async with ledger.writing() as books:
            await books.runs.end(run_id, RunStatus.DONE)
            raise RuntimeError
    async with ledger.writing() as books:
        assert await books.events.list_since(0) == []
        await books.runs.end(run_id, RunStatus.DONE)
        (event,) = await books.events.list_since(0)
    assert (event.name, event.lead_id, event.payload) == (EventName.RUN_FINISHED, None, {"run": run_id})


async def test_calls_that_went_outside_are_counted_by_name(ledger: Ledger, clock: FakeClock) -> None:
    async with ledger.writing() as books:
        for ms, is_ok in ((10, True), (30, True), (20, False)):
            await books.runs.record_service_call("provider", "directory", "search", is_ok=is_ok, detail="", ms=ms)
        await books.runs.record_service_call("model", "ollama", "intent", is_ok=True, detail="", ms=700)
        counts = await books.runs.count_service_calls(clock.now())
    assert counts == [("provider", "directory", 3, 1, 20.0), ("model", "ollama", 1, 0, 700.0)]
