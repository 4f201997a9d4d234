"""The door to finding firms: asks the sources in turn, keeps what is new, and says plainly when there is less."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.ledger import Ledger
from db.repositories.companies import LeadFirm
from domain.clock import Clock, elapsed_ms, stopwatch
from domain.company import FoundCompany
from domain.directory import Area, city_key, county_key
from domain.errors import Correctable
from domain.views import LeadFilter, LeadView
from reference.places import Place
from tools.outcome import LeadTable, Outcome
from tools.search.providers.base import CompanySource, CompanySourceError, SourceCause, SourceQuery
from tools.search.rules import matching, wording
from tools.spec import CallContext

_PURPOSE = "search_companies"
_SPARE = 10


@dataclass(frozen=True, slots=True)
class SearchWords:
    """A search as it was asked for."""

    industry: str
    location: str
    count: int = 10
    keywords: tuple[str, ...] = ()
    min_employees: int | None = None
    max_employees: int | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question to one source, for the log."""

    source: str
    is_ok: bool
    detail: str
    ms: float


@dataclass(frozen=True, slots=True)
class _Haul:
    """What the sources gave together; `errors` are those of sources that could not be asked."""

    firms: tuple[FoundCompany, ...]
    asked: tuple[_Asked, ...]
    errors: tuple[CompanySourceError, ...]


class SearchService:
    """Sources are asked in the order given until there are enough firms."""

    def __init__(self, ledger: Ledger, clock: Clock, sources: Sequence[CompanySource]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._sources = tuple(sources)

    async def search(self, words: SearchWords, context: CallContext) -> Outcome:
        """Finds exactly so many new firms, or says in one line why there are fewer; they become leads.

        Raises Correctable for an unknown trade or place, Unavailable when no source can be asked.
        """
        wanted = _wanted_of(words)
        if done := await self._find_done(context):
            return _outcome(wording.say_found(wanted, len(done), 0, None), done, wording.title_of(wanted), {})
        known = await self._list_known(wanted)
        await context.progress(
            0, wanted.count, f"looking for {wanted.trade.plural} in {matching.render_place(wanted.place)}"
        )
        haul = await self._ask(wanted, known, wanted.count)
        context.check_stop()
        views = await self._keep(haul, context)
        if not views and not known.leads and haul.errors and len(haul.errors) == len(self._sources):
            raise haul.errors[-1]
        down = tuple(str(error) for error in haul.errors if error.cause != SourceCause.EMPTY)
        if views:
            wider = await self._find_wider(wanted, len(views))
            summary = wording.say_found(wanted, len(views), len(known.leads), wider, down)
            return _outcome(summary, views, wording.title_of(wanted), {})
        if known.leads:
            shown = await self._view(known.leads[: wanted.count])
            marks = {view.lead.id: f"already in your list: {view.lead.stage.replace('_', ' ')}" for view in shown}
            summary = wording.say_all_known(wanted, len(known.leads), down)
            return _outcome(summary, shown, wording.title_of(wanted), marks)
        wider = await self._find_wider(wanted, 0)
        return Outcome(wording.say_none(wanted, wider, down), is_ok=False)

    async def _list_known(self, wanted: matching.Wanted) -> "_KnownHere":
        async with self._ledger.reading() as books:
            firms = await books.companies.list_lead_firms(wanted.areas)
        keys = frozenset(firm.identity_key for firm in firms)
        sites = frozenset((firm.domain, city_key(firm.city)) for firm in firms if firm.domain)
        leads = tuple(firm.lead_id for firm in firms if _is_wanted(firm, wanted))
        return _KnownHere(matching.Known(keys, sites), leads)

    async def _ask(self, wanted: matching.Wanted, known: "_KnownHere", count: int) -> _Haul:
        """Asks source after source; a source that cannot be asked does not stop the others."""
        firms: list[FoundCompany] = []
        asked: list[_Asked] = []
        errors: list[CompanySourceError] = []
        for source in self._sources:
            started = stopwatch()
            missing = count - len(firms)
            query = _query_of(wanted, missing + missing // 2 + _SPARE, known.firms.keys)
            try:
                found = await source.fetch(query)
            except CompanySourceError as error:
                errors.append(error)
                asked.append(_Asked(source.name, False, error.cause, elapsed_ms(started)))
                continue
            asked.append(_Asked(source.name, True, f"{len(found)} firms", elapsed_ms(started)))
            firms = matching.choose([*firms, *found], wanted, known.firms, count)
            if len(firms) >= count:
                break
        return _Haul(tuple(firms), tuple(asked), tuple(errors))

    async def _find_wider(self, wanted: matching.Wanted, have: int) -> wording.Wider | None:
        """Where the missing firms could come from: the nearest larger place that has some."""
        missing = wanted.count - have
        if missing <= 0:
            return None
        for place in matching.list_wider(wanted.place):
            there = _moved(wanted, place)
            haul = await self._ask(there, await self._list_known(there), missing)
            if haul.firms:
                return wording.Wider(place, len(haul.firms))
        return None

    async def _keep(self, haul: _Haul, context: CallContext) -> list[LeadView]:
        async with self._ledger.writing() as books:
            for one in haul.asked:
                await books.runs.record_service_call(
                    "provider", one.source, _PURPOSE, is_ok=one.is_ok, detail=one.detail, ms=one.ms
                )
            if not haul.firms:
                return []
            recorded = await books.companies.record(haul.firms, self._clock.now())
            leads = await books.leads.open_for([one.company_id for one in recorded])
            await books.runs.add_done_items(context.run_id, context.call_index, leads)
            return await books.leads.list_views(LeadFilter(ids=tuple(leads), limit=len(leads)))

    async def _find_done(self, context: CallContext) -> list[LeadView]:
        """What this very call found before it was cut off, so that going on with a plan does not search twice."""
        async with self._ledger.reading() as books:
            leads = await books.runs.list_item_ids(context.run_id, context.call_index)
            return await books.leads.list_views(LeadFilter(ids=tuple(leads), limit=len(leads))) if leads else []

    async def _view(self, leads: tuple[int, ...]) -> list[LeadView]:
        async with self._ledger.reading() as books:
            return await books.leads.list_views(LeadFilter(ids=leads, limit=len(leads)))


@dataclass(frozen=True, slots=True)
class _KnownHere:
    """The firms around the place that are leads already; `leads` are those the search itself would have found."""

    firms: matching.Known
    leads: tuple[int, ...]


def _wanted_of(words: SearchWords) -> matching.Wanted:
    least, most = words.min_employees, words.max_employees
    if least is not None and most is not None and least > most:
        raise Correctable(f"No firm has {least} or more and at most {most} employees; say the smaller number first.")
    trade, place = matching.read_trade(words.industry), matching.read_place(words.location)
    return matching.Wanted(
        trade=trade,
        trades=matching.list_covered(trade),
        place=place,
        areas=matching.list_areas(place),
        count=words.count,
        keywords=words.keywords,
        min_employees=words.min_employees,
        max_employees=words.max_employees,
    )


def _moved(wanted: matching.Wanted, place: Place) -> matching.Wanted:
    return replace(wanted, place=place, areas=matching.list_areas(place))


def _query_of(wanted: matching.Wanted, limit: int, known_keys: frozenset[str]) -> SourceQuery:
    return SourceQuery(
        trade=wanted.trade,
        trades=wanted.trades,
        place=wanted.place,
        areas=wanted.areas,
        limit=limit,
        keywords=wanted.keywords,
        min_employees=wanted.min_employees,
        max_employees=wanted.max_employees,
        known_keys=known_keys,
    )


def _is_wanted(firm: LeadFirm, wanted: matching.Wanted) -> bool:
    size, name = firm.employees or 0, firm.name.casefold()
    return (
        firm.trade in wanted.trades
        and any(_is_there(firm, area) for area in wanted.areas)
        and (wanted.min_employees is None or size >= wanted.min_employees)
        and (wanted.max_employees is None or 0 < size <= wanted.max_employees)
        and all(word.casefold() in name for word in wanted.keywords)
    )


def _is_there(firm: LeadFirm, area: Area) -> bool:
    return (not area.city or city_key(firm.city) == city_key(area.city)) and (
        not area.county or county_key(firm.county) == county_key(area.county)
    )


def _outcome(summary: str, views: Sequence[LeadView], title: str, marks: dict[int, str]) -> Outcome:
    table = LeadTable(tuple(views), title, marks)
    return Outcome(summary, (table,), leads=tuple(view.lead.id for view in views))
