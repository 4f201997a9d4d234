"""Files into the ledger and into the directory."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from db.directory import DirectoryIndex
from db.ledger import Ledger
from domain.company import FoundContact
from domain.directory import Area, DirectoryQuery
from domain.errors import Correctable
from domain.lead import Stage
from domain.mail import SuppressionKind
from domain.views import LeadFilter
from tests.fakes.clock import FakeClock
from tests.fakes.context import FakeProgress, fake_context
from tools.intake import load
from tools.intake.service import IntakeService
from tools.outcome import ImportPreview, Outcome
from tools.spec import Cancelled

FIXTURES = Path(__file__).parents[2] / "fixtures"
HOSPITALS = str(FIXTURES / "hospitals.csv")
CONTACTS = str(FIXTURES / "crm_contacts.csv")


@pytest.fixture
def directory(tmp_path: Path) -> DirectoryIndex:
    return DirectoryIndex(tmp_path / "directory.db")


@pytest.fixture
def intake(ledger: Ledger, clock: FakeClock, directory: DirectoryIndex) -> IntakeService:
    return IntakeService(ledger, clock, directory)


def _preview(outcome: Outcome) -> ImportPreview:
    (preview,) = outcome.artifacts
    assert isinstance(preview, ImportPreview)
    return preview


async def test_every_open_firm_becomes_a_lead_with_its_row_as_source(ledger: Ledger, intake: IntakeService) -> None:
    outcome = await intake.import_file(HOSPITALS, await fake_context(ledger))
    preview = _preview(outcome)
    assert (preview.kept, preview.known, preview.skipped) == (8, 0, 3)
    assert ("NAICS_CODE", "NAICS code") in preview.columns and ("BEDS", "employees") not in preview.columns
    assert outcome.summary == (
        "Imported 8 firms from hospitals.csv. Left out: 1 closed, 1 repeated, 1 without a name. "
        "Say “score them” to see which fit best."
    )
    assert outcome.leads is not None and len(outcome.leads) == 8
    async with ledger.reading() as books:
        views = await books.leads.list_views(LeadFilter(ids=outcome.leads))
        facts = await books.companies.list_evidence(views[1].company.id)
    assert views[1].company.name == "St. Adele's Hospital of the Lakes" and views[1].lead.stage is Stage.NEW
    assert {one.source_url for one in facts} == {"hospitals.csv#3"}


async def test_a_preview_counts_as_the_import_will_and_writes_nothing(ledger: Ledger, intake: IntakeService) -> None:
    for file, number in ((HOSPITALS, 8), (CONTACTS, 2)):
        before = await intake.preview(file)
        assert (_preview(before).kept, _preview(before).known, before.leads) == (number, 0, None)
        async with ledger.reading() as books:
            assert await books.companies.count() == (0 if file == HOSPITALS else 8)
            assert not await books.suppressions.find_for("bo@harbor-dental.example")
        done = _preview(await intake.import_file(file, await fake_context(ledger)))
        assert replace(_preview(before), kept=done.kept) == done
        assert (_preview(await intake.preview(file)).kept, _preview(await intake.preview(file)).known) == (0, number)
    assert (await intake.preview(CONTACTS)).summary == (
        "crm_contacts.csv has 0 firms that are new to you. 2 firms are in your list already. "
        "Left out: 1 without a name. 3 addresses asked for no mail."
    )


async def test_the_same_file_again_changes_nothing_and_says_so(ledger: Ledger, intake: IntakeService) -> None:
    for file, number in ((HOSPITALS, 8), (CONTACTS, 2)):
        first = await intake.import_file(file, await fake_context(ledger))
        again = await intake.import_file(file, await fake_context(ledger))
        assert again.summary.startswith("Nothing changed") and again.leads == first.leads
        assert _preview(again).kept == 0 and _preview(again).known == number
    async with ledger.reading() as books:
        assert await books.companies.count() == 10


async def test_do_not_email_suppresses_also_where_the_row_has_no_firm(ledger: Ledger, intake: IntakeService) -> None:
    outcome = await intake.import_file(CONTACTS, await fake_context(ledger))
    assert "3 addresses will never be written to." in outcome.summary
    async with ledger.reading() as books:
        for address in ("bo@harbor-dental.example", "CY@quiet-hotel.example", "di@nowhere.example"):
            assert await books.suppressions.find_for(address)
        assert await books.suppressions.find_for("ann.lee@harbor-dental.example") is None
        assert await books.contacts.list_by_email("bo@harbor-dental.example") == []


async def test_a_firm_where_everyone_opted_out_is_closed_and_one_with_another_person_is_not(
    ledger: Ledger, intake: IntakeService
) -> None:
    outcome = await intake.import_file(CONTACTS, await fake_context(ledger))
    async with ledger.reading() as books:
        dental, hotel = await books.leads.list_views(LeadFilter(ids=outcome.leads))
        (ann,) = await books.contacts.list_for(dental.company.id)
        facts = await books.contacts.list_evidence(ann.id)
    assert (dental.lead.stage, hotel.lead.stage) == (Stage.NEW, Stage.UNSUBSCRIBED)
    assert ann.name == "Ann Lee" and {one.source_url for one in facts} == {"crm_contacts.csv#2"}


async def test_a_lead_about_to_be_written_to_ends_when_a_file_says_do_not_email(
    ledger: Ledger, intake: IntakeService, lead_id: int
) -> None:
    async with ledger.writing() as books:
        lead = await books.leads.get(lead_id)
        (bo,) = await books.contacts.record(
            lead.company_id,
            [FoundContact("Bo Diaz", "Manager", "site", "https://x.example", "Bo@Harbor-Dental.example")],
        )
        await books.leads.choose_contact(lead_id, bo.id)
    await intake.import_file(CONTACTS, await fake_context(ledger))
    async with ledger.reading() as books:
        assert (await books.leads.get(lead_id)).stage is Stage.UNSUBSCRIBED


async def test_someone_who_may_not_be_written_to_does_not_come_back_by_file(
    ledger: Ledger, intake: IntakeService
) -> None:
    async with ledger.writing() as books:
        await books.suppressions.add(SuppressionKind.DOMAIN, "harbor-dental.example", "erased")
    await intake.import_file(CONTACTS, await fake_context(ledger))
    async with ledger.reading() as books:
        assert await books.contacts.list_by_email("ann.lee@harbor-dental.example") == []


async def test_an_import_that_is_stopped_goes_on_when_it_is_repeated(
    ledger: Ledger, intake: IntakeService, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    file.write_text("Company,City,State\n" + "".join(f"Firm {number},Buffalo,NY\n" for number in range(400)))
    progress = FakeProgress(stop_after=100)
    with pytest.raises(Cancelled):
        await intake.import_file(str(file), await fake_context(ledger, progress=progress))
    async with ledger.reading() as books:
        before = await books.companies.count()
        leads = await books.leads.list_ids(LeadFilter(limit=1000))
    assert 0 < before < 400 and len(leads) == before
    outcome = await intake.import_file(str(file), await fake_context(ledger))
    assert _preview(outcome).kept == 400 - before and len(outcome.leads or ()) == 400


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("book.xlsx", b"PK\x03\x04rest", "save it as CSV"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        ("columns.csv", b"colour,weight\nred,3\n", "no column"),
        ("closed.csv", b"Company,Status\nAcme,closed\n", "Acme is closed"),
    ],
)
async def test_a_file_that_cannot_be_used_leaves_nothing(
    ledger: Ledger,
    intake: IntakeService,
    directory: DirectoryIndex,
    tmp_path: Path,
    name: str,
    content: bytes,
    says: str,
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Correctable, match=says) as caught:
        await intake.import_file(str(tmp_path / name), await fake_context(ledger))
    assert name in str(caught.value)
    with pytest.raises(Correctable, match=says):
        await intake.add_to_directory(str(tmp_path / name))
    async with ledger.reading() as books:
        assert await books.companies.count() == 0
    assert await directory.count() == 0


async def test_a_path_that_leads_nowhere_is_named(
    intake: IntakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Correctable, match=r"There is no file .*gone\.csv"):
        await intake.add_to_directory(str(tmp_path / "gone.csv"))
    with pytest.raises(Correctable, match="is a folder"):
        await intake.add_to_directory(str(tmp_path))
    (tmp_path / "big.csv").write_text("Company\n" + "Acme\n" * 100)
    monkeypatch.setattr(load, "MOST_BYTES", 100)
    with pytest.raises(Correctable, match="200 MB"):
        await intake.add_to_directory(f'"{tmp_path / "big.csv"}"')


async def test_the_directory_takes_a_file_and_its_next_version(
    intake: IntakeService, directory: DirectoryIndex, tmp_path: Path
) -> None:
    file = tmp_path / "hospitals.csv"
    shutil.copy(HOSPITALS, file)
    outcome = await intake.add_to_directory(str(file))
    assert _preview(outcome).kept == 8 and await directory.count() == 8
    query = DirectoryQuery(10, ("hospital",), (Area("US", "NY", city="Buffalo"),))
    assert [one.name for one in await directory.find(query)] == [
        "Lakeside General Hospital",
        "St. Adele's Hospital of the Lakes",
    ]
    elsewhere = replace(query, areas=(Area("US", "MO", city="Saint Louis"),))
    assert [one.name for one in await directory.find(elsewhere)] == ["Mission River Medical Center"]
    again = await intake.add_to_directory(str(file))
    assert "replace the 8 firms" in again.summary and await directory.count() == 8
