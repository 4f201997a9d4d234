"""Runs as the mind needs them: start, note each step with the new focus, end, find the one to go on with."""

import os
import socket
from collections.abc import Sequence
from datetime import timedelta

from db.books import Books
from db.ledger import Ledger
from domain.clock import Clock
from domain.conversation import Focus
from domain.plan import Call
from domain.runs import Run, RunStatus, RunStep

# A process that was killed is seen at once; one that hangs gives its run up after this long without a finished call.
_HELD_FOR = timedelta(minutes=30)
_HOST = socket.gethostname()
_ME = f"{_HOST} {os.getpid()}"


class Runs:
    """The plans of a workspace, as rows that survive a crash."""

    def __init__(self, ledger: Ledger, wall: Clock) -> None:
        """`wall` is the real clock: the practice clock may leap over a lease."""
        self._ledger = ledger
        self._wall = wall

    async def start(self, conversation_id: str, calls: Sequence[Call]) -> Run:
        """A new run, held by this process."""
        async with self._ledger.writing() as books:
            run = await books.runs.start(conversation_id, calls)
            await self._renew(books, run.id)
            return run

    async def grow(self, run_id: int, calls: Sequence[Call]) -> None:
        """The plan gained calls that the sentence implied."""
        async with self._ledger.writing() as books:
            await books.runs.replace_calls(run_id, calls)

    async def finish_step(
        self, step: RunStep, conversation_id: str, focus: Sequence[Focus], *, ends: RunStatus | None = None
    ) -> None:
        """Notes the step, moves the run on (or ends it), and sets what "those" means, in one transaction."""
        async with self._ledger.writing() as books:
            await books.runs.finish_step(step)
            if ends:
                await books.runs.end(step.run_id, ends, step.summary)
                await books.workspace.drop_lease(_lease(step.run_id), _ME)
            else:
                await self._renew(books, step.run_id)
            for one in focus:
                await books.conversations.set_focus(conversation_id, one)

    async def end(self, run_id: int, status: RunStatus, note: str = "") -> None:
        async with self._ledger.writing() as books:
            await books.runs.end(run_id, status, note)
            await books.workspace.drop_lease(_lease(run_id), _ME)

    async def find_broken(self, conversation_id: str) -> Run | None:
        """The plan of this conversation that "go on" means: cut off, or stopped by the person just now.

        None while somebody is at work on it, here or in another window.
        """
        async with self._ledger.reading() as books:
            run = await books.runs.find_broken(conversation_id)
            holder = await books.workspace.find_lease_holder(_lease(run.id), self._wall.now()) if run else None
        return None if holder and _is_alive(holder) else run

    async def hold(self, run: Run) -> bool:
        """Marks the run as being worked on by this process; False when another one is at work on it."""
        async with self._ledger.writing() as books:
            holder = await books.workspace.find_lease_holder(_lease(run.id), self._wall.now())
            if holder and _is_alive(holder):
                return False
            await self._renew(books, run.id)
            if run.status is not RunStatus.RUNNING:
                await books.runs.reopen(run.id)
        return True

    async def let_go(self, run_id: int) -> None:
        """The run is not worked on any more, although it has not ended."""
        async with self._ledger.writing() as books:
            await books.workspace.drop_lease(_lease(run_id), _ME)

    async def _renew(self, books: Books, run_id: int) -> None:
        await books.workspace.set_lease(_lease(run_id), _ME, _ME, self._wall.now() + _HELD_FOR)


def _lease(run_id: int) -> str:
    return f"run {run_id}"


def _is_alive(holder: str) -> bool:
    """Whether that process still runs. One on another machine counts as alive until its lease ends."""
    host, _, process = holder.rpartition(" ")
    if host != _HOST or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
