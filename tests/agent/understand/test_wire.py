"""Calls as plain JSON and back."""

import pytest

from agent.understand.parse import parse
from agent.understand.wire import dump_call, render_route
from domain.plan import Call, Ref, Selection


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (Selection(items=(2,)), {"ref": "last", "items": [2]}),
        (Selection(ids=(2,)), {"ids": [2]}),
        (Selection(top=5), {"ref": "last", "top": 5}),
        (Selection(ref=Ref.REST), {"ref": "rest"}),
        (Selection(ref=Ref.ALL, except_ids=(3,)), {"ref": "all", "except_ids": [3]}),
    ],
)
def test_a_selection_shows_only_what_it_says(chosen: Selection, shown: dict[str, object]) -> None:
    assert dump_call(Call("score_leads", {"leads": chosen}))["args"] == {"leads": shown}


def test_a_route_shows_route_calls_confidence_and_question() -> None:
    assert render_route(parse("reject lead 4")) == {
        "route": "direct",
        "calls": [{"tool": "review_leads", "args": {"leads": {"ids": [4]}, "decision": "reject"}}],
        "confidence": 0.98,
        "question": "",
    }


def test_a_steering_sentence_calls_nothing() -> None:
    shown = render_route(parse("go live"))

    assert (shown["route"], shown["calls"]) == ("conversational", [])
