"""The only door into the mind: `turn()` takes what a person said and yields typed events until it is done."""

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
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

_LOGGED = "turn failed (%s)"
_BROKEN = "Something broke on my side and I stopped there (error {} in the log)."
# The kill switch: it gets through while a turn is at work.
_PAUSE = (Call("pause_sending", {"on": True}),)


@dataclass(frozen=True, slots=True)
class Input:
    """What a person gave: words, and who he is."""

    text: str
    actor: Actor


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

    async def turn(self, conversation_id: str, given: Input) -> AsyncGenerator[Event, None]:
        """Yields what happens, ending with Done. Expected failures are told in words; a bug is logged with an id."""
        started = stopwatch()
        running = self._running.setdefault(conversation_id, _Running())
        if running.lock.locked():
            for event in await self._interrupt(conversation_id, running, given):
                yield event
            yield Done(0, elapsed_ms(started), True)
            return
        async with running.lock:
            running.stop = False
            async with aclosing(self._one_turn(conversation_id, given, running)) as events:
                async for event in events:
                    yield event

    async def _interrupt(self, conversation_id: str, running: _Running, given: Input) -> list[Event]:
        """What gets through while a turn is at work: "stop", and "stop everything", which pauses sending at once."""
        reading = parse(given.text)
        if reading.steer is Steer.STOP:
            running.stop = True
            return [Notice("I stop after the item I am working on.")]
        if reading.calls != _PAUSE:
            return [Notice("I am still working on the last one; say “stop” to end it.")]
        running.stop = True
        events: list[Event] = []
        decision = typed_decision(given.actor, conversation_id, given.text, ())
        # A run of another conversation: "go on" later means the plan that was stopped here.
        job = Job("kill switch", decision, check_stop=lambda: None)
        try:
            await Executor(self._services, self._clock, events.append).start(job, _PAUSE)
        except LeadloopError as error:
            events.append(Notice(str(error)))
        return events

    async def _one_turn(self, conversation_id: str, given: Input, running: _Running) -> AsyncGenerator[Event, None]:
        started = stopwatch()
        turn_id, is_ok, route, run_id = 0, False, "", None
        try:
            text = given.text
            turn_id, remembered = await self._services.conversations.start_turn(conversation_id, text)
            decision = typed_decision(given.actor, conversation_id, text, remembered.shown)
            job = Job(conversation_id, decision, running.check_stop)
            state = {"job": job, "remembered": remembered}
            stream = self._compiled().astream(state, stream_mode=["custom", "values"])
            async with aclosing(stream):
                async for mode, part in stream:
                    if mode == "custom":
                        yield part
                    elif "reading" in part:
                        route = part["reading"].route.value
                        is_ok = part.get("is_ok", False)
                        run_id = part["result"].run_id if "result" in part else None
            await self._services.conversations.end_turn(turn_id, route, run_id, elapsed_ms(started))
        except LeadloopError as error:
            is_ok = False
            yield Notice(str(error))
        except Exception:
            is_ok = False
            reference = secrets.token_hex(4)
            log.exception(_LOGGED, reference)
            yield Notice(_BROKEN.format(reference))
        yield Done(turn_id, elapsed_ms(started), is_ok)

    async def run_plan(
        self,
        conversation_id: str,
        calls: Sequence[Call],
        decision: PersonDecision,
        *,
        resumes: bool = False,
        is_click: bool = False,
    ) -> AsyncGenerator[Event, None]:
        """Carries out calls that a command or a click names.

        `resumes`: a plan of that conversation that was cut off is finished instead; the conversation must then be
        one that holds this plan alone. `is_click`: the person acted on what a card shows.
        """
        started = stopwatch()
        events: asyncio.Queue[Event | None] = asyncio.Queue()
        running = self._running.setdefault(conversation_id, _Running())
        executor = Executor(self._services, self._clock, events.put_nowait)
        job = Job(conversation_id, decision, running.check_stop, is_click=is_click)
        is_ok = False

        async def work() -> Result:
            try:
                broken = await self._services.runs.find_broken(conversation_id) if resumes else None
                if broken:
                    return await executor.go_on(job, broken)
                return await executor.start(job, tuple(calls))
            finally:
                events.put_nowait(None)

        async with running.lock:
            running.stop = False
            task = asyncio.create_task(work())
            try:
                while (event := await events.get()) is not None:
                    yield event
                is_ok = (await task).is_ok
            except LeadloopError as error:
                yield Notice(str(error))
            except Exception:
                reference = secrets.token_hex(4)
                log.exception(_LOGGED, reference)
                yield Notice(_BROKEN.format(reference))
            finally:
                # A window that went away takes its plan with it; the ledger knows how far it came.
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        yield Done(0, elapsed_ms(started), is_ok)

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
        # Who has much to do already needs no search now, and no word about what it would need.
        need = await self._services.report.find_need() if len(steps) < 2 else ""
        if need:
            events.append(Notice(need))
        if steps:
            events.append(Notice("You could say: " + " · ".join(f"“{step}”" for step in steps)))
        return events
