"""The one place that reads the clock. Everything else is handed a Clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that a practice workspace may move: the base clock plus an offset read from the ledger."""

    def __init__(self, base: Clock, offset: timedelta = timedelta()) -> None:
        self._base = base
        self.offset = offset

    def now(self) -> datetime:
        return self._base.now() + self.offset


def elapsed_ms(started: float) -> float:
    """Milliseconds since a value of `stopwatch()`."""
    return (time.perf_counter() - started) * 1000


def stopwatch() -> float:
    """A monotonic starting point for `elapsed_ms`, in seconds."""
    return time.perf_counter()
