"""When a mail may leave by the recipient's wall clock: weekdays, hours, holidays, across every DST change. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol, TypeAlias

IsHoliday: TypeAlias = Callable[[date], bool]
_LONGEST_WAIT_DAYS = 60


@dataclass(frozen=True, slots=True)
class Window:
    """Local hours in which mail may leave: weekdays (0 is Monday), from `start` up to but without `end`."""

    weekdays: frozenset[int]
    start: time
    end: time

    def __post_init__(self) -> None:
        if not self.weekdays or self.start >= self.end:
            raise ValueError("a sending window needs a weekday and an end after its start")


class Whereabouts(Protocol):
    """What is known of a place: its time zone (None when unknown) and its public holidays."""

    def find_zone(self, country: str, state: str, city: str) -> tzinfo | None: ...

    def is_holiday(self, day: date, country: str, state: str) -> bool: ...


def is_open(window: Window, at: datetime, zone: tzinfo, is_holiday: IsHoliday) -> bool:
    """Whether the window is open at that instant, by the wall clock of the zone."""
    local = at.astimezone(zone)
    is_hour = window.start <= local.time().replace(tzinfo=None) < window.end
    return is_hour and local.weekday() in window.weekdays and not is_holiday(local.date())


def find_opening(window: Window, at: datetime, zone: tzinfo, is_holiday: IsHoliday) -> datetime:
    """The first instant from `at` on at which the window is open, in UTC.

    An opening hour that a DST gap swallows is taken right after the gap, one that comes twice the first time.
    """
    if is_open(window, at, zone, is_holiday):
        return at
    today = at.astimezone(zone).date()
    for days in range(_LONGEST_WAIT_DAYS):
        opening = datetime.combine(today + timedelta(days=days), window.start, zone).astimezone(UTC)
        if opening >= at and is_open(window, opening, zone, is_holiday):
            return opening
    # Sixty holidays in a row are a mistake in somebody's calendar: ask again then instead of never.
    return at + timedelta(days=_LONGEST_WAIT_DAYS)


def describe_release(at: datetime, now: datetime, zone: tzinfo) -> str:
    """When a mail leaves, in words: "now", "in 30 s", "today 14:05 their time", "Mon 23 Nov 09:00 their time"."""
    seconds = round((at - now).total_seconds())
    if seconds <= 0:
        return "now"
    if seconds < 120:
        return f"in {seconds} s"
    there, today = at.astimezone(zone), now.astimezone(zone).date()
    if there.date() == today:
        return f"today {there:%H:%M} their time"
    if there.date() == today + timedelta(days=1):
        return f"tomorrow {there:%H:%M} their time"
    return f"{there:%a} {there.day} {there:%b} {there:%H:%M} their time"
