"""Files one mail: finds its lead, stores it, lets it take effect. All in the caller's transaction, or nothing."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from db.books import Books
from db.repositories.received import ReceivedMail
from db.repositories.workspace import SENDING_PAUSED
from domain.events import EventName
from domain.identity import host_key
from domain.lead import CONTACTED, Cause, Hold, Lead, Stage
from domain.mail import Intent, MailState, SuppressionKind, Understanding
from tools.inbox.parser import ParsedMail, Unreadable
from tools.inbox.rules.automatic import find_failed_addresses, is_automatic
from tools.inbox.rules.bounces import BounceKind, classify_bounce, is_about
from tools.inbox.rules.classify import asks_for_whole_firm, classify
from tools.inbox.rules.effects import Effects, Situation, decide
from tools.inbox.rules.matching import (
    Match,
    Strength,
    belongs_to_recipient,
    can_name_a_firm,
    choose_by_address,
    choose_by_domain,
)
from tools.inbox.rules.trust import is_from_proven

_ANSWERED = "they answered"
_SHOWN_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail on its way into the ledger: the sha256 of its bytes and what the parser made of them."""

    content_hash: str
    mailbox: str
    authority: str
    now: datetime


def hash_content(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


async def file_unreadable(books: Books, mail: Unreadable, arrival: Arrival) -> int | None:
    """A row that says what happened; the raw bytes are in the quarantine. None when it is known already."""
    words = f"A mail could not be read: {mail.why}. Its file is kept as files/quarantine/{arrival.content_hash}.eml."
    said = Understanding(Intent.OTHER, 0.0, needs_human=True, summary=words)
    row = ReceivedMail(
        rfc_id="",
        in_reply_to="",
        content_hash=arrival.content_hash,
        mailbox=arrival.mailbox,
        sender="",
        recipient="",
        subject="",
        text="",
        received_at=arrival.now,
        is_trusted=False,
        lead_id=None,
        contact_id=None,
        understanding=said,
    )
    return await books.received.add(row)


def understand(mail: ParsedMail, now: datetime) -> Understanding:
    """What the mail says; slow for a hostile one, so it is done before the transaction is opened."""
    return classify(mail.new_text, mail.subject, mail.headers, (mail.sent_at or now).isoformat())


async def file_mail(books: Books, mail: ParsedMail, said: Understanding, arrival: Arrival) -> int | None:
    """Stores the mail and what follows from it; None, and no effect, when it was stored before."""
    if await books.received.is_known(mail.rfc_id, arrival.content_hash):
        return None
    match = await _find_match(books, mail)
    lead = await books.leads.get(match.lead_id) if match.lead_id else None
    is_trusted = _is_trusted(mail, match, arrival)
    situation = Situation(
        said,
        match.strength,
        lead.stage if lead else None,
        is_automatic(mail.headers, mail.subject, mail.new_text),
        is_trusted,
        _find_bounce(mail, match) if said.intent is Intent.BOUNCE else None,
        arrival.now,
    )
    effects = decide(situation)
    row = _row(mail, arrival, match, effects.understanding, is_trusted=is_trusted)
    # A program's receipt is no answer: it keeps no later mail back and hides no reply of a person.
    is_silent = situation.is_automatic and said.intent is not Intent.BOUNCE and not effects.stops_company
    message_id = await books.received.add(replace(row, is_autoresponse=is_silent))
    if message_id is None:
        return None
    if effects.suppresses:
        await _suppress(books, mail, match, effects.understanding.intent)
    if lead:
        await _apply(books, lead, match, effects, message_id)
    return message_id


def _row(mail: ParsedMail, arrival: Arrival, match: Match, said: Understanding, *, is_trusted: bool) -> ReceivedMail:
    # A Date from the future would put the mail before its time in every list.
    received_at = min(mail.sent_at, arrival.now) if mail.sent_at else arrival.now
    return ReceivedMail(
        rfc_id=mail.rfc_id,
        in_reply_to=mail.in_reply_to,
        content_hash=arrival.content_hash,
        mailbox=arrival.mailbox,
        sender=mail.sender[:320],
        recipient=(mail.recipients[0] if mail.recipients else "")[:320],
        subject=mail.subject,
        text=(mail.new_text or mail.text)[:_SHOWN_TEXT],
        received_at=received_at,
        is_trusted=is_trusted,
        lead_id=match.lead_id,
        contact_id=match.contact_id,
        understanding=said,
    )


async def _find_match(books: Books, mail: ParsedMail) -> Match:
    """Message-ID, then address, then domain; a bounce is matched by the mail that it gives back alone."""
    ids = [one for one in (mail.returned_id, mail.in_reply_to, *reversed(mail.references)) if one]
    sent = await books.received.find_sent(ids) if ids else None
    if sent:
        return Match(Strength.THREAD, sent.lead_id, sent.contact_id, sent)
    if mail.dsn or not mail.sender:
        return Match(Strength.NONE)
    match = choose_by_address(await books.received.list_leads_by_address(mail.sender))
    if match.strength is Strength.NONE:
        host = mail.sender.rpartition("@")[2]
        if can_name_a_firm(host):
            match = choose_by_domain(await books.received.list_leads_by_domain(host_key(host)))
    return match


def _is_trusted(mail: ParsedMail, match: Match, arrival: Arrival) -> bool:
    is_proven = is_from_proven(mail.authentication, arrival.authority, mail.sender)
    return is_proven and not mail.defects and belongs_to_recipient(mail.sender, match.sent)


def _find_bounce(mail: ParsedMail, match: Match) -> BounceKind | None:
    """What the bounce says about the mail of ours that it gives back; None when it proves no such mail."""
    returned_id = mail.returned_id or (mail.in_reply_to if not mail.dsn else "")
    if mail.dsn:
        for one in mail.dsn:
            if is_about(match.sent, returned_id, (one.recipient, one.original)):
                return classify_bounce(one.action, one.status, one.diagnostic)
        return None
    failed = find_failed_addresses(mail.headers, mail.text)
    return classify_bounce("", "", mail.text[:5000]) if is_about(match.sent, returned_id, failed) else None


async def _suppress(books: Books, mail: ParsedMail, match: Match, intent: Intent) -> None:
    """The writer's address and the one we wrote to; his whole domain where he speaks for his firm."""
    why = {Intent.BOUNCE: "the address does not exist", Intent.COMPLAINT: "they complained"}.get(intent, "they asked")
    written_to = match.sent.recipient if match.sent else ""
    addresses = [written_to] if intent is Intent.BOUNCE else [mail.sender, written_to]
    for address in dict.fromkeys(one for one in addresses if one):
        await books.suppressions.add(SuppressionKind.ADDRESS, address, why)
    if intent is Intent.BOUNCE or match.strength is Strength.NONE or not asks_for_whole_firm(mail.new_text):
        return
    host = (written_to or mail.sender).rpartition("@")[2]
    if can_name_a_firm(host):
        await books.suppressions.add(SuppressionKind.DOMAIN, host_key(host), why)


async def _apply(books: Books, lead: Lead, match: Match, effects: Effects, message_id: int) -> None:
    intent = effects.understanding.intent
    if effects.moves_to:
        await books.leads.move(lead.id, effects.moves_to, _cause_of(effects.moves_to, lead.stage))
    if effects.hold:
        for lead_id in (lead.id, *match.others):
            await _hold(books, lead_id, effects.hold)
    if effects.stops_company:
        await _stop_company(books, lead, match, "the mail bounced" if intent is Intent.BOUNCE else _ANSWERED)
    if effects.bounces_mail and match.sent:
        await books.mail.mark_bounced(match.sent.id)
    if effects.pauses_sending and not await books.workspace.is_sending_paused():
        await books.workspace.set_state(SENDING_PAUSED, "a server refused a mail because of who sends it")
        await books.events.publish(EventName.SENDING_PAUSED)
    if effects.has_responded:
        payload: dict[str, int | str] = {"message": message_id, "intent": intent.value}
        await books.events.publish(EventName.LEAD_RESPONDED, lead_id=lead.id, payload=payload)


async def _hold(books: Books, lead_id: int, hold: Hold) -> None:
    """A note of absence never ends a hold that only a person may lift, nor an absence that lasts longer."""
    known = (await books.leads.get(lead_id)).hold
    is_longer = known is not None and (known.until is None or (hold.until is not None and known.until > hold.until))
    if hold.until is None or not is_longer:
        await books.leads.set_hold(lead_id, hold)
    if hold.until:
        await books.follow_ups.postpone(lead_id, hold.until)


def _cause_of(to: Stage, stage: Stage) -> Cause:
    return Cause.SUPPRESSION if to is Stage.UNSUBSCRIBED and stage not in CONTACTED else Cause.MAIL


async def _stop_company(books: Books, lead: Lead, match: Match, why: str) -> None:
    """No follow-up leaves and nothing queued leaves to any lead of the firm (or of the firms that it may be)."""
    companies = {lead.company_id}
    for other in match.others:
        companies.add((await books.leads.get(other)).company_id)
    leads = [one.id for one in await books.leads.list_at_companies(companies)]
    await books.follow_ups.stop(leads, why)
    for lead_id in leads:
        for queued in await books.mail.list_sent(lead_id=lead_id, states=(MailState.QUEUED,)):
            await books.mail.cancel(queued.id, why)
