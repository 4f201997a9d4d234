"""The ledger holds what is written, refuses what the lead's life forbids, and its migrations match its models."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from db.ledger import Ledger
from db.migrate import migrate
from db.models import Row
from domain.company import Fact, FoundCompany
from domain.errors import Refused
from domain.lead import Cause, Stage
from domain.score import Reason, Tier
from domain.views import LeadFilter
from tests.fakes.clock import FakeClock

HOSPITAL = FoundCompany(
    name="Lakeside General Hospital, Inc.",
    source="directory",
    source_url="file.csv#2",
    city="Buffalo",
    state="NY",
    trade="hospital",
    employees=900,
    website="https://www.lakeside.example/",
)


def test_migrations_make_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    migrate(path)
    with create_engine(f"sqlite:///{path}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Row.metadata) == []


async def test_the_same_firm_twice_is_one_row_with_evidence_for_every_fact(ledger: Ledger, clock: FakeClock) -> None:
    async with ledger.writing() as books:
        first, second = await books.companies.record([HOSPITAL, HOSPITAL], clock.now())
    assert first.is_new and not second.is_new and first.company_id == second.company_id
    async with ledger.reading() as books:
        facts = {one.fact: one.value for one in await books.companies.list_evidence(first.company_id)}
    assert facts[Fact.EMPLOYEES] == "900" and facts[Fact.CITY] == "Buffalo"


async def test_a_lead_is_found_scored_and_listed_best_first(ledger: Ledger, lead_id: int) -> None:
    async with ledger.writing() as books:
        await books.leads.add_score(lead_id, 81, Tier.A, [Reason("size", 20, 25, "900 employees")], 1)
    async with ledger.reading() as books:
        (view,) = await books.leads.list_views(LeadFilter(min_score=80, state="ny"))
    assert view.lead.stage is Stage.SCORED and view.score and view.score.reasons[0].points == 20


async def test_a_move_that_the_table_forbids_is_refused_and_leaves_nothing(ledger: Ledger, lead_id: int) -> None:
    with pytest.raises(Refused):
        async with ledger.writing() as books:
            await books.leads.move(lead_id, Stage.OUTREACH_SENT, Cause.WORK)
    async with ledger.reading() as books:
        assert (await books.leads.get(lead_id)).stage is Stage.NEW
