"""Which firms fit a search: trade, place, size, open, and each firm once. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.company import FoundCompany
from domain.directory import Area, city_key, county_key
from domain.errors import Correctable
from domain.identity import company_key, domain_of
from reference.place_table import list_member_ids
from reference.places import Place, PlaceKind, find_place_by_id, find_places
from reference.trades import Trade, covers, find_trade, list_trades

# The five boroughs are counties of their own, and files write the city without the word.
_NEW_YORK_CITY = "city/5128581"
_BOROUGHS = ("New York", "Kings", "Queens", "Bronx", "Richmond")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search in exact terms."""

    trade: Trade
    trades: tuple[str, ...]
    place: Place
    areas: tuple[Area, ...]
    count: int
    keywords: tuple[str, ...] = ()
    min_employees: int | None = None
    max_employees: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What tells the firms apart that a search must not bring again."""

    keys: frozenset[str]
    sites: frozenset[tuple[str, str]]


def read_trade(industry: str) -> Trade:
    """The trade that an id or plain words stand for; raises Correctable when there is none."""
    for trade in list_trades():
        if trade.id == industry:
            return trade
    found = find_trade(industry)
    if found is None:
        raise Correctable(
            f"I don't know a kind of firm called “{industry}”; name it plainly, such as dentists or hotels."
        )
    return found


def read_place(location: str) -> Place:
    """The place that words stand for; raises Correctable when nobody knows it."""
    places = find_places(location, limit=1)
    if not places:
        raise Correctable(
            f"I don't know a place called “{location}”; give me a city with its state, a county, a state or a ZIP code."
        )
    return places[0]


def list_covered(trade: Trade) -> tuple[str, ...]:
    """The ids of the trade and of all trades below it."""
    return tuple(one.id for one in list_trades() if covers(trade.id, one.id))


def list_areas(place: Place) -> tuple[Area, ...]:
    """The pieces of the map that make up the place; outside the US and Canada states are not told apart."""
    state = place.state if place.country in ("US", "CA") else ""
    match place.kind:
        case PlaceKind.CITY:
            town = Area(country=place.country, state=state, city=place.name)
            if place.id != _NEW_YORK_CITY:
                return (town,)
            boroughs = tuple(Area(country="US", state="NY", county=name) for name in _BOROUGHS)
            return (town, Area(country="US", state="NY", city="New York"), *boroughs)
        case PlaceKind.COUNTY:
            return (Area(country=place.country, state=state, county=place.name),)
        case PlaceKind.STATE:
            return (Area(country=place.country, state=place.state),)
        case PlaceKind.ZIP:
            return (Area(country=place.country, postal_code=place.name),)
        case PlaceKind.COUNTRY:
            return (Area(country=place.country),)
        case PlaceKind.REGION:
            members = [find_place_by_id(member) for member in list_member_ids(place)]
            return tuple(area for member in members if member for area in list_areas(member))


def is_in(area: Area, one: FoundCompany) -> bool:
    """Whether the firm's own address lies in the area; an address that does not say is outside."""
    return (
        (not area.country or one.country == area.country)
        and (not area.state or one.state.casefold() == area.state.casefold())
        and (not area.county or county_key(one.county) == county_key(area.county))
        and (not area.city or city_key(one.city) == city_key(area.city))
        and (not area.postal_code or one.postal_code[: len(area.postal_code)] == area.postal_code)
    )


def choose(candidates: Iterable[FoundCompany], wanted: Wanted, known: Known, most: int) -> list[FoundCompany]:
    """The first `most` candidates that fit and that neither the ledger nor an earlier candidate is."""
    keys, sites = set(known.keys), set(known.sites)
    chosen: list[FoundCompany] = []
    for one in candidates:
        if len(chosen) >= most:
            break
        key, site = key_of(one), site_of(one)
        if key in keys or (site is not None and site in sites) or not fits(one, wanted):
            continue
        keys.add(key)
        if site is not None:
            sites.add(site)
        chosen.append(one)
    return chosen


def fits(one: FoundCompany, wanted: Wanted) -> bool:
    """Whether the firm is open and of the trade, place and size that were asked for."""
    return (
        one.is_open
        and one.trade in wanted.trades
        and any(is_in(area, one) for area in wanted.areas)
        and (wanted.min_employees is None or (one.employees or 0) >= wanted.min_employees)
        and (wanted.max_employees is None or 0 < (one.employees or 0) <= wanted.max_employees)
    )


def key_of(one: FoundCompany) -> str:
    return company_key(one.name, one.city, one.state, one.country)


def site_of(one: FoundCompany) -> tuple[str, str] | None:
    """Website and city: two firms that share both are one prospect."""
    domain = domain_of(one.website)
    return (domain, city_key(one.city)) if domain else None


def list_wider(place: Place) -> Sequence[Place]:
    """Where else to look when a town or ZIP code has too few: its county, then its state."""
    if place.country != "US" or place.kind not in (PlaceKind.CITY, PlaceKind.ZIP, PlaceKind.COUNTY):
        return ()
    phrases = [f"{place.county}, {place.state}"] if place.kind is not PlaceKind.COUNTY and place.county else []
    found = [find_places(phrase, limit=1) for phrase in phrases]
    state = find_place_by_id(f"state/US-{place.state}")
    wider = [places[0] for places in found if places and places[0].kind is PlaceKind.COUNTY]
    return [*wider, *([state] if state else [])]


def render_place(place: Place) -> str:
    """Buffalo, NY; Erie County, NY; 14201; New York State; Berlin, Germany: words that are understood when typed."""
    if place.kind is PlaceKind.STATE:
        first = find_places(place.name, limit=1)
        return place.name if first and first[0].id == place.id else f"{place.name} State"
    if place.kind in (PlaceKind.ZIP, PlaceKind.COUNTRY, PlaceKind.REGION):
        return place.name
    country = find_place_by_id(f"country/{place.country}")
    tail = place.state if place.country in ("US", "CA") else country.name if country else ""
    return f"{place.name}, {tail}" if tail else place.name
