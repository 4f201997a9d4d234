"""What a sentence means before anything runs: calls, selections, routes, steering."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Route(StrEnum):
    """How a turn is answered: see docs/decisions for the four."""

    CONVERSATIONAL = "conversational"
    DIRECT = "direct"
    CLARIFY = "clarify"
    AGENT = "agent"


class Ref(StrEnum):
    """What a selection starts from.

    LAST is what was last listed or made in this conversation; REST is what of it is undecided; ALL is the ledger.
    """

    LAST = "last"
    REST = "rest"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """Leads or drafts as a person names them; agent/resolve.py turns it into ids just before the call runs.

    `ids` are ledger ids ("draft 2"); `items` are 1-based places in the reference ("the second one"; -1 is the last);
    `top` keeps the best n by score; `name` is a firm's or person's name, matched loosely; `except_*` are taken out.
    Filters (`status`, `tier`, `min_score`, and `score` for exactly that many points) narrow what the reference gives.
    `is_one`: the person spoke of one, so more than one is a misunderstanding. `is_pointed_at`: a bare reference that
    the person pointed at ("them", "all").
    """

    ref: Ref = Ref.LAST
    ids: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    top: int | None = None
    status: str = ""
    tier: str = ""
    min_score: int | None = None
    score: int | None = None
    name: str = ""
    except_ids: tuple[int, ...] = ()
    except_items: tuple[int, ...] = ()
    except_name: str = ""
    is_one: bool = False
    is_pointed_at: bool = False


Value: TypeAlias = str | int | float | bool | Selection | tuple[str, ...] | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call: the tool's name and its arguments (a Selection where the tool takes `leads` or `drafts`)."""

    tool: str
    args: Mapping[str, Value] = field(default_factory=dict)


class Steer(StrEnum):
    """Sentences that steer the program itself; they are no tools."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    STOP = "stop"
    SKIP_DAYS = "skip_days"
    GO_LIVE = "go_live"
    ABOUT_ME = "about_me"
    RESUME = "resume"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: the words on the button and the calls it stands for."""

    label: str
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parser made of a sentence. `confidence` 0..1 is the weakest of its calls.

    CLARIFY carries a `question` (and `options` where there are some); CONVERSATIONAL a `steer` (and `days` for
    SKIP_DAYS); AGENT means: a goal that needs reasoning, no plan was found.
    """

    route: Route
    calls: tuple[Call, ...] = ()
    confidence: float = 0.0
    question: str = ""
    options: tuple[Option, ...] = ()
    steer: Steer | None = None
    days: int = 0
