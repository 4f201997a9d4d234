"""Which leads a place in a sentence may mean, by the words of their address."""

from collections.abc import Iterator
from dataclasses import replace

from domain.views import LeadFilter
from reference.places import PlaceKind, find_places, state_code


def list_readings(location: str, wanted: LeadFilter) -> Iterator[LeadFilter]:
    """The filter narrowed to that place, the likeliest meaning first; the first one that any lead fits is meant.

    "New York" is the city when there are leads in it, else the county, else the state. ZIP codes and countries work.
    """
    first, *around = (part.strip() for part in location.split(",") if part.strip())
    narrowed = _narrow_area(wanted, around[-1]) if around else wanted
    yield replace(narrowed, city=first)
    bare = first.lower().removesuffix("county").strip()
    yield replace(narrowed, county=bare)
    yield replace(narrowed, county=f"{bare} county")
    yield replace(narrowed, postal_code=first)
    yield _narrow_area(narrowed, first)


def _narrow_area(wanted: LeadFilter, area: str) -> LeadFilter:
    """Narrowed to a state in words or letters, or to a country."""
    code = state_code(area)
    if code:
        return replace(wanted, state=code)
    country = next((place.country for place in find_places(area) if place.kind is PlaceKind.COUNTRY), "")
    return replace(wanted, country=country) if country else replace(wanted, state=area)
