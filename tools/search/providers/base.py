"""What every source of firms is: a query in, firms out, or an error that says what to do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.company import FoundCompany
from domain.directory import Area
from domain.errors import Unavailable
from reference.places import Place
from reference.trades import Trade


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """Which firms are wanted, and at most how many.

    `trades` are the ids a firm may have (the wanted one and those below it), `areas` the pieces of the map that make
    up `place`. Firms with one of the `known_keys` (identity keys) are in the ledger already and are of no use.
    """

    trade: Trade
    trades: tuple[str, ...]
    place: Place
    areas: tuple[Area, ...]
    limit: int
    keywords: tuple[str, ...] = ()
    min_employees: int | None = None
    max_employees: int | None = None
    known_keys: frozenset[str] = frozenset()


class SourceCause(StrEnum):
    """Why a source gave nothing."""

    EMPTY = "EMPTY"
    NOT_REACHED = "NOT_REACHED"
    REFUSED = "REFUSED"


class CompanySourceError(Unavailable):
    """The source named `provider` could not answer; the message says what to set up or to do."""

    def __init__(self, provider: str, cause: SourceCause, message: str) -> None:
        super().__init__(cause, message)
        self.provider = provider


class CompanySource(Protocol):
    """A place where firms can be looked up. Order is best first; a firm comes at most once."""

    name: str

    async def fetch(self, query: SourceQuery) -> tuple[FoundCompany, ...]:
        """Firms that fit; raises CompanySourceError when the source cannot be asked."""
        ...
