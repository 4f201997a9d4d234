"""The people of practice firms. Only a practice workspace is wired to it."""

from domain.company import Company, FoundContact
from tools.practice.people import make_people


class PracticeContactFinder:
    """A ContactFinder over the practice generator: the same people each time."""

    name = "practice"

    async def find(self, company: Company, titles: tuple[str, ...]) -> tuple[FoundContact, ...]:
        return make_people(company.name, company.domain, titles)
