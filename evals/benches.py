"""The benches by name: `python -m evals bench [NAME]`. A new bench is one context manager and one line in BENCHES."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from domain.errors import Correctable, Unavailable
from evals.bench import Bench, Work
from evals.jsonl import load_rows
from evals.routing.judge import LABELS, LabelledSentence, parse_sentence
from evals.workspace_benches import (
    prepare_hundred,
    prepare_import,
    prepare_tour,
    prepare_turn,
    prepare_turn_during_import,
)


@contextmanager
def prepare_parse() -> Iterator[Work]:
    """Parses the labelled sentences in turn."""
    rows = cycle(load_rows(LABELS, LabelledSentence))

    def parse_next() -> None:
        row = next(rows)
        parse_sentence(row.text, row.history)

    yield parse_next


@contextmanager
def prepare_help() -> Iterator[Work]:
    """Starts the installed command as a person does, and lets it print its help."""
    with tempfile.TemporaryDirectory() as home:
        yield lambda: run_leadloop(["--help"], Path(home))


def run_leadloop(args: Sequence[str], home: Path) -> str:
    """What the installed `leadloop` printed, in a workspace of its own; raises Unavailable when it failed."""
    script = Path(sys.executable).with_name("leadloop")
    if not script.is_file():
        raise Unavailable("NOT_INSTALLED", "The command leadloop is not installed here; run `make test` and try again.")
    env = {**os.environ, "LEADLOOP_HOME": str(home)}
    done = subprocess.run([script, *args], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise Unavailable("FAILED", f"leadloop {' '.join(args)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


BENCHES: tuple[Bench, ...] = (
    Bench("parse", "one sentence understood without a model", prepare_parse, runs=500),
    Bench("turn", "one turn without a model, in process", prepare_turn, runs=200, warm_ups=7),
    Bench("turn-during-import", "the same while 8,013 rows are imported", prepare_turn_during_import, runs=100),
    Bench("tour", "docs/tour.txt from an empty folder", prepare_tour, runs=3),
    Bench(
        "hundred", "100 leads: score, contacts, draft, approve, send to Maildir", prepare_hundred, runs=1, warm_ups=0
    ),
    Bench("import", "8,013 rows imported into the ledger", prepare_import, runs=3, warm_ups=0),
    Bench("help", "leadloop --help, from start to end", prepare_help, runs=10),
)


def choose_benches(name: str | None) -> tuple[Bench, ...]:
    """The bench of that name, or all; raises Correctable with the names there are."""
    if name is None:
        return BENCHES
    chosen = tuple(bench for bench in BENCHES if bench.name == name)
    if not chosen:
        raise Correctable(f"There is no bench '{name}'. Choose one of: {', '.join(bench.name for bench in BENCHES)}.")
    return chosen
