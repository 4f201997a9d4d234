"""Lists leads, shows one in full, records who is worth writing to, resolves which leads are meant."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from db.books import Books
from db.ledger import Ledger
from domain.clock import Clock
from domain.decisions import Decision
from domain.errors import Correctable, Refused
from domain.lead import Cause, Stage
from domain.plan import Selection
from domain.views import LeadFilter
from reference.trades import covers, find_trade, list_trades
from tools.leads.review import Review
from tools.leads.rules.card import describe_lead
from tools.leads.rules.places import list_readings
from tools.leads.rules.status import ARCHIVABLE, UNDECIDED, parse_status, parse_tier, say_stage
from tools.leads.selection import resolve_leads
from tools.leads.wanted import WantedLeads
from tools.outcome import LeadCard, LeadTable, Outcome
from tools.spec import CallContext


class LeadService:
    """The door to leads for agent, windows and the linear pipeline."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def list_leads(self, wanted: WantedLeads) -> Outcome:
        """The leads that fit, best score first; at most `limit` of them."""
        query = LeadFilter(
            stages=parse_status(wanted.status),
            tier=parse_tier(wanted.tier),
            min_score=wanted.min_score,
            trades=_trades_of(wanted.industry),
            limit=wanted.limit,
        )
        async with self._ledger.reading() as books:
            query, counts = await _count(books, query, wanted.location.strip())
            views = await books.leads.list_views(query) if counts else []
            is_empty = not counts and not await books.leads.count_by_stage(LeadFilter())
        if is_empty:
            words = "There are no leads yet; find some first, for example “find 10 hotels in Denver”."
            return Outcome(words, is_ok=False)
        if not views:
            return Outcome(f"No lead is {_describe(wanted)}; say “show all leads” to see every one.", is_ok=False)
        number = sum(counts.values())
        title = f"{'1 lead' if number == 1 else f'{number:,} leads'} {_describe(wanted)}".strip()
        more = f" These are the best {len(views)}." if len(views) < number else ""
        summary = f"{title}: {_say_stages(counts)}.{more}"
        return Outcome(summary, (LeadTable(tuple(views), title),), leads=tuple(view.lead.id for view in views))

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

    async def find_address(self, person: str) -> str:
        """The address of the one person of that full name. Raises Correctable when there is none, or more than one."""
        async with self._ledger.reading() as books:
            people = await books.contacts.list_by_name(person)
        addresses = sorted({one.email.lower() for one in people if one.email})
        if not addresses:
            raise Correctable(
                f"I know no address of “{person}”; give me the address, for example “forget pat@firm.com”."
            )
        if len(addresses) > 1:
            told = ", ".join(addresses[:5])
            raise Correctable(f"“{person}” may be {told}; say it again with the address of the one you mean.")
        return addresses[0]

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


async def _count(books: Books, query: LeadFilter, location: str) -> tuple[LeadFilter, dict[Stage, int]]:
    """The filter with the place in it, and how many leads at which stage fit."""
    for reading in list_readings(location, query) if location else (query,):
        counts = await books.leads.count_by_stage(reading)
        if counts:
            return reading, counts
    return query, {}


def _say_stages(counts: Mapping[Stage, int]) -> str:
    words = ", ".join(f"{counts[stage]:,} {say_stage(stage)}" for stage in Stage if stage in counts)
    unscored = counts.get(Stage.NEW, 0)
    waiting = sum(counts.get(stage, 0) for stage in UNDECIDED)
    if unscored and unscored == waiting:
        return f"{words}. Next: “score them”"
    return f"{words}. Next: “approve the top {min(5, waiting)}”" if waiting else words
