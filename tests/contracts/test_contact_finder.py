"""What every ContactFinder keeps, the fake included."""

from datetime import UTC, datetime

import pytest

from domain.company import Company, EmailStatus, FoundContact
from tests.fakes.contact_finder import FakeContactFinder
from tools.enrich.providers.base import ContactFinder
from tools.enrich.providers.practice import PracticeContactFinder
from tools.enrich.rules import is_single_address

TITLES = ("Facilities Director", "Owner")
KNOWN = FoundContact("Ada Moss", "Owner", "fake", "fake://p", "ada@firm.example", EmailStatus.VERIFIED)
FINDERS = [PracticeContactFinder(), FakeContactFinder(KNOWN)]


def firm(number: int) -> Company:
    at = datetime(2026, 11, 18, tzinfo=UTC)
    name, domain = f"Firm {number}", f"firm{number}.example"
    return Company(number, name, "k", domain, "", "", "", "Buffalo", "", "NY", "", "US", None, None, "", None, None, at)


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.name)
async def test_it_answers_the_same_people_each_time_with_their_source(finder: ContactFinder) -> None:
    found = 0
    for number in range(20):
        people = await finder.find(firm(number), TITLES)
        assert people == await finder.find(firm(number), TITLES)
        for person in people:
            found += 1
            assert person.source
            assert person.source_url
            assert not person.email or is_single_address(person.email)
            assert person.name or person.email
    assert found


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.name)
def test_it_has_a_name_to_call_it_by(finder: ContactFinder) -> None:
    assert finder.name
