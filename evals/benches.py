"""The benches by name: `python -m evals bench [NAME]`. A new bench is one context manager and one line in BENCHES."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

from domain.errors import Correctable
from evals.bench import Bench, Work
from evals.jsonl import load_rows
from evals.routing.judge import LABELS, LabelledSentence, parse_sentence


@contextmanager
def prepare_parse() -> Iterator[Work]:
    """Parses the labelled sentences in turn."""
    rows = cycle(load_rows(LABELS, LabelledSentence))

    def parse_next() -> None:
        row = next(rows)
        parse_sentence(row.text, row.history)

    yield parse_next


BENCHES: tuple[Bench, ...] = (Bench("parse", "one sentence understood without a model", prepare_parse, runs=500),)


def choose_benches(name: str | None) -> tuple[Bench, ...]:
    """The bench of that name, or all; raises Correctable with the names there are."""
    if name is None:
        return BENCHES
    chosen = tuple(bench for bench in BENCHES if bench.name == name)
    if not chosen:
        raise Correctable(f"There is no bench '{name}'. Choose one of: {', '.join(bench.name for bench in BENCHES)}.")
    return chosen
