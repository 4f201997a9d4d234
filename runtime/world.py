"""Time zones and holidays of the reference room, in the form the sending window asks for."""

from datetime import date, tzinfo

from reference.holidays import is_holiday
from reference.zones import zone_of


class World:
    """Fulfils tools.send.windows.Whereabouts."""

    def find_zone(self, country: str, state: str, city: str) -> tzinfo | None:
        return zone_of(country, state, city)

    def is_holiday(self, day: date, country: str, state: str) -> bool:
        return is_holiday(day, country, state)
