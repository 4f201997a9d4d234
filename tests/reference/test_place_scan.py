"""Places are read out of sentences, and ordinary words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.places import scan_places


def read(sentence: str) -> list[tuple[str, str, str, bool]]:
    return [
        (sentence[match.start : match.end], match.places[0].name, match.places[0].state, match.is_ambiguous)
        for match in scan_places(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "name", "state"),
    [
        ("find 10 healthcare firms in Buffalo", "Buffalo", "Buffalo", "NY"),
        ("dentists in Erie County NY", "Erie County NY", "Erie County", "NY"),
        ("5 hotels in Denver", "Denver", "Denver", "CO"),
        ("law firms in Austin TX", "Austin TX", "Austin", "TX"),
        ("20 software companies in Boston with 50 to 200 employees", "Boston", "Boston", "MA"),
        ("doctors' offices in 14201", "14201", "14201", "NY"),
        ("get me a dozen breweries around Portland, Oregon", "Portland, Oregon", "Portland", "OR"),
        ("HVAC contractors in Cook County", "Cook County", "Cook County", "IL"),
        ("buffalo dentists", "buffalo", "Buffalo", "NY"),
        ("Springfield IL dentists", "Springfield IL", "Springfield", "IL"),
        ("FIND DENTISTS IN BUFFALO", "BUFFALO", "Buffalo", "NY"),
        ("hotels in st. louis, mo.", "st. louis, mo", "St. Louis", "MO"),
        ("gyms in LA", "LA", "Los Angeles", "CA"),
        ("gyms in la", "la", "Los Angeles", "CA"),
        ("hospitals in tx", "tx", "Texas", "TX"),
        ("churches in the Bay Area", "Bay Area", "San Francisco Bay Area", ""),
        ("farms in upstate new york", "upstate new york", "Upstate New York", ""),
        ("banks within 20 miles of east aurora", "east aurora", "East Aurora", "NY"),
        ("clinics in Reading, PA", "Reading, PA", "Reading", "PA"),
        ("hotels in Mobile", "Mobile", "Mobile", "AL"),
        ("hotels in Bufallo", "Bufallo", "Buffalo", "NY"),
        ("roofers near Rochestor NY", "Rochestor NY", "Rochester", "NY"),
        ("dentists in Buffalo ny 14201", "Buffalo ny 14201", "Buffalo", "NY"),
        ("firms in Washington DC", "Washington DC", "Washington", "DC"),
        ("machine shops in erie pa", "erie pa", "Erie", "PA"),
        ("find dentists near gary in", "gary in", "Gary", "IN"),
        ("breweries in portland or", "portland or", "Portland", "OR"),
        ("dentists in Buffalo, ok?", "Buffalo", "Buffalo", "NY"),
        ("hospitals in Washington State", "Washington State", "Washington", "WA"),
        ("firms in Ontario", "Ontario", "Ontario", "ON"),
        ("firms in Georgia", "Georgia", "Georgia", "GA"),
        ("hotels in Rome", "Rome", "Rome", ""),
        ("firms in the US", "US", "United States", ""),
        ("find 5 hotels in Denver, score them and draft emails to the top 3", "Denver", "Denver", "CO"),
    ],
)
def test_a_sentence_names_one_clear_place(sentence: str, words: str, name: str, state: str) -> None:
    assert read(sentence) == [(words, name, state, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Portland breweries",
        "breweries in Portland",
        "hotels in springfield",
        "food processors near Rochester",
        "dentists in Erie County",
        "banks in Orange County",
        "firms in Washington",
        "pubs in Cambridge",
        "hotels in St. Petersburg",
    ],
)
def test_a_name_of_several_like_places_is_ambiguous(sentence: str) -> None:
    (match,) = scan_places(sentence)
    assert match.is_ambiguous
    assert len(match.places) > 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Reading the mobile order",
        "find dentists near me or ok",
        "Best or top score find me in",
        "show them in order",
        "in short, approve the rest",
        "orange is the best, top score in general",
        "call them in May",
        "find 12345 firms",
        "email Charlotte and write to Jackson",
        "skip three days",
        "approve the rest and send them",
        "how are we doing?",
        "hi",
        "near us",
        "what is in it for me?",
        "export to Salesforce",
        "dentists in business since 1990",
    ],
)
def test_ordinary_words_are_no_places(sentence: str) -> None:
    assert scan_places(sentence) == ()


def test_a_list_of_places_is_read_whole() -> None:
    assert [found[:3] for found in read("hotels in Kansas City, KS and Omaha, Nebraska or tulsa")] == [
        ("Kansas City, KS", "Kansas City", "KS"),
        ("Omaha, Nebraska", "Omaha", "NE"),
        ("tulsa", "Tulsa", "OK"),
    ]


@given(st.text(max_size=300))
def test_any_text_is_scanned_and_spans_lie_inside_it(text: str) -> None:
    end = 0
    for match in scan_places(text):
        assert end <= match.start < match.end <= len(text)
        assert match.places
        end = match.end


WORDS = [
    "in",
    "near",
    "Buffalo",
    "buffalo",
    "NY",
    ",",
    "St.",
    "Louis",
    "the",
    "New",
    "York",
    "14201",
    "or",
    "OR",
    "Erie",
    "County",
    "DC",
    "U.S.",
    "-",
    "/",
    "İ",
    "ﬁ",
    "München",
    "(Ohio)",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_mix_of_place_words_is_scanned(words: list[str]) -> None:
    text = " ".join(words)
    for match in scan_places(text):
        assert text[match.start : match.end].strip() == text[match.start : match.end]
