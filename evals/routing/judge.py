"""Runs the parser and its gate over labelled sentences. Nothing else of the product runs: no ledger, no model."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

from agent.understand.context import Context
from agent.understand.gate import apply_gate
from agent.understand.parse import parse
from agent.understand.wire import dump_call
from domain.decisions import Effect
from domain.plan import Reading, Route
from evals.jsonl import load_rows
from evals.scorecard import Judged, Verdicts

ANY_BUT_ACTION = "any_but_action"
LABELS = Path(__file__).parent / "labels_dev.jsonl"

Parse = Callable[[str, tuple[str, ...]], Reading]


class LabelledCall(BaseModel):
    """A call that the sentence asks for, in the words of the wire."""

    model_config = ConfigDict(extra="forbid")
    tool: str
    args: dict[str, object] = {}


class LabelledSentence(BaseModel):
    """A sentence, the person's turns before it (oldest first), and what it should be taken for.

    `route` may name several that are right ("clarify|agent"), or `any_but_action`: all, as long as what runs only
    reads. `calls` are what should run where it is taken as direct.
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
    if label == ANY_BUT_ACTION:
        return frozenset(Route) - {Route.DIRECT}
    return frozenset(Route(word) for word in label.split("|"))


def judge_routing() -> Verdicts:
    """The parser and its gate against the labelled sentences of this folder."""
    from tools.registry import TOOLS

    effects = {spec.name: spec.effect for spec in TOOLS}
    return judge_sentences(load_rows(LABELS, LabelledSentence), parse_sentence, effects)


def parse_sentence(text: str, history: tuple[str, ...]) -> Reading:
    """The product's parser, with nothing on the screen but what the earlier turns say."""
    return parse(text, Context(history=history))


def judge_sentences(rows: Sequence[LabelledSentence], parse: Parse, effects: Mapping[str, Effect]) -> Verdicts:
    """Judges routes and calls as they come out of the gate; `effects` is the effect of each tool by name.

    `exact calls`: of the sentences that ask for calls, those that got exactly these. `wrong actions`: of all
    sentences, those where a call that does more than read would run without being asked for.
    """
    readings = [apply_gate(parse(row.text, row.history), effects) for row in rows]
    judged = [_judge(row, reading, effects) for row, reading in zip(rows, readings, strict=True)]
    asking = [not one.miss for one in judged if one.is_asking]
    return Verdicts(
        tuple(one.route for one in judged),
        {"exact calls": _share(asking), "wrong actions": _share([one.is_wrong_action for one in judged])},
        tuple(one.miss for one in judged if one.miss),
    )


@dataclass(frozen=True, slots=True)
class _JudgedSentence:
    """`miss` is there when other calls ran than were wanted."""

    route: Judged
    miss: Judged | None
    is_asking: bool
    is_wrong_action: bool


def _judge(row: LabelledSentence, reading: Reading, effects: Mapping[str, Effect]) -> _JudgedSentence:
    accepted = parse_routes(row.route)
    acts = any(effects.get(call.tool, Effect.SEND) is not Effect.READ for call in reading.calls)
    is_direct = reading.route is Route.DIRECT
    # Where nothing but an action is wrong, showing something is as good as asking.
    is_fine = reading.route in accepted or (row.route == ANY_BUT_ACTION and not acts)
    route = Judged(row.text, reading.route.value if is_fine else row.route, reading.route.value)
    came = [dump_call(call) for call in reading.calls] if is_direct else []
    wanted = [call.model_dump() for call in row.calls]
    is_right = came == wanted if is_direct and row.route != ANY_BUT_ACTION else is_fine
    miss = None if is_right else Judged(row.text, json.dumps(wanted), json.dumps(came))
    return _JudgedSentence(route, miss, bool(wanted), is_direct and acts and came != wanted)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
