"""Runs as the mind needs them: start a plan, note each step and the new focus with it, end, find a broken one."""

from collections.abc import Sequence

from db.ledger import Ledger
from domain.conversation import Focus
from domain.plan import Call
from domain.runs import Run, RunStatus, RunStep


class Runs:
    """The plans of a workspace, as rows that survive a crash."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def start(self, conversation_id: str, calls: Sequence[Call]) -> Run:
        async with self._ledger.writing() as books:
            return await books.runs.start(conversation_id, calls)

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
            for one in focus:
                await books.conversations.set_focus(conversation_id, one)

    async def end(self, run_id: int, status: RunStatus, note: str = "") -> None:
        async with self._ledger.writing() as books:
            await books.runs.end(run_id, status, note)

    async def find_broken(self, conversation_id: str) -> Run | None:
        """A plan of this conversation that was cut off and can go on."""
        async with self._ledger.reading() as books:
            return await books.runs.find_broken(conversation_id)
