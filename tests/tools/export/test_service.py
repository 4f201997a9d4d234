"""Leads as a file: what is in it, where it goes, what it never overwrites."""

import csv
import json
from pathlib import Path

import pytest

from db.ledger import Ledger
from domain.company import EmailStatus, FoundCompany, FoundContact
from domain.errors import Correctable, Unavailable
from domain.mail import SuppressionKind
from domain.score import Reason, Tier
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context
from tools.export.service import ExportService
from tools.outcome import Card


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def exporting(ledger: Ledger, clock: FakeClock, files: Path) -> ExportService:
    return ExportService(ledger, clock, files)


@pytest.fixture
async def scored_lead(ledger: Ledger, lead_id: int) -> int:
    """The lead with a score, a chosen person and another who may not be written to."""
    people = [
        FoundContact("Bo Diaz", "Manager", "site", "https://lakeside.example/team", "bo@lakeside.example"),
        FoundContact(
            "Ann Lee", "=cmd()", "site", "https://lakeside.example/team", "ann@lakeside.example", EmailStatus.PUBLISHED
        ),
    ]
    async with ledger.writing() as books:
        reasons = [Reason("size", 20, 25, "900 employees")]
        await books.leads.add_score(lead_id, 81, Tier.A, reasons, 1)
        lead = await books.leads.get(lead_id)
        _, ann = await books.contacts.record(lead.company_id, people)
        await books.leads.choose_contact(lead_id, ann.id)
        await books.suppressions.add(SuppressionKind.ADDRESS, "bo@lakeside.example", "asked")
    return lead_id


def _names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def _block(folder: Path) -> None:
    folder.write_text("a file where the folder should be")


async def test_a_row_holds_score_reasons_contact_stage_and_the_source_of_every_fact(
    ledger: Ledger, exporting: ExportService, files: Path, scored_lead: int
) -> None:
    outcome = await exporting.export("csv", (scored_lead,), await fake_context(ledger))
    (card,) = outcome.artifacts
    assert isinstance(card, Card) and ("leads", "1") in card.lines
    path = files / "leads-2026-11-18.csv"
    assert outcome.summary == f"Wrote 1 lead to {path}."
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["company"], row["score"], row["tier"], row["stage"]) == (
        "Lakeside General Hospital",
        "81",
        "A",
        "scored",
    )
    assert row["reasons"] == "900 employees (20 of 25)"
    assert (row["contact"], row["email"], row["do not email"]) == ("Ann Lee", "ann@lakeside.example", "")
    assert row["title"] == "'=cmd()"
    assert "website: https://www.lakeside.example/ [file.csv#2, 2026-11-18]" in row["sources"]
    assert "email: ann@lakeside.example [https://lakeside.example/team, 2026-11-18]" in row["sources"]


async def test_json_has_every_person_and_says_who_may_not_be_written_to(
    ledger: Ledger, exporting: ExportService, files: Path, scored_lead: int
) -> None:
    await exporting.export("json", (), await fake_context(ledger))
    (lead,) = json.loads((files / "leads-2026-11-18.json").read_text("utf-8"))
    assert lead["lead"] == scored_lead and lead["score"]["value"] == 81
    assert [(one["name"], one["is_chosen"], one["do_not_email"]) for one in lead["people"]] == [
        ("Ann Lee", True, False),
        ("Bo Diaz", False, True),
    ]
    assert {"fact": "employees", "value": "900"}.items() <= next(
        one for one in lead["facts"] if one["fact"] == "employees"
    ).items()
    assert all(one["source_url"] for one in lead["facts"])


async def test_only_the_named_leads_are_written_in_the_order_named(
    ledger: Ledger, clock: FakeClock, exporting: ExportService, files: Path, lead_id: int
) -> None:
    others = [FoundCompany(name, "f.csv", "f.csv#1", city="Buffalo", state="NY") for name in ("Acme", "Bolt")]
    async with ledger.writing() as books:
        recorded = await books.companies.record(others, clock.now())
        acme, bolt = await books.leads.open_for([one.company_id for one in recorded])
    await exporting.export("two.csv", (bolt, lead_id), await fake_context(ledger))
    with (files / "two.csv").open(encoding="utf-8", newline="") as file:
        assert [row["lead"] for row in csv.DictReader(file)] == [str(bolt), str(lead_id)]
    assert acme not in (bolt, lead_id)


async def test_nothing_is_ever_overwritten(
    ledger: Ledger, exporting: ExportService, files: Path, tmp_path: Path, lead_id: int
) -> None:
    (tmp_path / "mine.csv").write_text("keep me")
    for _ in range(2):
        await exporting.export(str(tmp_path / "mine.csv"), (), await fake_context(ledger))
        await exporting.export("csv", (), await fake_context(ledger))
    assert (tmp_path / "mine.csv").read_text() == "keep me"
    assert (tmp_path / "mine-2.csv").exists() and (tmp_path / "mine-3.csv").exists()
    assert _names_in(files) == ["leads-2026-11-18-2.csv", "leads-2026-11-18.csv"]


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("leads.xlsx", "csv or .json"),
        ("../leads.csv", "only a part of a path"),
        ("/nowhere/at/all/leads.csv", "There is no folder /nowhere/at/all"),
    ],
)
async def test_a_target_that_is_no_file_of_ours_is_refused(
    ledger: Ledger, exporting: ExportService, lead_id: int, target: str, says: str
) -> None:
    with pytest.raises(Correctable, match=says):
        await exporting.export(target, (), await fake_context(ledger))


async def test_without_leads_there_is_no_file(ledger: Ledger, exporting: ExportService, files: Path) -> None:
    with pytest.raises(Correctable, match="no leads to export"):
        await exporting.export("csv", (), await fake_context(ledger))
    assert _names_in(files) == []


async def test_a_folder_that_cannot_be_written_is_one_sentence(
    ledger: Ledger, exporting: ExportService, files: Path, lead_id: int
) -> None:
    _block(files)
    with pytest.raises(Unavailable, match=r"leads-2026-11-18\.csv cannot be written"):
        await exporting.export("csv", (), await fake_context(ledger))
