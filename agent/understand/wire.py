"""A reading and its calls as plain JSON, for `leadloop route --jsonl`. The ledger keeps calls in a form of its own."""

from dataclasses import fields
from typing import TypeAlias

from domain.plan import Call, Reading, Ref, Selection, Value

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
_SELECTION_FIELDS = tuple(entry.name for entry in fields(Selection))
_EMPTY = Selection()


def render_route(reading: Reading) -> dict[str, Json]:
    """The form of `route --jsonl`: {"route", "calls", "confidence", "question"}."""
    return {
        "route": reading.route.value,
        "calls": [dump_call(call) for call in reading.calls],
        "confidence": round(reading.confidence, 3),
        "question": reading.question,
    }


def dump_call(call: Call) -> dict[str, Json]:
    """A call as {"tool", "args"}; a Selection keeps only the fields that say something."""
    return {"tool": call.tool, "args": {name: _dump(value) for name, value in call.args.items()}}


def _dump(value: Value) -> Json:
    if isinstance(value, Selection):
        return _dump_selection(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def _dump_selection(chosen: Selection) -> dict[str, Json]:
    """`ref` stays out when ids are given, for then it says nothing; else it is always there."""
    shown: dict[str, Json] = {}
    for name in _SELECTION_FIELDS:
        value = getattr(chosen, name)
        is_ref = name == "ref"
        if is_ref and chosen.ids and chosen.ref is Ref.LAST:
            continue
        if is_ref or value != getattr(_EMPTY, name):
            shown[name] = (
                list(value) if isinstance(value, tuple) else (value.value if isinstance(value, Ref) else value)
            )
    return shown
