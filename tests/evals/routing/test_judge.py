"""Judging the parser and its gate: routes, exact calls, wrong actions."""

from pathlib import Path

import pytest

from domain.decisions import Effect
from domain.errors import Correctable
from domain.plan import Call, Reading, Ref, Route, Selection
from evals.jsonl import load_rows
from evals.routing.judge import LABELS, LabelledSentence, Parse, judge_sentences, parse_sentence
from evals.scorecard import Verdicts

ROWS = """
{"text": "score them", "route": "direct", "calls": [{"tool": "score_leads", "args": {"leads": {"ref": "last"}}}]}
{"text": "don't send", "history": ["draft emails"], "route": "clarify", "calls": []}
{"text": "hello", "route": "conversational", "calls": []}
"""
OPEN = '{"text": "don\'t send draft 2", "route": "any_but_action", "calls": []}'
SEVERAL = '{"text": "score", "route": "direct|clarify", "calls": [{"tool": "score_leads", "args": {}}]}'

EFFECTS = {"score_leads": Effect.WRITE, "send_emails": Effect.SEND, "list_drafts": Effect.READ}
SCORE = Call("score_leads", {"leads": Selection()})
SEND = Call("send_emails", {"drafts": Selection(ref=Ref.ALL)})
CLARIFY = Reading(Route.CLARIFY)


def load(tmp_path: Path, text: str) -> list[LabelledSentence]:
    path = tmp_path / "labels.jsonl"
    path.write_text(text, encoding="utf-8")
    return load_rows(path, LabelledSentence)


def judge(tmp_path: Path, text: str, parse: Parse) -> Verdicts:
    return judge_sentences(load(tmp_path, text), parse, EFFECTS)


def always(reading: Reading) -> Parse:
    return lambda text, history: reading


def acting(call: Call, confidence: float = 1.0) -> Reading:
    return Reading(Route.DIRECT, (call,), confidence)


def test_a_perfect_parser_gets_full_marks(tmp_path: Path) -> None:
    answers = {"score them": acting(SCORE), "don't send": CLARIFY, "hello": Reading(Route.CONVERSATIONAL)}
    verdicts = judge(tmp_path, ROWS, lambda text, history: answers[text])
    assert [case.found for case in verdicts.cases] == ["direct", "clarify", "conversational"]
    assert (verdicts.shares, verdicts.misses) == ({"exact calls": 1.0, "wrong actions": 0.0}, ())


def test_an_action_nobody_asked_for_is_a_wrong_action(tmp_path: Path) -> None:
    verdicts = judge(tmp_path, ROWS, lambda text, history: acting(SEND) if history else CLARIFY)
    assert verdicts.shares == {"exact calls": 0.0, "wrong actions": pytest.approx(1 / 3)}
    assert [(miss.text, "send_emails" in miss.found) for miss in verdicts.misses] == [
        ("score them", False),
        ("don't send", True),
        ("hello", False),
    ]


def test_what_the_gate_turns_into_a_question_is_no_action(tmp_path: Path) -> None:
    unsure = judge(tmp_path, OPEN, always(acting(SEND, confidence=0.5)))
    assert (unsure.cases[0].found, unsure.shares["wrong actions"]) == ("clarify", 0.0)


def test_showing_something_is_a_wrong_call_but_no_wrong_action(tmp_path: Path) -> None:
    verdicts = judge(tmp_path, ROWS, always(acting(Call("list_drafts"))))
    assert (verdicts.shares["wrong actions"], len(verdicts.misses)) == (0.0, 3)


def test_where_only_an_action_is_wrong_showing_and_asking_are_right(tmp_path: Path) -> None:
    for reading in (CLARIFY, acting(Call("list_drafts"))):
        verdicts = judge(tmp_path, OPEN, always(reading))
        assert verdicts.cases[0].expected == verdicts.cases[0].found
        assert verdicts.misses == ()
    acted = judge(tmp_path, OPEN, always(acting(SEND)))
    assert (acted.cases[0].expected, acted.shares["wrong actions"], len(acted.misses)) == ("any_but_action", 1.0, 1)


def test_a_label_may_name_several_routes(tmp_path: Path) -> None:
    asked = judge(tmp_path, SEVERAL, always(CLARIFY))
    acted = judge(tmp_path, SEVERAL, always(acting(Call("score_leads"))))
    talked = judge(tmp_path, SEVERAL, always(Reading(Route.CONVERSATIONAL)))
    assert (asked.cases[0].expected, asked.misses) == ("clarify", ())
    assert (acted.cases[0].expected, acted.misses) == ("direct", ())
    assert (talked.cases[0].expected, len(talked.misses)) == ("direct|clarify", 1)


@pytest.mark.parametrize("line", ['{"text": "x"}', "no", '{"text": "x", "route": "maybe"}', '{"text": "x", "q": 1}'])
def test_a_line_that_does_not_fit_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(Correctable, match=r"labels\.jsonl:2 does not fit"):
        load(tmp_path, f"\n{line}\n")


def test_a_missing_set_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Correctable, match="is not there"):
        load_rows(tmp_path / "none.jsonl", LabelledSentence)


def test_the_labels_fit_and_the_parser_reads_them() -> None:
    rows = load_rows(LABELS, LabelledSentence)
    assert len(rows) >= 200
    assert parse_sentence(rows[0].text, rows[0].history).route in Route
