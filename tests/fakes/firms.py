"""Invented firms for tests, and leads of them in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.ledger import Ledger
from db.repositories.leads import NewScore
from domain.company import FoundCompany
from domain.lead import Cause, Stage
from domain.score import Reason, Tier
from tests.fakes.clock import FakeClock

FIRM = FoundCompany(
    name="Harbor Dental Group",
    source="directory",
    source_url="firms.csv#2",
    city="Buffalo",
    county="Erie",
    state="NY",
    postal_code="14201",
    street="12 Main Street",
    phone="716-555-0101",
    website="https://www.harbordental.example/",
    trade="dentist",
    employees=30,
)


def make_firms(count: int) -> list[FoundCompany]:
    """Firms that differ in name, size and completeness."""
    return [
        replace(
            FIRM,
            name=f"Firm {number} Dental",
            employees=None if number % 7 == 6 else 2 + number * 9 % 60,
            website="" if number % 5 == 4 else f"https://www.firm{number}.example/",
            source_url=f"firms.csv#{number}",
        )
        for number in range(count)
    ]


async def open_leads(ledger: Ledger, firms: Sequence[FoundCompany], clock: FakeClock) -> tuple[int, ...]:
    """New leads of these firms, in their order."""
    async with ledger.writing() as books:
        recorded = await books.companies.record(firms, clock.now())
        return tuple(await books.leads.open_for([one.company_id for one in recorded]))


async def score_leads(ledger: Ledger, values: Mapping[int, int]) -> None:
    """Gives leads these scores, with one reason, and tiers by the shipped floors."""
    floors = ((80, Tier.A), (70, Tier.B), (55, Tier.C), (0, Tier.D))
    async with ledger.writing() as books:
        await books.leads.add_scores(
            [
                NewScore(
                    lead,
                    value,
                    next(tier for floor, tier in floors if value >= floor),
                    (Reason("size", value, 100, "30 people"),),
                    0,
                )
                for lead, value in values.items()
            ]
        )


async def walk_lead(ledger: Ledger, lead: int, *stages: Stage) -> None:
    """Moves a lead along these stages, the way mail and work would."""
    async with ledger.writing() as books:
        for stage in stages:
            await books.leads.move(lead, stage, Cause.MAIL)
