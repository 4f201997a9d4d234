"""Makes up the name of a practice firm from its trade's style and its place."""

from reference.names import GIVEN_NAMES, SURNAMES
from tools.practice.dice import Dice
from tools.practice.name_words import list_words
from tools.practice.styles import Style

_ENDINGS = ("", "", "", "", "", " LLC", " Inc.", " Co.")


def build_name(style: Style, tail: str, city: str, state: str, dice: Dice) -> str:
    """A firm's name that ends in one of the style's tails: "Kowalski & Sons Roofing", "Queen City Dental"."""
    shape = dice.pick(style.shapes)
    name = _shapes(shape, tail, style, (city, state), dice)
    if style.mood in ("trade", "tech") and shape != "S" and not name.endswith(("Co.", "Company")):
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
        return _join(dice.pick(list_words("saint")), tail)
    if shape == "T":
        return _join(_possessive(dice.pick(GIVEN_NAMES)), tail)
    if shape == "X":
        return _join(dice.pick(list_words("coined head")) + dice.pick(list_words("coined end")), tail)
    fitting = [
        words for words in list_words("evocative", style.mood) if not set(words.split()) & set(tail.split()) - {"&"}
    ]
    return _join(dice.pick(fitting), tail)


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
    regional = list_words("regional", f"{city}, {state}") + list_words("regional", state)
    return dice.pick(regional if regional and dice.happens(0.45) else list_words("landmark"))


def _possessive(given: str) -> str:
    return f"{given}'" if given.endswith("s") else f"{given}'s"


def _join(front: str, tail: str) -> str:
    """Front and tail; a word that ends the one and begins the other stands once."""
    words, tail_words = front.split(), tail.split()
    return " ".join([*words, *(tail_words[1:] if words[-1] == tail_words[0] else tail_words)])
