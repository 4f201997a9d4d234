"""Reads name_words.txt: the evocative words, landmarks, streets and area codes that practice firms are made of."""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "name_words.txt"


def list_words(kind: str, key: str = "") -> tuple[str, ...]:
    """The words of a list such as "street", or of its part for a mood, a state or a "City, ST"; empty when none."""
    return _load_words().get((kind, key), ())


@cache
def _load_words() -> dict[tuple[str, str], tuple[str, ...]]:
    lists: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, key, words = (cell.strip() for cell in line.split("|"))
            lists[kind, key] = tuple(word.strip() for word in words.split(";"))
    return lists
