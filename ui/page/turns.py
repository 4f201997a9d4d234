"""Shows the events of a turn in a chat as they happen: live steps, cards, answers."""

import re
from collections.abc import AsyncIterator

import chainlit as cl

from agent.events import ArtifactShown, Done, Event, Notice, Question, StepFinished, StepProgress, StepStarted, Token
from domain.clock import elapsed_ms, stopwatch
from tools.outcome import Artifact, RunTable
from ui.page import internals
from ui.page.cards import CardSpec, lay_out, question_card
from ui.page.desk import CardKind, Shelf

# What is done, while it is done and afterwards.
_WORDS = {
    "search_companies": ("Finding firms", "Found firms"),
    "import_leads": ("Reading the file", "Read the file"),
    "list_leads": ("Looking up leads", "Looked up leads"),
    "show_lead": ("Looking up the lead", "Looked up the lead"),
    "review_leads": ("Noting your decision", "Noted your decision"),
    "score_leads": ("Scoring", "Scored"),
    "enrich_contacts": ("Finding contacts", "Found contacts"),
    "research_company": ("Researching", "Researched"),
    "draft_emails": ("Writing drafts", "Wrote drafts"),
    "list_drafts": ("Looking up drafts", "Looked up drafts"),
    "edit_draft": ("Changing the draft", "Changed the draft"),
    "review_drafts": ("Noting your decision", "Noted your decision"),
    "send_emails": ("Sending", "Handed to sending"),
    "pause_sending": ("Switching sending", "Switched sending"),
    "undo": ("Taking back", "Took back"),
    "follow_ups": ("Looking at follow-ups", "Looked at follow-ups"),
    "check_inbox": ("Reading the mailbox", "Read the mailbox"),
    "list_replies": ("Looking up replies", "Looked up replies"),
    "report": ("Counting", "Counted"),
    "show_runs": ("Looking up runs", "Looked up runs"),
    "export_leads": ("Writing the file", "Wrote the file"),
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!$])|^(?=[-+=])|^(\d+)(?=[.)])")
_BETWEEN_UPDATES_MS = 150.0
# A plan that is over at once needs no list of tasks.
_LONG_MS = 1000.0


def plain(text: str) -> str:
    """Words for a Markdown window that mean only themselves: names come from outside. Line breaks stay."""
    return "\n".join(_SPECIAL.sub(_escape, line.strip()) for line in text.splitlines())


def _escape(found: re.Match[str]) -> str:
    return f"{found[2]}\\" if found[2] else f"\\{found[1] or ''}"


def build_elements(specs: list[CardSpec]) -> list[cl.CustomElement]:
    return [cl.CustomElement(name=spec.element, props=spec.props, display="inline") for spec in specs]


async def say(text: str, specs: list[CardSpec] | None = None) -> None:
    """One message of Leadloop with its cards, one after the other, so that they stay in order."""
    message = cl.Message(content=plain(text))
    await message.send()
    for element in build_elements(specs or []):
        await element.send(for_id=message.id)


class TurnView:
    """One turn in one chat."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._step: cl.Step | None = None
        self._updated = 0.0
        self._summary = ""
        self._artifacts: list[Artifact] = []
        self._said: list[str] = []
        self._words: list[str] = []
        self._tasks: TaskView | None = None

    async def show_all(self, events: AsyncIterator[Event]) -> bool:
        """Shows every event; answers whether all that was asked for was done."""
        is_ok = True
        async for event in events:
            await self.show(event)
            if isinstance(event, Done):
                is_ok = event.is_ok
        return is_ok

    async def show(self, event: Event) -> None:
        match event:
            case StepStarted(tool, run):
                await self._start(tool, run)
            case StepProgress(tool, _, done, total, words):
                await self._progress(tool, done, total, words)
            case StepFinished(tool, _, is_ok, summary, _):
                await self._finish(tool, is_ok, summary)
            case ArtifactShown(artifact):
                self._artifacts.append(artifact)
            case Question(text, options):
                await self._flush()
                await say(text, [question_card(event)] if options else [])
            case Notice(text):
                await self._flush()
                await say(text)
            case Token(text):
                self._words.append(text)
            case Done():
                await self._end()

    async def _start(self, tool: str, run: int) -> None:
        await self._flush()
        if self._tasks is None:
            self._tasks = await TaskView.open(self._shelf, run)
        self._step = internals.begin_step(_doing(tool))
        await self._step.send()
        await self._tasks.start(tool)

    async def _progress(self, tool: str, done: int, total: int, words: str) -> None:
        if self._step is None or (done < total and elapsed_ms(self._updated) < _BETWEEN_UPDATES_MS):
            return
        self._updated = stopwatch()
        self._step.name = f"{_doing(tool)}: {done} of {total}"
        self._step.output = plain(words)
        await self._step.update()
        if self._tasks is not None:
            await self._tasks.refresh()

    async def _finish(self, tool: str, is_ok: bool, summary: str) -> None:
        if self._step is not None:
            self._step.name = _done(tool) if is_ok else f"{_doing(tool)}: not done"
            self._step.output = plain(summary)
            internals.end_step(self._step, is_ok=is_ok)
            await self._step.update()
            self._step = None
        if self._tasks is not None:
            await self._tasks.finish(is_ok)
        self._summary = summary

    async def _flush(self) -> None:
        """A summary and the cards that belong to it are one message."""
        if self._summary or self._artifacts:
            summary, artifacts = self._summary, self._artifacts
            self._summary, self._artifacts = "", []
            self._said.append(summary)
            await say(summary, lay_out(artifacts))

    async def _end(self) -> None:
        await self._flush()
        answer = "".join(self._words).strip()
        if answer and answer != "\n".join(self._said).strip():
            await say(answer)
        if self._tasks is not None:
            await self._tasks.end()


class TaskView:
    """The plan of a run as a task list beside the chat, while it takes long and has more than one call."""

    def __init__(self, tools: tuple[str, ...]) -> None:
        self._started = stopwatch()
        self._tasks = [cl.Task(title=_doing(tool)) for tool in tools] if len(tools) > 1 else []
        self._list: cl.TaskList | None = None
        self._at = -1

    @classmethod
    async def open(cls, shelf: Shelf, run: int) -> "TaskView":
        tables = [one for one in await shelf.read(CardKind.RUNS, (run,)) if isinstance(one, RunTable)]
        rows = tables[0].rows if tables else ()
        return cls(tuple(call.tool for call in rows[0].calls) if rows else ())

    async def start(self, tool: str) -> None:
        """A plan may gain calls on its way: what is not on the list is added."""
        if not self._tasks:
            return
        self._at += 1
        if self._at >= len(self._tasks) or self._tasks[self._at].title != _doing(tool):
            self._tasks.insert(self._at, cl.Task(title=_doing(tool)))
        self._tasks[self._at].status = cl.TaskStatus.RUNNING
        await self.refresh()

    async def finish(self, is_ok: bool) -> None:
        if self._tasks:
            self._tasks[self._at].status = cl.TaskStatus.DONE if is_ok else cl.TaskStatus.FAILED
            await self.refresh()

    async def refresh(self) -> None:
        """Shows the list once the plan takes long."""
        if not self._tasks or elapsed_ms(self._started) < _LONG_MS:
            return
        if self._list is None:
            self._list = cl.TaskList()
            self._list.status = "Working"
        self._list.tasks = list(self._tasks)
        await self._list.send()

    async def end(self) -> None:
        """The steps in the chat tell what was done; the list makes room."""
        if self._list is not None:
            await self._list.remove()


def _doing(tool: str) -> str:
    return _WORDS.get(tool, (tool.replace("_", " ").capitalize(), ""))[0]


def _done(tool: str) -> str:
    return _WORDS.get(tool, ("", tool.replace("_", " ").capitalize()))[1]
