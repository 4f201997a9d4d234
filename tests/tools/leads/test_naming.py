"""Names are matched loosely, but never to another firm because it looks a little alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.leads.rules.naming import Named, list_matches

FIRMS = ("Elmwood Lab", "East Side Dental", "Lakeside General Hospital", "St. Mary's Clinic", "O'Neil & Sons, Inc.")
KNOWN = [Named(number, name, name) for number, name in enumerate(FIRMS)]


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("lake side general hospital", [2]),
        ("eastside dental", [1]),
        ("st marys clinic", [3]),
        ("oneil and sons", [4]),
        ("O’Neil & Sons", [4]),
        ("elmwood law", []),
        ("west side dental", []),
        ("dentel", [1]),
        ("hospital", [2]),
        ("", []),
        ("!!!", []),
    ],
)
def test_a_name_fits_these(name: str, fits: list[int]) -> None:
    assert [one.lead_id for one in list_matches(name, KNOWN)] == fits


@given(st.sampled_from(FIRMS))
def test_the_full_name_always_wins(name: str) -> None:
    assert [one.name for one in list_matches(name.upper(), [*KNOWN, Named(9, f"{name} West", "x")])] == [name]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_answered(name: str, other: str) -> None:
    assert len(list_matches(name, [Named(1, other, other)])) <= 1
