"""A source of firms that answers from a list, counts what it was asked, and can be out of order."""

from collections.abc import Sequence

from domain.company import FoundCompany
from domain.identity import company_key
from tools.search.providers.base import CompanySourceError, SourceCause, SourceQuery


class FakeSource:
    def __init__(self, firms: Sequence[FoundCompany] = (), name: str = "fake", *, is_down: bool = False) -> None:
        self.name = name
        self.firms = list(firms)
        self.is_down = is_down
        self.asked: list[SourceQuery] = []

    async def fetch(self, query: SourceQuery) -> tuple[FoundCompany, ...]:
        self.asked.append(query)
        if self.is_down:
            raise CompanySourceError(self.name, SourceCause.NOT_REACHED, f"{self.name} cannot be reached; try later.")
        fitting = [
            one for one in self.firms if company_key(one.name, one.city, one.state, one.country) not in query.known_keys
        ]
        return tuple(fitting[: query.limit])
