"""The labelled development set: what people say and what it must become."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from agent.understand.context import Context
from agent.understand.gate import apply_gate
from agent.understand.parse import parse
from agent.understand.wire import render_route
from domain.decisions import Effect

LABELS = Path(__file__).parents[3] / "evals" / "routing" / "labels_dev.jsonl"
# Readings that somebody looked at and kept, so that none changes unseen. They are no score: the parser wrote them.
KEPT = Path(__file__).parent / "read_as_before.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


KEPT_ROWS: list[dict[str, Any]] = [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()]


def test_the_set_is_large_enough() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize("row", KEPT_ROWS, ids=[row["text"][:60] for row in KEPT_ROWS])
def test_a_sentence_is_read_as_it_was_when_somebody_looked(row: dict[str, Any], effects: Mapping[str, Effect]) -> None:
    shown = render_route(apply_gate(parse(row["text"], Context(history=tuple(row["history"]))), effects))

    assert (shown["route"], shown["calls"]) == (row["route"], row["calls"])


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] or "empty" for row in ROWS])
def test_a_labelled_sentence_is_read_as_labelled(row: dict[str, Any], effects: Mapping[str, Effect]) -> None:
    context = Context(history=tuple(row["history"]), home_region=row.get("home_region", ""))
    shown = render_route(apply_gate(parse(row["text"], context), effects))
    calls = shown["calls"]
    assert isinstance(calls, list)

    if row["route"] == "any_but_action":
        tools = [call["tool"] for call in calls if isinstance(call, dict)]
        assert not any(effects[str(tool)].needs_person for tool in tools)
        return
    assert shown["route"] in row["route"].split("|")
    if "|" not in row["route"]:
        assert calls == row["calls"]
