"""Lists leads, shows one in full, records who is worth writing to, resolves which leads are meant."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from db.ledger import Ledger
from domain.clock import Clock
from domain.decisions import Decision
from domain.errors import Correctable, Refused
from domain.lead import Cause, Stage
from domain.plan import Selection
from domain.views import LeadFilter, LeadView
from reference.trades import covers, find_trade, list_trades
from tools.leads.review import Review
from tools.leads.rules.card import describe_lead
from tools.leads.rules.places import pick_in_place
from tools.leads.rules.status import ARCHIVABLE, UNDECIDED, parse_status, parse_tier, say_stage
from tools.leads.selection import resolve_leads
from tools.leads.wanted import WantedLeads
from tools.outcome import LeadCard, LeadTable, Outcome
from tools.spec import CallContext

_MOST = 20_000


class LeadService:
    """The door to leads for agent, windows and the linear pipeline."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def list_leads(self, wanted: WantedLeads) -> Outcome:
        """The leads that fit, best score first; at most `limit` of them."""
        limit = wanted.limit
        query = LeadFilter(
            stages=parse_status(wanted.status),
            tier=parse_tier(wanted.tier),
            min_score=wanted.min_score,
            trades=_trades_of(wanted.industry),
            limit=_MOST,
        )
        async with self._ledger.reading() as books:
            views = await books.leads.list_views(query)
            is_empty = not views and not await books.leads.list_ids(LeadFilter(limit=1))
        if wanted.location:
            views = pick_in_place(views, wanted.location)
        if is_empty:
            words = "There are no leads yet; find some first, for example “find 10 hotels in Denver”."
            return Outcome(words, is_ok=False)
        if not views:
            return Outcome(f"No lead is {_describe(wanted)}; say “show all leads” to see every one.", is_ok=False)
        shown = views[:limit]
        title = _count(len(views), _describe(wanted))
        more = f" These are the best {len(shown)}." if len(shown) < len(views) else ""
        summary = f"{title}: {_say_stages(views)}.{more}"
        return Outcome(summary, (LeadTable(tuple(shown), title),), leads=tuple(view.lead.id for view in shown))

    async def show_lead(self, lead: int) -> Outcome:
        """One lead with facts and sources, scores and what they lack, people, mails."""
        async with self._ledger.reading() as books:
            view = await books.leads.get_view(lead)
            facts = await books.companies.list_evidence(view.company.id)
            scores = await books.leads.list_scores(lead)
            contacts = await books.contacts.list_for(view.company.id)
            sent = await books.mail.list_sent(lead_id=lead)
            received = await books.received.list_(lead_id=lead)
        messages = tuple(sorted([*sent, *received], key=lambda message: message.id))
        card = LeadCard(view, tuple(facts), tuple(scores), tuple(contacts), messages)
        return Outcome(describe_lead(card), (card,), leads=(lead,))

    async def review_leads(
        self, leads: Sequence[int], decision: Decision, reason: str, context: CallContext
    ) -> Outcome:
        """Approves or rejects these leads in the name of the person who decided; raises Refused without one."""
        if context.decision is None:
            raise Refused(
                "NEEDS_PERSON", "Only a person may approve or reject leads; say “approve the top 5” yourself."
            )
        if decision is Decision.REGENERATE:
            raise Correctable("A lead can be approved or rejected; only drafts are written again.")
        if not leads:
            raise Correctable("It is not clear which leads are meant; say for example “approve the top 5”.")
        return await Review(self._ledger, decision, reason, context).run(tuple(dict.fromkeys(leads)))

    async def list_stages(self, leads: Sequence[int]) -> dict[int, Stage]:
        """Where these leads stand now, in the order given; unknown ids are left out."""
        ids = tuple(dict.fromkeys(leads))
        async with self._ledger.reading() as books:
            views = await books.leads.list_views(LeadFilter(ids=ids, limit=len(ids)))
        return {view.lead.id: view.lead.stage for view in views}

    async def archive_closed(self, after: timedelta) -> int:
        """Puts closed leads that nothing happened to for that long into the archive; answers how many."""
        async with self._ledger.reading() as books:
            stale = await books.leads.list_stale(ARCHIVABLE, self._clock.now() - after)
        if not stale:
            return 0
        async with self._ledger.writing() as books:
            # Read again under the write lock: an answer may have come in between.
            stale = await books.leads.list_stale(ARCHIVABLE, self._clock.now() - after)
            for lead in stale:
                await books.leads.move(lead.id, Stage.ARCHIVED, Cause.WORK)
        return len(stale)

    async def resolve(self, selection: Selection, focus: tuple[int, ...]) -> tuple[int, ...]:
        """The ids that a selection means now, never none; `focus` is what the conversation last listed.

        Raises Correctable, with what to say instead, when nothing fits or a name or number is unknown or ambiguous.
        """
        async with self._ledger.reading() as books:
            return await resolve_leads(books, selection, focus)


def _trades_of(industry: str) -> tuple[str, ...]:
    """The ids of the trade named and of all below it; empty for no word."""
    if not industry:
        return ()
    known = {trade.id: trade for trade in list_trades()}
    trade = known.get(industry) or find_trade(industry)
    if trade is None:
        raise Correctable(f"“{industry}” is no trade I know; name it in plain words, such as dentists or hotels.")
    return tuple(one for one in known if covers(trade.id, one))


def _describe(wanted: WantedLeads) -> str:
    """The filters in words, to stand after a noun: "approved, in tier A, in Buffalo"."""
    stages = parse_status(wanted.status)
    parts = [say_stage(stages[0]) if len(stages) == 1 else wanted.status.lower()] if stages else []
    parts += [f"in tier {wanted.tier.upper()}"] if wanted.tier else []
    parts += [f"with a score of {wanted.min_score} or more"] if wanted.min_score is not None else []
    parts += [f"of the trade {wanted.industry}"] if wanted.industry else []
    parts += [f"in {wanted.location}"] if wanted.location else []
    return ", ".join(parts)


def _count(number: int, words: str) -> str:
    leads = "1 lead" if number == 1 else f"{number:,} leads"
    return f"{leads} {words}".strip()


def _say_stages(views: Sequence[LeadView]) -> str:
    counts = Counter(view.lead.stage for view in views)
    order = [stage for stage in Stage if stage in counts]
    words = ", ".join(f"{counts[stage]:,} {say_stage(stage)}" for stage in order)
    waiting = sum(counts[stage] for stage in UNDECIDED)
    if counts[Stage.NEW] == waiting and waiting:
        return f"{words}. Next: “score them”"
    return f"{words}. Next: “approve the top {min(5, waiting)}”" if waiting else words
