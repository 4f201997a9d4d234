"""The pieces build_places works with: rows of the table, ZIP codes, the county of a town. Build time only."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import us
import zipcodes

from reference.place_words import fold_name


@dataclass(frozen=True)
class Row:
    """One place on its way into the table. `weight` ranks places of the same name."""

    id: str
    name: str
    country: str
    county: str = ""
    state: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    timezone: str = ""
    population: int = 0
    weight: int = 0
    members: str = ""
    keys: frozenset[str] = field(default_factory=frozenset)

    def line(self) -> str:
        parts = (self.id, self.name, self.county, self.state, self.country, f"{self.latitude:.4f}")
        rest = (f"{self.longitude:.4f}", self.timezone, str(self.population), str(self.weight), self.members)
        return "\t".join((*parts, *rest))


@dataclass(frozen=True)
class Zip:
    code: str
    city: str
    county: str
    state: str
    latitude: float
    longitude: float
    timezone: str
    is_military: bool


def read_zips() -> list[Zip]:
    """The ZIP codes in use inside the states and DC."""
    known = {state.abbr for state in us.states.STATES} | {"DC", "PR"}
    rows = [row for row in zipcodes.filter_by(active=True) if row["state"] in known and row["lat"]]
    return [
        Zip(
            row["zip_code"],
            row["city"],
            row["county"],
            row["state"],
            float(row["lat"]),
            float(row["long"]),
            row["timezone"],
            row["zip_code_type"] == "MILITARY",
        )
        for row in rows
    ]


class CountyFinder:
    """The county of a US city: the one of most of its ZIP codes, else the one of the nearest ZIP code."""

    def __init__(self, zips: list[Zip]) -> None:
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._by_state: dict[str, list[Zip]] = defaultdict(list)
        for item in zips:
            if item.county and not item.is_military:
                votes[fold_name(item.city), item.state][item.county] += 1
                self._by_state[item.state].append(item)
        self._votes = votes

    def county_of(self, row: Row) -> str:
        near = min(
            self._by_state[row.state],
            key=lambda item: (item.latitude - row.latitude) ** 2 + (item.longitude - row.longitude) ** 2 * 0.6,
            default=None,
        )
        votes = self._votes.get((fold_name(row.name), row.state))
        if votes and (near is None or near.county not in votes):
            return votes.most_common(1)[0][0]
        return near.county if near else ""
