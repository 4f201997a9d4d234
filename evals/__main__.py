"""`python -m evals scorecard NAME` and `python -m evals bench [NAME]`, with --json for programs."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console, RenderableType

from domain.clock import SystemClock
from domain.errors import LeadloopError
from evals import bench, scorecard
from evals.benches import choose_benches
from evals.sets import get_set


def build_parser() -> argparse.ArgumentParser:
    """The command line of this room. Wrong usage ends with 2, as argparse does it."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure Leadloop.")
    commands = parser.add_subparsers(dest="command", required=True)
    card = commands.add_parser("scorecard", help="judge a labelled set")
    card.add_argument("name", help="the set, for example routing")
    timed = commands.add_parser("bench", help="time one bench, or all")
    timed.add_argument("name", nargs="?", help="the bench, for example parse")
    for command in (card, timed):
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def main(argv: Sequence[str]) -> int:
    """Runs one command; 0 is well, 1 is a failure told in one sentence on stderr."""
    args = build_parser().parse_args(argv)
    try:
        plain, table = _run_scorecard(args.name) if args.command == "scorecard" else _run_bench(args.name)
    except LeadloopError as error:
        Console(stderr=True, soft_wrap=True).print(str(error), markup=False, highlight=False)
        return 1
    if args.json:
        sys.stdout.write(json.dumps(plain, default=str, ensure_ascii=False) + "\n")
    else:
        Console().print(table)
    return 0


def _run_scorecard(name: str) -> tuple[dict[str, object], RenderableType]:
    card = scorecard.build_scorecard(name, get_set(name)())
    return scorecard.render_plain(card), scorecard.render_table(card)


def _run_bench(name: str | None) -> tuple[dict[str, object], RenderableType]:
    report = bench.run_benches(choose_benches(name), SystemClock())
    return asdict(report), bench.render_table(report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
