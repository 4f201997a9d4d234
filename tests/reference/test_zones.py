"""Places keep their own time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from reference.zones import local_time, zone_of


@pytest.mark.parametrize(
    ("country", "state", "city", "zone"),
    [
        ("US", "NY", "Buffalo", "America/New_York"),
        ("us", "New York", "", "America/New_York"),
        ("US", "TX", "El Paso", "America/Denver"),
        ("US", "TX", "", "America/Chicago"),
        ("US", "AZ", "Phoenix", "America/Phoenix"),
        ("US", "NY", "a town nobody knows", "America/New_York"),
        ("CA", "BC", "Vancouver", "America/Vancouver"),
        ("DE", "Bavaria", "Munich", "Europe/Berlin"),
        ("DE", "", "", "Europe/Berlin"),
    ],
)
def test_a_place_has_its_zone(country: str, state: str, city: str, zone: str) -> None:
    assert zone_of(country, state, city) == ZoneInfo(zone)


def test_an_unknown_country_has_no_zone() -> None:
    assert zone_of("XX", "") is None
    assert zone_of("", "") is None


def test_an_instant_is_shown_in_local_time() -> None:
    shown = local_time(datetime(2026, 7, 1, 16, 30, tzinfo=UTC), ZoneInfo("America/New_York"))
    assert (shown.hour, shown.minute) == (12, 30)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        local_time(datetime(2026, 7, 1), ZoneInfo("America/New_York"))  # noqa: DTZ001  # the naive time is the point
