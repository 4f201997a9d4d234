"""The terminal chat: what a person can do while a turn is at work, and how he leaves."""

import os
import signal
from io import StringIO

import pytest
from rich.console import Console

from agent.events import STOPPED, Event, Notice, StepFinished, StepStarted, Token
from runtime.bootstrap import App
from ui.chat import ScreenWindow, read_prompt, talk


class _Impatient(ScreenWindow):
    """Presses Ctrl-C once, when the scoring begins."""

    def __init__(self) -> None:
        super().__init__(Console(quiet=True))
        self.seen: list[Event] = []
        self._has_pressed = False

    def show(self, event: Event) -> None:
        self.seen.append(event)
        if isinstance(event, StepStarted) and event.tool == "score_leads" and not self._has_pressed:
            self._has_pressed = True
            os.kill(os.getpid(), signal.SIGINT)


async def test_interrupting_a_turn_stops_it_between_two_items_and_the_chat_goes_on(app: App) -> None:
    window = _Impatient()
    await talk(app, window, iter(["find 400 hotels in Denver", "score them", "how are we doing?"]))
    steps = [(event.tool, event.is_ok) for event in window.seen if isinstance(event, StepFinished)]
    assert steps == [("search_companies", True), ("score_leads", False), ("report", True)]
    assert any(isinstance(event, Notice) and "I stop after" in event.text for event in window.seen)


@pytest.mark.parametrize("leave", [KeyboardInterrupt, EOFError])
def test_ctrl_c_and_end_of_input_at_the_prompt_leave(
    monkeypatch: pytest.MonkeyPatch, leave: type[BaseException]
) -> None:
    typed = ["hello"]

    def read(_prompt: str) -> str:
        if typed:
            return typed.pop()
        raise leave

    monkeypatch.setattr("builtins.input", read)
    assert list(read_prompt(Console(file=StringIO()))) == ["hello"]


def test_a_plan_that_was_stopped_says_so_once() -> None:
    out = StringIO()
    window = ScreenWindow(Console(file=out))
    window.show(StepFinished("score_leads", 1, False, STOPPED, 1))
    window.show(Token("Stopped. What was finished stays; say “go on” to do the rest."))
    assert out.getvalue().count("Stopped") == 1
