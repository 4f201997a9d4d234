"""Firms from the files the user added (`leadloop directory add FILE`)."""

from typing import Protocol

from domain.company import FoundCompany
from domain.directory import DirectoryQuery
from tools.search.providers.base import CompanySourceError, SourceCause, SourceQuery


class Directory(Protocol):
    """The index this source asks."""

    async def find(self, query: DirectoryQuery) -> list[FoundCompany]: ...

    async def count(self) -> int: ...


class DirectorySource:
    """Looks firms up in the directory."""

    name = "directory"

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def fetch(self, query: SourceQuery) -> tuple[FoundCompany, ...]:
        if not await self._directory.count():
            raise CompanySourceError(
                self.name,
                SourceCause.EMPTY,
                "There is no source of firms yet: add a CSV file of firms with "
                "`leadloop directory add FILE --mode live`, or say “import FILE” if they are your own leads.",
            )
        wanted = DirectoryQuery(
            limit=query.limit,
            trades=query.trades,
            areas=query.areas,
            min_employees=query.min_employees,
            max_employees=query.max_employees,
            keywords=query.keywords,
            without_keys=query.known_keys,
        )
        return tuple(await self._directory.find(wanted))
