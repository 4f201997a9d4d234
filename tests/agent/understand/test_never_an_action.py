"""The hard promise: negation, questions, hypotheticals and quoted words decide nothing and send nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understand.context import Context, FocusView
from agent.understand.gate import apply_gate
from agent.understand.parse import parse
from domain.decisions import Effect
from domain.plan import Reading, Route

_FILE = Path(__file__).parent / "never_an_action.txt"
SENTENCES = [line for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
_TURNS = ("find 10 healthcare firms in Buffalo", "score them", "approve the top 5", "draft emails")
_SCENES = (
    Context(),
    Context(history=_TURNS),
    Context(history=_TURNS[:2]),
    Context(focus=FocusView("drafts", (1, 2, 3))),
    Context(focus=FocusView("drafts", (2,)), history=_TURNS),
    Context(focus=FocusView("leads", (1,))),
)


def _decides(reading: Reading, effects: Mapping[str, Effect]) -> bool:
    lifts = any(call.tool == "pause_sending" and not call.args["on"] for call in reading.calls)
    return lifts or any(effects[call.tool].needs_person for call in reading.calls)


def test_the_list_is_long_enough() -> None:
    assert len(SENTENCES) >= 60


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_orders_nothing_decides_nothing(sentence: str, effects: Mapping[str, Effect]) -> None:
    for context in _SCENES:
        assert not _decides(apply_gate(parse(sentence, context), effects), effects)


_NEGATIONS = ("don't", "do not", "never", "not", "no,", "dont", "please don't", "we should not", "I won't", "you can't")
_ORDERS = ("approve", "send", "reject", "release")
_OBJECTS = ("draft 2", "them", "the rest", "all drafts", "the top 5", "lead 3", "everything", "drafts 1 to 3", "it")


@given(
    st.text(max_size=20),
    st.sampled_from(_NEGATIONS),
    st.text("abc ,.\n", max_size=8),
    st.sampled_from(_ORDERS),
    st.sampled_from(_OBJECTS),
    st.text(max_size=20),
    st.sampled_from(_SCENES),
)
def test_nothing_after_a_negation_is_decided(
    effects: Mapping[str, Effect],
    before: str,
    negation: str,
    between: str,
    order: str,
    target: str,
    after: str,
    context: Context,
) -> None:
    text = f"{before} {negation} {between} {order} {target} {after}"

    reading = apply_gate(parse(text, context), effects)

    assert not any(effects[call.tool].needs_person for call in reading.calls)


@given(
    st.sampled_from(_ORDERS), st.sampled_from(_OBJECTS), st.sampled_from("\"'`\u201c\u00ab"), st.sampled_from(_SCENES)
)
def test_an_order_in_quotation_marks_is_somebodys_words(
    effects: Mapping[str, Effect], order: str, target: str, mark: str, context: Context
) -> None:
    closing = {"\u201c": "\u201d", "\u00ab": "\u00bb"}.get(mark, mark)

    reading = apply_gate(parse(f"{mark}{order} {target}{closing}", context), effects)

    assert not _decides(reading, effects)


@pytest.mark.parametrize("question", ["have we sent draft 3?", "did you send draft 3?", "should I send draft 3?"])
def test_a_question_about_a_draft_shows_the_draft(question: str) -> None:
    reading = parse(question)

    assert reading.route is Route.DIRECT
    assert [call.tool for call in reading.calls] == ["list_drafts"]
