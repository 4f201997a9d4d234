"""The commands. Heavy rooms are imported inside each command, so that --help answers at once."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.errors import LeadloopError
from ui.version import say_version

if TYPE_CHECKING:
    from runtime.bootstrap import App

app = typer.Typer(
    name="leadloop", help="A sales-development agent you talk to.", no_args_is_help=True, add_completion=False
)
directory = typer.Typer(help="Your own lists of firms, searched without a network.", no_args_is_help=True)
practice = typer.Typer(help="The practice workspace: fictional firms, a clock you can move.", no_args_is_help=True)
app.add_typer(directory, name="directory")
app.add_typer(practice, name="practice")

ModeOption = Annotated[str | None, typer.Option("--mode", help="practice or live (default: practice)")]
HomeOption = Annotated[Path | None, typer.Option("--home", help="the folder of the workspaces")]
JsonOption = Annotated[bool, typer.Option("--json", help="one JSON object per line")]


@app.callback()
def begin(
    is_version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="say which version this is")
    ] = False,
) -> None:
    """A sales-development agent you talk to."""


@contextmanager
def _edge() -> Iterator[None]:
    """Failures end a command with one line and exit code 1; a bug is logged with its traceback."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except LeadloopError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except Exception as error:
        logging.getLogger(__name__).exception("a command met a bug")
        typer.echo(f"Something broke on my side ({type(error).__name__}); logs/leadloop.log has the details.", err=True)
        raise typer.Exit(1) from error


def _open(mode: str | None, home: Path | None, work: "Callable[[App], Awaitable[bool]]") -> None:
    """Opens the workspace, does the work, ends with exit code 1 when it answers False."""
    from runtime.bootstrap import open_app
    from runtime.logs import start_logging
    from runtime.settings import load_settings

    async def run() -> bool:
        async with open_app(load_settings(home=home, mode=mode)) as opened:
            start_logging(opened.workspace.logs, "leadloop")
            return await work(opened)

    with _edge():
        if not asyncio.run(run()):
            raise typer.Exit(1)


@app.command()
def chat(
    mode: ModeOption = None,
    home: HomeOption = None,
    script: Annotated[Path | None, typer.Option(help="take the sentences from this file and end")] = None,
    is_json: JsonOption = False,
) -> None:
    """Talk to Leadloop in the terminal."""
    from rich.console import Console

    from ui.chat import JsonWindow, ScreenWindow, banner, read_prompt, read_script, sidecar_child, talk

    if script and not script.is_file():
        typer.echo(f"There is no script {script}; give a text file with one sentence a line.", err=True)
        raise typer.Exit(2)
    console = Console(highlight=False)
    window = JsonWindow() if is_json else ScreenWindow(console)

    async def work(opened: "App") -> bool:
        if not is_json:
            console.print(banner(opened), style="bold yellow", markup=False)
        if script:
            return await talk(opened, window, read_script(script, None if is_json else console))
        is_typed = sys.stdin.isatty() and not is_json
        lines = read_prompt(console) if is_typed else (line for line in sys.stdin)
        with sidecar_child(opened):
            await talk(opened, window, lines)
        return True

    _open(mode, home, work)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1024, max=65535, help="where the page answers")] = 8000,
    mode: ModeOption = None,
    home: HomeOption = None,
) -> None:
    """Open the chat page at http://127.0.0.1:8000."""
    from runtime.settings import load_settings
    from ui.page.serving import serve as serve_page

    with _edge():
        serve_page(load_settings(home=home, mode=mode), port, lambda words: typer.echo(words))


@app.command()
def sidecar(
    mode: ModeOption = None,
    home: HomeOption = None,
    once: Annotated[bool, typer.Option(help="one round, then end")] = False,
) -> None:
    """Do what is due: release mail, read answers, follow up."""
    flags = ["--once"] if once else []
    flags += ["--mode", mode] if mode else []
    flags += ["--home", str(home)] if home else []
    _exec("scheduler", flags)


@app.command()
def route(
    jsonl: Annotated[bool, typer.Option("--jsonl", help='read {"text","history":[]} per line')] = False,
    text: Annotated[str, typer.Argument(help="the sentence")] = "",
) -> None:
    """Show what a sentence would do, and do nothing."""
    from ui.explain import route_lines, route_text

    if jsonl:
        raise typer.Exit(0 if route_lines(sys.stdin, sys.stdout) else 1)
    if not text:
        typer.echo('Give a sentence, for example: leadloop route "find 10 hotels in Denver"', err=True)
        raise typer.Exit(2)
    typer.echo(json.dumps(route_text(text, ()), ensure_ascii=False))


@app.command()
def classify(
    jsonl: Annotated[bool, typer.Option("--jsonl", help='read {"text","headers","subject","sent"} per line')] = False,
) -> None:
    """Say what replies mean, one JSON object per line in and out."""
    from ui.explain import classify_lines

    if not jsonl:
        typer.echo("Replies come as JSON lines on standard input; add --jsonl.", err=True)
        raise typer.Exit(2)
    raise typer.Exit(0 if classify_lines(sys.stdin, sys.stdout) else 1)


@app.command()
def run(  # noqa: PLR0913  # Typer makes one flag of each parameter
    industry: Annotated[str, typer.Option(help="the trade, for example hospitals")],
    place: Annotated[str, typer.Option(help="a city, county, state or ZIP code")],
    count: Annotated[int, typer.Option(min=1, max=500)] = 10,
    file: Annotated[Path | None, typer.Option(help="import this list first")] = None,
    approve: Annotated[int, typer.Option(min=0, help="approve the N best: your decision")] = 0,
    until: Annotated[str, typer.Option(help="score, contacts, drafts or export")] = "export",
    mode: ModeOption = None,
    home: HomeOption = None,
    is_json: JsonOption = False,
) -> None:
    """The whole line without chat: find, score, contacts, drafts, export. Nothing is sent."""
    from ui.pipeline import Pipeline, run_pipeline

    plan = Pipeline(industry=industry, place=place, count=count, file=file, approve=approve, until=until)
    _open(mode, home, lambda opened: run_pipeline(opened, plan, is_json=is_json))


@app.command("import")
def import_file(file: Path, mode: ModeOption = None, home: HomeOption = None, is_json: JsonOption = False) -> None:
    """Bring a list of firms into the pipeline."""
    _tool("import_leads", {"file": str(file)}, mode, home, is_json)


@app.command()
def export(
    target: Annotated[str, typer.Argument(help="csv, json or a file name")] = "csv",
    mode: ModeOption = None,
    home: HomeOption = None,
    is_json: JsonOption = False,
) -> None:
    """Write the leads to a file with scores, reasons and sources."""
    _tool("export_leads", {"target": target}, mode, home, is_json)


@app.command()
def report(
    period_days: Annotated[int, typer.Option(min=1)] = 30,
    mode: ModeOption = None,
    home: HomeOption = None,
    is_json: JsonOption = False,
) -> None:
    """How are we doing?"""
    _tool("report", {"period_days": period_days}, mode, home, is_json)


@app.command()
def runs(mode: ModeOption = None, home: HomeOption = None, is_json: JsonOption = False) -> None:
    """What was run, and what became of it."""
    _tool("show_runs", {}, mode, home, is_json)


@directory.command("add")
def directory_add(file: Path, mode: ModeOption = None, home: HomeOption = None) -> None:
    """Index a list of firms, so that searches answer from it."""
    from rich.console import Console

    from runtime.settings import Mode
    from ui.show import show_artifact

    async def work(opened: "App") -> bool:
        outcome = await opened.intake.add_to_directory(str(file))
        typer.echo(outcome.summary)
        for artifact in outcome.artifacts:
            show_artifact(Console(highlight=False), artifact)
        if opened.workspace.mode is Mode.PRACTICE:
            typer.echo("Practice finds fictional firms only; to search this list, add it with --mode live.")
        return outcome.is_ok

    _open(mode, home, work)


@practice.command()
def skip(span: Annotated[list[str], typer.Argument(help="for example 3d or 1 week")], home: HomeOption = None) -> None:
    """Move the practice clock on and do what becomes due."""
    from ui.practice import parse_span, skip_by

    with _edge():
        by = parse_span(" ".join(span))
    _open("practice", home, lambda opened: skip_by(opened, by))


@practice.command()
def reset(home: HomeOption = None, yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False) -> None:
    """Throw the practice workspace away and begin anew."""
    from ui.practice import reset_workspace

    if not yes and not typer.confirm("Throw away everything in the practice workspace?"):
        raise typer.Exit(1)
    with _edge():
        typer.echo(reset_workspace(home))


@app.command()
def doctor(mode: ModeOption = None, home: HomeOption = None) -> None:
    """Check that everything is in place, in words."""
    from runtime.doctor import examine
    from runtime.settings import load_settings

    with _edge():
        checks = asyncio.run(examine(load_settings(home=home, mode=mode)))
    for check in checks:
        typer.echo(f"{'ok  ' if check.is_ok else 'MISS'} {check.words}")
    if not all(check.is_ok for check in checks):
        raise typer.Exit(1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def scorecard(context: typer.Context) -> None:
    """How often Leadloop is right: leadloop scorecard routing."""
    _exec("evals", ["scorecard", *context.args])


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(context: typer.Context) -> None:
    """How fast Leadloop is on this machine."""
    _exec("evals", ["bench", *context.args])


def _exec(room: str, flags: list[str]) -> None:
    from ui.launch import build_command

    command, environment = build_command(room, flags)
    os.execve(command[0], command, environment)


def _tool(name: str, args: dict[str, Any], mode: str | None, home: Path | None, is_json: bool) -> None:
    from ui.pipeline import run_tool

    _open(mode, home, lambda opened: run_tool(opened, name, args, is_json=is_json))


if __name__ == "__main__":
    app()
