"""What a search says: the number, and where there are fewer, why and what to do next. Pure."""

from dataclasses import dataclass

from reference.places import Place
from tools.search.rules.matching import Wanted, render_place


@dataclass(frozen=True, slots=True)
class Wider:
    """A larger place and how many of the missing firms it has."""

    place: Place
    found: int


def title_of(wanted: Wanted) -> str:
    plural = wanted.trade.plural
    return f"{plural[:1].upper()}{plural[1:]} in {render_place(wanted.place)}"


def say_found(wanted: Wanted, found: int, known: int, wider: Wider | None, down: tuple[str, ...] = ()) -> str:
    """What was found, how many were known before, and where the rest could be; `down`: what failing sources said."""
    where = f"in {_where(wanted)}{_limits(wanted)}"
    parts = [f"Found {_count(found, wanted)} {where}."]
    if found < wanted.count:
        parts = [f"Found {found} of {wanted.count} {wanted.trade.plural} {where}: {_why(known)}.", *down]
    elif known:
        parts.append(f"{known} that you already have {_were(known)} left out.")
    parts.append(_offer(wanted, wider) if wider else "Say “score them” to see which fit best.")
    return " ".join(parts)


def say_all_known(wanted: Wanted, known: int, down: tuple[str, ...] = ()) -> str:
    """Nothing new: what is already there is shown instead."""
    them = "the one" if known == 1 else f"all {known}"
    where = f"in {_where(wanted)}{_limits(wanted)}"
    return " ".join([f"No new {wanted.trade.plural} {where}: you already have {them} I know of, shown here.", *down])


def say_none(wanted: Wanted, wider: Wider | None, down: tuple[str, ...] = ()) -> str:
    """Nothing at all, and the next step."""
    text = " ".join([f"I know of no {wanted.trade.plural} in {_where(wanted)}{_limits(wanted)}.", *down])
    if wider:
        return f"{text} {_offer(wanted, wider)}"
    if _limits(wanted):
        return f"{text} Leave the size or the words out to see more: many firms do not state them."
    file = "`leadloop directory add FILE --mode live`"
    return f"{text} Try a larger place or another kind of firm, or add a file with {file}."


def _where(wanted: Wanted) -> str:
    return render_place(wanted.place)


def _count(found: int, wanted: Wanted) -> str:
    return f"{found} {wanted.trade.name if found == 1 else wanted.trade.plural}"


def _limits(wanted: Wanted) -> str:
    """The size and words that narrowed the search."""
    parts = []
    if wanted.min_employees is not None and wanted.max_employees is not None:
        parts.append(f"{wanted.min_employees} to {wanted.max_employees} employees")
    elif wanted.min_employees is not None:
        parts.append(f"{wanted.min_employees} or more employees")
    elif wanted.max_employees is not None:
        parts.append(f"at most {wanted.max_employees} employees")
    if wanted.keywords:
        parts.append(" and ".join(f"“{word}”" for word in wanted.keywords))
    return f" with {' and '.join(parts)}" if parts else ""


def _why(known: int) -> str:
    if known:
        return f"{known} more {'is' if known == 1 else 'are'} in your list already, and there are no others"
    return "there are no others in the sources I have"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _offer(wanted: Wanted, wider: Wider) -> str:
    name = render_place(wider.place)
    return f"There are others around: say “find {wider.found} more {wanted.trade.plural} in {name}”."
