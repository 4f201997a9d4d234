"""Makes up the name of a practice firm from its trade's style and its place."""

from reference.names import GIVEN_NAMES, SURNAMES
from tools.practice.dice import Dice
from tools.practice.name_words import (
    CITY_WORDS,
    COINED_ENDS,
    COINED_HEADS,
    EVOCATIVE,
    LANDMARKS,
    SAINTS,
    STATE_WORDS,
)
from tools.practice.styles import Style

# Shapes that name a place of worship or care after a saint stay rare outside these tails.
_ENDINGS = ("", "", "", "", "", " LLC", " Inc.", " Co.")


def build_name(style: Style, city: str, state: str, dice: Dice) -> str:
    """A firm's name, such as "Kowalski & Sons Roofing", "Queen City Dental" or "Copper Kettle Tavern"."""
    shape = dice.pick(style.shapes)
    tail = dice.pick(style.tails)
    name = _shapes(shape, tail, style, (city, state), dice)
    if style.mood in ("trade", "office", "tech") and shape not in "LS" and not name.endswith(("Co.", "Company", "CPAs")):
        name += dice.pick(_ENDINGS)
    return name


def _shapes(shape: str, tail: str, style: Style, place: tuple[str, str], dice: Dice) -> str:
    if shape in "FBPL":
        return _after_people(shape, tail, dice)
    if shape == "C":
        return _after_city(tail, place[0], dice)
    if shape == "G":
        return _join(_landmark(*place, dice), tail)
    if shape == "S":
        return _join(dice.pick(SAINTS), tail)
    if shape == "T":
        return _join(_possessive(dice.pick(GIVEN_NAMES)), tail)
    if shape == "X":
        return _join(dice.pick(COINED_HEADS) + dice.pick(COINED_ENDS), tail)
    return _join(dice.pick(EVOCATIVE[style.mood]), tail)


def _after_people(shape: str, tail: str, dice: Dice) -> str:
    one, two, three = (dice.pick(SURNAMES) for _ in range(3))
    if two == one or three in (one, two):
        return _join(one, tail)
    if shape == "F":
        return _join(dice.pick((one, one, f"{dice.pick(GIVEN_NAMES)} {one}", _initialed(one, dice))), tail)
    if shape == "B":
        return _join(dice.pick((f"{one} Brothers", f"{one} & Sons", f"{one} Family", f"{one} & {two}", one)), tail)
    if shape == "P":
        return _join(f"{one} & {two}", tail)
    return dice.pick((f"{one}, {two} & {three}", _join(f"{one} & {two}", tail), f"{one} {two} LLP", _join(one, tail)))


def _initialed(surname: str, dice: Dice) -> str:
    return f"{dice.pick('ABCDEGHJKLMNPRSTVW')}. {surname}"


def _after_city(tail: str, city: str, dice: Dice) -> str:
    if city in tail:
        return tail
    front = dice.pick((city, city, f"Greater {city}", f"{dice.pick(('North', 'South', 'East', 'West'))} {city}"))
    return _join(front, tail)


def _landmark(city: str, state: str, dice: Dice) -> str:
    regional = CITY_WORDS.get(f"{city}, {state}", ()) + STATE_WORDS.get(state, ())
    return dice.pick(regional if regional and dice.happens(0.45) else LANDMARKS)


def _possessive(given: str) -> str:
    return f"{given}'" if given.endswith("s") else f"{given}'s"


def _join(front: str, tail: str) -> str:
    """Front and tail; a word that ends the one and starts the other stands once ("Old Mill Mill Works")."""
    words = front.split()
    tail_words = [word for word in tail.split() if word not in words]
    if tail.startswith("&"):
        tail_words = tail.split()
    return " ".join([*words, *tail_words])
