"""Leads as the tests of lists and reviews need them."""

from dataclasses import replace

import pytest

from db.ledger import Ledger
from tests.fakes.clock import FakeClock
from tests.fakes.firms import FIRM, open_leads, score_leads
from tools.leads.service import LeadService


@pytest.fixture
def service(ledger: Ledger, clock: FakeClock) -> LeadService:
    return LeadService(ledger, clock)


@pytest.fixture
async def ids(ledger: Ledger, clock: FakeClock) -> tuple[int, ...]:
    """Three scored dentists in Buffalo (82, 70, 50), a new hotel in New York City, a new hospital in Texas."""
    firms = [replace(FIRM, name=f"Dental {letter}") for letter in "ABC"]
    firms.append(replace(FIRM, name="Grand Hotel", trade="hotel", city="New York", county="New York"))
    firms.append(replace(FIRM, name="Mercy", trade="hospital", city="Austin", county="Travis", state="TX"))
    leads = await open_leads(ledger, firms, clock)
    await score_leads(ledger, dict(zip(leads, (82, 70, 50), strict=False)))
    return leads
