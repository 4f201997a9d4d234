"""Runs the parser over labelled sentences. Nothing else of the product runs: no ledger, no model."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

from domain.plan import Call, Reading, Route, Selection, Value
from evals.jsonl import load_rows
from evals.scorecard import Judged, Verdicts

LABELS = Path(__file__).parent / "labels_dev.jsonl"

Parse = Callable[[str, tuple[str, ...]], Reading]


class LabelledCall(BaseModel):
    """A call that the sentence asks for, in the words of the wire."""

    model_config = ConfigDict(extra="forbid")
    tool: str
    args: dict[str, object] = {}


class LabelledSentence(BaseModel):
    """A sentence, the person's turns before it (oldest first), and what it should be taken for.

    `route` may name several that are right ("clarify|agent"), or `any_but_action`: all that run nothing. `calls` are
    what should run where it is taken as direct.
    """

    model_config = ConfigDict(extra="forbid")
    text: str
    history: tuple[str, ...] = ()
    route: str
    calls: tuple[LabelledCall, ...] = ()

    @field_validator("route")
    @classmethod
    def _names_routes(cls, value: str) -> str:
        parse_routes(value)
        return value


def parse_routes(label: str) -> frozenset[Route]:
    """The routes that a label accepts; raises ValueError for a word that is none."""
    if label == "any_but_action":
        return frozenset(Route) - {Route.DIRECT}
    return frozenset(Route(word) for word in label.split("|"))


def judge_routing() -> Verdicts:
    """The parser against the labelled sentences of this folder."""
    return judge_sentences(load_rows(LABELS, LabelledSentence), parse_sentence)


def parse_sentence(text: str, history: tuple[str, ...]) -> Reading:
    """The product's parser. Imported here, so that `python -m evals --help` stays quick."""
    from agent.understand.context import Context
    from agent.understand.parse import parse

    return parse(text, Context(history=history))


def judge_sentences(rows: Sequence[LabelledSentence], parse: Parse) -> Verdicts:
    """Judges routes and, beside them, calls.

    `exact calls`: of the sentences that ask for calls, those that got exactly these. `wrong actions`: of all
    sentences, those where calls would run that were not asked for.
    """
    readings = [parse(row.text, row.history) for row in rows]
    cases = tuple(
        Judged(row.text, _expected_route(row, reading), reading.route.value)
        for row, reading in zip(rows, readings, strict=True)
    )
    wanted = [_wanted_calls(row, reading) for row, reading in zip(rows, readings, strict=True)]
    planned = [[(call.tool, plain_args(call)) for call in _running(reading)] for reading in readings]
    pairs = list(zip(wanted, planned, strict=True))
    asking = [want == plan for want, plan in pairs if want]
    wrong = [bool(plan) and want != plan for want, plan in pairs]
    misses = tuple(
        Judged(row.text, json.dumps(want), json.dumps(plan))
        for row, (want, plan) in zip(rows, pairs, strict=True)
        if want != plan
    )
    return Verdicts(cases, {"exact calls": _share(asking), "wrong actions": _share(wrong)}, misses)


def _expected_route(row: LabelledSentence, reading: Reading) -> str:
    """The label; where several routes are right, the one that was taken, if it is among them."""
    return reading.route.value if reading.route in parse_routes(row.route) else row.route


def _wanted_calls(row: LabelledSentence, reading: Reading) -> list[tuple[str, Mapping[str, object]]]:
    """The calls that should run; none where the sentence was rightly taken as something else than direct."""
    if reading.route is not Route.DIRECT and reading.route in parse_routes(row.route):
        return []
    return [(call.tool, call.args) for call in row.calls]


def plain_args(call: Call) -> Mapping[str, object]:
    """The arguments as the wire writes them; a selection keeps only what was said."""
    return {name: _plain(value) for name, value in call.args.items() if value is not None}


def _plain(value: Value) -> object:
    if isinstance(value, Selection):
        said = {item.name: getattr(value, item.name) for item in fields(Selection)}
        defaults = {item.name: item.default for item in fields(Selection) if item.default is not MISSING}
        return {
            name: _plain(given) for name, given in said.items() if name == "ref" or given != defaults.get(name, MISSING)
        }
    return list(value) if isinstance(value, tuple) else value


def _running(reading: Reading) -> tuple[Call, ...]:
    """The calls that would run: those of a question only run once the person has answered it."""
    return reading.calls if reading.route is Route.DIRECT else ()


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
