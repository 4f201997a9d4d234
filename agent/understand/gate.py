"""The gate: how sure a reading must be before it acts, by the effect of its calls; else one question is asked."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from agent.understand.describe import describe_calls
from domain.decisions import Effect
from domain.plan import Option, Reading, Route


@cache
def _load_gates() -> Mapping[Effect, float]:
    rows: dict[str, float] = yaml.safe_load(files("agent.understand").joinpath("data", "gates.yaml").read_text("utf-8"))
    return MappingProxyType({Effect(name): float(value) for name, value in rows.items()})


def __getattr__(name: str) -> Mapping[Effect, float]:
    """`GATES` is read from data/gates.yaml when it is first asked for."""
    if name == "GATES":
        return _load_gates()
    raise AttributeError(name)


def apply_gate(reading: Reading, effects: Mapping[str, Effect]) -> Reading:
    """The reading itself when it is sure enough for what it does, else CLARIFY with yes and no.

    A tool without an entry in `effects` counts as the gravest one.
    """
    if reading.route is not Route.DIRECT:
        return reading
    gates = _load_gates()
    needed = max((gates[effects.get(call.tool, Effect.SEND)] for call in reading.calls), default=0.0)
    if reading.confidence >= needed:
        return reading
    options = reading.options or (Option("yes", reading.calls), Option("no"))
    question = reading.question or f"Shall I {describe_calls(reading.calls)}?"
    return replace(reading, route=Route.CLARIFY, calls=(), question=question, options=options)
