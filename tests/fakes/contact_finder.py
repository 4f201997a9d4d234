"""A contact finder that knows what it is given, or is down."""

from domain.company import Company, FoundContact
from domain.errors import Unavailable


class FakeContactFinder:
    def __init__(self, *people: FoundContact, name: str = "fake", is_down: bool = False) -> None:
        self.name = name
        self.asked: list[str] = []
        self._people = people
        self._is_down = is_down

    async def find(self, company: Company, titles: tuple[str, ...]) -> tuple[FoundContact, ...]:
        self.asked.append(company.name)
        if self._is_down:
            raise Unavailable("DOWN", f"{self.name} does not answer; try again later.")
        return self._people
