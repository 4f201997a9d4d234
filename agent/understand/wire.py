"""A reading and its calls as plain JSON: for `leadloop route --jsonl` and for the ledger."""

from collections.abc import Mapping
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


def load_call(obj: Mapping[str, object]) -> Call:
    """The call that `dump_call` wrote; raises ValueError for any other shape."""
    tool, args = obj.get("tool"), obj.get("args")
    if not isinstance(tool, str) or not isinstance(args, Mapping):
        raise ValueError("A stored call needs a tool and its args.")
    return Call(tool, {str(name): _load(value) for name, value in args.items()})


def _load(value: object) -> Value:
    if isinstance(value, Mapping):
        return _load_selection(value)
    if isinstance(value, list):
        return _load_list(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise ValueError(f"A stored call cannot hold a {type(value).__name__}.")


def _load_list(value: list[object]) -> tuple[str, ...] | tuple[int, ...]:
    words = tuple(entry for entry in value if isinstance(entry, str))
    if words:
        return words
    return tuple(entry for entry in value if isinstance(entry, int))


def _load_selection(value: Mapping[object, object]) -> Selection:
    unknown = set(value) - set(_SELECTION_FIELDS)
    if unknown:
        raise ValueError(f"A selection has no {', '.join(sorted(str(name) for name in unknown))}.")
    return Selection(
        ref=Ref(str(value.get("ref", Ref.LAST.value))),
        ids=_numbers(value.get("ids")),
        items=_numbers(value.get("items")),
        top=_number(value.get("top")),
        status=str(value.get("status", "")),
        tier=str(value.get("tier", "")),
        min_score=_number(value.get("min_score")),
        score=_number(value.get("score")),
        name=str(value.get("name", "")),
        except_ids=_numbers(value.get("except_ids")),
        except_items=_numbers(value.get("except_items")),
        except_name=str(value.get("except_name", "")),
    )


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(entry for entry in value if isinstance(entry, int)) if isinstance(value, list) else ()


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
