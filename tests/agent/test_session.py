"""A turn as a window sees it: stop gets through, a broken plan goes on, nothing acts without being asked."""

import asyncio
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta

import pytest

from agent.decide import typed_decision
from agent.events import Done, Event, Notice, StepFinished, StepStarted
from agent.session import Input
from db.repositories.workspace import CLOCK_OFFSET
from domain.clock import SystemClock
from domain.plan import Call, Selection
from domain.runs import RunStatus
from runtime.bootstrap import App
from tests.fakes.person import ANN, Person
from tools.leads.service import LeadService


async def test_a_second_sentence_waits_its_turn_and_stop_gets_through(app: App, say: Person) -> None:
    await say("find 100 hotels in Denver")
    running = app.mind.turn("test", Input("score them", ANN))
    first = await anext(running)
    other = [event async for event in app.mind.turn("test", Input("how are we doing?", ANN))]
    assert any(isinstance(event, Notice) and "still working" in event.text for event in other)
    stopping = [event async for event in app.mind.turn("test", Input("stop", ANN))]
    assert any(isinstance(event, Notice) and "stop" in event.text for event in stopping)
    rest = [event async for event in running]
    assert first and isinstance(rest[-1], Done)


async def test_a_plan_that_was_cut_off_goes_on_from_the_ledger(app: App, say: Person) -> None:
    await say("find 3 hotels in Denver")
    run = await app.services.runs.start("test", [Call("score_leads", {"leads": Selection()}), Call("list_leads", {})])
    await app.services.runs.let_go(run.id)
    (notice, *_) = await app.mind.welcome("test")
    assert isinstance(notice, Notice) and "go on" in notice.text
    heard = await say("go on")
    assert heard.tools() == ["score_leads", "list_leads"]
    assert {step.run for step in heard.steps} == {run.id}
    assert "nothing left" in (await say("go on")).words


async def _run_until(app: App, text: str, wanted: type[Event]) -> AsyncGenerator[Event, None]:
    """A turn at work, in the middle: the first event of that kind has come."""
    running = app.mind.turn("test", Input(text, ANN))
    while not isinstance(await anext(running), wanted):
        pass
    return running


async def test_what_was_stopped_goes_on_when_asked(app: App, say: Person) -> None:
    await say("find 100 hotels in Denver")
    running = await _run_until(app, "score them", StepStarted)
    await say("stop")
    stopped = [event async for event in running]
    assert any(isinstance(event, StepFinished) and not event.is_ok for event in stopped)
    assert not any("cut off" in event.text for event in await app.mind.welcome("test") if isinstance(event, Notice))
    heard = await say("go on")
    assert heard.tools() == ["score_leads"] and heard.steps[0].is_ok


async def test_stop_everything_pauses_sending_while_a_turn_is_at_work(app: App, say: Person) -> None:
    await say("find 100 hotels in Denver")
    running = await _run_until(app, "score them", StepStarted)
    heard = await say("stop everything")
    assert heard.tools() == ["pause_sending"]
    async with app.ledger.reading() as books:
        assert await books.workspace.is_sending_paused()
    rest = [event async for event in running]
    assert any(isinstance(event, StepFinished) and event.summary == "Stopped." for event in rest)


async def test_only_the_last_step_of_a_plan_says_what_could_come_next(say: Person) -> None:
    await say("find 3 hotels in Denver")
    heard = await say("draft emails to the top 2")
    assert heard.tools() == ["score_leads", "review_leads", "enrich_contacts", "draft_emails"]
    assert [("Next: “" in step.summary) for step in heard.steps] == [False, False, False, True]


async def test_stop_when_nothing_runs_says_so(say: Person) -> None:
    assert "Nothing is running" in (await say("stop")).words


async def test_a_run_that_met_a_bug_is_not_left_at_work(app: App, say: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> tuple[int, ...]:
        raise ZeroDivisionError

    await say("find 3 hotels in Denver")
    monkeypatch.setattr(LeadService, "resolve", broken)
    heard = await say("score them")
    assert "error" in heard.words
    async with app.ledger.reading() as books:
        (newest, *_) = await books.runs.list_()
    assert newest.status is RunStatus.FAILED


async def test_a_command_leaves_another_command_that_was_cut_off_alone(app: App) -> None:
    calls = [Call("search_companies", {"industry": "hotel", "location": "Denver"})]
    await app.services.runs.let_go((await app.services.runs.start("command", calls)).id)
    decision = typed_decision(ANN, "command", "report", ())
    plan = app.mind.run_plan("command", [Call("report", {})], decision)
    tools = [event.tool async for event in plan if isinstance(event, StepFinished)]
    assert tools == ["report"]


async def test_a_plan_whose_window_went_away_stops_and_can_go_on(app: App, say: Person) -> None:
    await say("find 100 hotels in Denver")
    calls = [Call("score_leads", {"leads": Selection()})]
    async with aclosing(app.mind.run_plan("test", calls, typed_decision(ANN, "test", "score", ()))) as plan:
        assert isinstance(await anext(plan), StepStarted)
    again = app.mind.run_plan("test", [], typed_decision(ANN, "test", "score", ()), resumes=True)
    assert [event.is_ok async for event in again if isinstance(event, StepFinished)] == [True]


async def test_a_question_keeps_its_calls_until_it_is_answered(app: App, say: Person) -> None:
    asked = await say("find 5 dentists in Springfield")
    assert asked.questions and not asked.steps
    heard = await say("the first one")
    assert heard.tools() == ["search_companies"]


async def test_saying_no_to_a_question_does_nothing(say: Person) -> None:
    asked = await say("find 5 dentists in Springfield")
    assert asked.questions
    heard = await say("no")
    assert not heard.steps


async def test_conversations_do_not_wait_for_each_other(app: App) -> None:
    async def count(conversation: str) -> int:
        return len([event async for event in app.mind.turn(conversation, Input("find 3 hotels in Denver", ANN))])

    assert all(await asyncio.gather(count("one"), count("two")))


async def test_a_bug_is_told_in_one_sentence_and_the_next_turn_works(
    app: App, say: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> tuple[str, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(app.services.report, "next_steps", broken)
    heard = await say("help")
    assert "error" in heard.words and "ZeroDivision" not in heard.words
    monkeypatch.undo()
    assert (await say("hello")).words


async def test_one_suggested_answer_of_two_is_asked_about_and_both_are_sent_when_said(app: App, say: Person) -> None:
    for sentence in ("find 10 healthcare firms in Buffalo", "score them", "approve the top 5", "find contacts"):
        await say(sentence)
    for sentence in ("draft emails", "approve them all and send them", "any replies?"):
        await say(sentence)
    unclear = await say("approve the suggested answer and send it")
    assert "Which draft do you mean" in unclear.words
    assert "send_emails" not in unclear.tools()
    clear = await say("approve the suggested answers and send them")
    assert clear.tools() == ["review_drafts", "send_emails"]


async def test_a_window_that_closes_in_the_middle_leaves_a_plan_that_can_go_on(app: App, say: Person) -> None:
    await say("find 100 hotels in Denver")
    running = await _run_until(app, "score them", StepStarted)
    await running.aclose()
    heard = await say("go on")
    assert heard.tools() == ["score_leads"] and heard.steps[0].is_ok


async def test_a_plan_that_another_window_is_at_work_on_is_left_to_it(app: App, say: Person) -> None:
    await say("find 3 hotels in Denver")
    run = await app.services.runs.start("test", [Call("score_leads", {"leads": Selection()})])
    assert not any("cut off" in event.text for event in await app.mind.welcome("test") if isinstance(event, Notice))
    assert not (await say("go on")).steps
    assert not await app.services.runs.hold(run)


async def test_a_plan_of_a_process_that_was_killed_can_go_on_at_once(app: App, say: Person) -> None:
    await say("find 3 hotels in Denver")
    run = await app.services.runs.start("test", [Call("score_leads", {"leads": Selection()})])
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await killed.wait()
    async with app.ledger.writing() as books:
        until = SystemClock().now() + timedelta(minutes=5)
        await books.workspace.set_lease(f"run {run.id}", "dead", f"{socket.gethostname()} {killed.pid}", until)
    assert (await say("go on")).tools() == ["score_leads"]


async def test_a_turn_starts_at_the_time_another_process_moved_the_clock_to(app: App, say: Person) -> None:
    before = app.clock.now()
    async with app.ledger.writing() as books:
        await books.workspace.set_state(CLOCK_OFFSET, str(timedelta(days=2).total_seconds()))
    await say("hello")
    assert app.clock.now() - before >= timedelta(days=2)
