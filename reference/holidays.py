"""Public holidays and business days, from the `holidays` package (it works offline)."""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY, _SUNDAY = 5, 6
_LONGEST_BREAK_DAYS = 30

# English names of the German states, which the package knows in German alone.
_GERMAN_STATES = {
    "bavaria": "BY",
    "hesse": "HE",
    "lower saxony": "NI",
    "north rhine-westphalia": "NW",
    "rhineland-palatinate": "RP",
    "saxony": "SN",
    "saxony-anhalt": "ST",
    "thuringia": "TH",
}


def is_holiday(day: date, country: str, state: str = "") -> bool:
    """Whether the day is a public holiday there. A country or state without a calendar has none, or the nation's."""
    calendar = _find_calendar(country.strip().upper(), state.strip())
    return calendar is not None and day in calendar


def is_business_day(day: date, country: str, state: str = "") -> bool:
    """Whether offices are open: no weekend of that country and no public holiday."""
    calendar = _find_calendar(country.strip().upper(), state.strip())
    weekend = {_SATURDAY, _SUNDAY} if calendar is None else set(calendar.weekend)
    return day.weekday() not in weekend and not is_holiday(day, country, state)


def next_business_day(day: date, country: str, state: str = "") -> date:
    """The first business day after the given day."""
    for ahead in range(1, _LONGEST_BREAK_DAYS):
        later = day + timedelta(days=ahead)
        if is_business_day(later, country, state):
            return later
    return day + timedelta(days=1)


@lru_cache(maxsize=256)
def _find_calendar(country: str, state: str) -> "HolidayBase | None":
    """The calendar of the state, else of the country, else None."""
    import holidays  # loaded late: it costs some 60 ms that most commands never need

    supported = holidays.list_supported_countries()
    if country not in supported:
        return None
    nation = holidays.country_holidays(country)
    code = _find_subdivision(nation, state)
    return holidays.country_holidays(country, subdiv=code) if code else nation


def _find_subdivision(nation: "HolidayBase", state: str) -> str:
    """The package's code of a state given by code or name, or nothing."""
    wanted = state.casefold()
    for code, aliases in nation.get_subdivision_aliases().items():
        if wanted and wanted in (code.casefold(), *(alias.casefold() for alias in aliases)):
            return code
    german = _GERMAN_STATES.get(wanted, "")
    return german if german in nation.subdivisions else ""
