"""A bench times what it says and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from domain.errors import Correctable
from evals.bench import Base, Bench, Work, measure, percentile, render_table, run_benches
from evals.benches import BENCHES, choose_benches


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


class Counted:
    """A bench's preparation that counts what was done with it."""

    def __init__(self) -> None:
        self.works = 0
        self.is_tidy = False

    @contextmanager
    def prepare(self) -> Iterator[Work]:
        yield self._work
        self.is_tidy = True

    def _work(self) -> None:
        self.works += 1


def test_each_run_is_timed_after_the_warm_up_and_tidied_up() -> None:
    counted = Counted()
    row = measure(Bench("count", "one step", counted.prepare, runs=5, warm_ups=2))
    assert (counted.works, counted.is_tidy, row.runs) == (7, True, 5)
    assert 0 <= row.p50_ms <= row.p95_ms <= row.most_ms


def test_the_ratio_says_how_much_quicker_than_the_base() -> None:
    row = measure(Bench("count", "one step", Counted().prepare, runs=5, base=Base(1000.0, "by hand")))
    assert row.ratio == pytest.approx(1000.0 / row.p50_ms)


def test_without_a_base_there_is_no_ratio() -> None:
    assert measure(Bench("count", "one step", Counted().prepare, runs=1)).ratio is None


def test_the_table_names_machine_date_and_base() -> None:
    bench = Bench("count", "one step", Counted().prepare, runs=1, base=Base(1000.0, "by hand"))
    console = Console(width=160)
    with console.capture() as capture:
        console.print(render_table(run_benches([bench], FixedClock())))
    printed = capture.get()
    assert "2026-11-20 09:30 UTC" in printed
    assert "cores" in printed
    assert "by hand" in printed


def test_a_percentile_is_the_nearest_rank() -> None:
    samples = [float(value) for value in range(1, 21)]
    assert (percentile(samples, 50), percentile(samples, 95), percentile([7.0], 95)) == (10.0, 19.0, 7.0)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
def test_a_percentile_is_always_one_of_the_samples(samples: list[float], percent: int) -> None:
    value = percentile(samples, percent)
    assert value in samples
    assert sum(sample <= value for sample in samples) * 100 >= percent * len(samples)


def test_an_unknown_bench_is_told_with_the_names_there_are() -> None:
    with pytest.raises(Correctable, match="parse"):
        choose_benches("nothing")


def test_bench_names_are_distinct() -> None:
    assert len({bench.name for bench in BENCHES}) == len(choose_benches(None))
