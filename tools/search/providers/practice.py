"""Firms of the practice world. The same place and trade give the same firms each time; known ones are passed over."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from domain.company import FoundCompany
from domain.identity import company_key
from reference.places import Place, PlaceKind, places_in, post_town
from tools.practice.companies import make_companies
from tools.search.providers.base import CompanySourceError, SourceCause, SourceQuery

_PAGE = 25
_MOST_TOWNS = 8
_SPARE = 200


class PracticeSource:
    """Makes firms up, page after page, until enough fit; a larger place gets firms in its largest towns in turn."""

    name = "practice"

    async def fetch(self, query: SourceQuery) -> tuple[FoundCompany, ...]:
        towns = _list_towns(query.place)
        if not towns:
            raise CompanySourceError(
                self.name,
                SourceCause.EMPTY,
                f"The practice world has no towns in {query.place.name}; name a city, for example “in Buffalo”.",
            )
        fitting = (one for one in _make(query, towns) if _fits(one, query))
        return tuple(islice(fitting, query.limit))


def _list_towns(place: Place) -> tuple[Place, ...]:
    if place.kind is PlaceKind.CITY:
        return (place,)
    if place.kind is PlaceKind.ZIP:
        town = post_town(place)
        return (town,) if town else ()
    return tuple(places_in(place, PlaceKind.CITY)[:_MOST_TOWNS])


def _make(query: SourceQuery, towns: tuple[Place, ...]) -> Iterator[FoundCompany]:
    """One firm of each town in turn, so that the first of a long list are not all in one town.

    The world has no end, so a search for what is not in it must have one.
    """
    most = (2 * query.limit + len(query.known_keys) + _SPARE) // len(towns)
    rows = [_make_in(query, town, most) for town in towns]
    for row in cycle(rows):
        firm = next(row, None)
        if firm is None:
            return
        yield firm


def _make_in(query: SourceQuery, town: Place, most: int) -> Iterator[FoundCompany]:
    """The firms of a town. Each page makes those before it again, so pages double instead of staying small."""
    made, page = 0, _PAGE
    while made < most:
        for one in make_companies(query.trade.id, town, page, skip=made):
            is_zip = query.place.kind is PlaceKind.ZIP
            yield replace(one, postal_code=query.place.name) if is_zip else one
        made, page = made + page, made + page


def _fits(one: FoundCompany, query: SourceQuery) -> bool:
    size, words = one.employees or 0, f"{one.name} {one.news}".casefold()
    return (
        company_key(one.name, one.city, one.state, one.country) not in query.known_keys
        and (query.min_employees is None or size >= query.min_employees)
        and (query.max_employees is None or 0 < size <= query.max_employees)
        and all(word.casefold() in words for word in query.keywords)
    )
