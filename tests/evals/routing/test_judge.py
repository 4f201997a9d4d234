"""Judging the parser: routes, exact calls, wrong actions."""

from pathlib import Path

import pytest

from domain.errors import Correctable
from domain.plan import Call, Reading, Ref, Route, Selection
from evals.jsonl import load_rows
from evals.routing.judge import LabelledSentence, judge_sentences, plain_args

ROWS = """
{"text": "score them", "route": "direct", "calls": [{"tool": "score_leads", "args": {"leads": {"ref": "last"}}}]}
{"text": "don't send", "history": ["draft emails"], "route": "clarify", "calls": []}
{"text": "hello", "route": "conversational", "calls": []}
"""

SCORE = Call("score_leads", {"leads": Selection()})


def load(tmp_path: Path, text: str) -> list[LabelledSentence]:
    path = tmp_path / "labels.jsonl"
    path.write_text(text, encoding="utf-8")
    return load_rows(path, LabelledSentence)


def test_a_perfect_parser_gets_full_marks(tmp_path: Path) -> None:
    answers = {
        "score them": Reading(Route.DIRECT, (SCORE,), 0.9),
        "don't send": Reading(Route.CLARIFY),
        "hello": Reading(Route.CONVERSATIONAL),
    }
    verdicts = judge_sentences(load(tmp_path, ROWS), lambda text, _: answers[text])
    assert [case.found for case in verdicts.cases] == ["direct", "clarify", "conversational"]
    assert verdicts.shares == {"exact calls": 1.0, "wrong actions": 0.0}


def test_an_action_nobody_asked_for_is_a_wrong_action(tmp_path: Path) -> None:
    send = Reading(Route.DIRECT, (Call("send_emails", {"drafts": Selection(ref=Ref.ALL)}),), 0.9)
    verdicts = judge_sentences(load(tmp_path, ROWS), lambda text, history: send if history else Reading(Route.CLARIFY))
    assert verdicts.shares == {"exact calls": 0.0, "wrong actions": pytest.approx(1 / 3)}
    assert [(miss.text, "send_emails" in miss.found) for miss in verdicts.misses] == [
        ("score them", False),
        ("don't send", True),
    ]


def test_where_several_routes_are_right_only_an_action_is_wrong(tmp_path: Path) -> None:
    rows = load(tmp_path, '{"text": "don\'t send draft 2", "route": "any_but_action", "calls": []}')
    asked = judge_sentences(rows, lambda *_: Reading(Route.CLARIFY))
    acted = judge_sentences(rows, lambda *_: Reading(Route.DIRECT, (SCORE,), 0.9))
    assert [(case.expected, case.found) for case in asked.cases] == [("clarify", "clarify")]
    assert [(case.expected, case.found) for case in acted.cases] == [("any_but_action", "direct")]


def test_a_label_may_name_several_routes(tmp_path: Path) -> None:
    text = '{"text": "score", "route": "direct|clarify", "calls": [{"tool": "score_leads", "args": {}}]}'
    rows = load(tmp_path, text)
    asked = judge_sentences(rows, lambda *_: Reading(Route.CLARIFY))
    acted = judge_sentences(rows, lambda *_: Reading(Route.DIRECT, (Call("score_leads"),), 0.9))
    talked = judge_sentences(rows, lambda *_: Reading(Route.CONVERSATIONAL))
    assert (asked.cases[0].expected, asked.misses) == ("clarify", ())
    assert (acted.cases[0].expected, acted.misses) == ("direct", ())
    assert (talked.cases[0].expected, len(talked.misses)) == ("direct|clarify", 1)


def test_calls_behind_a_question_are_no_action(tmp_path: Path) -> None:
    asked = Reading(Route.CLARIFY, (SCORE,), 0.4, question="Score which?")
    assert judge_sentences(load(tmp_path, ROWS), lambda *_: asked).shares["wrong actions"] == 0.0


def test_a_selection_is_written_with_what_was_said_only() -> None:
    call = Call("review_leads", {"leads": Selection(items=(2, -1), top=3), "decision": "approve", "limit": None})
    assert plain_args(call) == {"leads": {"ref": "last", "items": [2, -1], "top": 3}, "decision": "approve"}


@pytest.mark.parametrize(
    "line", ['{"text": "x"}', "not json", '{"text": "x", "route": "maybe"}', '{"text": "x", "q": 1}']
)
def test_a_line_that_does_not_fit_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(Correctable, match=r"labels\.jsonl:2 does not fit"):
        load(tmp_path, f"\n{line}\n")


def test_a_missing_set_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Correctable, match="is not there"):
        load_rows(tmp_path / "none.jsonl", LabelledSentence)
