"""What a clause is read against, and what reading it yields."""

from dataclasses import dataclass, replace

from agent.understand.context import Kind
from agent.understand.text import Span
from agent.understand.verbs import HeadVerb
from domain.plan import Call, Option, Selection, Steer, Value

SURE = 0.98


@dataclass(frozen=True, slots=True)
class SearchWish:
    """The slots of a search as far as they were said; two turns can fill one together."""

    industry: str = ""
    location: str = ""
    count: int | None = None
    keywords: tuple[str, ...] = ()
    min_employees: int | None = None
    max_employees: int | None = None

    def to_call(self) -> Call:
        """The search call with the slots that were said."""
        slots: dict[str, Value] = {
            "industry": self.industry or None,
            "location": self.location or None,
            "count": self.count,
            "keywords": self.keywords or None,
            "min_employees": self.min_employees,
            "max_employees": self.max_employees,
        }
        return Call("search_companies", {name: value for name, value in slots.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Scene:
    """What is going on: the kind and number of rows last shown, the last search, the region, names of known firms.

    `tools` are the tools this message has called so far, in order.
    """

    kind: Kind | None = None
    shown: int | None = None
    wish: SearchWish | None = None
    home_region: str = ""
    names: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One command or question: the words without politeness, its verb, what follows it.

    `is_asked`: it is a question, so it may only read. `is_request`: it was put as "can you ...".
    """

    span: Span
    head: HeadVerb | None
    rest: Span
    is_asked: bool = False
    is_request: bool = False
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """What one clause means. A question with options asks instead of calling; `wish` is the search it leaves behind."""

    calls: tuple[Call, ...] = ()
    confidence: float = 0.0
    question: str = ""
    options: tuple[Option, ...] = ()
    kind: Kind | None = None
    wish: SearchWish | None = None
    steer: Steer | None = None
    days: int = 0


def act(tool: str, confidence: float, kind: Kind | None = None, **args: Value) -> Sense:
    """One call; arguments that are None or empty were not said and stay out."""
    said = {name: value for name, value in args.items() if value is not None and value != ""}
    return Sense((Call(tool, said),), confidence, kind=kind)


def ask(question: str, *options: Option, confidence: float = 0.5) -> Sense:
    """A question instead of a call."""
    return Sense(confidence=confidence, question=question, options=options)


def steer(to: Steer, confidence: float = SURE, days: int = 0) -> Sense:
    """A sentence that steers the program itself."""
    return Sense(confidence=confidence, steer=to, days=days)


def then(scene: Scene, sense: Sense) -> Scene:
    """The scene after a clause."""
    tools = scene.tools + tuple(call.tool for call in sense.calls)
    scene = replace(scene, tools=tools, wish=sense.wish or scene.wish)
    if sense.kind and sense.calls:
        return replace(scene, kind=sense.kind, shown=1 if _is_about_one(sense.calls[-1]) else None)
    return scene


def _is_about_one(call: Call) -> bool:
    """Whether a call names exactly one lead or draft, so that "it" may refer to it."""
    chosen = next((value for value in call.args.values() if isinstance(value, Selection)), None)
    if chosen is None:
        return False
    return len(chosen.ids) + len(chosen.items) + bool(chosen.name) + (chosen.top == 1) == 1


NOTHING = Sense(confidence=SURE)
