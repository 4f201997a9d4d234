"""Which lead a name means: loose matching over the names of firms and people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.errors import Correctable
from domain.identity import name_key

_WORD_FLOOR = 80.0
_JOINED_FLOOR = 86.0
_PREFIX_SCORE = 94.0
_PREFIX_LENGTH = 4
# Names this close to the best one are as likely meant as the best one.
_TIE = 4.0
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A lead with one name it answers to: its firm's or a person's there. `firm` is what is shown."""

    lead_id: int
    name: str
    firm: str


def list_matches(name: str, known: Iterable[Named]) -> list[Named]:
    """The leads that the name fits best, one entry a lead, best first; several when it fits them about equally."""
    wanted = name_key(name)
    best: dict[int, tuple[float, Named]] = {}
    for one in known:
        score = _compare(wanted, name_key(one.name))
        if score > 0 and score > best.get(one.lead_id, (0.0, one))[0]:
            best[one.lead_id] = (score, one)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].lead_id))
    return [one for score, one in ranked if score >= ranked[0][0] - _TIE]


def _compare(wanted: str, name: str) -> float:
    """0 when a word of `wanted` fits no word of the name; 110 for the same name; else how well the words fit."""
    if not wanted or not name:
        return 0.0
    if wanted == name:
        return 110.0
    scores = [max(_compare_words(word, other) for other in name.split()) for word in wanted.split()]
    if min(scores) >= _WORD_FLOOR:
        return sum(scores) / len(scores)
    # Spaces may be elsewhere ("lake side"), but a short word that is not there at all makes it another name.
    joined = name.replace(" ", "")
    if any(len(word) <= _PREFIX_LENGTH and word not in joined for word in wanted.split()):
        return 0.0
    ratio = fuzz.ratio(wanted.replace(" ", ""), joined)
    return ratio if ratio >= _JOINED_FLOOR else 0.0


def _compare_words(word: str, other: str) -> float:
    if word == other:
        return 100.0
    if len(word) >= _PREFIX_LENGTH and other.startswith(word):
        return _PREFIX_SCORE
    # Short words have no room for a typing error: "east" is not "west".
    return fuzz.ratio(word, other) if min(len(word), len(other)) > _PREFIX_LENGTH else 0.0


def require_one(name: str, matches: Sequence[Named]) -> int:
    """The one lead that fits; raises Correctable that lists the candidates when several do."""
    if len(matches) == 1:
        return matches[0].lead_id
    told = [f"{one.firm} (lead {one.lead_id})" for one in matches[:_LISTED]]
    more = f" and {len(matches) - _LISTED} more" if len(matches) > _LISTED else ""
    raise Correctable(
        f"“{name}” fits {', '.join(told[:-1])} and {told[-1]}{more}; say which by its number."
        if not more
        else f"“{name}” fits {', '.join(told)}{more}; say more of the name or a number."
    )
