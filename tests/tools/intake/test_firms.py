"""A file's rows as firms and people."""

from pathlib import Path

import pytest

from domain.company import EmailStatus
from domain.errors import Correctable
from tools.intake.rules.columns import Field, find_columns
from tools.intake.rules.firms import FileReading, read_firms
from tools.intake.rules.table import parse_table

FIXTURES = Path(__file__).parents[2] / "fixtures"


def _read(name: str) -> FileReading:
    return read_firms(parse_table((FIXTURES / name).read_bytes(), name), name)


def _text(text: str) -> FileReading:
    return read_firms(parse_table(text.encode(), "firms.csv"), "firms.csv")


def test_a_register_in_capitals_becomes_firms_people_can_read() -> None:
    reading = _read("hospitals.csv")
    firms = {firm.company.name: firm.company for firm in reading.firms}
    assert list(firms) == [
        "Lakeside General Hospital",
        "St. Adele's Hospital of the Lakes",
        "McAllister Psychiatric Center II",
        "Orchard View Rehabilitation Hospital LLC",
        "Presque Bay Hospital",
        "Big Horn Foothills Hospital",
        "Beacon Harbor Clinic DBA The Lighthouse",
        "Mission River Medical Center",
    ]
    first = firms["Lakeside General Hospital"]
    assert (first.street, first.city, first.county, first.state, first.postal_code, first.country) == (
        "10 Harbor Street, PO Box 7",
        "Buffalo",
        "Erie County",
        "NY",
        "14203",
        "US",
    )
    assert (first.latitude, first.longitude, first.trade) == (42.8999, -78.871, "hospital")
    assert (first.source, first.source_url) == ("hospitals.csv", "hospitals.csv#2")
    second = firms["St. Adele's Hospital of the Lakes"]
    assert (second.website, second.phone, second.employees) == ("", "(716) 555-0102", None)
    assert firms["McAllister Psychiatric Center II"].trade == "psychiatric_hospital"
    assert firms["Beacon Harbor Clinic DBA The Lighthouse"].postal_code == "02108"


def test_closed_nameless_and_repeated_rows_are_left_out_with_the_reason() -> None:
    reading = _read("hospitals.csv")
    assert (reading.rows, reading.closed, reading.repeated) == (11, 1, 1)
    assert reading.left_out == ((4, "Old Harbor Hospital is closed"), (11, "no name of a firm"))


def test_a_crm_export_gives_the_firm_its_people_and_its_own_place() -> None:
    reading = _read("crm_contacts.csv")
    dental, hotel = reading.firms
    assert (dental.company.city, dental.company.trade, dental.company.employees) == ("Buffalo", "dentist", 45)
    (ann,) = dental.contacts
    assert (ann.name, ann.title, ann.email, ann.phone) == (
        "Ann Lee",
        "Head of Facilities",
        "ann.lee@harbor-dental.example",
        "(716) 555-0120",
    )
    assert ann.email_status is EmailStatus.PUBLISHED and ann.source_url == "crm_contacts.csv#2"
    assert dental.opted_out == ("bo@harbor-dental.example",) and not hotel.contacts
    assert reading.opted_out == ("bo@harbor-dental.example", "cy@quiet-hotel.example", "di@nowhere.example")


def test_a_name_beside_a_company_is_the_person() -> None:
    (firm,) = _text("Name,Company,City\nAnn Lee,Harbor Dental,Buffalo\n").firms
    assert firm.company.name == "Harbor Dental" and firm.contacts[0].name == "Ann Lee"


def test_doubled_headers_count_in_turn() -> None:
    first, second = _text("Company,Phone,Phone\nAcme,716-555-0101,716-555-0102\nBolt,,716.555.0103\n").firms
    assert (first.company.phone, second.company.phone) == ("(716) 555-0101", "(716) 555-0103")


def test_capitals_in_a_file_of_plain_names_are_meant() -> None:
    names = [firm.company.name for firm in _text("Company\nNVIDIA\nHarbor Dental\nBolt Ltd\n").firms]
    assert names == ["NVIDIA", "Harbor Dental", "Bolt Ltd"]


def test_a_title_above_the_headings_is_passed_over() -> None:
    (firm,) = _text("Report of 3 May;;\n\nCompany;City;State\nAcme;Denver;CO\n").firms
    assert (firm.company.name, firm.company.city, firm.company.source_url) == ("Acme", "Denver", "firms.csv#4")


def test_beds_population_and_a_lead_status_are_not_taken_for_something_else() -> None:
    columns = find_columns(("Company", "BEDS", "POPULATION", "Lead Status", "Annual Revenue"))
    assert columns and set(columns.places) == {Field.COMPANY}


@pytest.mark.parametrize(
    ("text", "says"),
    [("colour,weight\nred,3\n", "no column with the names of firms"), ("Company,City\n", "no rows under them")],
)
def test_a_table_without_firms_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(Correctable, match=says):
        _text(text)


def test_a_country_is_only_set_where_the_file_or_the_state_says_so() -> None:
    first, second = _text("Company,City,State\nAcme,Denver,Colorado\nBolt,Bern,\n").firms
    assert (first.company.country, first.company.state) == ("US", "CO")
    assert second.company.country == ""
