"""The gate: what is sure enough for its effect runs, the rest is asked."""

from collections.abc import Mapping

import pytest

from agent.understand.gate import GATES, apply_gate
from agent.understand.parse import parse
from domain.decisions import Effect
from domain.plan import Call, Reading, Route, Selection


def test_the_gates_are_the_four_published_numbers() -> None:
    assert dict(GATES) == {
        Effect.READ: 0.65,
        Effect.WRITE: 0.80,
        Effect.SPEND: 0.80,
        Effect.DECIDE: 0.95,
        Effect.SEND: 0.95,
    }


@pytest.mark.parametrize(("tool", "gate"), [("list_leads", 0.65), ("score_leads", 0.80), ("send_emails", 0.95)])
def test_a_call_runs_at_its_gate_and_is_asked_below(tool: str, gate: float, effects: Mapping[str, Effect]) -> None:
    call = Call(tool, {"leads": Selection()})

    assert apply_gate(Reading(Route.DIRECT, (call,), gate), effects).route is Route.DIRECT
    assert apply_gate(Reading(Route.DIRECT, (call,), gate - 0.01), effects).route is Route.CLARIFY


def test_the_question_offers_yes_with_the_calls_and_no(effects: Mapping[str, Effect]) -> None:
    reading = apply_gate(parse("aprove draft 2"), effects)

    assert reading.question == "Shall I approve draft 2?"
    assert reading.calls == ()
    assert [(option.label, len(option.calls)) for option in reading.options] == [("yes", 1), ("no", 0)]


def test_the_gravest_call_of_a_plan_sets_the_gate(effects: Mapping[str, Effect]) -> None:
    plan = (Call("list_drafts"), Call("send_emails", {"drafts": Selection()}))

    assert apply_gate(Reading(Route.DIRECT, plan, 0.9), effects).route is Route.CLARIFY


def test_a_tool_without_a_known_effect_counts_as_the_gravest() -> None:
    assert apply_gate(Reading(Route.DIRECT, (Call("unheard_of"),), 0.9), {}).route is Route.CLARIFY
