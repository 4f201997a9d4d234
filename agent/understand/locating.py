"""The place of a search: canonical text such as "Buffalo, NY", or the question when it is unknown or ambiguous."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from agent.understand.scene import Scene
from agent.understand.tables import phrases
from agent.understand.text import Span
from reference.places import Place, PlaceKind, PlaceMatch, find_place_by_id, find_places, scan_places
from reference.trades import scan_trades

_JOINED = re.compile(r"\s*(?:,|and|or|&|\+|, and|plus)\s*(?:in |near )?")


@dataclass(frozen=True, slots=True)
class Located:
    """What was found: `text` when it is one place, else a `question` with `options`; `rest` is the text without it."""

    rest: str
    text: str = ""
    question: str = ""
    options: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    sureness: float = 1.0


def locate(span: Span, scene: Scene) -> Located:
    """The place named in a stretch of text. An unknown word after "in" is asked about, never ignored."""
    here = phrases("here").search(span.low)
    if here:
        rest = _without(span.low, here.start(), here.end())
        if scene.home_region:
            return Located(rest, scene.home_region, sureness=0.9)
        return Located(
            rest, question='Where are you? Give me a city, county, state or ZIP code, for example "in Buffalo".'
        )
    match, preposition = _choose(span)
    if match is None:
        unknown = phrases("unknown_place").search(span.low)
        if not unknown:
            return Located(span.low)
        name = span.cut(unknown.start(1), unknown.end(1)).raw
        question = f"I don't know a place called {name}; give me a city, county, state or ZIP code."
        return Located(_without(span.low, unknown.start(), unknown.end()), question=question)
    return _settle(span, match, preposition, scene)


def _settle(span: Span, match: PlaceMatch, preposition: int | None, scene: Scene) -> Located:
    """One place, or the question which of several."""
    rest = _without(span.low, preposition if preposition is not None else match.start, match.end)
    place = _decide(match, scene)
    if place is not None:
        sureness = 1.0 if preposition is not None else 0.93
        rest, more = _take_more(span, rest, match, place)
        return Located(rest, render_place(place), more=more, sureness=sureness)
    options = tuple(dict.fromkeys(render_place(place) for place in match.places[:4]))
    said = span.raw[match.start : match.end].strip()
    return Located(rest, question=f"Which {said} do you mean: {' or '.join(options)}?", options=options)


_BARE = re.compile(
    r"(?:^|\b(?:for|in|about|do|try|now|and|with) )(?P<name>[a-z][a-z .'-]{2,40}?)(?: (?:please|"
    r"instead|now|too|next))?$"
)


def locate_bare(span: Span, scene: Scene) -> Located:
    """A place that stands alone where one is expected ("same for albany"), also in lower case."""
    match = next((found for found in _BARE.finditer(span.low.rstrip(" ,"))), None)
    if not match or scan_trades(match["name"]):
        return Located(span.low)
    places = find_places(match["name"])
    if not places or fuzz.ratio(places[0].name.lower(), match["name"]) < 75:
        return Located(span.low)
    found = scan_places("in " + match["name"].title())
    is_ambiguous = found[0].is_ambiguous if found else False
    return _settle(span, PlaceMatch(places, match.start("name"), match.end("name"), is_ambiguous), match.start(), scene)


def _without(low: str, start: int, end: int) -> str:
    return low[:start] + " " * (end - start) + low[end:]


def _choose(span: Span) -> tuple[PlaceMatch | None, int | None]:
    """The place match to believe: the last one after a preposition, else one that stands alone."""
    matches = scan_places(span.raw)
    prepositions = {found.end(): found.start() for found in phrases("place_preposition").finditer(span.low)}
    for match in reversed(matches):
        if match.start in prepositions:
            return match, prepositions[match.start]
    if phrases("unknown_place").search(span.low):
        return None, None
    return (matches[-1], None) if matches else (None, None)


def _take_more(span: Span, rest: str, first: PlaceMatch, place: Place) -> tuple[str, tuple[str, ...]]:
    """The places joined to the first ("in Buffalo and Rochester"); its state settles an ambiguous one."""
    more: list[str] = []
    end = first.end
    for match in scan_places(span.raw):
        if match.start < end or not _JOINED.fullmatch(span.low[end : match.start]):
            continue
        near = (
            [found for found in match.places if found.state == place.state]
            if match.is_ambiguous
            else list(match.places)
        )
        if not near:
            break
        more.append(render_place(near[0]))
        rest = _without(rest, end, match.end)
        end = match.end
    return rest, tuple(more)


def _decide(match: PlaceMatch, scene: Scene) -> Place | None:
    """The one place meant; the home region or the search before may settle an ambiguous name."""
    if not match.is_ambiguous or len(match.places) == 1:
        return match.places[0]
    known = [scene.wish.location] if scene.wish and scene.wish.location else []
    for region in [*known, scene.home_region]:
        state = _state_of(region)
        fitting = [place for place in match.places if state and state in (place.state, render_place(place))]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _state_of(region: str) -> str:
    return region.rsplit(",", 1)[-1].strip()


def render_place(place: Place) -> str:
    """The canonical text: "Buffalo, NY", "Erie County, NY", "14201", "New York", "Berlin, Germany"."""
    if place.kind is PlaceKind.STATE:
        return _render_state(place)
    if place.kind in (PlaceKind.ZIP, PlaceKind.COUNTRY, PlaceKind.REGION):
        return place.name
    tail = place.state if place.country in ("US", "CA") else _country_name(place.country)
    return f"{place.name}, {tail}" if tail else place.name


@cache
def _render_state(place: Place) -> str:
    """The name, with "State" after it where the name alone means a city ("New York")."""
    first = find_places(place.name, 1)
    return place.name if first and first[0].id == place.id else f"{place.name} State"


@cache
def _country_name(code: str) -> str:
    country = find_place_by_id(f"country/{code}")
    return country.name if country else code
