"""What a text states must stand in a source: properties of the gate."""

import string
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.company import Evidence, Fact
from prompts.playbooks import load_playbook
from tests.tools.draft.conftest import PROFILE
from tools.draft.rules.claims import build_backing, find_unbacked, list_own_words

NOW = datetime(2026, 11, 18, tzinfo=UTC)
FACTS = (
    (Fact.NAME, "Lakeside General"),
    (Fact.CITY, "Buffalo"),
    (Fact.EMPLOYEES, "1900"),
    (Fact.NEWS, "Lakeside General opened a second house with 40 rooms in May."),
)
EVIDENCE = [Evidence(fact, value, "s", "u", NOW, id=at) for at, (fact, value) in enumerate(FACTS, 1)]
BACKING = build_backing(EVIDENCE, list_own_words(PROFILE, load_playbook("default")))


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside General in Buffalo is listed with 1,900 people.",
        "I read that Lakeside General opened a second house with 40 rooms in May.",
        "Would Tuesday at 10:00 or 3 pm suit you?",
        "We have audited more than 600 buildings since 2014.",
        "Would a ten minute call be worth your time?",
        "Lakeside's team in Buffalo came up.",
        "Anna Bell from Bell Energy here.",
        "Re: Quick question",
    ],
)
def test_what_stands_in_a_source_passes(text: str) -> None:
    assert find_unbacked(text, BACKING) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You have 400 beds.", "400 beds"),
        ("You have 1,900 beds.", "1,900 beds"),
        ("You spend $5,000 a month.", "$5,000 a"),
        ("You could save 30%.", "30%"),
        ("You run forty sites.", "forty sites"),
        ("We work with Mercy Clinics there.", "Mercy Clinics"),
        ("Mercy Clinics works with us.", "Mercy Clinics"),
        ("McKesson works with us.", "McKesson"),
        ("You moved to Rochester Hills in June.", "Hills"),
        ("Your site says “we are the best in the county”.", "we are the best in the county"),
        ("You opened 40 houses.", "40 houses"),
    ],
)
def test_what_stands_in_none_is_found(text: str, found: str) -> None:
    assert any(found in one for one in find_unbacked(text, BACKING))


@given(number=st.integers(min_value=2, max_value=10**9), noun=st.text(string.ascii_lowercase, min_size=3, max_size=12))
def test_no_number_slips_through_with_a_noun_no_source_has(number: int, noun: str) -> None:
    assume(all(noun not in text for text in BACKING.texts) and noun not in ("people", "employees", "staff", "team"))
    for written in (str(number), f"{number:,}"):
        assert find_unbacked(f"I know that you have {written} {noun} there.", BACKING)


@given(name=st.text(string.ascii_lowercase, min_size=3, max_size=14).map(str.title))
def test_no_name_slips_through_in_the_middle_of_a_sentence(name: str) -> None:
    assume(name.lower() not in BACKING.words)
    assume(name.lower() not in ("hvac", "pdf", "faq", "ceo", "coo", "cfo", "usa", "english", "internet", "mrs"))
    assume(not name.lower().endswith("day") and not name.lower().endswith("days"))
    assert name in " ".join(find_unbacked(f"I heard of {name} from a friend.", BACKING))


@given(text=st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    find_unbacked(text, build_backing(EVIDENCE, [text]))
