"""Bytes as a table: whatever a spreadsheet, a CRM or an old export writes."""

import csv
import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Correctable
from tools.intake.rules.table import parse_table

TEXT = "Name;City\r\nMüller & Söhne;Köln\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    table = parse_table(TEXT.encode(encoding), "firms.csv")
    assert table == [(1, ("Name", "City")), (2, ("Müller & Söhne", "Köln"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(delimiter: str) -> None:
    text = delimiter.join(["Name", '"City, State; ZIP"', "Phone"]) + "\n" + delimiter.join(["A", "B", "C"])
    assert parse_table(text.encode(), "firms.csv")[1][1] == ("A", "B", "C")


def test_quoted_line_breaks_stay_in_their_row_and_blank_rows_keep_the_numbers() -> None:
    table = parse_table(b'Name,Street\n\n"A ""Best"" Firm","1 Main St\nSuite 2"\n,\nB,\n', "firms.csv")
    assert [number for number, _ in table] == [1, 3, 5]
    assert table[1][1] == ('A "Best" Firm', "1 Main St\nSuite 2")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n \r\n", "empty"),
        (b"PK\x03\x04more", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b"Name,City\n" + b'"' + b"x" * 300_000, "quotation mark"),
    ],
)
def test_what_is_no_table_is_named_with_the_next_step(data: bytes, says: str) -> None:
    with pytest.raises(Correctable, match=says) as caught:
        parse_table(data, "firms.csv")
    assert str(caught.value).startswith("firms.csv")


CELLS = st.text(string.ascii_letters + string.digits + " ,;\"\n\t|'éß€", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_a_csv_writer_writes_is_read_back(rows: list[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(["Name", "City", "Phone", "Web"])
    writer.writerows(rows)
    table = parse_table(text.getvalue().encode(), "firms.csv")
    assert [list(cells) for _, cells in table[1:]] == rows


@given(st.binary(max_size=300))
def test_no_bytes_do_worse_than_one_clear_sentence(data: bytes) -> None:
    try:
        parse_table(data, "firms.csv")
    except Correctable as error:
        assert "firms.csv" in str(error)
