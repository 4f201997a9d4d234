"""Answers to a pending question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understand.answers import parse_answer
from domain.plan import Call, Option

YES_NO = (Option("yes", (Call("undo"),)), Option("no"))
PLACES = tuple(
    Option(place, (Call("search_companies", {"location": place}),))
    for place in ("Springfield, MO", "Springfield, MA", "Albany, NY")
)


@pytest.mark.parametrize("text", ["yes", "Yes!", "ok", "sure", "go ahead", "yes please", "do it", "Yep.", "y"])
def test_yes_in_many_words(text: str) -> None:
    assert parse_answer(text, YES_NO) == YES_NO[0]


@pytest.mark.parametrize("text", ["no", "No.", "nope", "no thanks", "don't", "not now", "never mind", "cancel"])
def test_no_in_many_words(text: str) -> None:
    assert parse_answer(text, YES_NO) == YES_NO[1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first", 0),
        ("2", 1),
        ("the second one", 1),
        ("third", 2),
        ("the last one", 2),
        ("Springfield, MA", 1),
        ("albany", 2),
        ("the one in albany", 2),
        ("MO", 0),
        ("springfield", None),
        ("albeny, ny", 2),
        ("number 3", 2),
        ("4", None),
        ("not albany", None),
        ("find hotels in Denver", None),
        ("albany?", None),
        ("", None),
        ("yes", None),
    ],
)
def test_a_choice_by_place_or_by_label(text: str, place: int | None) -> None:
    assert parse_answer(text, PLACES) == (None if place is None else PLACES[place])


@given(st.text(max_size=40))
def test_any_text_yields_an_option_of_the_question_or_none(text: str) -> None:
    assert parse_answer(text, PLACES) in (None, *PLACES)
    assert parse_answer(text, ()) is None
