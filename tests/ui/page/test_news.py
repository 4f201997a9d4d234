"""A reply is told in every open chat, else in the stored Inbox thread; each once."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import chainlit as cl
import chainlit.data
import pytest

from domain.events import Event, EventName
from domain.plan import Call
from domain.runs import RunStatus
from tests.ui.page.conftest import FakeShelf, FakeShown
from tests.ui.page.samples import REPLY_CARD, RUN
from tools.outcome import RunTable
from ui.page import internals, news
from ui.page.chat_store import ChatStore
from ui.page.desk import Desk
from ui.page.news import EventTail, News

AT = datetime(2026, 11, 18, tzinfo=UTC)


def _reply(id_: int) -> Event:
    return Event(id_, EventName.LEAD_RESPONDED, AT, 12, {"message": 21, "intent": "interested"})


@pytest.fixture(autouse=True)
def _stored(store: ChatStore, shelf: FakeShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chainlit finds the data layer of this test."""
    monkeypatch.setattr(chainlit.data, "_data_layer", store)
    monkeypatch.setattr(chainlit.data, "_data_layer_initialized", True)
    shelf.cards["reply"] = (REPLY_CARD,)


def test_an_event_is_taken_once_and_a_late_one_is_still_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    tail = EventTail(10)
    assert [event.id for event in tail.take([_reply(11), _reply(13)])] == [11, 13]
    assert tail.floor == 10
    assert [event.id for event in tail.take([_reply(11), _reply(12), _reply(13)])] == [12]
    monkeypatch.setattr(news, "_OVERLAP_MS", -1.0)
    assert tail.take([]) == []
    assert tail.floor == 13


async def test_an_open_chat_is_told_with_a_card_and_gets_a_title(
    desk: Desk, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(internals, "list_sessions", lambda user: [session] if user == "ann" else [])
    await News(desk).tell([_reply(11)])
    assert session.emitted.messages() == ["A reply came in."]
    names = [element["name"] for element in session.emitted.elements()]
    assert names == ["ReplyCard", "DraftCard"]
    assert isinstance(desk.shown, FakeShown)
    assert [draft.id for draft in desk.shown.drafts] == [7]
    assert session.has_first_interaction
    assert "first_interaction" in session.emitted.names()


async def test_other_events_are_no_news(desk: Desk, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(internals, "list_sessions", lambda user: [session])
    await News(desk).tell([Event(1, EventName.LEAD_SCORED, AT, 12)])
    assert session.emitted.events == []


async def test_with_no_browser_open_the_news_wait_in_one_inbox_thread(desk: Desk, store: ChatStore) -> None:
    user = await store.create_user(cl.User(identifier="ann"))
    assert user
    for id_ in (11, 12):
        await News(desk).tell([_reply(id_)])
        await asyncio.sleep(0.2)
    thread_id = await store.find_thread("ann", "Inbox")
    assert thread_id
    thread = await store.get_thread(thread_id)
    assert thread
    assert [step["output"] for step in thread["steps"]] == ["A reply came in."] * 2
    assert {element["name"] for element in thread["elements"] or []} == {"ReplyCard", "DraftCard"}


async def test_before_anybody_has_opened_the_page_nobody_is_told(desk: Desk, store: ChatStore) -> None:
    await News(desk).tell([_reply(11)])
    assert await store.find_thread("ann", "Inbox") is None


RUN_ENDED = Event(1, EventName.RUN_FINISHED, AT, None, {"run": 4})
LONG = replace(RUN, conversation_id="another", ended_at=RUN.started_at + timedelta(seconds=21), note="Scored 40 leads.")
QUICK = replace(LONG, ended_at=RUN.started_at + timedelta(seconds=2))
LINE = "A plan in another window is done: Scored 40 leads."


@pytest.fixture
def one_tab(session: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(internals, "list_sessions", lambda user: [session])
    return session


async def test_a_long_plan_is_told_in_the_chats_that_did_not_run_it(
    desk: Desk, shelf: FakeShelf, one_tab: Any, store: ChatStore
) -> None:
    await store.update_thread("another")
    shelf.cards["run_table"] = (RunTable((LONG, QUICK, replace(LONG, conversation_id=one_tab.thread_id))),)
    await News(desk).tell([RUN_ENDED])
    assert one_tab.emitted.messages() == [LINE]
    assert "toast" in one_tab.emitted.names()


async def test_a_quick_plan_is_told_when_another_window_than_the_page_ran_it_and_it_did_something(
    desk: Desk, shelf: FakeShelf, one_tab: Any
) -> None:
    only_looked = replace(QUICK, calls=(Call("list_leads"),))
    shelf.cards["run_table"] = (RunTable((only_looked, QUICK, replace(QUICK, status=RunStatus.CANCELLED))),)
    await News(desk).tell([RUN_ENDED])
    assert one_tab.emitted.messages() == [LINE]


async def test_a_plan_that_failed_says_so(desk: Desk, shelf: FakeShelf, one_tab: Any) -> None:
    shelf.cards["run_table"] = (RunTable((replace(QUICK, status=RunStatus.FAILED, note="No firm was found."),)),)
    await News(desk).tell([RUN_ENDED])
    assert one_tab.emitted.messages() == ["A plan in another window stopped early: No firm was found."]
