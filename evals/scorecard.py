"""A labelled set against what the product makes of it: accuracy, precision and recall of each class, the confusions.

Nothing here knows what is judged: a set (see evals/sets.py) hands over expected and found labels.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

SHOWN_MISSES = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """One case: its words, the label it should get and the label it got."""

    text: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What running a set gave: the cases, and further shares (0..1) by name that only this set knows.

    `misses` are cases that these shares count against the product, with what was wanted and what came.
    """

    cases: tuple[Judged, ...]
    shares: Mapping[str, float] = field(default_factory=dict)
    misses: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class. `support` is how many cases should get it. Shares are 0..1, and 0 where nothing was to divide."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """A wrong pair of labels, how often it came, and one case of it."""

    expected: str
    found: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result of a set; `confusions` come most frequent first."""

    name: str
    count: int
    accuracy: float
    shares: Mapping[str, float]
    classes: tuple[ClassScore, ...]
    confusions: tuple[Confusion, ...]
    misses: tuple[Judged, ...]


def build_scorecard(name: str, verdicts: Verdicts) -> Scorecard:
    """Counts the cases of a set. An empty set has accuracy 0."""
    cases = verdicts.cases
    right = sum(case.expected == case.found for case in cases)
    labels = sorted({case.expected for case in cases} | {case.found for case in cases})
    classes = tuple(_score_class(label, cases) for label in labels)
    confusions = _list_confusions(cases)
    accuracy = _share(right, len(cases))
    return Scorecard(name, len(cases), accuracy, verdicts.shares, classes, confusions, verdicts.misses)


def _score_class(label: str, cases: Sequence[Judged]) -> ClassScore:
    support = sum(case.expected == label for case in cases)
    given = sum(case.found == label for case in cases)
    hits = sum(case.expected == case.found == label for case in cases)
    precision, recall = _share(hits, given), _share(hits, support)
    return ClassScore(label, precision, recall, _share(2 * precision * recall, precision + recall), support)


def _list_confusions(cases: Sequence[Judged]) -> tuple[Confusion, ...]:
    wrong = [case for case in cases if case.expected != case.found]
    examples = {(case.expected, case.found): case.text for case in reversed(wrong)}
    counts = Counter((case.expected, case.found) for case in wrong)
    return tuple(Confusion(*pair, count, examples[pair]) for pair, count in counts.most_common())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def render_table(card: Scorecard) -> RenderableType:
    """The scorecard as a person reads it."""
    classes = Table(
        "class", title=f"{card.name}: accuracy {card.accuracy:.1%}, cases {card.count}", title_justify="left"
    )
    for heading in ("precision", "recall", "F1", "cases"):
        classes.add_column(heading, justify="right")
    for row in card.classes:
        classes.add_row(row.label, f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}", str(row.support))
    shares = "\n".join(f"{name}: {share:.1%}" for name, share in card.shares.items())
    confusions = Table("expected", "found", "times", "for example", title="Confusions", title_justify="left")
    for pair in card.confusions:
        confusions.add_row(pair.expected, pair.found, str(pair.count), Text(pair.example[:80]))
    misses = Table("wanted", "came", "for", title=_title_misses(card), title_justify="left")
    for miss in card.misses[:SHOWN_MISSES]:
        misses.add_row(Text(miss.expected), Text(miss.found), Text(miss.text[:80]))
    parts = ((shares, shares), (confusions, card.confusions), (misses, card.misses))
    return Group(classes, *(part for part, is_wanted in parts if is_wanted))


def _title_misses(card: Scorecard) -> str:
    shown = min(len(card.misses), SHOWN_MISSES)
    return f"Misses ({shown} of {len(card.misses)}; all with --json)"


def render_plain(card: Scorecard) -> dict[str, object]:
    """The scorecard as JSON-ready values, for --json."""
    return asdict(card)
