"""The labelled sets by name: `python -m evals scorecard NAME`. A new set is one function and one line in SETS."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from domain.errors import Correctable
from evals.replies.judge import judge_replies
from evals.routing.judge import judge_routing
from evals.scorecard import Verdicts

SETS: Mapping[str, Callable[[], Verdicts]] = MappingProxyType({"replies": judge_replies, "routing": judge_routing})


def get_set(name: str) -> Callable[[], Verdicts]:
    """The set of that name; raises Correctable with the names there are."""
    try:
        return SETS[name]
    except KeyError:
        raise Correctable(f"There is no labelled set '{name}'. Choose one of: {', '.join(SETS)}.") from None
