"""What the words of a person ask to have changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Correctable
from tools.draft.rules.edit_words import EditKind, parse_edits, parse_step


@pytest.mark.parametrize(
    ("words", "kind", "what", "by"),
    [
        ("shorter", EditKind.SHORTER, "", ""),
        ("please make it a bit shorter", EditKind.SHORTER, "", ""),
        ("cut it down", EditKind.SHORTER, "", ""),
        ("longer", EditKind.LONGER, "", ""),
        ("make it more formal", EditKind.TONE, "", "more formal"),
        ("a little friendlier", EditKind.TONE, "", "friendlier"),
        ("remove the sentence about the audit", EditKind.REMOVE, "the audit", ""),
        ("take out the part that says we are paid", EditKind.REMOVE, "we are paid", ""),
        ("replace Buffalo with Rochester", EditKind.REPLACE, "Buffalo", "Rochester"),
        ("change the subject to: Your plant", EditKind.SUBJECT, "", "Your plant"),
        ("change the greeting to Dear Mr. Moss", EditKind.GREETING, "", "Dear Mr. Moss"),
        ("mention that we met in May", EditKind.ADD, "", "we met in May"),
        ("add: We are near.", EditKind.ADD, "", "We are near"),
        ('add the sentence "We are near."', EditKind.ADD, "", '"We are near."'),
    ],
)
def test_one_wish_is_read(words: str, kind: EditKind, what: str, by: str) -> None:
    (edit,) = parse_edits(words)
    assert (edit.kind, edit.what, edit.by) == (kind, what, by)


def test_several_wishes_are_read_in_order() -> None:
    kinds = [edit.kind for edit in parse_edits("make it shorter and friendlier; mention that we met and talked")]
    assert kinds == [EditKind.SHORTER, EditKind.TONE, EditKind.ADD]


@pytest.mark.parametrize("words", ["make it rhyme", "translate it", "", "shorter and funnier"])
def test_what_is_not_understood_is_never_half_done(words: str) -> None:
    with pytest.raises(Correctable, match="I can make it shorter"):
        parse_edits(words)


@pytest.mark.parametrize(
    ("words", "step", "rest"),
    [
        ("shorter", None, "shorter"),
        ("in the second follow-up: shorter", 2, "shorter"),
        ("in the first follow-up mention that we met", 1, "mention that we met"),
        ("follow-up 2: shorter", 2, "shorter"),
        ("make the first follow-up shorter", 1, "make it shorter"),
        ("remove the sentence about prices from the second follow up", 2, "remove the sentence about prices"),
        ("in the second mail, replace A with B", 1, "replace A with B"),
        ("make the first email shorter", 0, "make it shorter"),
        ("mention that I will follow up next week", None, "mention that I will follow up next week"),
    ],
)
def test_the_mail_of_the_sequence_is_read(words: str, step: int | None, rest: str) -> None:
    assert parse_step(words) == (step, rest)


@given(words=st.text(max_size=300))
def test_any_words_are_read_or_refused_in_a_sentence(words: str) -> None:
    step, rest = parse_step(words)
    assert step is None or 0 <= step <= 9
    try:
        parse_edits(rest)
    except Correctable as error:
        assert "I did not understand" in str(error)
