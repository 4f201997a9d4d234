"""The public files the product was built against. They are not part of the project: without them this is skipped."""

import os
from pathlib import Path

import pytest

from db.directory import DirectoryIndex
from db.ledger import Ledger
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context
from tools.intake.service import IntakeService
from tools.outcome import LeadTable
from tools.search.providers.directory import DirectorySource
from tools.search.service import SearchService, SearchWords

SHARED = Path(os.environ.get("LEADLOOP_SHARED_DATA", str(Path(__file__).parents[4] / "shared" / "data")))
HOSPITALS = SHARED / "companies_hifld_hospitals" / "Hospitals.csv"
needs_hospitals = pytest.mark.skipif(not HOSPITALS.exists(), reason="Hospitals.csv of the shared data is not here")


@needs_hospitals
async def test_ten_hospitals_in_buffalo_are_open_distinct_and_of_that_buffalo(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    directory = DirectoryIndex(tmp_path / "directory.db")
    added = await IntakeService(ledger, clock, directory).add_to_directory(str(HOSPITALS))
    assert "379 closed" in added.summary and await directory.count() == 7516
    search = SearchService(ledger, clock, [DirectorySource(directory)])
    outcome = await search.search(SearchWords("hospital", "Buffalo"), await fake_context(ledger))
    (table,) = outcome.artifacts
    assert isinstance(table, LeadTable)
    assert {view.company.name for view in table.rows} == {
        "Brylin Hospital",
        "Buffalo General Medical Center",
        "Buffalo Psychiatric Center",
        "Buffalo VA Medical Center",
        "Erie County Medical Center",
        "John R. Oishei Children's Hospital",
        "Mercy Hospital of Buffalo",
        "Roswell Park Cancer Institute",
        "Sisters of Charity Hospital",
        "Women and Children's Hospital of Buffalo",
    }
    assert {view.company.state for view in table.rows} == {"NY"}


@needs_hospitals
async def test_the_hospitals_come_in_once(ledger: Ledger, clock: FakeClock, tmp_path: Path) -> None:
    intake = IntakeService(ledger, clock, DirectoryIndex(tmp_path / "directory.db"))
    first = await intake.import_file(str(HOSPITALS), await fake_context(ledger))
    assert first.summary.startswith("Imported 7,516 firms")
    again = await intake.import_file(str(HOSPITALS), await fake_context(ledger))
    assert again.summary == "Nothing changed: all 7,516 firms of Hospitals.csv are in your list already."
