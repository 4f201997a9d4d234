"""A turn as a window sees it: stop gets through, a broken plan goes on, nothing acts without being asked."""

import asyncio

import pytest

from agent.events import Done, Notice
from agent.session import Input
from domain.plan import Call, Selection
from runtime.bootstrap import App
from tests.fakes.person import ANN, Person


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
    (notice, *_) = await app.mind.welcome("test")
    assert isinstance(notice, Notice) and "go on" in notice.text
    heard = await say("go on")
    assert heard.tools() == ["score_leads", "list_leads"]
    assert {step.run for step in heard.steps} == {run.id}
    assert "nothing left" in (await say("go on")).words


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
    assert "exactly one" in unclear.words
    assert "send_emails" not in unclear.tools()
    clear = await say("approve the suggested answers and send them")
    assert clear.tools() == ["review_drafts", "send_emails"]
