"""What every test shares: a migrated ledger, a clock that stands still. Sockets are shut by pyproject.toml."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from db.ledger import Ledger, sqlite_url
from db.migrate import migrate
from domain.company import FoundCompany
from tests.fakes.clock import FakeClock

if TYPE_CHECKING:
    from runtime.bootstrap import App
    from tests.fakes.person import Person

# The same examples each time: a red run can be repeated, and a slow machine is no failure.
settings.register_profile("default-suite", derandomize=True, deadline=None, max_examples=60, print_blob=True)
# Looks for new examples: `pytest --hypothesis-profile=explore`.
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("default-suite")


@pytest.fixture(scope="session")
def migrated_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh ledger file that tests copy, so that migrating costs once."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    migrate(path)
    return path


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def ledger(tmp_path: Path, migrated_ledger: Path, clock: FakeClock) -> AsyncIterator[Ledger]:
    path = tmp_path / "ledger.db"
    shutil.copy(migrated_ledger, path)
    ledger = Ledger(sqlite_url(path), clock)
    yield ledger
    await ledger.close()


@pytest.fixture
async def lead_id(ledger: Ledger, clock: FakeClock) -> int:
    """A new lead: an invented hospital in Buffalo, NY."""
    found = FoundCompany(
        name="Lakeside General Hospital",
        source="directory",
        source_url="file.csv#2",
        city="Buffalo",
        county="Erie",
        state="NY",
        postal_code="14201",
        trade="hospital",
        employees=900,
        website="https://www.lakeside.example/",
        phone="716-555-0101",
    )
    async with ledger.writing() as books:
        (recorded,) = await books.companies.record([found], clock.now())
        return (await books.leads.open_for([recorded.company_id]))[0]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator["App"]:
    """An open practice workspace in a temporary folder."""
    from runtime.bootstrap import open_app
    from runtime.settings import Mode, Settings

    async with open_app(Settings(home=tmp_path / "home", mode=Mode.PRACTICE)) as opened:
        yield opened


@pytest.fixture
def say(app: "App") -> "Person":
    """A person at the window of that workspace."""
    from tests.fakes.person import Person

    return Person(app.mind)
