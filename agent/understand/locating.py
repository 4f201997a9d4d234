"""The place of a search: canonical text such as "Buffalo, NY", or the question when it is unknown or ambiguous."""

import re
from dataclasses import dataclass

from agent.understand.scene import Scene
from agent.understand.text import Span
from reference.places import Place, PlaceKind, PlaceMatch, scan_places

_PREPOSITION = re.compile(
    r"\b(?:in|near|around|within|from|across|throughout|at|outside|close to|for|about)(?: and around)?(?: the)?(?: (?:city|town|state|county|area|region|greater|downtown|zip code|zip|suburbs) ?(?:of )?(?:around )?)*\s+"
)
_HERE = re.compile(r"\b(?:near(?:by)?(?: (?:me|us|here))?|around (?:me|us|here)|in (?:my|our) (?:area|region|city|town|state|neighbou?rhood)|locally|close to (?:me|us|home)|at home)\b")
_UNKNOWN = re.compile(r"\b(?:in|near|around|at|from|within|outside)\s+(?!the\b|a\b|my\b|our\b|these|those|this|that|them|it\b|order|case|total|general|batch)([a-z][\w'.-]*(?: (?!with|that|and|who|which|for|please)[a-z][\w'.-]*){0,2})")


@dataclass(frozen=True, slots=True)
class Located:
    """What was found: `text` when it is one place, else a `question` with `options`; `rest` is the text without it."""

    rest: str
    text: str = ""
    question: str = ""
    options: tuple[str, ...] = ()
    sureness: float = 1.0


def locate(span: Span, scene: Scene) -> Located:
    """The place named in a stretch of text. An unknown word after "in" is asked about, never ignored."""
    here = _HERE.search(span.low)
    if here:
        rest = _without(span.low, here.start(), here.end())
        if scene.home_region:
            return Located(rest, scene.home_region, sureness=0.9)
        return Located(rest, question="Where are you? Give me a city, county, state or ZIP code, for example \"in Buffalo\".")
    match, preposition = _choose(span)
    if match is None:
        unknown = _UNKNOWN.search(span.low)
        if not unknown:
            return Located(span.low)
        name = span.cut(unknown.start(1), unknown.end(1)).raw
        question = f"I don't know a place called {name}; give me a city, county, state or ZIP code."
        return Located(_without(span.low, unknown.start(), unknown.end()), question=question)
    rest = _without(span.low, preposition if preposition is not None else match.start, match.end)
    place = _decide(match, scene)
    if place is not None:
        return Located(rest, render_place(place), sureness=1.0 if preposition is not None else 0.93)
    options = tuple(dict.fromkeys(render_place(place) for place in match.places[:4]))
    said = span.raw[match.start : match.end].strip()
    return Located(rest, question=f"Which {said} do you mean: {' or '.join(options)}?", options=options)


def _without(low: str, start: int, end: int) -> str:
    return low[:start] + " " * (end - start) + low[end:]


def _choose(span: Span) -> tuple[PlaceMatch | None, int | None]:
    """The place match to believe: the last one after a preposition, else one that stands alone."""
    matches = scan_places(span.raw)
    for match in reversed(matches):
        for preposition in _PREPOSITION.finditer(span.low):
            if preposition.end() == match.start:
                return match, preposition.start()
    if _UNKNOWN.search(span.low):
        return None, None
    return (matches[-1], None) if matches else (None, None)


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
    if place.kind in (PlaceKind.ZIP, PlaceKind.STATE, PlaceKind.COUNTRY):
        return place.name
    tail = place.state if place.country == "US" else place.country
    return f"{place.name}, {tail}" if tail and not place.name.endswith(f", {tail}") else place.name
