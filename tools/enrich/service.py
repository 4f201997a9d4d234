"""Finds a person for each approved lead: known people first, then the finders in order, until one is good enough."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.books import Books
from db.ledger import Ledger
from domain.clock import Clock, elapsed_ms, stopwatch
from domain.company import Contact, FoundContact
from domain.errors import Unavailable
from domain.identity import address_key
from domain.lead import Cause, Hold, HoldReason, Lead, Stage
from domain.mail import Intent
from domain.runs import ItemStatus
from domain.views import LeadFilter, LeadView
from memory.profile import get_playbook
from tools.enrich.providers.base import ContactFinder
from tools.enrich.rules import Choice, choose_person, is_good, is_searchable, is_single_address, referred_person
from tools.enrich.words import describe_skip, mark_of, summarise
from tools.outcome import LeadTable, Outcome
from tools.spec import CallContext

_CHUNK = 10  # leads looked up side by side, and saved in one transaction


@dataclass(slots=True)
class Lookup:
    """One lead on its way through the waterfall: what is known, what was found, how each finder call went."""

    view: LeadView
    people: list[FoundContact]
    barred: set[str]
    fresh: list[FoundContact] = field(default_factory=list)
    calls: list[tuple[str, bool, str, float]] = field(default_factory=list)
    choice: Choice | None = None
    is_referred: bool = False

    @property
    def was_looked_up(self) -> bool:
        """Whether at least one finder gave an answer, be it that it knows nobody."""
        return any(is_ok for _, is_ok, _, _ in self.calls)


class EnrichService:
    """The only door to contacts. `finders` are asked in order; a live workspace may have none."""

    def __init__(self, ledger: Ledger, clock: Clock, finders: Sequence[ContactFinder] = ()) -> None:
        self._ledger = ledger
        self._clock = clock
        self._finders = tuple(finders)

    async def enrich_contacts(self, leads: tuple[int, ...], context: CallContext) -> Outcome:
        """Looks for a person for these leads, or for all approved ones; moves them to contact_found or no_contact."""
        views, titles = await self._load(leads)
        if not views:
            return Outcome(
                "No lead waits for a contact. Approve some first, for example “approve the top 5”.", is_ok=False
            )
        ready = [view for view in views if is_searchable(view.lead)]
        async with self._ledger.writing() as books:
            ids = [view.lead.id for view in ready]
            todo = set(await books.runs.open_items(context.run_id, context.call_index, ids))
        waiting = [view for view in ready if view.lead.id in todo]
        silent: dict[str, str] = {}
        unreached: set[int] = set()
        for at in range(0, len(waiting), _CHUNK):
            context.check_stop()
            lookups = await self._start(waiting[at : at + _CHUNK])
            await asyncio.gather(*(self._search(one, titles, silent) for one in lookups))
            await self._save(lookups, context, unreached)
            done = len(ready) - len(waiting) + at + len(lookups)
            await context.progress(done, len(ready), f"Looked for people at {lookups[-1].view.company.name}")
        return await self._report(views, unreached, silent)

    async def _load(self, leads: tuple[int, ...]) -> tuple[list[LeadView], tuple[str, ...]]:
        async with self._ledger.reading() as books:
            titles = (await get_playbook(books)).playbook.titles
            if leads:
                return await books.leads.list_views(LeadFilter(ids=leads, limit=len(leads))), titles
            for stages in ((Stage.APPROVED,), (Stage.NO_CONTACT, Stage.WRONG_PERSON, Stage.BOUNCED)):
                views = await books.leads.list_views(LeadFilter(stages=stages, limit=500))
                if views:
                    return views, titles
            return [], titles

    async def _start(self, views: Sequence[LeadView]) -> list[Lookup]:
        lookups = []
        async with self._ledger.reading() as books:
            for view in views:
                known = await books.contacts.list_for(view.company.id)
                barred = await _barred(books, view.lead, known)
                referred = await _find_referred(books, view, barred)
                people = [referred] if referred else [_as_found(one) for one in known]
                lookups.append(Lookup(view, people, barred, is_referred=referred is not None))
        return lookups

    async def _search(self, lookup: Lookup, titles: tuple[str, ...], silent: dict[str, str]) -> None:
        """The waterfall. A finder that is unavailable is passed over and named in `silent`."""
        lookup.choice = choose_person(lookup.people, titles, lookup.barred)
        for finder in self._finders:
            if is_good(lookup.choice) or (lookup.is_referred and lookup.choice is not None):
                return
            found = await self._ask(finder, lookup, titles, silent)
            sound = [one for one in found if not one.email or is_single_address(one.email)]
            allowed = await self._without_suppressed(sound, lookup)
            lookup.fresh.extend(allowed)
            lookup.people.extend(allowed)
            lookup.choice = choose_person(lookup.people, titles, lookup.barred)

    async def _ask(
        self, finder: ContactFinder, lookup: Lookup, titles: tuple[str, ...], silent: dict[str, str]
    ) -> tuple[FoundContact, ...]:
        started = stopwatch()
        try:
            found = await finder.find(lookup.view.company, titles)
        except Unavailable as error:
            silent[finder.name] = str(error)
            lookup.calls.append((finder.name, False, error.cause, elapsed_ms(started)))
            return ()
        lookup.calls.append((finder.name, True, f"{len(found)} people", elapsed_ms(started)))
        return found

    async def _without_suppressed(self, found: Sequence[FoundContact], lookup: Lookup) -> list[FoundContact]:
        """Suppressed people are not even stored: whoever asked to be forgotten must not come back by a search."""
        known = {address_key(one.email) for one in lookup.people if one.email}
        new = [one for one in found if not one.email or address_key(one.email) not in known]
        if not new:
            return []
        async with self._ledger.reading() as books:
            barred = await books.suppressions.list_suppressed(one.email for one in new if one.email)
        return [one for one in new if one.email not in barred]

    async def _save(self, lookups: Sequence[Lookup], context: CallContext, unreached: set[int]) -> None:
        async with self._ledger.writing() as books:
            for one in lookups:
                lead = one.view.lead
                await _log_calls(books, one)
                await books.contacts.record(one.view.company.id, one.fresh)
                status = await _settle(books, one)
                if status is ItemStatus.FAILED:
                    unreached.add(lead.id)
                await books.runs.finish_item(context.run_id, context.call_index, lead.id, status)

    async def _report(self, views: Sequence[LeadView], unreached: set[int], silent: dict[str, str]) -> Outcome:
        """What stands in the ledger now; `views` are the leads as they were before."""
        ids = tuple(view.lead.id for view in views)
        asked = {view.lead.id for view in views if is_searchable(view.lead)}
        async with self._ledger.reading() as books:
            now = await books.leads.list_views(LeadFilter(ids=ids, limit=len(ids)))
        worked = [view for view in now if view.lead.id in asked]
        found = [view for view in worked if view.lead.stage is Stage.CONTACT_FOUND]
        skips = [describe_skip(view) for view in now if view.lead.id not in asked]
        summary = summarise(worked, unreached, skips, silent, has_finders=bool(self._finders))
        table = LeadTable(tuple(now), "Contacts", {view.lead.id: mark_of(view, unreached) for view in now})
        with_person = [view for view in now if view.lead.stage is Stage.CONTACT_FOUND]
        focus = tuple(view.lead.id for view in with_person) or ids
        return Outcome(summary, (table,), leads=focus, is_ok=bool(found or with_person))


def _as_found(contact: Contact) -> FoundContact:
    return FoundContact(
        name=contact.name,
        title=contact.title,
        source="ledger",
        source_url="",
        email=contact.email,
        email_status=contact.email_status,
        phone=contact.phone,
    )


async def _find_referred(books: Books, view: LeadView, barred: set[str]) -> FoundContact | None:
    """Whom the wrong person named in a mail that is proven to be his; such a colleague comes before all others."""
    if view.lead.stage is not Stage.WRONG_PERSON or view.contact is None:
        return None
    for reply in await books.received.list_(intent=Intent.WRONG_PERSON, lead_id=view.lead.id, limit=1):
        referral = reply.understanding.referral if reply.understanding and reply.is_trusted else ""
        found = referred_person(referral, view.contact.email, reply.rfc_id)
        if found is None or address_key(found.email) in barred:
            continue
        if not await books.suppressions.list_suppressed([found.email]):
            return found
    return None


async def _barred(books: Books, lead: Lead, known: Sequence[Contact]) -> set[str]:
    """Address keys not to be chosen: suppressed ones, and after a bounce or a wrong person all written to before."""
    suppressed = await books.suppressions.list_suppressed(one.email for one in known if one.email)
    barred = {address_key(one) for one in suppressed}
    if lead.stage in (Stage.WRONG_PERSON, Stage.BOUNCED):
        barred |= {address_key(mail.recipient) for mail in await books.mail.list_sent(lead_id=lead.id)}
        barred |= {address_key(one.email) for one in known if one.id == lead.contact_id and one.email}
    return barred


async def _log_calls(books: Books, lookup: Lookup) -> None:
    for name, is_ok, detail, ms in lookup.calls:
        await books.runs.record_service_call("provider", name, "find contacts", is_ok=is_ok, detail=detail, ms=ms)


async def _settle(books: Books, lookup: Lookup) -> ItemStatus:
    """Writes the lead's person and stage. Without any answer from a finder the lead stays as it is: nobody looked."""
    lead = await books.leads.get(lookup.view.lead.id)
    if not is_searchable(lead):  # it moved while the finders were asked: unsubscribed, rejected
        return ItemStatus.SKIPPED
    if lookup.choice is None:
        if not lookup.was_looked_up:
            return ItemStatus.FAILED
        if lead.stage is Stage.APPROVED:
            await books.leads.move(lead.id, Stage.NO_CONTACT, Cause.WORK)
        return ItemStatus.DONE
    (contact,) = await books.contacts.record(lead.company_id, [lookup.choice.person])
    await books.leads.choose_contact(lead.id, contact.id)
    is_held_for_person = lead.hold is not None and lead.hold.reason is HoldReason.UNSURE_PERSON
    if not lookup.choice.is_sure:
        await books.leads.set_hold(lead.id, Hold(HoldReason.UNSURE_PERSON))
    elif is_held_for_person:
        await books.leads.set_hold(lead.id, None)
    if lead.stage is not Stage.CONTACT_FOUND:
        await books.leads.move(lead.id, Stage.CONTACT_FOUND, Cause.WORK)
    return ItemStatus.DONE
