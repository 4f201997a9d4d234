"""What Chainlit calls, without Chainlit's server."""

from pathlib import Path
from typing import Any

import chainlit as cl
import pytest

from agent.events import Notice, Token
from tests.ui.page.conftest import Emitted, FakeLists, FakeMemory, ScriptedMind
from tests.ui.page.test_clicks import SEEN
from ui.page import handlers, internals
from ui.page.clicks import Clicks
from ui.page.desk import Desk, close_desk, get_desk
from ui.page.starters import build_starters


def _message(text: str, files: tuple[Path, ...] = ()) -> cl.Message:
    elements = [cl.File(name="my list (1).csv", path=str(path), mime="text/csv") for path in files]
    return cl.Message(content=text, elements=elements, type="user_message")


async def test_a_message_is_a_turn_of_its_thread_by_the_user(emitted: Emitted, mind: ScriptedMind, desk: Desk) -> None:
    mind.events = [Token("Hello.")]
    await handlers.answer(_message("hi"))
    ((conversation, given),) = mind.heard
    assert conversation == internals.conversation_id()
    assert (given.text, given.actor) == ("hi", desk.actor)
    assert emitted.messages() == ["Hello."]


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    path = tmp_path / "0f3a.csv"
    path.write_text("name\n")
    return path


async def test_a_dropped_list_is_shown_and_asked_about_before_anything_is_imported(
    emitted: Emitted, mind: ScriptedMind, memory: FakeMemory, dropped: Path
) -> None:
    await handlers.answer(_message("import this, please", (dropped,)))
    await handlers.answer(_message("", (dropped,)))
    assert mind.heard == [] and mind.plans == []
    said = "my list \\_1\\_.csv has 1 firm that is new to you. Press Confirm or say “yes” to import it."
    assert emitted.messages() == [said, said]
    assert emitted.elements()[0]["props"] == {"kind": "import_offer", "ids": [], "file": "my list _1_.csv"}
    assert memory.question and memory.question.text == "Shall I import my list _1_.csv?"


@pytest.mark.parametrize("words", ["find 10 hotels in Denver", "import this and score them", "import it, then stop"])
async def test_words_that_ask_for_more_than_the_import_are_not_passed_over_in_silence(
    emitted: Emitted, dropped: Path, words: str
) -> None:
    await handlers.answer(_message(words, (dropped,)))
    assert "say the rest again" in emitted.messages()[0]


async def test_a_list_that_cannot_be_read_is_told_and_not_kept(
    emitted: Emitted, desk: Desk, lists: FakeLists, memory: FakeMemory, dropped: Path
) -> None:
    lists.problem = "my list.csv is empty; give me a CSV file with rows."
    await handlers.answer(_message("", (dropped,)))
    assert emitted.messages() == [lists.problem]
    assert emitted.elements() == [] and memory.question is None
    assert desk.drops.find("my list _1_.csv") is None


async def test_of_several_lists_each_waits_for_its_own_click(
    emitted: Emitted, memory: FakeMemory, dropped: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.csv").write_text("company\n")
    await handlers.answer(_message("", (dropped, tmp_path / "other.csv")))
    assert [one["props"]["file"] for one in emitted.elements()] == ["my list _1_.csv", "my list _1_ 2.csv"]
    assert memory.question is None


async def test_the_stop_button_says_stop(emitted: Emitted, mind: ScriptedMind) -> None:
    mind.events = [Notice("I stop after the item I am working on.")]
    await handlers.stop()
    assert mind.heard[0][1].text == "stop"
    assert "toast" in emitted.names()


async def test_a_resumed_chat_offers_the_plan_that_was_cut_off(emitted: Emitted, mind: ScriptedMind) -> None:
    mind.at_cutoff = [Notice("The last plan was cut off at 12 of 40: say “go on”."), Notice("You could say: “help”")]
    await handlers.resume_chat({})
    assert len(emitted.messages()) == 1
    assert "cut off" in emitted.messages()[0]


async def test_whoever_reaches_the_page_is_its_owner(desk: Desk) -> None:
    user = await handlers.authenticate({})
    assert user is not None
    assert user.identifier == desk.actor.user


async def test_starters_say_what_stands_on_them(desk: Desk) -> None:
    shown = await handlers.starters()
    assert [one.label.lower() for one in shown] == [one.message.lower() for one in shown]
    assert shown[0].message == "find 10 healthcare firms in Buffalo"


def test_there_are_at_most_four_starters_and_the_real_next_steps_come_first() -> None:
    shown = build_starters(["any replies?", "show my drafts", "find contacts", "draft emails", "too many"])
    assert [one.message for one in shown] == ["any replies?", "show my drafts", "find contacts", "draft emails"]
    public = Path(handlers.__file__).parent
    for one in shown:
        assert (public / one.icon.lstrip("/")).is_file()


async def _click(name: str, payload: Any) -> dict[str, Any]:
    return await handlers._answer_click(handlers._CLICKS[name], cl.Action(name=name, payload=payload))


async def test_a_forged_click_is_answered_in_one_sentence(emitted: Emitted) -> None:
    answer = await _click("drafts_decide", {"decision": "approve", "drafts": "all"})
    assert answer == {"ok": False, "said": "I could not read that click; reload the page and try again.", "cards": []}


async def test_a_bug_in_a_click_is_told_with_a_number(emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError

    monkeypatch.setattr(Clicks, "decide_drafts", broken)
    answer = await _click("drafts_decide", {"decision": "approve", "drafts": [SEEN]})
    assert not answer["ok"]
    assert "in the log" in answer["said"]


async def test_what_is_written_anew_gets_a_card_that_stays(emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> None:
    async def regenerated(*_: object) -> dict[str, Any]:
        return {"ok": True, "said": "Wrote draft 8 instead.", "cards": [], "made": [8]}

    monkeypatch.setattr(Clicks, "decide_drafts", regenerated)
    await _click("drafts_decide", {})
    assert emitted.messages() == ["Wrote draft 8 instead."]
    assert emitted.elements()[0]["props"]["ids"] == [8]


def test_a_closed_page_says_so() -> None:
    close_desk()
    with pytest.raises(RuntimeError, match="not open"):
        get_desk()
