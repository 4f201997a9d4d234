"""The first screen's buttons: next steps as short labels. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

_MOST = 4
# Fills up a first screen on which little can be done yet.
_ALWAYS = ("what can you do?", "what do you know about me?")
_ICONS = (
    ("find", "search"),
    ("score", "gauge"),
    ("approve", "check"),
    ("contact", "user"),
    ("draft", "pencil"),
    ("mail", "pencil"),
    ("send", "send"),
    ("repl", "reply"),
    ("how are we", "chart"),
    ("skip", "clock"),
)


@dataclass(frozen=True, slots=True)
class StarterSpec:
    """What stands on the button and what it says."""

    label: str
    message: str
    icon: str


def build_starters(steps: Sequence[str]) -> list[StarterSpec]:
    """A button says exactly the sentence that stands on it, so that a click and the typed words are the same."""
    shown = [*steps[:_MOST], *_ALWAYS][:_MOST] if len(steps) < _MOST else steps[:_MOST]
    return [StarterSpec(step[:1].upper() + step[1:], step, _icon(step)) for step in shown]


def _icon(step: str) -> str:
    words = step.lower()
    name = next((icon for word, icon in _ICONS if word in words), "spark")
    return f"/public/icons/{name}.svg"
