"""Three times for a call, in the prospect's own working hours."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_WHOLE_DAY = (time(10), time(14), time(11))
_MORNING = (time(9, 30), time(10, 30), time(11))
_AFTERNOON = (time(14), time(15, 30), time(13, 30))
_FARTHEST_DAYS = 40


def offer_times(
    now: datetime, zone: ZoneInfo, wish: str, is_business_day: Callable[[date], bool]
) -> tuple[datetime, ...]:
    """Three aware instants on the next business days there, tomorrow at the earliest.

    `wish` is what the prospect wrote: a weekday, “mornings” or “afternoon” in it is followed where it can be.
    """
    said = wish.lower()
    wished = [day for day in _DAYS if re.search(rf"\b{day}s?\b", said)]
    hours = _MORNING if re.search(r"\bmornings?\b|before noon", said) else _WHOLE_DAY
    hours = _AFTERNOON if re.search(r"\bafternoons?\b|after lunch", said) else hours
    today = now.astimezone(zone).date()
    open_days = [day for ahead in range(1, _FARTHEST_DAYS) if is_business_day(day := today + timedelta(days=ahead))]
    first = [day for day in open_days if day.weekday() in [_DAYS.index(one) for one in wished]][:1]
    days = (first + [day for day in open_days if day not in first])[:3]
    return tuple(
        datetime.combine(day, hour, tzinfo=zone)
        for day, hour in sorted(zip(days, hours, strict=False), key=lambda x: x[0])
    )


def render_time(at: datetime, country: str) -> str:
    """ "Tuesday, November 24, 10:00 AM (EST)" in the United States, "Tuesday, 24 November, 10:00 (CET)" elsewhere."""
    zone = at.tzname() or ""
    named = f" ({zone})" if zone and zone[0].isalpha() else f" (UTC{zone})"
    if country.upper() in ("US", "CA"):
        return f"{at:%A}, {at:%B} {at.day}, {at:%I:%M %p}{named}".replace(", 0", ", ")
    return f"{at:%A}, {at.day} {at:%B}, {at:%H:%M}{named}"
