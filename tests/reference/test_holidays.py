"""Nobody is written to on Thanksgiving."""

from datetime import date

import pytest

from reference.holidays import is_business_day, is_holiday, next_business_day


@pytest.mark.parametrize(
    ("day", "country", "state"),
    [
        (date(2026, 11, 26), "US", "NY"),
        (date(2026, 11, 26), "us", ""),
        (date(2026, 11, 1), "DE", "Bavaria"),
        (date(2026, 7, 1), "CA", "ON"),
        (date(2026, 11, 30), "GB", "Scotland"),
    ],
)
def test_a_public_holiday_is_known(day: date, country: str, state: str) -> None:
    assert is_holiday(day, country, state)


def test_a_holiday_of_one_state_is_none_of_the_whole_country() -> None:
    assert not is_holiday(date(2026, 11, 1), "DE")


def test_the_next_business_day_skips_holidays_and_weekends() -> None:
    assert next_business_day(date(2026, 11, 25), "US", "NY") == date(2026, 11, 27)
    assert next_business_day(date(2026, 11, 27), "US", "NY") == date(2026, 11, 30)
    assert next_business_day(date(2026, 12, 24), "DE") == date(2026, 12, 28)


def test_a_country_without_a_calendar_still_has_weekends() -> None:
    assert not is_holiday(date(2026, 11, 26), "XX")
    assert not is_business_day(date(2026, 11, 28), "XX")
    assert next_business_day(date(2026, 11, 27), "XX") == date(2026, 11, 30)
