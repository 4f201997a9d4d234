"""Cells of an export."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.export.rules import make_inert
from tools.intake.rules.values import clean


@pytest.mark.parametrize("cell", ["=1+1", "+1 716", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_made_inert(cell: str) -> None:
    assert make_inert(cell) == f"'{cell}"


def test_other_cells_stay_as_they_are() -> None:
    assert make_inert("O'Brien = Sons") == "O'Brien = Sons" and make_inert("") == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_cell_of_a_csv_begins_with_a_formula(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([make_inert(text)])
    (cell,) = next(csv.reader(io.StringIO(out.getvalue(), newline="")), [""])
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_an_inert_phone_is_read_back_as_it_was() -> None:
    assert clean(make_inert("+49 30 5550101")) == "+49 30 5550101"
