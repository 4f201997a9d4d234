"""Turns what a person said ("the second one", "the rest", "Lakeside") into ids of leads."""

from collections.abc import Sequence
from dataclasses import replace

from db.books import Books
from domain.errors import Correctable
from domain.plan import Ref, Selection
from domain.views import LeadFilter, LeadView
from tools.leads.batch import list_batch
from tools.leads.rules.naming import Named, list_matches, require_one
from tools.leads.rules.status import OPEN, UNDECIDED, parse_status, parse_tier, say_stage

_MOST = 20_000


async def resolve_leads(books: Books, selection: Selection, focus: Sequence[int]) -> tuple[int, ...]:
    """The ids meant, in the order said or shown; never empty.

    Raises Correctable when nothing fits, an item is out of range, or a name is unknown or ambiguous.
    """
    base = await _load_base(books, selection, focus)
    picked = await _pick(books, selection, base)
    kept = _narrow(selection, picked)
    kept = _take_out(selection, base, kept)
    if selection.top is not None:
        if selection.top < 1:
            raise Correctable("A top list needs at least one; say for example “the top 5”.")
        kept = sorted(kept, key=lambda view: -(view.score.value if view.score else -1))[: selection.top]
    if not kept:
        whole = base or await _load_base(books, Selection(ref=selection.ref, items=(1,)), focus)
        raise Correctable(_explain_none(selection, picked or whole))
    return tuple(dict.fromkeys(view.lead.id for view in kept))


async def _load_base(books: Books, selection: Selection, focus: Sequence[int]) -> list[LeadView]:
    """What the selection starts from: the focus, or of the ledger at least what its filters let through."""
    if focus and selection.ref is not Ref.ALL and not _asks_for_more(selection, focus):
        base = await _load(books, focus)
    else:
        query = LeadFilter(stages=() if selection.ref is Ref.ALL else OPEN, limit=_MOST)
        if not (selection.items or selection.name or selection.except_items or selection.except_name):
            query = _filter_of(selection, query)
        base = await books.leads.list_views(query)
    if selection.ref is Ref.REST:
        # "Approve the top 5", then "reject the rest": the five are in focus, the rest came in with them.
        left = [view for view in base if view.lead.stage in UNDECIDED]
        return left or await list_batch(books, base, UNDECIDED)
    return base


def _asks_for_more(selection: Selection, focus: Sequence[int]) -> bool:
    """ "Approve the top 5" after one lead was looked at means the list, not that lead."""
    return len(focus) == 1 and selection.ref is Ref.LAST and selection.top is not None and selection.top > 1


def _filter_of(selection: Selection, query: LeadFilter) -> LeadFilter:
    """The filter narrowed in the database, so that thousands of leads need not be read to find a few.

    A status that was said wins over "open": "the rejected ones" are found although they are closed.
    """
    return replace(
        query,
        stages=parse_status(selection.status) or query.stages,
        tier=parse_tier(selection.tier),
        min_score=selection.min_score,
    )


async def _load(books: Books, ids: Sequence[int]) -> list[LeadView]:
    unique = tuple(dict.fromkeys(ids))
    return await books.leads.list_views(LeadFilter(ids=unique, limit=len(unique)))


async def _pick(books: Books, selection: Selection, base: list[LeadView]) -> list[LeadView]:
    """The leads named by id, place in the list or name; the whole reference when none is."""
    if not (selection.ids or selection.items or selection.name):
        return base
    picked = await _load(books, selection.ids) if selection.ids else []
    missing = set(selection.ids) - {view.lead.id for view in picked}
    if missing:
        await books.leads.get(min(missing))  # raises, with the words for it
    picked += _at(base, selection.items)
    if selection.name:
        picked.append(await _find_named(books, selection.name, base))
    return picked


def _at(base: list[LeadView], items: Sequence[int]) -> list[LeadView]:
    """The leads at 1-based places, counted from the end when negative."""
    picked = []
    for item in items:
        place = item - 1 if item > 0 else len(base) + item
        if item == 0 or not 0 <= place < len(base):
            count = {0: "no leads", 1: "1 lead"}.get(len(base), f"{len(base)} leads")
            raise Correctable(f"There is no number {item} here: the list has {count}; say “show my leads” to see them.")
        picked.append(base[place])
    return picked


async def _find_named(books: Books, name: str, base: list[LeadView]) -> LeadView:
    """The lead of that name: in the reference if one fits there, else in the whole ledger."""
    matches = list_matches(name, _names_of(base))
    if not matches:
        everybody = await books.leads.list_names()
        matches = list_matches(name, [Named(lead, known, firm) for lead, known, firm in everybody])
    if not matches:
        raise Correctable(f"No lead is called “{name}”; say “show my leads” to see their names.")
    return await books.leads.get_view(require_one(name, matches))


def _names_of(views: Sequence[LeadView]) -> list[Named]:
    named = [Named(view.lead.id, view.company.name, view.company.name) for view in views]
    people = [view for view in views if view.contact is not None and view.contact.name]
    return named + [Named(view.lead.id, view.contact.name, view.company.name) for view in people if view.contact]


def _narrow(selection: Selection, views: list[LeadView]) -> list[LeadView]:
    stages, tier = parse_status(selection.status), parse_tier(selection.tier)
    return [
        view
        for view in views
        if (not stages or view.lead.stage in stages)
        and (tier is None or (view.score is not None and view.score.tier is tier))
        and (selection.min_score is None or (view.score is not None and view.score.value >= selection.min_score))
        and (selection.score is None or (view.score is not None and view.score.value == selection.score))
    ]


def _take_out(selection: Selection, base: list[LeadView], views: list[LeadView]) -> list[LeadView]:
    out = set(selection.except_ids) | {view.lead.id for view in _at(base, selection.except_items)}
    if selection.except_name:
        matches = list_matches(selection.except_name, _names_of(base))
        if not matches:
            raise Correctable(
                f"“{selection.except_name}” is none of these leads; say “show my leads” to see the names."
            )
        out.add(require_one(selection.except_name, matches))
    return [view for view in views if view.lead.id not in out]


def _explain_none(selection: Selection, base: Sequence[LeadView]) -> str:
    if not base:
        if selection.ref is Ref.REST:
            return "Nothing of this list is undecided any more; say “show undecided leads” to see what is left."
        return "There are no leads yet; find some first, for example “find 10 hotels in Denver”."
    parts = [f"is {_say_status(selection.status)}"] if selection.status else []
    parts += [f"is in tier {selection.tier.upper()}"] if selection.tier else []
    parts += [f"has {selection.min_score} points or more"] if selection.min_score is not None else []
    parts += [f"has {selection.score} points"] if selection.score is not None else []
    fits = " and ".join(parts) or "is left after what you took out"
    return f"Of the leads here ({len(base):,}) none {fits}; say “show my leads” to see how they stand."


def _say_status(status: str) -> str:
    stages = parse_status(status)
    return say_stage(stages[0]) if len(stages) == 1 else status.replace("_", " ")
