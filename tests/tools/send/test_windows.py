"""Sending windows by the recipient's clock: weekends, holidays, the DST gap and fold, zones far out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.send.windows import Window, describe_release, find_opening, is_open

OFFICE = Window(frozenset(range(5)), time(9), time(17))
NIGHT = Window(frozenset(range(7)), time(2, 30), time(4))
NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in (
    "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/London",
    "Australia/Lord_Howe", "Africa/Casablanca", "UTC",
)]  # fmt: skip


def never(day: date) -> bool:
    return False


@given(
    at=st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    zone=st.sampled_from(ZONES),
    window=st.sampled_from([OFFICE, NIGHT]),
)
def test_the_opening_is_the_first_open_minute_from_then_on(at: datetime, zone: ZoneInfo, window: Window) -> None:
    opening = find_opening(window, at, zone, never)
    assert opening >= at and is_open(window, opening, zone, never)
    if opening > at:
        assert not is_open(window, at, zone, never)
        assert not is_open(window, opening - timedelta(minutes=1), zone, never)


def test_a_holiday_and_the_weekend_after_it_are_skipped() -> None:
    thursday = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
    holidays = {date(2026, 11, 26), date(2026, 11, 27)}
    assert find_opening(OFFICE, thursday, NEW_YORK, holidays.__contains__) == datetime(2026, 11, 30, 14, tzinfo=UTC)


def test_an_opening_that_the_clocks_jump_over_is_taken_right_after_the_gap() -> None:
    # 8 March 2026, New York: 02:00 becomes 03:00.
    before = datetime(2026, 3, 8, 6, 0, tzinfo=UTC)
    opening = find_opening(NIGHT, before, NEW_YORK, never)
    assert opening.astimezone(NEW_YORK) == datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK)


def test_an_hour_that_comes_twice_opens_the_first_time() -> None:
    # 1 November 2026, New York: 01:00 to 02:00 comes twice.
    early = Window(frozenset(range(7)), time(1, 30), time(3))
    opening = find_opening(early, datetime(2026, 11, 1, 4, 0, tzinfo=UTC), NEW_YORK, never)
    assert opening == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_the_end_of_the_window_is_closed() -> None:
    assert is_open(OFFICE, datetime(2026, 11, 18, 21, 59, tzinfo=UTC), NEW_YORK, never)
    assert not is_open(OFFICE, datetime(2026, 11, 18, 22, 0, tzinfo=UTC), NEW_YORK, never)


def test_holidays_without_end_do_not_hang() -> None:
    at = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
    assert find_opening(OFFICE, at, NEW_YORK, lambda _: True) == at + timedelta(days=60)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(), "now"),
        (timedelta(seconds=30), "in 30 s"),
        (timedelta(hours=2), "today 12:00 their time"),
        (timedelta(days=1), "tomorrow 10:00 their time"),
        (timedelta(days=5), "Mon 23 Nov 10:00 their time"),
    ],
)
def test_release_is_told_in_words(wait: timedelta, words: str) -> None:
    now = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
    assert describe_release(now + wait, now, NEW_YORK) == words
