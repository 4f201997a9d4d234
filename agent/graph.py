"""One turn as a graph: understand -> conversational | direct | clarify | agent -> respond.

What must last is in the ledger; the graph keeps nothing between turns.
"""

from dataclasses import replace
from typing import Any, TypedDict

from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from agent.events import ArtifactShown, Notice, Question, Token
from agent.execute import Executor, Job, Result
from agent.imply import mark_pointed_at
from agent.services import MindServices
from agent.steering import steer
from agent.understand.answers import parse_answer
from agent.understand.context import Context, FocusView
from agent.understand.gate import apply_gate
from agent.understand.parse import parse
from domain.clock import Clock
from domain.plan import Option, Reading, Route, Steer
from memory.conversations import Remembered

_CANNOT_PLAN = (
    "I cannot plan that by myself: it needs a model that reasons over the steps, and none is connected. "
    "Say it as single steps, for example “find 10 hotels in Denver”, then “score them”."
)


class TurnState(TypedDict, total=False):
    """What the nodes hand on: the job and what was remembered come in, the reading and the answer come out."""

    job: Job
    remembered: Remembered
    reading: Reading
    answer: str
    result: Result
    is_ok: bool


class TurnGraph:
    """The nodes of a turn and the services they use."""

    def __init__(self, services: MindServices, clock: Clock) -> None:
        self._services = services
        self._clock = clock

    def compile(self) -> "CompiledStateGraph[Any, Any, Any, Any]":
        """The runnable graph; its custom stream carries the events of agent/events.py."""
        graph = StateGraph(TurnState)
        graph.add_node("understand", self._understand)
        graph.add_node("conversational", self._conversational)
        graph.add_node("direct", self._direct)
        graph.add_node("clarify", self._clarify)
        graph.add_node("agent", self._agent)
        graph.add_node("respond", self._respond)
        graph.add_edge(START, "understand")
        graph.add_conditional_edges("understand", lambda state: state["reading"].route.value)
        for route in Route:
            graph.add_edge(route.value, "respond")
        graph.add_edge("respond", END)
        return graph.compile()

    async def _understand(self, state: TurnState) -> TurnState:
        job, remembered = state["job"], state["remembered"]
        if remembered.question:
            chosen = parse_answer(job.decision.words, remembered.options)
            label = chosen.label if chosen else None
            calls = await self._services.conversations.answer(job.conversation_id, remembered.question, label)
            if chosen:
                return {"reading": _answered(chosen, replace(Reading(Route.DIRECT), calls=calls, confidence=1.0))}
        focus = next((one for one in remembered.focus if one.ids), None)
        context = Context(
            history=remembered.words,
            focus=FocusView(focus.kind.value, focus.ids) if focus else None,
            home_region=remembered.home_region,
            known_names=remembered.names,
        )
        reading = apply_gate(parse(job.decision.words, context), self._services.toolbox.effects)
        return {"reading": _as_meant(reading, job.decision.words)}

    async def _conversational(self, state: TurnState) -> TurnState:
        job, reading = state["job"], state["reading"]
        if reading.steer is Steer.RESUME:
            run = await self._services.runs.find_broken(job.conversation_id)
            if run is None:
                return {"answer": "There is nothing left to go on with.", "is_ok": True}
            return self._came_to(await self._executor().go_on(job, run))
        outcome = await steer(reading, job.conversation_id, self._services)
        writer = get_stream_writer()
        for artifact in outcome.artifacts:
            writer(ArtifactShown(artifact))
        return {"answer": outcome.summary, "is_ok": outcome.is_ok}

    async def _direct(self, state: TurnState) -> TurnState:
        if not state["reading"].calls:
            return {"answer": "All right, I leave it.", "is_ok": True}
        return self._came_to(await self._executor().start(state["job"], state["reading"].calls))

    async def _clarify(self, state: TurnState) -> TurnState:
        reading, job = state["reading"], state["job"]
        await self._services.conversations.ask(job.conversation_id, reading.question, reading.options)
        get_stream_writer()(Question(reading.question, tuple(option.label for option in reading.options)))
        return {"answer": "", "is_ok": True}

    async def _agent(self, state: TurnState) -> TurnState:
        get_stream_writer()(Notice(_CANNOT_PLAN))
        return {"answer": "", "is_ok": False}

    async def _respond(self, state: TurnState) -> TurnState:
        answer = state.get("answer", "")
        if answer:
            get_stream_writer()(Token(answer))
        return {}

    def _executor(self) -> Executor:
        return Executor(self._services, self._clock, get_stream_writer())

    @staticmethod
    def _came_to(result: Result) -> TurnState:
        if result.is_cancelled:
            words = "Stopped. What was finished stays; say “go on” to do the rest."
            return {"answer": words, "is_ok": False, "result": result}
        return {"answer": "\n".join(result.summaries), "is_ok": result.is_ok, "result": result}


def _answered(chosen: Option, reading: Reading) -> Reading:
    return reading if chosen.calls else replace(reading, calls=())


def _as_meant(reading: Reading, words: str) -> Reading:
    """Whom the sentence points at is noted in its calls, so that a later "yes" or "go on" means the same leads."""
    options = tuple(replace(option, calls=mark_pointed_at(option.calls, words)) for option in reading.options)
    return replace(reading, calls=mark_pointed_at(reading.calls, words), options=options)
