"""Scores leads in chunks: load, judge by the rules, save with the events."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.books import Books
from db.ledger import Ledger
from db.repositories.leads import NewScore
from domain.clock import Clock
from domain.lead import Cause, Stage
from domain.runs import ItemStatus
from domain.views import LeadFilter, LeadView
from memory.profile import PlaybookInForce, get_playbook
from tools.outcome import LeadTable, Outcome
from tools.score import rules
from tools.spec import CallContext

_CHUNK = 100
_SHOWN = 100
# What "score them" means when no lead is named, and how many of them in one call.
_NATURAL = LeadFilter(stages=(Stage.NEW,), limit=20_000)


@dataclass(frozen=True, slots=True)
class _Scored:
    """One lead as it was and its new value."""

    before: LeadView
    value: int


class ScoreService:
    """The door to scoring for agent, windows and the linear pipeline."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def score_leads(self, leads: Sequence[int], context: CallContext) -> Outcome:
        """Scores these leads, or all new ones when none is named; one that stands later keeps its stage."""
        async with self._ledger.writing() as books:
            ids = tuple(dict.fromkeys(leads)) or tuple(await books.leads.list_ids(_NATURAL))
            open_ids = await books.runs.open_items(context.run_id, context.call_index, ids)
            playbook = await get_playbook(books)
        if not ids:
            return await self._nothing_new()
        scored: list[_Scored] = []
        for at in range(0, len(open_ids), _CHUNK):
            context.check_stop()
            chunk = open_ids[at : at + _CHUNK]
            async with self._ledger.writing() as books:
                scored += await self._score_chunk(books, chunk, playbook)
                await books.runs.finish_items(context.run_id, context.call_index, chunk, ItemStatus.DONE)
            await context.progress(len(ids) - len(open_ids) + at + len(chunk), len(ids), "scoring")
        return await self._tell(ids, scored)

    async def _score_chunk(self, books: Books, ids: Sequence[int], playbook: PlaybookInForce) -> list[_Scored]:
        views = await books.leads.list_views(LeadFilter(ids=tuple(ids), limit=len(ids)))
        facts = await books.companies.list_evidence_of([view.company.id for view in views])
        now = self._clock.now()
        scores = []
        for view in views:
            if view.lead.stage is Stage.FAILED:
                await books.leads.move(view.lead.id, Stage.NEW, Cause.WORK)
            judged = rules.score(
                view.company,
                facts[view.company.id],
                playbook.playbook.icp,
                has_contact=view.contact is not None and view.contact.erased_at is None,
                now=now,
            )
            scores.append(NewScore(view.lead.id, judged.value, judged.tier, judged.reasons, playbook.version))
        await books.leads.add_scores(scores)
        return [_Scored(view, score.value) for view, score in zip(views, scores, strict=True)]

    async def _tell(self, ids: tuple[int, ...], scored: Sequence[_Scored]) -> Outcome:
        async with self._ledger.reading() as books:
            views = await books.leads.list_views(LeadFilter(ids=ids, limit=len(ids)))
        views.sort(key=lambda view: (-(view.score.value if view.score else -1), view.lead.id))
        tiers = Counter(view.score.tier for view in views if view.score)
        spread = ", ".join(f"{tiers[tier]} in tier {tier}" for tier in sorted(tiers))
        leads = "1 lead" if len(ids) == 1 else f"{len(ids):,} leads"
        summary = f"Scored {leads}: {spread}.{_tell_changes(scored)}{_tell_next(views)}"
        title = "Scored leads, best first"
        if len(views) > _SHOWN:
            title = f"The best {_SHOWN} of {len(views):,} scored leads"
        table = LeadTable(tuple(views[:_SHOWN]), title)
        return Outcome(summary, (table,), leads=tuple(view.lead.id for view in views))

    async def _nothing_new(self) -> Outcome:
        async with self._ledger.reading() as books:
            views = await books.leads.list_views(LeadFilter(stages=(Stage.SCORED,), limit=_SHOWN))
        if not views:
            words = "There are no new leads to score; find some first, for example “find 10 hotels in Denver”."
            return Outcome(words, is_ok=False)
        words = f"All leads are scored already; these are the {len(views)} best that wait for your decision."
        return Outcome(
            f"{words}{_tell_next(views)}",
            (LeadTable(tuple(views), "Scored leads, best first"),),
            leads=tuple(view.lead.id for view in views),
        )


def _tell_changes(scored: Sequence[_Scored]) -> str:
    """What a second scoring changed: which values moved, and that later stages stayed."""
    moved = [(one.before, one.before.score.value, one.value) for one in scored if one.before.score]
    moved = [(view, old, new) for view, old, new in moved if old != new]
    told = [f"{view.company.name} {old} to {new}" for view, old, new in moved[:3]]
    words = ""
    if moved:
        more = f" and {len(moved) - 3} more" if len(moved) > 3 else ""
        words += f" Changed: {', '.join(told)}{more}."
    elif scored and all(one.before.score for one in scored):
        words += " No score changed."
    later = sum(one.before.lead.stage not in (Stage.NEW, Stage.SCORED, Stage.FAILED) for one in scored)
    if later:
        words += f" {later} of them {'is' if later == 1 else 'are'} past review and stayed at the same stage."
    return words


def _tell_next(views: Sequence[LeadView]) -> str:
    waiting = sum(view.lead.stage is Stage.SCORED for view in views)
    if not waiting:
        return ""
    count = min(5, waiting)
    return f" Next: “approve the top {count}”." if waiting > 1 else " Next: “approve it”."
