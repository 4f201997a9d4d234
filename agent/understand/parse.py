"""A sentence in, a Reading out. Pure: no model, no ledger, no clock; earlier turns are read by the same grammar."""

from dataclasses import replace
from functools import lru_cache

from agent.understand.clauses import split_clauses
from agent.understand.context import Context
from agent.understand.handing import read_handed_text
from agent.understand.plan import Plan, make_plan, make_whole
from agent.understand.scene import SURE, Scene, then
from agent.understand.steering import read_steering
from agent.understand.text import read_text
from domain.plan import Reading, Route

MAX_CHARACTERS = 4_000
_REMEMBERED_TURNS = 8
_TOO_LONG = (
    f"That is more than {MAX_CHARACTERS:,} characters; please say it shorter, or save it as a file and import that."
)
_EMPTY = 'What shall I do? For example "find 10 dentists in Buffalo", or "help".'
NO_CONTEXT = Context()


def parse(text: str, context: Context = NO_CONTEXT) -> Reading:
    """What a typed sentence means, with a confidence; the gate decides afterwards whether it is sure enough to act."""
    turns = tuple(turn[:MAX_CHARACTERS] for turn in context.history[-_REMEMBERED_TURNS:])
    scene = replace(_scene_after(turns, context.home_region), names=context.known_names)
    if context.focus:
        scene = replace(scene, kind=context.focus.kind, shown=len(context.focus.ids))
    return _read(text, scene)[0]


@lru_cache(maxsize=512)
def _scene_after(history: tuple[str, ...], home_region: str) -> Scene:
    """The scene that earlier turns have left behind, oldest turn first."""
    if not history:
        return Scene(home_region=home_region)
    return _read(history[-1], _scene_after(history[:-1], home_region))[1]


def _read(text: str, scene: Scene) -> tuple[Reading, Scene]:
    if len(text) > MAX_CHARACTERS:
        return Reading(Route.CLARIFY, confidence=SURE, question=_TOO_LONG), scene
    message = read_text(text)
    low = " ".join(message.low.split())
    if not low:
        return Reading(Route.CLARIFY, confidence=SURE, question=_EMPTY), scene
    steering = read_steering(low)
    if steering and steering.steer:
        reading = Reading(
            Route.CONVERSATIONAL, confidence=steering.confidence, steer=steering.steer, days=steering.days
        )
        return reading, scene
    if steering:
        return Reading(Route.CLARIFY, confidence=steering.confidence, question=steering.question), scene
    handed = read_handed_text(message, scene)
    plan: Plan = make_whole(handed) if handed else make_plan(split_clauses(message), scene)
    for sense in plan.senses:
        scene = then(scene, sense)
    return plan.reading, replace(scene, tools=())
