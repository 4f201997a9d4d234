"""The door to reading files: into the ledger as leads, or into the directory as firms to search in."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.books import Books
from db.directory import DirectoryIndex
from db.ledger import Ledger
from domain.clock import Clock
from domain.errors import Correctable
from domain.identity import address_key
from domain.lead import Cause, Stage, can_move
from domain.mail import SuppressionKind
from tools.intake.load import find_path, load_bytes
from tools.intake.rules import wording
from tools.intake.rules.firms import FileFirm, FileReading, read_firms
from tools.intake.rules.table import parse_table
from tools.outcome import ImportPreview, Outcome
from tools.spec import CallContext

# Small enough, and with a pause behind each, so that a turn in chat, also in another process, never waits long for
# the ledger while a large file comes in.
_CHUNK = 100
_PAUSE_SECONDS = 0.008
_MOST_SHOWN = 50


@dataclass(slots=True)
class _Counts:
    """What the chunks came to so far; `leads` in the order of the file."""

    new: int = 0
    contacts: int = 0
    suppressed: int = 0
    leads: list[int] | None = None


class IntakeService:
    """Reads files; writes to the ledger and to the directory."""

    def __init__(self, ledger: Ledger, clock: Clock, directory: DirectoryIndex) -> None:
        self._ledger = ledger
        self._clock = clock
        self._directory = directory

    async def import_file(self, file: str, context: CallContext) -> Outcome:
        """Makes a lead of every open firm of the file. The file is read whole before the first row is written.

        Rows go in by chunks, each complete in itself, so an import that was cut off goes on when it is repeated.
        Raises Correctable when the file cannot be read as a list of firms.
        """
        reading = await asyncio.to_thread(_read, find_path(file))
        counts = _Counts(leads=[])
        counts.suppressed = await self._suppress(reading)
        for at in range(0, len(reading.firms), _CHUNK):
            context.check_stop()
            await asyncio.sleep(_PAUSE_SECONDS)
            await self._import_chunk(reading.firms[at : at + _CHUNK], counts)
            await context.progress(
                min(at + _CHUNK, len(reading.firms)), len(reading.firms), f"importing {reading.file}"
            )
        known = len(reading.firms) - counts.new
        summary = wording.say_imported(reading, counts.new, counts.contacts, counts.suppressed)
        return Outcome(summary, (_preview(reading, counts.new, known),), leads=tuple(counts.leads or ()))

    async def preview(self, file: str) -> Outcome:
        """What importing the file would bring, with nothing written. Raises Correctable as `import_file` does."""
        reading = await asyncio.to_thread(_read, find_path(file))
        async with self._ledger.reading() as books:
            known = await books.companies.count_known([firm.company for firm in reading.firms])
        new = len(reading.firms) - known
        return Outcome(wording.say_preview(reading, new), (_preview(reading, new, known),))

    async def add_to_directory(self, file: str) -> Outcome:
        """Puts the file's open firms into the directory, in place of what the same file had brought before."""
        reading = await asyncio.to_thread(_read, find_path(file))
        suppressed = await self._suppress(reading)
        added = await self._directory.add((firm.company for firm in reading.firms), reading.file)
        summary = wording.say_added(reading, added.firms, added.replaced, suppressed)
        return Outcome(summary, (_preview(reading, added.firms, 0),))

    async def _suppress(self, reading: FileReading) -> int:
        """Addresses marked "Do Not Email" are never written to, whatever becomes of their row."""
        new = 0
        for at in range(0, len(reading.opted_out), _CHUNK):
            async with self._ledger.writing() as books:
                for address in reading.opted_out[at : at + _CHUNK]:
                    reason = f"marked “do not e-mail” in {reading.file}"
                    if await books.suppressions.add(SuppressionKind.ADDRESS, address, reason):
                        new += 1
                        await _stop_writing(books, address)
        return new

    async def _import_chunk(self, firms: Sequence[FileFirm], counts: _Counts) -> None:
        async with self._ledger.writing() as books:
            recorded = await books.companies.record([firm.company for firm in firms], self._clock.now())
            ids = [one.company_id for one in recorded]
            leads = await books.leads.open_for(ids)
            counts.contacts += await _record_people(books, ids, firms)
            for id_, lead, firm in zip(ids, leads, firms, strict=True):
                if firm.opted_out:
                    await _close_opted_out(books, id_, lead, firm)
        counts.new += sum(1 for one in recorded if one.is_new)
        counts.leads = [*(counts.leads or ()), *leads]


async def _record_people(books: Books, company_ids: Sequence[int], firms: Sequence[FileFirm]) -> int:
    """Stores the people of the firms, without those who may not be written to: someone who was erased stays so."""
    people = [(id_, one) for id_, firm in zip(company_ids, firms, strict=True) for one in firm.contacts]
    if not people:
        return 0
    suppressed = await books.suppressions.list_suppressed({one.email for _, one in people if one.email})
    return await books.contacts.record_many([(id_, one) for id_, one in people if one.email not in suppressed])


async def _stop_writing(books: Books, address: str) -> None:
    """Leads that were about to be written to at that address end; their queued mail is refused when it is due."""
    people = {one.id: one.company_id for one in await books.contacts.list_by_email(address)}
    for lead in await books.leads.list_at_companies(people.values()) if people else ():
        if lead.contact_id in people and can_move(lead.stage, Stage.UNSUBSCRIBED, Cause.SUPPRESSION):
            await books.leads.move(lead.id, Stage.UNSUBSCRIBED, Cause.SUPPRESSION)
            await books.follow_ups.stop([lead.id], "suppressed")


async def _close_opted_out(books: Books, company_id: int, lead_id: int, firm: FileFirm) -> None:
    """A firm of which nobody is left who may be written to is not worked on any further."""
    silent = {address_key(address) for address in firm.opted_out}
    people = await books.contacts.list_for(company_id)
    if any(not one.email or address_key(one.email) not in silent for one in people):
        return
    lead = await books.leads.get(lead_id)
    if can_move(lead.stage, Stage.UNSUBSCRIBED, Cause.SUPPRESSION):
        await books.leads.move(lead_id, Stage.UNSUBSCRIBED, Cause.SUPPRESSION)


def _read(path: Path) -> FileReading:
    reading = read_firms(parse_table(load_bytes(path), path.name), path.name)
    if not reading.firms and not reading.opted_out:
        number, reason = reading.left_out[0] if reading.left_out else (0, "no rows")
        raise Correctable(f"{path.name} has no firm I can use: row {number}: {reason}; check the file and try again.")
    return reading


def _preview(reading: FileReading, kept: int, known: int) -> ImportPreview:
    return ImportPreview(
        file=reading.file,
        columns=reading.columns,
        kept=kept,
        known=known,
        skipped=len(reading.left_out) + reading.repeated,
        failures=reading.left_out[:_MOST_SHOWN],
    )
