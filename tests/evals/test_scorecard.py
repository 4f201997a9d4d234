"""A scorecard counts what a person would count."""

import json

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from evals.scorecard import Judged, Verdicts, build_scorecard, render_plain, render_table

CASES = (
    Judged("find firms", "direct", "direct"),
    Judged("score them", "direct", "direct"),
    Judged("send", "clarify", "direct"),
    Judged("hello", "conversational", "conversational"),
    Judged("approve", "clarify", "clarify"),
)
LABELS = st.sampled_from(["a", "b", "c"])


def test_precision_recall_and_accuracy_are_those_of_the_textbook() -> None:
    card = build_scorecard("routing", Verdicts(CASES))
    scores = {row.label: (row.precision, row.recall, row.support) for row in card.classes}
    assert card.accuracy == 4 / 5
    assert scores == {"clarify": (1.0, 0.5, 2), "conversational": (1.0, 1.0, 1), "direct": (2 / 3, 1.0, 2)}
    assert next(row.f1 for row in card.classes if row.label == "clarify") == 2 / 3


def test_confusions_are_counted_with_their_first_example() -> None:
    again = Judged("send all", "clarify", "direct")
    card = build_scorecard("routing", Verdicts((*CASES, again, Judged("hm", "agent", "clarify"))))
    assert [(row.expected, row.found, row.count, row.example) for row in card.confusions] == [
        ("clarify", "direct", 2, "send"),
        ("agent", "clarify", 1, "hm"),
    ]


def test_a_label_that_nothing_got_scores_zero() -> None:
    card = build_scorecard("one", Verdicts((Judged("x", "a", "b"),)))
    assert [(row.precision, row.recall, row.f1) for row in card.classes] == [(0.0, 0.0, 0.0), (0.0, 0.0, 0.0)]


def test_an_empty_set_has_a_scorecard() -> None:
    assert build_scorecard("none", Verdicts(())).accuracy == 0.0


def test_the_table_shows_classes_shares_and_confusions() -> None:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(render_table(build_scorecard("routing", Verdicts(CASES, {"wrong actions": 0.2}))))
    printed = capture.get()
    assert "accuracy 80.0%, cases 5" in printed
    assert "wrong actions: 20.0%" in printed
    assert "Confusions" in printed
    assert "Misses" not in printed


def test_the_table_shows_the_first_misses_and_how_many_there_are() -> None:
    misses = tuple(Judged(f"case {number}", "[]", "[send]") for number in range(25))
    console = Console(width=120)
    with console.capture() as capture:
        console.print(render_table(build_scorecard("routing", Verdicts(CASES, misses=misses))))
    printed = capture.get()
    assert "Misses (20 of 25" in printed
    assert "case 19" in printed
    assert "case 20" not in printed
    assert "[send]" in printed


def test_the_json_holds_the_same_numbers() -> None:
    plain = json.loads(json.dumps(render_plain(build_scorecard("routing", Verdicts(CASES)))))
    assert plain["accuracy"] == 0.8
    assert plain["classes"][0]["label"] == "clarify"


@given(st.lists(st.builds(Judged, st.just("x"), LABELS, LABELS)))
def test_counts_add_up(cases: list[Judged]) -> None:
    card = build_scorecard("any", Verdicts(tuple(cases)))
    wrong = sum(row.count for row in card.confusions)
    assert sum(row.support for row in card.classes) == card.count == len(cases)
    assert round(card.accuracy * len(cases)) + wrong == len(cases)
    assert all(0 <= value <= 1 for row in card.classes for value in (row.precision, row.recall, row.f1))
