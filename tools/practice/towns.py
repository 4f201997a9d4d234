"""Where practice firms stand: the towns of a place and their ZIP codes."""

from functools import lru_cache

from reference.places import Place, PlaceKind, places_in, places_near, post_town
from tools.practice.dice import Dice

_MOST_TOWNS = 40
_MOST_CODES = 10


def pick_town(place: Place, dice: Dice) -> Place:
    """The place itself when it is a city, else one of the larger towns in it; larger ones more often."""
    towns = _list_towns(place)
    return towns[min(dice.below(len(towns)), dice.below(len(towns)))]


def pick_postal_code(place: Place, town: Place, dice: Dice) -> str:
    """The ZIP code that was asked for, else one close to the middle of the town; empty outside the US."""
    if place.kind is PlaceKind.ZIP:
        return place.name
    codes = _list_codes(town)
    return dice.pick(codes) if codes else ""


@lru_cache(maxsize=256)
def _list_towns(place: Place) -> tuple[Place, ...]:
    if place.kind is PlaceKind.CITY:
        return (place,)
    if place.kind is PlaceKind.ZIP:
        return (post_town(place) or place,)
    return places_in(place)[:_MOST_TOWNS] or (place,)


@lru_cache(maxsize=1024)
def _list_codes(town: Place) -> tuple[str, ...]:
    if town.country != "US":
        return ()
    for miles in (4, 12, 30):
        near = [code for code in places_near(town, miles, PlaceKind.ZIP) if code.state == town.state]
        own = [code for code in near if (found := post_town(code)) is not None and found.id == town.id] or near
        if own:
            return tuple(code.name for code in own[:_MOST_CODES])
    return ()
