"""The only door into the mind: `turn()` takes what a person said and yields typed events until it is done."""

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.decide import typed_decision
from agent.events import Done, Event, Notice
from agent.execute import Executor, Job, Result
from agent.services import MindServices
from agent.understand.parse import parse
from domain.clock import Clock, elapsed_ms, stopwatch
from domain.decisions import Actor, PersonDecision
from domain.errors import LeadloopError
from domain.plan import Call, Steer
from domain.runs import RunStatus
from tools.spec import Cancelled

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Input:
    """What a person gave: words, files dropped in, who he is."""

    text: str
    actor: Actor
    files: tuple[Path, ...] = ()


@dataclass
class _Running:
    """The turn a conversation is busy with."""

    stop: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def check_stop(self) -> None:
        if self.stop:
            raise Cancelled


class Mind:
    """Runs turns: one at a time in a conversation, any number of conversations side by side."""

    def __init__(self, services: MindServices, clock: Clock) -> None:
        self._services = services
        self._clock = clock
        self._running: dict[str, _Running] = {}
        self._graph: Any = None

    async def turn(self, conversation_id: str, given: Input) -> AsyncIterator[Event]:
        """Yields what happens, ending with Done. Expected failures are told in words; a bug is logged with an id."""
        started = stopwatch()
        running = self._running.setdefault(conversation_id, _Running())
        if running.lock.locked():
            yield self._interrupt(running, given.text)
            yield Done(0, elapsed_ms(started), True)
            return
        async with running.lock:
            running.stop = False
            async with aclosing(self._one_turn(conversation_id, given, running)) as events:
                async for event in events:
                    yield event

    def _interrupt(self, running: _Running, text: str) -> Notice:
        if parse(text).steer is Steer.STOP:
            running.stop = True
            return Notice("I stop after the item I am working on.")
        return Notice("I am still working on the last one; say “stop” to end it.")

    async def _one_turn(self, conversation_id: str, given: Input, running: _Running) -> AsyncGenerator[Event, None]:
        started = stopwatch()
        text = " ".join([given.text, *(f'import "{file}"' for file in given.files)]).strip()
        turn_id, is_ok, route, run_id = 0, False, "", None
        try:
            if self._services.practice_time:
                await self._services.practice_time.refresh()
            turn_id, remembered = await self._services.conversations.start_turn(conversation_id, text)
            decision = typed_decision(given.actor, conversation_id, text, remembered.shown)
            job = Job(conversation_id, decision, running.check_stop)
            state = {"job": job, "remembered": remembered}
            async for mode, part in self._compiled().astream(state, stream_mode=["custom", "values"]):
                if mode == "custom":
                    yield part
                elif "reading" in part:
                    route = part["reading"].route.value
                    is_ok = part.get("is_ok", False)
                    run_id = part["result"].run_id if "result" in part else None
        except LeadloopError as error:
            yield Notice(str(error))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("turn failed (%s)", reference)
            yield Notice(f"Something broke on my side and I stopped there (error {reference} in the log).")
        ms = elapsed_ms(started)
        if turn_id:
            await self._services.conversations.end_turn(turn_id, route, run_id, ms)
        yield Done(turn_id, ms, is_ok)

    async def run_plan(
        self, conversation_id: str, calls: Sequence[Call], decision: PersonDecision, *, is_fresh: bool = False
    ) -> AsyncIterator[Event]:
        """Carries out calls that a command or a click names.

        A plan of that conversation that was cut off is finished instead, unless `is_fresh`: a click decides about
        what it names and must not set going what somebody asked for earlier.
        """
        started = stopwatch()
        events: asyncio.Queue[Event | None] = asyncio.Queue()
        running = self._running.setdefault(conversation_id, _Running())
        executor = Executor(self._services, self._clock, events.put_nowait)
        job = Job(conversation_id, decision, running.check_stop, is_click=is_fresh)

        async def work() -> Result:
            try:
                broken = None if is_fresh else await self._services.runs.find_broken(conversation_id)
                if broken:
                    return await executor.go_on(job, broken)
                return await executor.start(job, tuple(calls))
            finally:
                events.put_nowait(None)

        async with running.lock:
            running.stop = False
            task = asyncio.create_task(work())
            while (event := await events.get()) is not None:
                yield event
            result = await task
        yield Done(0, elapsed_ms(started), result.is_ok)

    def warm(self) -> None:
        """Loads what the first turn needs, so that it is not the one to wait."""
        self._compiled()

    def _compiled(self) -> Any:
        if self._graph is None:
            # LangGraph takes a second to import: the window is up before it is needed.
            from agent.graph import TurnGraph

            self._graph = TurnGraph(self._services, self._clock).compile()
        return self._graph

    async def welcome(self, conversation_id: str) -> list[Event]:
        """What a window shows first: what could be done next, and a plan that was cut off."""
        events: list[Event] = []
        run = await self._services.runs.find_broken(conversation_id)
        if run and run.status is RunStatus.RUNNING:
            tool = run.calls[min(run.next_call, len(run.calls) - 1)].tool
            where = f"at {run.finished} of {run.total}" if run.total else f"at step {run.next_call + 1}"
            events.append(Notice(f"The last plan was cut off {where} ({tool}): say “go on” to finish it."))
        steps = await self._services.report.next_steps()
        if steps:
            events.append(Notice("You could say: " + " · ".join(f"“{step}”" for step in steps)))
        return events
