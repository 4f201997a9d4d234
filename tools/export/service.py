"""The door to exports: gathers all that is known of leads and puts it into a file."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from db.books import Books
from db.ledger import Ledger
from domain.clock import Clock
from domain.company import Contact
from domain.errors import Correctable
from domain.views import LeadFilter, LeadView
from tools.export.rules import LeadSheet, PersonSheet, render_csv, render_json
from tools.export.write import choose_path, write_new
from tools.outcome import Card, Outcome
from tools.spec import CallContext

_MOST_LEADS = 100_000
_CHUNK = 500


class ExportService:
    """`files` is the workspace's folder of files, where exports go unless a full path is given."""

    def __init__(self, ledger: Ledger, clock: Clock, files: Path) -> None:
        self._ledger = ledger
        self._clock = clock
        self._files = files

    async def export(self, target: str, leads: tuple[int, ...], context: CallContext) -> Outcome:
        """Writes the leads (none named: all, best first) to a new CSV or JSON file.

        Raises Correctable when there are no leads or the target is no file, Unavailable when the disk refuses.
        """
        path = choose_path(target, self._files, f"leads-{self._clock.now():%Y-%m-%d}")
        sheets = await self._gather(leads, context)
        if not sheets:
            raise Correctable("There are no leads to export yet; say for example “find 10 hospitals in Buffalo” first.")
        render = render_json if path.suffix.lower() == ".json" else render_csv
        written = await asyncio.to_thread(lambda: write_new(path, render(sheets)))
        number = f"{len(sheets):,} {'lead' if len(sheets) == 1 else 'leads'}"
        card = Card("Export", (("file", str(written)), ("leads", f"{len(sheets):,}"), ("format", written.suffix[1:])))
        return Outcome(f"Wrote {number} to {written}.", (card,))

    async def _gather(self, leads: tuple[int, ...], context: CallContext) -> list[LeadSheet]:
        wanted = LeadFilter(ids=leads or None, limit=_MOST_LEADS)
        sheets: list[LeadSheet] = []
        async with self._ledger.reading() as books:
            views = await books.leads.list_views(wanted)
            for at in range(0, len(views), _CHUNK):
                context.check_stop()
                sheets.extend(await _gather_chunk(books, views[at : at + _CHUNK]))
                await context.progress(len(sheets), len(views), "gathering leads")
        return sheets


async def _gather_chunk(books: Books, views: Sequence[LeadView]) -> list[LeadSheet]:
    companies = [view.company.id for view in views]
    facts = await books.companies.list_evidence_of(companies)
    people = await books.contacts.list_for_many(companies)
    people_facts = await books.contacts.list_evidence_of([one.id for group in people.values() for one in group])
    sheets = []
    for view in views:
        persons = [
            PersonSheet(one, tuple(people_facts[one.id]), await _is_suppressed(books, one))
            for one in sorted(people[view.company.id], key=lambda one: one.id != view.lead.contact_id)
        ]
        sheets.append(LeadSheet(view, tuple(facts[view.company.id]), tuple(persons)))
    return sheets


async def _is_suppressed(books: Books, contact: Contact) -> bool:
    return bool(contact.email) and await books.suppressions.find_for(contact.email) is not None
