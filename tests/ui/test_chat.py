"""The terminal chat: what Ctrl-C ends."""

import os
import signal
from dataclasses import dataclass, field
from io import StringIO

import pytest
from rich.console import Console

from agent.events import Event, StepProgress
from runtime.bootstrap import App
from ui.chat import ScreenWindow, read_prompt, talk


@dataclass
class ImpatientWindow(ScreenWindow):
    """Presses Ctrl-C as soon as work shows progress."""

    out: StringIO = field(default_factory=StringIO)
    is_pressed: bool = False

    def __post_init__(self) -> None:
        super().__init__(Console(file=self.out, width=100))

    def show(self, event: Event) -> None:
        super().show(event)
        if isinstance(event, StepProgress) and not self.is_pressed:
            self.is_pressed = True
            os.kill(os.getpid(), signal.SIGINT)


async def test_ctrl_c_ends_the_plan_and_not_the_chat(app: App) -> None:
    window = ImpatientWindow()
    sentences = iter(["find 120 hotels in Denver, score them, approve all, find contacts", "help"])
    assert not await talk(app, window, sentences, can_interrupt=True)
    text = window.out.getvalue()
    assert "I stop after the item I am working on." in text and "Stopped." in text
    assert "You can say, in your own words" in text


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
