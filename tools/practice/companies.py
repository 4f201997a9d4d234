"""The firms of the practice world: for any trade and place the same ones each time."""

import math
from collections import Counter
from dataclasses import replace

from domain.company import FoundCompany
from reference.places import Place
from reference.trades import Trade
from tools.practice.dice import Dice
from tools.practice.name_words import list_words
from tools.practice.naming import build_name
from tools.practice.news import News, build_news
from tools.practice.spelling import build_slug
from tools.practice.styles import Style, build_style, list_members
from tools.practice.towns import pick_postal_code, pick_town

SOURCE = "practice"


def make_companies(trade_id: str, place: Place, count: int, skip: int = 0) -> tuple[FoundCompany, ...]:
    """Firms number skip to skip + count - 1 of a trade in a place; a sector gives a mix of the trades below it.

    Raises Correctable for a trade that the taxonomy does not know.
    """
    members = list_members(trade_id)
    taken: set[str] = set()
    tails: Counter[str] = Counter()
    firms: list[FoundCompany] = []
    for index in range(skip + count):
        dice = Dice("company", trade_id, place.id, index)
        trade = dice.pick(members)
        style = build_style(trade)
        town = pick_town(place, dice)
        fewest = min(tails[tail] for tail in style.tails)
        tail = dice.pick([tail for tail in style.tails if tails[tail] == fewest])
        tails[tail] += 1
        name = _free_name(style, tail, town, taken, dice)
        taken.update((_bare(name), name.split()[0]))
        if index >= skip:
            url = f"practice://{trade_id}/{place.id}/{index}"
            code = pick_postal_code(place, town, Dice("postal code", url))
            firms.append(replace(_make(trade, style, name, town, url), postal_code=code))
    return tuple(firms)


def _free_name(style: Style, tail: str, town: Place, taken: set[str], dice: Dice) -> str:
    """A name no earlier firm of the list has, with a first word that none has as long as there are such."""
    for attempt in range(60):
        name = build_name(style, tail, town.name, town.state, dice)
        if _bare(name) not in taken and (attempt > 20 or name.split()[0] not in taken):
            return name
    # All names of a small trade are used up: the street tells the rest apart.
    for street in list_words("street"):
        if _bare(f"{name} {street}") not in taken:
            return f"{name} {street}"
    return f"{name} {len(taken) + 1}"


def _bare(name: str) -> str:
    """The name without its legal form, as it stands in a domain."""
    for ending in (" LLC", " LLP", " Inc.", " Co."):
        name = name.removesuffix(ending)
    return build_slug(name)


def _make(trade: Trade, style: Style, name: str, place: Place, source_url: str) -> FoundCompany:
    dice = Dice("details", source_url)
    employees = _employees(style, dice)
    has_website, knows_size, has_street = dice.happens(0.93), dice.happens(0.9), dice.happens(0.96)
    return FoundCompany(
        name=name,
        source=SOURCE,
        source_url=source_url,
        city=place.name,
        state=place.state,
        country=place.country,
        county=place.county,
        street=f"{dice.between(1, 60) * dice.pick((3, 7, 11, 25))} {dice.pick(list_words('street'))}"
        if has_street
        else "",
        latitude=round(place.latitude + (dice.share() - 0.5) * 0.08, 5),
        longitude=round(place.longitude + (dice.share() - 0.5) * 0.1, 5),
        phone=_phone(place, source_url) if dice.happens(0.95) else "",
        website=f"https://www.{build_domain(name, place)}" if has_website else "",
        trade=trade.id,
        employees=employees if knows_size else None,
        sites=_sites(style, employees, dice),
        news=build_news(News(name, trade, style.mood, place.name, employees), dice) if dice.happens(0.5) else "",
    )


def build_domain(name: str, place: Place) -> str:
    """The firm's domain under .example; it holds the city (or the state) so that namesakes elsewhere differ."""
    where = place.state or place.country if place.name in name else place.name
    return f"{_bare(name)}-{build_slug(where)}.example"


def _employees(style: Style, dice: Dice) -> int:
    """Small firms are commoner than large ones, so the size is drawn on a log scale."""
    low, high = math.log(style.low), math.log(style.high)
    size = round(math.exp(low + (high - low) * (dice.share() + dice.share()) / 2))
    return size if size < 60 else round(size / 5) * 5


def _sites(style: Style, employees: int, dice: Dice) -> int | None:
    """Mostly one; more for the larger firms of a trade; sometimes not known."""
    if dice.happens(0.2):
        return None
    if style.most_sites == 1 or employees < (style.low + style.high) / 6 or dice.happens(0.5):
        return 1
    return dice.between(2, style.most_sites)


def _phone(place: Place, source_url: str) -> str:
    """A number kept free for fiction (555-0100 to 555-0199), counted up so that firms of one list rarely share one."""
    codes = list_words("area code", f"{place.name}, {place.state}") or list_words("area code", place.state)
    if not codes or place.country != "US":
        return ""
    list_url, _, index = source_url.rpartition("/")
    return f"+1 {codes[0]} 555-01{(Dice('phone', list_url).below(100) + int(index)) % 100:02d}"
