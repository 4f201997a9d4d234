"""The door to privacy: suppress, lift, forget. Each is a person's decision, stored with its effect."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from db.books import Books
from db.ledger import Ledger
from db.repositories.erasure import Erased
from domain.decisions import PersonDecision
from domain.draft import DraftStatus
from domain.errors import Refused
from domain.events import EventName
from domain.identity import address_key, mask_addresses
from domain.lead import Cause, Stage, can_move
from domain.mail import MailState, Message, SuppressionKind
from tools.outcome import Card, Outcome
from tools.privacy.copies import delete_mails, find_copies
from tools.privacy.rules import Target, parse_one_address, parse_target
from tools.spec import CallContext

_ASKED = "a person asked for it"

_COPIES = "other files of the workspace that hold it"
_MAILS = "mail files of the workspace deleted"


class PrivacyService:
    """`folder` is the workspace: its mail files that name an erased person go too, exports are named, never changed."""

    def __init__(self, ledger: Ledger, folder: Path | None = None) -> None:
        self._ledger = ledger
        self._folder = folder

    async def suppress(self, address: str, domain: str, context: CallContext) -> Outcome:
        """Never write there again: leads move to unsubscribed, queued mail and follow-ups stop.

        Raises Correctable for anything but one address or domain, Refused NEEDS_PERSON.
        """
        decision, target = _require_person(context, "Suppressing"), parse_target(address, domain)
        async with self._ledger.writing(durable=True) as books:
            is_new = await books.suppressions.add(target.kind, target.value, _ASKED)
            reason = f"{target.kind} {mask_addresses(target.value)}"
            await books.decisions.record(decision, "suppress", "suppression", None, reason=reason)
            lead_ids = await _list_leads(books, target)
            cancelled, stopped = await _stop_leads(books, lead_ids)
            cancelled += await _cancel_suppressed(books)
        state = "is never written to from now on" if is_new else "was suppressed already"
        words = f"{target.value} {state}."
        return Outcome(f"{words} {_count_effects(len(lead_ids), cancelled, stopped)}".strip(), leads=tuple(lead_ids))

    async def lift(self, address: str, domain: str, context: CallContext) -> Outcome:
        """Allows writing there again; leads that were moved to unsubscribed stay there. Raises as `suppress`."""
        decision, target = _require_person(context, "Lifting a suppression"), parse_target(address, domain)
        async with self._ledger.writing(durable=True) as books:
            was_there = await books.suppressions.lift(target.kind, target.value)
            if was_there:
                reason = f"{target.kind} {mask_addresses(target.value)}"
                await books.decisions.record(decision, "lift", "suppression", None, reason=reason)
        if not was_there:
            return Outcome(f"{target.value} was not suppressed.", is_ok=False)
        return Outcome(f"{target.value} may be written to again; its leads stay unsubscribed.")

    async def forget_contact(self, address: str, context: CallContext) -> Outcome:
        """Erases the person behind an address and proves it; a hash alone goes on suppressing the address.

        Raises Correctable for anything but one address, Refused NEEDS_PERSON.
        """
        decision, address = _require_person(context, "Erasing a person"), parse_one_address(address)
        async with self._ledger.writing(durable=True) as books:
            person = await books.erasure.find_person(address)
            await books.suppressions.add(SuppressionKind.ADDRESS, address, "erased")
            await books.suppressions.forget_value(address)
            await _stop_leads(books, person.lead_ids)
            # Recorded first: the words that asked for it may name the person, and are erased with the rest.
            await books.decisions.record(decision, "forget", "contact", _first(person.contact_ids))
            erased = await books.erasure.erase(person)
            payload: dict[str, int | str] = {"contacts": len(person.contact_ids), "messages": len(person.message_ids)}
            await books.events.publish(EventName.CONTACT_FORGOTTEN, payload=payload)
        needles = {address.lower(), *person.addresses}
        mails = await asyncio.to_thread(delete_mails, self._folder, needles) if self._folder else 0
        proof = [(_MAILS, str(mails)), *await self._prove(needles)]
        words = f"Erased {_records(erased)} about that person; a hash alone remains, so that nobody writes there again."
        if not person.contact_ids and not person.message_ids:
            words = "Nothing was known about that address; a hash of it now makes sure that nobody writes there."
        gone = f" {'1 mail file' if mails == 1 else f'{mails} mail files'} of the workspace went too." if mails else ""
        told = f"{words}{gone} {dict(proof)['result']}"
        if dict(proof)[_COPIES] != "none":
            told += f" Copies beside the ledger are left: {dict(proof)[_COPIES]}."
        return Outcome(told, (Card("Proof of erasure", (*_lines(erased), *proof)),))

    async def _prove(self, needles: set[str]) -> list[tuple[str, str]]:
        """Looks for the address in every table and in the raw bytes of the ledger's files."""
        is_clean = await self._ledger.checkpoint()
        found = await asyncio.to_thread(self._find_files, needles)
        if found:
            is_clean = await self._ledger.checkpoint(rewrite=True)
            found = await asyncio.to_thread(self._find_files, needles)
        async with self._ledger.reading() as books:
            counts = [await books.erasure.count_holding(needle) for needle in needles]
        rows = sum(sum(count.values()) for count in counts)
        copies = await asyncio.to_thread(find_copies, self._folder, needles) if self._folder else []
        result = "A search of all tables and of the ledger's bytes finds the address nowhere."
        if rows or found:
            where = ", ".join(found) or "some rows"
            result = f"It is still in {where}; close other programs on the ledger, delete old copies and ask again."
        return [
            ("rows that still hold the address", str(rows)),
            ("write-ahead log emptied", "yes" if is_clean else "no"),
            ("files that still hold it", ", ".join(found) or "none"),
            (_COPIES, _name_files(copies)),
            ("result", result),
        ]

    def _find_files(self, needles: set[str]) -> list[str]:
        return sorted({file.name for one in needles for file in self._ledger.find_files_holding(one.encode())})


def _name_files(names: list[str]) -> str:
    if not names:
        return "none"
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"{', '.join(names[:5])}{more}; delete them by hand, and what your mail provider keeps"


def _require_person(context: CallContext, what: str) -> PersonDecision:
    if context.decision is None:
        raise Refused("NEEDS_PERSON", f"{what} needs a person's word; type it yourself or press the button.")
    return context.decision


async def _list_leads(books: Books, target: Target) -> list[int]:
    """Leads whose chosen contact would now be written to against the suppression, and for a domain the firm's own."""
    if target.kind is SuppressionKind.DOMAIN:
        return await books.received.list_leads_by_domain(target.value)
    key = address_key(target.value)
    found = await books.received.list_leads_by_domain(key.rpartition("@")[2])
    chosen = [await books.leads.get(lead_id) for lead_id in found]
    pairs = [(lead.id, lead.contact_id) for lead in chosen if lead.contact_id is not None]
    return [lead_id for lead_id, contact in pairs if address_key((await books.contacts.get(contact)).email) == key]


async def _stop_leads(books: Books, lead_ids: Sequence[int]) -> tuple[int, int]:
    """Moves the leads to unsubscribed; answers how many mails were cancelled and follow-ups stopped."""
    cancelled = 0
    for lead_id in lead_ids:
        lead = await books.leads.get(lead_id)
        if can_move(lead.stage, Stage.UNSUBSCRIBED, Cause.SUPPRESSION):
            await books.leads.move(lead_id, Stage.UNSUBSCRIBED, Cause.SUPPRESSION)
        for mail in await books.mail.list_sent(lead_id=lead_id, states=(MailState.QUEUED,)):
            cancelled += await _cancel(books, mail)
    return cancelled, await books.follow_ups.stop(list(lead_ids), "suppressed")


async def _cancel_suppressed(books: Books) -> int:
    """Queued mails to other persons of the domain, and to other spellings of the address."""
    cancelled = 0
    for mail in await books.mail.list_sent(states=(MailState.QUEUED,)):
        if await books.suppressions.find_for(mail.recipient) is not None:
            cancelled += await _cancel(books, mail)
    return cancelled


async def _cancel(books: Books, mail: Message) -> bool:
    if mail.draft_id is None or not await books.mail.cancel(mail.id, "SUPPRESSED"):
        return False
    await books.follow_ups.stop_queued(mail.draft_id, mail.step, "suppressed")
    if (await books.drafts.get(mail.draft_id)).status is DraftStatus.QUEUED:
        await books.drafts.set_status(mail.draft_id, DraftStatus.REJECTED, "the address must not be written to")
    return True


def _count_effects(leads: int, cancelled: int, stopped: int) -> str:
    parts = [
        (leads, "lead", "unsubscribed"),
        (cancelled, "queued mail", "cancelled"),
        (stopped, "follow-up", "stopped"),
    ]
    told = [f"{number} {noun}{'s' if number > 1 else ''} {verb}" for number, noun, verb in parts if number]
    return f"{', '.join(told)}." if told else ""


def _lines(erased: Erased) -> list[tuple[str, str]]:
    lines = [(table.replace("_", " "), f"{number} emptied or deleted") for table, number in sorted(erased.rows.items())]
    if erased.cancelled:
        lines.append(("queued mails", f"{erased.cancelled} cancelled"))
    if erased.still_leaving:
        lines.append(("mails that may have left just now", str(erased.still_leaving)))
    return lines


def _records(erased: Erased) -> str:
    number = sum(erased.rows.values())
    return "1 record" if number == 1 else f"{number} records"


def _first(ids: Sequence[int]) -> int | None:
    return ids[0] if ids else None
