"""Repeatable chance: the same key gives the same draws on every machine and Python version."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

# Which of the possible practice worlds is ours: one in which a newcomer's first list (healthcare firms in Buffalo)
# has people to write to at nearly every firm, and answers of many kinds.
_WORLD = "world 2279"


class Dice:
    """A stream of draws that depends on nothing but its key (sha256 in counter mode, never Python's hash())."""

    def __init__(self, *key: str | int) -> None:
        self._key = "\x1f".join((_WORLD, *(str(part) for part in key)))
        self._count = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._key}\x1f{self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def share(self) -> float:
        """A number from 0 up to (not including) 1."""
        return self.below(1_000_000) / 1_000_000

    def happens(self, chance: float) -> bool:
        """Whether something of that chance (0..1) comes true."""
        return self.share() < chance

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[T, int]]) -> T:
        """One of the items, each as likely as its weight."""
        left = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            left -= weight
            if left < 0:
                return item
        raise AssertionError("weights must be positive")
