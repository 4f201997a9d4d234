"""Which drafts a person means: from a parsed selection to ids."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.draft import Draft, DraftKind, DraftStatus
from domain.errors import Correctable
from domain.identity import fold, name_key
from domain.plan import Ref, Selection
from domain.score import Tier

_OPEN = frozenset({DraftStatus.PENDING, DraftStatus.APPROVED, DraftStatus.QUEUED})
_LIKE = 84


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with the names a person may call it by, the lead's stage and its tier."""

    draft: Draft
    company: str
    person: str
    stage: str
    tier: Tier | None


def choose_drafts(wanted: Selection, focus: Sequence[int], candidates: Sequence[Candidate]) -> tuple[int, ...]:
    """The ids meant, in the order last shown, never none: to the tools no id means all of them.

    Raises Correctable when nothing fits or something named is not there.
    """
    by_id = {one.draft.id: one for one in candidates}
    shown = [by_id[id_] for id_ in focus if id_ in by_id]
    base = _start(wanted, shown, candidates)
    if wanted.ids:
        base = [_known(id_, by_id) for id_ in wanted.ids]
    elif wanted.items:
        base = [_at(place, shown or base) for place in wanted.items]
    if wanted.name:
        base = _named(wanted.name, base) or _named(wanted.name, [one for one in candidates if _is_open(one)])
        if not base:
            raise Correctable(f"I have no draft for “{wanted.name}”; say “show my drafts” to see them.")
    fitting = [one for one in base if _fits(wanted, one)]
    if not fitting and wanted.status and wanted == Selection(status=wanted.status):
        # "send the approved ones" while another draft is in view: the state says which.
        fitting = [one for one in candidates if _fits(wanted, one)]
    base = fitting
    left_out = _left_out(wanted, shown or base, candidates)
    base = [one for one in base if one.draft.id not in left_out]
    if wanted.top is not None:
        base = sorted(base, key=lambda one: -_score(one))[: wanted.top]
    if not base:
        raise Correctable(_explain_none(wanted, candidates))
    return tuple(dict.fromkeys(one.draft.id for one in base))


def _left_out(wanted: Selection, rows: Sequence[Candidate], candidates: Sequence[Candidate]) -> set[int]:
    """The drafts taken out. An exception that means no draft is an error: the mail it was to stop would leave."""
    by_id = {one.draft.id: one for one in candidates}
    left_out = {_known(id_, by_id).draft.id for id_ in wanted.except_ids}
    left_out |= {_at(place, rows).draft.id for place in wanted.except_items}
    if wanted.except_name:
        named = _named(wanted.except_name, rows) + _named(wanted.except_name, candidates)
        if not named:
            raise Correctable(f"I have no draft for “{wanted.except_name}” to leave out; say “show my drafts” first.")
        left_out |= {one.draft.id for one in named}
    return left_out


def _explain_none(wanted: Selection, candidates: Sequence[Candidate]) -> str:
    if wanted.status and not any(_fits(Selection(status=wanted.status), one) for one in candidates):
        status = fold(wanted.status).replace("_", " ")
        what = "an answer to a reply" if _is_kind(status, DraftKind.ANSWER) else status
        return f"No draft is {what}; say “show my drafts” to see how they stand."
    if not any(_is_open(one) for one in candidates):
        return "No draft is open; “draft emails” writes some."
    if wanted == Selection(ref=wanted.ref):
        return "No draft waits for a decision; say “show my drafts” to see how they stand."
    return "None of the drafts is left by what you said, so I did nothing; say “show my drafts” to see how they stand."


def _start(wanted: Selection, shown: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    pending = [one for one in candidates if one.draft.status is DraftStatus.PENDING]
    if wanted.ref is Ref.REST:
        # After one draft was looked at, or some were decided, "the rest" are all others, not what is left of these.
        rest = [one for one in shown if one.draft.status is DraftStatus.PENDING]
        return rest if rest and len(shown) > 1 else pending
    if wanted.ref is Ref.LAST and shown:
        return shown
    if wanted.status or wanted.name:
        return list(candidates)
    if wanted.ref is Ref.ALL:
        return [one for one in candidates if _is_open(one)]
    return pending


def _known(id_: int, by_id: dict[int, Candidate]) -> Candidate:
    if id_ not in by_id:
        raise Correctable(f"There is no draft {id_}; say “show my drafts” to see the numbers.")
    return by_id[id_]


def _at(place: int, rows: Sequence[Candidate]) -> Candidate:
    if place == 0 or not -len(rows) <= place <= len(rows):
        raise Correctable(f"There are {len(rows)} drafts in the list, so there is no number {place}.")
    return rows[place - 1] if place > 0 else rows[place]


def _named(name: str, rows: Sequence[Candidate]) -> list[Candidate]:
    """Those whose firm or person is called like that: the best match, and all that match as well."""
    scored = [(max(_likeness(name, one.company), _likeness(name, one.person)), one) for one in rows]
    best = max((likeness for likeness, _ in scored), default=0.0)
    return [one for likeness, one in scored if likeness >= _LIKE and likeness >= best - 1]


def _likeness(said: str, name: str) -> float:
    left, right = name_key(said), name_key(name)
    if not left or not right:
        return 0.0
    return max(fuzz.ratio(left, right), fuzz.token_set_ratio(left, right) if len(left) > 3 else 0.0)


def _fits(wanted: Selection, one: Candidate) -> bool:
    status = fold(wanted.status)
    fits_status = not status or status in (one.draft.status, one.stage) or _is_kind(status, one.draft.kind)
    fits_tier = not wanted.tier or one.tier == wanted.tier.upper()
    return fits_status and fits_tier and (wanted.min_score is None or _score(one) >= wanted.min_score)


def _is_kind(status: str, kind: DraftKind) -> bool:
    return status.rstrip("s") == kind.value


def _is_open(one: Candidate) -> bool:
    return one.draft.status in _OPEN


def _score(one: Candidate) -> int:
    return one.draft.parts[0].critic_score if one.draft.parts else 0
