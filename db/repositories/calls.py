"""Calls and their arguments as JSON and back, for runs, proposals and questions."""

from typing import Any

from domain.plan import Call, Ref, Selection, Value


def dump_call(call: Call) -> dict[str, Any]:
    return {"tool": call.tool, "args": {name: _dump_value(value) for name, value in call.args.items()}}


def load_call(data: dict[str, Any]) -> Call:
    return Call(tool=data["tool"], args={name: _load_value(value) for name, value in data["args"].items()})


def _dump_value(value: Value) -> Any:
    if isinstance(value, Selection):
        fields = {name: getattr(value, name) for name in Selection.__dataclass_fields__}
        return {"selection": {name: _listed(field) for name, field in fields.items()}}
    return _listed(value)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _load_value(value: Any) -> Value:
    if isinstance(value, dict):
        fields: dict[str, Any] = dict(value["selection"])
        for name, field in fields.items():
            fields[name] = tuple(field) if isinstance(field, list) else field
        fields["ref"] = Ref(fields["ref"])
        return Selection(**fields)
    loaded: Value = tuple(value) if isinstance(value, list) else value
    return loaded
