"""Calls keep everything they say on their way into the ledger and back."""

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from db.repositories.calls import dump_call, load_call
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
    score=st.none() | st.integers(0, 100),
    is_one=st.booleans(),
    is_pointed_at=st.booleans(),
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


def test_every_field_of_a_selection_is_kept() -> None:
    kept = dump_call(Call("score_leads", {"leads": Selection()}))["args"]["leads"]["selection"]
    assert set(kept) == {field.name for field in fields(Selection)}
