"""Time zones of places (IANA), and the time of day there."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from reference.place_search import find_rows
from reference.place_table import PlaceKind, place_at
from reference.places import state_code


@lru_cache(maxsize=1024)
def zone_of(country: str, state: str, city: str = "") -> ZoneInfo | None:
    """The zone of the city, else the zone most people of the state live in, else of the country; None if unknown.

    `country` is ISO 3166 alpha-2, `state` a code or a name.
    """
    country = country.strip().upper()
    state = state_code(state) or state.strip()
    for phrase in (_joined(city, state, country), _joined(state, country) if state else "", country):
        zone = _find_zone(phrase, country, state) if phrase else None
        if zone:
            return zone
    return None


def local_time(at_utc: datetime, zone: ZoneInfo) -> datetime:
    """An aware instant as the clock on the wall of that zone shows it."""
    if at_utc.tzinfo is None:
        raise ValueError("local_time needs an aware datetime in UTC.")
    return at_utc.astimezone(UTC).astimezone(zone)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part) if parts[0].strip() else ""


def _find_zone(phrase: str, country: str, state: str) -> ZoneInfo | None:
    """The zone of the first exact row of the phrase in that country and, for a city, that state."""
    for row in find_rows(phrase):
        place = place_at(row)
        fits = place.country == country and (not state or place.state in ("", state))
        if fits and place.timezone and place.kind is not PlaceKind.COUNTY:
            return ZoneInfo(place.timezone)
    return None
