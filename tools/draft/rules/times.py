"""Three times for a call, in the prospect's own working hours."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_WHOLE_DAY = (time(10), time(14), time(11))
_MORNING = (time(9, 30), time(10, 30), time(11))
_AFTERNOON = (time(14), time(15, 30), time(13, 30))
_EARLY = (time(8), time(8, 30), time(8, 15))
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
    hours = _EARLY if re.search(r"\bearly mornings?\b|before nine|before 9\b", said) else hours
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


_ZONE = re.compile(r"\s*\([^)]*\)")
_NO = re.compile(r"\b(?:not|cannot|unable|bad|none|instead|sorry|tied up)\b|n['’]t\b", re.I)
_PLACES = ("first", "second", "third")
_CLOCK = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.|o'clock)?", re.I)


def find_pick(text: str, offered: Sequence[str]) -> str:
    """Which of the times we offered a reply takes, in our own words; '' when it takes none or it is not clear."""
    said = _flat(text)
    whole = [one for one in offered if _flat(one) in said]
    if len(whole) == 1:
        return whole[0]
    if whole or _NO.search(text):
        return ""
    for place, one in zip(_PLACES, offered, strict=False):
        if re.search(rf"\bthe {place} (?:one|time|slot|option)\b|\boption {_PLACES.index(place) + 1}\b", said):
            return one
    near = [one for one in offered if one.split(",")[0].lower() in said and _fits_clock(said, one)]
    return near[0] if len(near) == 1 else ""


def list_offered(body: str) -> tuple[str, ...]:
    """The times that a mail of ours offers."""
    return tuple(line[2:] for line in body.splitlines() if line.startswith("- "))


def was_offered(day: date, offered: Sequence[str]) -> bool:
    """Whether a time on that day is among them."""
    names = (f", {day:%B} {day.day},", f", {day.day} {day:%B},")
    return any(name in one for name in names for one in offered)


def _flat(text: str) -> str:
    return " ".join(_ZONE.sub("", text).lower().split())


def _fits_clock(said: str, offered: str) -> bool:
    """Whether the hours named in the reply, if any, include the one offered."""
    without_dates = re.sub(r"\b(?:[a-z]+ \d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:am|pm|:)))", " ", said)
    named = {int(match[1]) % 12 for match in _CLOCK.finditer(without_dates) if match[2] or match[3]}
    hour = re.search(r"(\d{1,2}):\d\d", offered)
    return not named or (hour is not None and int(hour[1]) % 12 in named)
