"""Benches over a whole practice workspace: turns, the tour, a hundred leads down the line, a file imported."""

import asyncio
import csv
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import cycle
from pathlib import Path

from agent.events import Done
from agent.session import Input
from domain.decisions import Actor, Channel, Role
from domain.errors import Unavailable
from evals.bench import Work
from runtime.bootstrap import App, open_app
from runtime.settings import Mode, Settings

TOUR = Path(__file__).parent.parent / "docs" / "tour.txt"
IMPORTED_ROWS = 8_013
_CONVERSATION = "bench"
_MEASURER = Actor("bench", Role.OWNER, Channel.COMMAND)
_SENTENCES = ("show my leads", "how are we doing?", "show lead 1", "help", "list drafts", "any replies?", "show runs")
_HUNDRED = (
    "score them",
    "approve them all",
    "find contacts",
    "draft emails",
    # Only what was shown in full can be approved, twenty at a time.
    *["show my drafts"] * 5,
    "approve all drafts",
    "send the approved drafts",
)


class _Bench:
    """An open workspace and the loop it lives on, so that plain functions can be timed."""

    def __init__(self, runner: asyncio.Runner, app: App) -> None:
        self._runner = runner
        self._app = app
        self._importing: asyncio.Task[None] | None = None

    def say(self, text: str) -> None:
        """One turn; a turn that was not carried out is no measurement."""
        self._runner.run(self._turn(_CONVERSATION, text))

    async def _turn(self, conversation_id: str, text: str) -> None:
        async for event in self._app.mind.turn(conversation_id, Input(text, _MEASURER)):
            if isinstance(event, Done) and not event.is_ok:
                raise Unavailable("BENCH", f"The turn “{text}” did not work, so it was not measured.")

    def start_import(self, file: Path) -> None:
        """Begins to import the file in another conversation."""
        self._runner.run(self._begin(file))

    async def _begin(self, file: Path) -> None:
        self._importing = asyncio.create_task(self._turn("import", f'import "{file}"'))
        await asyncio.sleep(0)

    @property
    def is_importing(self) -> bool:
        return self._importing is not None and not self._importing.done()


@contextmanager
def _workspace() -> Iterator[_Bench]:
    with tempfile.TemporaryDirectory() as home, asyncio.Runner() as runner:
        stack = AsyncExitStack()
        opened = open_app(Settings(home=Path(home), mode=Mode.PRACTICE))
        app = runner.run(stack.enter_async_context(opened))
        try:
            yield _Bench(runner, app)
        finally:
            runner.run(stack.aclose())


@contextmanager
def prepare_turn() -> Iterator[Work]:
    """Everyday sentences in a workspace with fifty leads."""
    with _workspace() as bench:
        bench.say("find 50 hotels in Denver")
        bench.say("score them")
        sentences = cycle(_SENTENCES)
        yield lambda: bench.say(next(sentences))


@contextmanager
def prepare_turn_during_import() -> Iterator[Work]:
    """The same sentences while another conversation imports a file of 8,013 rows, again and again."""
    with tempfile.TemporaryDirectory() as folder, _workspace() as bench:
        bench.say("find 50 hotels in Denver")
        bench.say("score them")
        sentences = cycle(_SENTENCES)
        # Written before anything is timed; an import of a file that is known already does less.
        copies = iter([_write_firms(Path(folder), number) for number in range(20)])

        def turn() -> None:
            if not bench.is_importing:
                bench.start_import(next(copies))
            bench.say(next(sentences))

        yield turn


@contextmanager
def prepare_tour() -> Iterator[Work]:
    """The whole tour, each time in a workspace of its own."""
    sentences = [line for line in TOUR.read_text("utf-8").splitlines() if line and not line.startswith("#")]

    def tour() -> None:
        with _workspace() as bench:
            for sentence in sentences:
                bench.say(sentence)

    yield tour


@contextmanager
def prepare_hundred() -> Iterator[Work]:
    """A hundred found leads through score, contacts, drafts, approval and sending into the Maildir."""

    with _workspace() as bench:
        places = cycle(("Denver", "Buffalo", "Austin", "Boston", "Chicago", "Seattle"))

        def hundred() -> None:
            for sentence in _HUNDRED:
                bench.say(sentence)

        bench.say(f"find 100 hotels in {next(places)}")
        yield hundred


@contextmanager
def prepare_import() -> Iterator[Work]:
    """A file of 8,013 firms into an empty ledger."""
    with tempfile.TemporaryDirectory() as folder, _workspace() as bench:
        copies = (_write_firms(Path(folder), number) for number in range(1_000))
        yield lambda: bench.say(f'import "{next(copies)}"')


def _write_firms(folder: Path, number: int) -> Path:
    """A list with the columns and quirks of a public hospital list; the names are made up and new each time."""
    file = folder / f"firms{number}.csv"
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        rows = csv.writer(out)
        rows.writerow(["ID", "NAME", "ADDRESS", "CITY", "STATE", "ZIP", "TELEPHONE", "STATUS", "NAICS_CODE", "WEBSITE"])
        for at in range(IMPORTED_ROWS):
            name = f"BENCH HOSPITAL {number} {at}"
            site = f"http://www.bench{number}-{at}.example" if at % 2 else "NOT AVAILABLE"
            rows.writerow([at, name, f"{at} MAIN ST", "BUFFALO", "NY", 14201, "(716) 555-0100", "OPEN", 622110, site])
    return file
