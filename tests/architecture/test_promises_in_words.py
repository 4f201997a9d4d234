"""What the docs say about settings and tools is what the code has."""

import re
from typing import Any

import pytest

from runtime.settings import Settings
from tests.architecture.tree import ROOT
from tools.registry import TOOLS
from tools.spec import ToolSpec


def test_env_example_names_every_setting_with_its_meaning() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    named = set(re.findall(r"^#LEADLOOP_(\w+)=", text, flags=re.M))
    assert named == {name.upper() for name in Settings.model_fields}
    for field in Settings.model_fields.values():
        assert field.description and field.description in text


def test_readme_lists_every_tool_once() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text("utf-8"), flags=re.M)
    assert rows == [tool.name for tool in TOOLS]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_is_described_and_has_a_sentence_that_asks_for_it(tool: ToolSpec[Any, Any]) -> None:
    assert tool.description and tool.words
    assert all(field.description for field in tool.args.model_fields.values())


def test_every_sentence_of_a_tool_is_understood_as_that_tool() -> None:
    from agent.understand.context import Context, FocusView
    from agent.understand.parse import parse

    # Some sentences need something before them: a search, or leads or drafts that were shown.
    scenes = (
        Context(),
        Context(history=("find 10 dentists in Buffalo",)),
        Context(focus=FocusView("leads", (1, 2, 3, 4, 5))),
        Context(focus=FocusView("drafts", (1,))),
    )

    def tools_for(words: str) -> set[str]:
        return {call.tool for scene in scenes for call in parse(words, scene).calls}

    lost = [(tool.name, words) for tool in TOOLS for words in tool.words if tool.name not in tools_for(words)]
    assert lost == []
