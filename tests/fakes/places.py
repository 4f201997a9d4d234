"""What is known of places, for tests: one zone for all (or none), and the holidays given."""

from dataclasses import dataclass
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class FakePlaces:
    zone: tzinfo | None = NEW_YORK
    holidays: frozenset[date] = frozenset()

    def find_zone(self, country: str, state: str, city: str) -> tzinfo | None:
        return self.zone

    def is_holiday(self, day: date, country: str, state: str) -> bool:
        return day in self.holidays
