"""Benches: measured milliseconds of one thing done many times, with the machine and the date beside them.

A bench is timed here only; the figures to keep are in the closing notes, never in a test.
"""

import os
import platform
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from rich.console import RenderableType
from rich.table import Table

from domain.clock import Clock, elapsed_ms, stopwatch

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Base:
    """What the bench is compared with: a figure in milliseconds, and where it comes from."""

    ms: float
    source: str


@dataclass(frozen=True, slots=True)
class Bench:
    """A named bench. `prepare` sets up, gives the work that is timed, and tidies up; `unit` says what one run does."""

    name: str
    unit: str
    prepare: Callable[[], AbstractContextManager[Work]]
    runs: int
    warm_ups: int = 1
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of one bench. `ratio` is base / p50: above 1 is quicker than the base."""

    name: str
    unit: str
    runs: int
    p50_ms: float
    p95_ms: float
    most_ms: float
    base: Base | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class BenchReport:
    """What was measured, on which machine, when."""

    machine: str
    at: datetime
    rows: tuple[Measured, ...]


def run_benches(benches: Sequence[Bench], clock: Clock) -> BenchReport:
    """Runs them one after the other."""
    return BenchReport(describe_machine(), clock.now(), tuple(measure(bench) for bench in benches))


def measure(bench: Bench) -> Measured:
    """Warms up, then times each run by itself."""
    with bench.prepare() as work:
        for _ in range(bench.warm_ups):
            work()
        samples = [_time_once(work) for _ in range(bench.runs)]
    p50 = percentile(samples, 50)
    ratio = bench.base.ms / p50 if bench.base and p50 else None
    return Measured(bench.name, bench.unit, bench.runs, p50, percentile(samples, 95), max(samples), bench.base, ratio)


def _time_once(work: Work) -> float:
    started = stopwatch()
    work()
    return elapsed_ms(started)


def percentile(samples: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile: the smallest sample that `percent` of the samples do not exceed."""
    rank = max(1, -(-len(samples) * percent // 100))
    return sorted(samples)[rank - 1]


def describe_machine() -> str:
    """Cores, system and Python, without anything that names the machine."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def render_table(report: BenchReport) -> RenderableType:
    """The report as a person reads it."""
    title = f"{report.machine}, {report.at:%Y-%m-%d %H:%M} UTC"
    table = Table("bench", "one run is", title=title, title_justify="left")
    for heading in ("runs", "p50 ms", "p95 ms", "max ms", "ratio"):
        table.add_column(heading, justify="right")
    for row in report.rows:
        ratio = f"{row.ratio:.1f}x {row.base.source}" if row.ratio is not None and row.base else ""
        figures = (f"{row.p50_ms:.2f}", f"{row.p95_ms:.2f}", f"{row.most_ms:.2f}")
        table.add_row(row.name, row.unit, str(row.runs), *figures, ratio)
    return table
