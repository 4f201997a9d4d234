"""A bench times what it says and nothing else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from domain.errors import Correctable, Unavailable
from evals.bench import Base, Bench, Work, measure, percentile, render_table, run_benches
from evals.benches import BENCHES, choose_benches, run_leadloop


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


def put_command(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Makes `leadloop` a shell script beside a pretended Python."""
    command = folder / "leadloop"
    command.write_text("#!/bin/sh\n" + script)
    command.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))


def test_the_command_runs_in_a_workspace_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_command(tmp_path, monkeypatch, 'echo "$LEADLOOP_HOME $*"\n')
    assert run_leadloop(["report", "--json"], tmp_path / "home") == f"{tmp_path}/home report --json\n"


def test_a_command_that_fails_is_no_measurement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_command(tmp_path, monkeypatch, "echo no mailbox >&2; exit 1\n")
    with pytest.raises(Unavailable, match="ended with 1: no mailbox"):
        run_leadloop(["report"], tmp_path)


def test_a_missing_command_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(Unavailable, match="not installed here"):
        run_leadloop(["--help"], tmp_path)
