"""How words of a trade are read: tokens, plurals and possessives folded away, British spelling, typing errors."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|&")

# Words that follow a trade and add nothing: "insurance companies", "plumbing businesses".
_NOISE_TEXT = """
    firm company business provider organization organisation enterprise outfit operator corporation corp co
    industry sector establishment supplier vendor shop office agency group chain brand owner prospect lead
    account client customer practice service specialist professional
"""
NOISE = frozenset(_NOISE_TEXT.split())

_SPELLINGS = {
    "centre": "center",
    "tyre": "tire",
    "jeweller": "jeweler",
    "jewellery": "jewelry",
    "moulder": "molder",
    "labour": "labor",
    "theatre": "theater",
    "organisation": "organization",
    "mfg": "manufacturing",
    "attorney's": "attorney",
    "cafeteria": "cafe",
    "adviser": "advisor",
}

# Everyday words of the chat that lie one letter from a trade word; they are never "put right".
_EVERYDAY_TEXT = """
    find search score draft drafts email emails report reports export import approve reject contact contacts
    please around within between county state street founder market markets better letter letters matter number
    numbers second seconds person people member meeting status result results select selected return message
    messages another without should would could their there these those where which while about after before
    under using other others every never always maybe thanks sending reply replies price prices county country
    together weather filter filters bigger smaller larger largest employee employees center tables table trader
    trainee showing shown moving closer closest nearest nearby western eastern northern southern central metro
    downtown listed listing online offline undone finest interest interested retire retired retired rental
    server servers sector sectors venture ventures partner partners patient patients minutes minute monday
    friday sunday
"""
_EVERYDAY = frozenset(_EVERYDAY_TEXT.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its folded stem and where it stands. `is_name`: capitalised inside a sentence, so likely a name."""

    stem: str
    start: int
    end: int
    is_name: bool


def read_tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, each as its stem."""
    is_shouted = text.upper() == text
    return tuple(
        Token(
            stem_word(found.group()),
            found.start(),
            found.end(),
            found.start() > 0 and found.group()[0].isupper() and not is_shouted,
        )
        for found in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=4096)
def stem_word(word: str) -> str:
    """A word without case, accents, possessive and plural. Only meant to compare words with, not to be shown."""
    if word == "&":
        return "and"
    plain = unicodedata.normalize("NFKD", word.lower()).replace("’", "'")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).rstrip("'").removesuffix("'s")
    plain = _SPELLINGS.get(plain, plain)
    single = _singular(plain.replace("'", ""))
    return _SPELLINGS.get(single, single)


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("ie"):
        return word[:-2] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


@lru_cache(maxsize=4096)
def correct_word(stem: str, vocabulary: frozenset[str]) -> str:
    """The one known word that a mistyped word is near to, or the word as it is.

    One slip in a word of five letters or more, two in nine or more; the first letter must hold and the nearest word
    must be alone.
    """
    if len(stem) < 5 or stem in vocabulary or stem in _EVERYDAY or not stem.isalpha():
        return stem
    most = 2 if len(stem) >= 9 else 1
    near: dict[str, int] = {}
    for word in vocabulary:
        if word[0] == stem[0] and abs(len(word) - len(stem)) <= most:
            distance = OSA.distance(stem, word, score_cutoff=most)
            if distance <= most:
                near[word] = distance
    if not near:
        return stem
    best = min(near.values())
    nearest = [word for word, distance in near.items() if distance == best]
    return nearest[0] if len(nearest) == 1 else stem
