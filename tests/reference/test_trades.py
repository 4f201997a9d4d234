"""Trades are found by every name people use for them, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Correctable
from reference.trade_words import read_tokens
from reference.trades import covers, find_trade, get_trade, list_trades, scan_trades, trade_of_naics

SENTENCES = [
    ("find 10 healthcare firms in Buffalo", "healthcare", "healthcare firms"),
    ("dentists in Erie County NY", "dentist", "dentists"),
    ("5 hotels in Denver", "hotel", "hotels"),
    ("food processors near Rochester", "food_processing", "food processors"),
    ("law firms in Austin TX", "legal", "law firms"),
    ("20 software companies in Boston with 50 to 200 employees", "software", "software companies"),
    ("doctors' offices in 14201", "doctor", "doctors' offices"),
    ("get me a dozen breweries around Portland, Oregon", "brewery", "breweries"),
    ("HVAC contractors in Cook County", "hvac", "HVAC contractors"),
    ("IT firms near me", "it", "IT firms"),
    ("oil & gas companies in Houston", "oil_gas", "oil & gas companies"),
    ("who makes plastics? plastics makers in Erie", "plastics_maker", "plastics"),
    ("find B&Bs in Vermont", "bed_and_breakfast", "B&Bs"),
    ("cafés in Nice", "cafe", "cafés"),
    ("theatres and nothing else", "theater", "theatres"),
]


@pytest.mark.parametrize(("sentence", "trade", "words"), SENTENCES)
def test_a_sentence_names_its_trade_and_where_it_stands(sentence: str, trade: str, words: str) -> None:
    match = scan_trades(sentence)[0]
    assert (match.trade.id, sentence[match.start : match.end], match.is_exact) == (trade, words, True)


@pytest.mark.parametrize(
    ("phrase", "trade"),
    [
        ("doctors' offices", "doctor"),
        ("small family-owned dental practices", "dentist"),
        ("Hospitals", "hospital"),
        ("attorneys", "legal"),
        ("managed service providers", "msp"),
        ("nursing_home", "nursing_home"),
        ("property management companies", "property_manager"),
        ("churches", "church"),
        ("trucking businesses", "trucking"),
        ("vets", "veterinarian"),
        ("dental software companies", "software"),
    ],
)
def test_a_phrase_stands_for_a_trade(phrase: str, trade: str) -> None:
    found = find_trade(phrase)
    assert found is not None
    assert found.id == trade


@pytest.mark.parametrize(
    "phrase", ["", "companies", "widgets", "IT", "it", "the best", "purple", "hotels of doom", "42"]
)
def test_what_is_no_trade_is_not_guessed(phrase: str) -> None:
    assert find_trade(phrase) is None


@pytest.mark.parametrize(
    ("typed", "trade"),
    [
        ("resturants", "restaurant"),
        ("helthcare", "healthcare"),
        ("veternary clinics", "veterinarian"),
        ("hotles", "hotel"),
    ],
)
def test_a_small_slip_is_put_right_and_marked(typed: str, trade: str) -> None:
    match = scan_trades(f"find {typed} in Boston")[0]
    assert (match.trade.id, match.is_exact) == (trade, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "score them",
        "approve the top 5",
        "skip three days",
        "any replies?",
        "how are we doing?",
        "approve the rest and send them",
        "draft emails to the second one",
        "show me lead 12",
        "undo",
        "reject the last one",
        "who should I contact?",
    ],
)
def test_talk_about_the_work_names_no_trade(sentence: str) -> None:
    assert scan_trades(sentence) == ()


def test_several_trades_of_a_list_are_all_found() -> None:
    found = [match.trade.id for match in scan_trades("law firms, accountants and insurance agencies in Ohio")]
    assert found == ["legal", "accounting", "insurance_agency"]


def test_a_trade_covers_what_lies_below_it_and_not_the_other_way() -> None:
    assert covers("healthcare", "urgent_care")
    assert covers("healthcare", "healthcare")
    assert not covers("urgent_care", "healthcare")
    assert not covers("healthcare", "hotel")
    assert not covers("healthcare", "no such trade")


@pytest.mark.parametrize(
    ("code", "trade"),
    [
        ("622110", "hospital"),
        ("621210", "dentist"),
        ("621", "healthcare"),
        ("311999", "food_processing"),
        ("312120", "brewery"),
        ("541110", "legal"),
        ("238220", "hvac"),
        ("511210", "software"),
        ("513210", "software"),
        ("332999", "metal_fabricator"),
    ],
)
def test_a_naics_code_leads_to_the_nearest_trade(code: str, trade: str) -> None:
    found = trade_of_naics(code)
    assert found is not None
    assert found.id == trade


@pytest.mark.parametrize("code", ["", "9", "abc", "00", "-999"])
def test_a_code_outside_naics_leads_nowhere(code: str) -> None:
    assert trade_of_naics(code) is None


def test_an_unknown_id_is_refused_with_a_way_out() -> None:
    with pytest.raises(Correctable, match="plain words"):
        get_trade("unicorns")


def test_the_taxonomy_is_whole() -> None:
    trades = {trade.id: trade for trade in list_trades()}
    assert len(trades) >= 120
    spoken: dict[str, str] = {}
    for trade in trades.values():
        assert trade.sector == "" or trade.sector in trades
        assert trade.osm_tags, trade.id
        assert all(key and value for key, value in trade.osm_tags), trade.id
        assert all(code.isdecimal() and 2 <= len(code) <= 6 for code in trade.naics), trade.id
        for words in (trade.name, trade.plural, *trade.words):
            key = " ".join(token.stem for token in read_tokens(words))
            assert spoken.setdefault(key, trade.id) == trade.id, f"{words} names two trades"
            found = find_trade(words)
            assert found is not None and found.id == trade.id, words


def test_no_naics_code_belongs_to_two_trades() -> None:
    codes = [code for trade in list_trades() for code in trade.naics]
    assert sorted(codes) == sorted(set(codes))


@given(st.text(max_size=300))
def test_any_text_is_scanned_and_spans_lie_inside_it(text: str) -> None:
    end = 0
    for match in scan_trades(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@given(
    st.lists(
        st.sampled_from(
            [
                "find",
                "dental",
                "software",
                "firms,",
                "hotels",
                "&",
                "bars’",
                "law",
                "of",
                "IT",
                "résumé",
                "ß",
                "ﬁ",
                "İ",
                "-",
                "5",
            ]
        ),
        max_size=12,
    )
)
def test_any_mix_of_words_is_scanned(words: list[str]) -> None:
    text = " ".join(words)
    for match in scan_trades(text):
        assert text[match.start : match.end].strip()
