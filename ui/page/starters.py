"""The first screen's buttons: next steps as short labels. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

_MOST = 4
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
    return [StarterSpec(step[:1].upper() + step[1:], step, _icon(step)) for step in steps[:_MOST]]


def _icon(step: str) -> str:
    words = step.lower()
    name = next((icon for word, icon in _ICONS if word in words), "spark")
    return f"/public/icons/{name}.svg"
