"""How names of places are folded so that "Saint-Louis", "St. Louis" and "st louis" are the same key."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_DROPPED = re.compile(r"[.'’ʻ`]")
_BREAK = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A name without case, accents and punctuation, with saint, fort and mount cut short."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [_SHORT.get(word, word) for word in _BREAK.sub(" ", _DROPPED.sub("", plain)).split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)
