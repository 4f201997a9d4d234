"""Cells as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.intake.rules import values
from tools.intake.rules.capitals import calm


@pytest.mark.parametrize("cell", ["NOT AVAILABLE", "N/A", "-999", "Select", "-", " ", "", "#NAME?", "null"])
def test_stand_ins_mean_nothing(cell: str) -> None:
    assert values.clean(cell) == ""


def test_the_apostrophe_of_a_spreadsheet_is_taken_off_and_of_a_name_is_not() -> None:
    assert values.clean("'+1 716-555-0101") == "+1 716-555-0101"
    assert values.clean("'s Hertogenbosch BV") == "'s Hertogenbosch BV"


@pytest.mark.parametrize(
    ("given_", "country", "expected"),
    [
        ("7165550101", "US", "(716) 555-0101"),
        ("+1 716.555.0101", "US", "(716) 555-0101"),
        ("716-555-0101 ext. 4", "US", "716-555-0101 ext. 4"),
        ("+49 30 5550101", "DE", "+49 30 5550101"),
        ("12", "US", ""),
        ("0000000000", "US", ""),
    ],
)
def test_phones(given_: str, country: str, expected: str) -> None:
    assert values.parse_phone(given_, country) == expected


@pytest.mark.parametrize(
    ("given_", "country", "expected"),
    [
        ("2108", "US", "02108"),
        ("605", "US", "00605"),
        ("14203-1234", "US", "14203"),
        ("14203.0", "US", "14203"),
        ("0", "US", ""),
        ("SW1A 1AA", "GB", "SW1A 1AA"),
    ],
)
def test_postal_codes(given_: str, country: str, expected: str) -> None:
    assert values.parse_postal_code(given_, country) == expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("250", 250),
        ("1,250", 1250),
        ("250.0", 250),
        ("25.5", None),
        ("51-200", None),
        ("10,000+", None),
        ("-999", None),
        ("0", None),
    ],
)
def test_a_range_states_no_number(given_: str, expected: int | None) -> None:
    assert values.parse_count(given_) == expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("http://www.lakeside.example/a?b=c", "http://www.lakeside.example/a?b=c"),
        ("lakeside.example", "lakeside.example"),
        ("see our page", ""),
        ("info@lakeside.example", ""),
    ],
)
def test_websites(given_: str, expected: str) -> None:
    assert values.parse_website(given_) == expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("mailto:Ann.Lee@firm.example", "Ann.Lee@firm.example"),
        ("email_not_unlocked@firm.example", ""),
        ("ann@firm", ""),
        ("ann lee@firm.example", ""),
    ],
)
def test_addresses(given_: str, expected: str) -> None:
    assert values.parse_email(given_) == expected


def test_places_take_the_form_that_searches_compare_by() -> None:
    assert values.parse_state("New York") == "NY" and values.parse_state("pr") == "PR"
    assert values.parse_country("USA") == values.parse_country("United States") == values.parse_country("PRI") == "US"
    assert values.parse_country("Germany") == "DE" and values.parse_country("Atlantis") == ""
    assert values.parse_county("Erie", "NY", "US") == "Erie County"
    assert values.parse_county("Orleans", "LA", "US") == "Orleans Parish"
    assert values.parse_county("Erie County", "NY", "US") == "Erie County"
    assert values.split_location("Saint Paul, Minnesota") == ("Saint Paul", "MN")
    assert values.split_address("462, West 18th Street, Erie, PA, 16502") == (
        "462 West 18th Street",
        "Erie",
        "PA",
        "16502",
    )


def test_a_trade_comes_from_the_code_else_from_words() -> None:
    assert values.find_trade_id("622110", ("hotels",)) == "hospital"
    assert values.find_trade_id("", ("nonsense", "Hotels")) == "hotel"
    assert values.find_trade_id("", ()) == ""


@pytest.mark.parametrize(
    ("shouted", "expected"),
    [
        ("ST. ADELE'S HOSPITAL OF THE LAKES", "St. Adele's Hospital of the Lakes"),
        ("MCALLISTER CLINIC II, LLC", "McAllister Clinic II, LLC"),
        ("O'BRIEN AND D'AMATO", "O'Brien and D'Amato"),
        ("BEACON CLINIC DBA THE LIGHTHOUSE", "Beacon Clinic DBA The Lighthouse"),
        ("SMITH-JONES VA CENTER (EAST)", "Smith-Jones VA Center (East)"),
        ("THE CENTER AT 21ST STREET", "The Center at 21st Street"),
        ("A.B. HARDWARE & SONS INC", "A.B. Hardware & Sons Inc"),
        ("PIPELINE - THE WEST CAMPUS", "Pipeline - The West Campus"),
        ("SSM HEALTH", "SSM Health"),
        ("iCare of Buffalo", "iCare of Buffalo"),
        ("HÔPITAL SAINTE-ÈVE", "Hôpital Sainte-Ève"),
    ],
)
def test_capitals_become_what_people_write(shouted: str, expected: str) -> None:
    assert calm(shouted) == expected


@given(st.text(max_size=80))
def test_calming_changes_no_letter_and_is_done_once(text: str) -> None:
    calmed = calm(text)
    assert calmed.casefold() == text.casefold() or calmed.upper() == text.upper()
