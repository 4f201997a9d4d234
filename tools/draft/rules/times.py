"""Three times for a call, in the prospect's own working hours."""

import itertools
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
    said = _without_refusals(wish.lower())
    wished = [day for day in _DAYS if re.search(rf"\b{day}s?\b", said)]
    hours = _MORNING if re.search(r"\bmornings?\b|before noon", said) else _WHOLE_DAY
    hours = _AFTERNOON if re.search(r"\bafternoons?\b|after lunch", said) else hours
    hours = _EARLY if re.search(r"\bearly mornings?\b|before nine|before 9\b", said) else hours
    barred = [] if wished else [day for day in _DAYS if re.search(rf"\b{day}s?\b", wish.lower())]
    today = now.astimezone(zone).date()
    open_days = [day for ahead in range(1, _FARTHEST_DAYS) if is_business_day(day := today + timedelta(days=ahead))]
    open_days = [day for day in open_days if day.weekday() not in [_DAYS.index(one) for one in barred]]
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
_NO = re.compile(
    r"\b(?:not|cannot|unable|bad|none|neither|instead|sorry|tied up|except|(?:day|time|thing) but|other than|out|off"
    r"|away|busy|booked|unavailable|travell?ing|on leave)\b|n['’]t\b",
    re.I,
)
_REFUSED = re.compile(r"\b(?:not|cannot|unable|busy|booked|unavailable)\b|\b(?:ca|wo|does|is)n['’]t\b", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})\b(?!:)|\b(\d{{1,2}})(?:st|nd|rd|th|\.? {_MONTH})\b")
# “Next Thursday” is hardly the one offered; which one it is, only the writer knows.
_OTHER_WEEK = re.compile(r"\b(?:next|following|in (?:two|three|2|3) weeks|week after|another|different)\b", re.I)
_PLACES = ("first", "second", "third")
_CLOCK = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.|o'clock)?", re.I)


def find_pick(text: str, offered: Sequence[str]) -> str:
    """Which of the times we offered a reply takes, in our own words; '' when it takes none or it is not clear."""
    said = _flat(text)
    whole = [one for one in offered if _flat(one) in said]
    if len(whole) == 1 and not _REFUSED.search(text):
        return whole[0]
    if whole or _NO.search(text) or _OTHER_WEEK.search(text):
        return ""
    for place, one in zip(_PLACES, offered, strict=False):
        if re.search(rf"\bthe {place} (?:one|time|slot|option)\b|\boption {_PLACES.index(place) + 1}\b", said):
            return one
    near = [
        one for one in offered if one.split(",")[0].lower() in said and _fits_date(said, one) and _fits_clock(said, one)
    ]
    return near[0] if len(near) == 1 else ""


def list_offered(body: str) -> tuple[str, ...]:
    """The times that a mail of ours offers."""
    return tuple(line[2:] for line in body.splitlines() if line.startswith("- "))


def is_to_come(offered: str, now: datetime) -> bool:
    """Whether a time that we offered lies ahead; the text names no year, so the coming weeks are gone through.

    `now` is in the zone of the offer.
    """
    clock = re.search(r"(\d{1,2}):(\d\d)(?: ([AP])M)?", offered)
    if was_offered(now.date(), (offered,)) and clock is not None:
        hour = int(clock[1]) % 12 + 12 * (clock[3] == "P") if clock[3] else int(clock[1])
        return (hour, int(clock[2])) > (now.hour, now.minute)
    return any(was_offered(now.date() + timedelta(days=ahead), (offered,)) for ahead in range(1, 2 * _FARTHEST_DAYS))


def was_offered(day: date, offered: Sequence[str]) -> bool:
    """Whether a time on that day is among them."""
    names = (f", {day:%B} {day.day},", f", {day.day} {day:%B},")
    return any(name in one for name in names for one in offered)


def _flat(text: str) -> str:
    return " ".join(_ZONE.sub("", text).lower().split())


def _without_refusals(said: str) -> str:
    """The clauses in which nothing is turned down: “not on Monday” is no wish for a Monday."""
    clauses = [said[at:end] for at, end in _clauses(said)]
    return " ".join(one for one in clauses if not _NO.search(one))


def _clauses(said: str) -> list[tuple[int, int]]:
    cuts = [
        0,
        *(match.start() for match in re.finditer(r"[.,;!?\n]|(?<!day )(?<!time )(?<!thing )\bbut\b", said)),
        len(said),
    ]
    return list(itertools.pairwise(cuts))


def _fits_date(said: str, offered: str) -> bool:
    """Whether the day of the month named in the reply, if any, is the one offered."""
    named = {int(match[1] or match[2]) for match in _DATE.finditer(said)}
    day = re.search(r"\b(\d{1,2})\b", offered)
    return not named or (day is not None and int(day[1]) in named)


def _fits_clock(said: str, offered: str) -> bool:
    """Whether the hours named in the reply, if any, include the one offered."""
    without_dates = re.sub(r"\b(?:[a-z]+ \d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:am|pm|:)))", " ", said)
    named = {int(match[1]) % 12 for match in _CLOCK.finditer(without_dates) if match[2] or match[3]}
    hour = re.search(r"(\d{1,2}):\d\d", offered)
    return not named or (hour is not None and int(hour[1]) % 12 in named)
