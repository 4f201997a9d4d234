"""The terminal chat: types in, events out. Everything it shows comes from the turn's events."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.status import Status

from agent.events import STOPPED, ArtifactShown, Done, Event, Notice, Question, StepFinished, StepProgress, Token
from agent.session import Input
from domain.decisions import Actor, Channel
from runtime.bootstrap import App
from runtime.settings import Mode
from ui.acts import owner
from ui.launch import build_command
from ui.show import show_artifact
from ui.wire import render_event

CONVERSATION = "terminal"
_LEAVE = {"quit", "exit", "bye", ":q"}


class ScreenWindow:
    """Shows events to a person."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None
        self._summaries: list[str] = []

    def show(self, event: Event) -> None:
        if not isinstance(event, StepProgress):
            self._end_status()
        match event:
            case StepProgress(_, _, done, total, words):
                self._progress(f"{done}/{total} {words}")
            case StepFinished(_, _, is_ok, summary, _):
                # The answer of a plan that was stopped says so in full.
                if is_ok or summary != STOPPED:
                    self._console.print(summary, style="" if is_ok else "yellow", markup=False)
                self._summaries.append(summary)
            case ArtifactShown(artifact):
                show_artifact(self._console, artifact)
            case Question(text, options):
                self._console.print(text, style="bold", markup=False)
                for at, option in enumerate(options, start=1):
                    self._console.print(f"  {at}. {option}", markup=False)
            case Notice(text):
                self._console.print(text, style="italic", markup=False)
            case Token(text):
                # The answer of a plan is the sum of its steps, which a terminal has shown already.
                if text != "\n".join(self._summaries):
                    self._console.print(text, markup=False)
            case Done():
                self._summaries = []

    def _progress(self, words: str) -> None:
        if not self._console.is_terminal:
            return
        if self._status is None:
            self._status = self._console.status(words)
            self._status.start()
        self._status.update(words)

    def _end_status(self) -> None:
        if self._status:
            self._status.stop()
            self._status = None


class JsonWindow:
    """Prints events as JSON, one a line, for programs."""

    def show(self, event: Event) -> None:
        sys.stdout.write(json.dumps(render_event(event), ensure_ascii=False) + "\n")
        sys.stdout.flush()


async def talk(app: App, window: ScreenWindow | JsonWindow, lines: Iterator[str]) -> bool:
    """Runs one turn per line until the lines end or the person leaves; answers whether every turn was ok."""
    actor: Actor = owner(Channel.TERMINAL)
    for event in await app.mind.welcome(CONVERSATION):
        window.show(event)
    is_ok = True
    for line in lines:
        text = line.strip()
        if not text:
            continue
        if text.lower() in _LEAVE:
            break
        with _stop_on_interrupt(app, actor, window):
            async for event in app.mind.turn(CONVERSATION, Input(text, actor)):
                window.show(event)
                if isinstance(event, Done):
                    is_ok = is_ok and event.is_ok
    return is_ok


@contextmanager
def _stop_on_interrupt(app: App, actor: Actor, window: ScreenWindow | JsonWindow) -> Iterator[None]:
    """While a turn is at work nobody can type "stop": Ctrl-C says it for him. A second Ctrl-C leaves the chat."""
    loop, turn = asyncio.get_running_loop(), asyncio.current_task()
    asked: list[asyncio.Task[None]] = []

    async def say_stop() -> None:
        async for event in app.mind.turn(CONVERSATION, Input("stop", actor)):
            if isinstance(event, Notice):
                window.show(event)

    def interrupt() -> None:
        if asked and turn:
            turn.cancel()
        asked.append(loop.create_task(say_stop()))

    try:
        loop.add_signal_handler(signal.SIGINT, interrupt)
    except (NotImplementedError, ValueError, RuntimeError):
        # Not on this system, or not in the main thread: Ctrl-C ends the program, as elsewhere.
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def read_script(path: Path, console: Console | None) -> Iterator[str]:
    """The lines of a script, echoed as if typed; lines that begin with # are remarks."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            if console:
                console.print(f"\n[bold cyan]>[/bold cyan] {line}", highlight=False)
            yield line


def read_prompt(console: Console) -> Iterator[str]:
    """What the person types until end of input or Ctrl-C; the arrow keys edit the line and bring old ones back."""
    with suppress(ImportError):
        import readline  # noqa: F401  # imported for its effect on input(), which has none on Windows

    # What lies between \x01 and \x02 takes no room on the screen: readline must know where the line begins.
    prompt = "\x01\x1b[1;36m\x02>\x01\x1b[0m\x02 " if console.is_terminal and not console.no_color else "> "
    while True:
        console.print()
        try:
            yield _read_line(prompt)
        except (EOFError, KeyboardInterrupt):
            console.print()
            return


def _read_line(prompt: str) -> str:
    """One line; Ctrl-C raises here, where the event loop's own handler would only take note of it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input(prompt)
    finally:
        signal.signal(signal.SIGINT, before)


def banner(app: App) -> str:
    """The first lines on every screen: which workspace, and that practice is fictional."""
    if app.settings.mode is Mode.PRACTICE:
        return "PRACTICE — firms, people and answers are fictional; no mail leaves this machine."
    return "LIVE — real firms; no mailbox is connected, so nothing can be sent."


@contextmanager
def sidecar_child(app: App) -> Iterator[None]:
    """The sidecar beside the chat; it ends with it. While another one runs, it waits for its turn."""
    flags = ["--mode", app.settings.mode, "--home", str(app.settings.home), "--with-parent"]
    command, environment = build_command("scheduler", flags)
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl-C in the chat is not meant for it
    )
    try:
        yield
    finally:
        if child.stdin:
            child.stdin.close()
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
