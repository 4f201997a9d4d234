"""Calls as plain JSON and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understand.parse import parse
from agent.understand.wire import dump_call, load_call, render_route
from domain.plan import Call, Ref, Selection

_NUMBERS = st.lists(st.integers(-9, 10_000), max_size=4).map(tuple)
_SELECTIONS = st.builds(
    Selection,
    ref=st.sampled_from(Ref),
    ids=_NUMBERS,
    items=_NUMBERS,
    top=st.none() | st.integers(1, 500),
    status=st.sampled_from(["", "approved", "interested"]),
    tier=st.sampled_from(["", "A", "D"]),
    min_score=st.none() | st.integers(0, 100),
    name=st.text(max_size=10),
    except_ids=_NUMBERS,
    except_items=_NUMBERS,
    except_name=st.text(max_size=10),
)
_TEXTS = st.lists(st.text(min_size=1, max_size=8), max_size=3).map(tuple)
_VALUES = st.none() | st.text(max_size=20) | st.integers() | st.booleans() | _SELECTIONS | _TEXTS | _NUMBERS
_CALLS = st.builds(Call, st.text(min_size=1, max_size=12), st.dictionaries(st.text(max_size=8), _VALUES, max_size=4))


@given(_CALLS)
def test_a_call_survives_the_way_through_json(call: Call) -> None:
    assert load_call(json.loads(json.dumps(dump_call(call)))) == call


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


@pytest.mark.parametrize("stored", [{}, {"tool": 1, "args": {}}, {"tool": "x", "args": {"leads": {"colour": "red"}}}])
def test_a_stored_thing_that_is_no_call_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"call|selection"):
        load_call(stored)


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
