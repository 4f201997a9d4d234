"""Reads from the ledger what the claim asks about one mail. Reads only; the rules decide."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from db.books import Books
from domain.company import Company
from domain.draft import Draft, DraftStatus, hash_text
from domain.lead import Lead
from domain.mail import Message
from tools.send.mime import encode_body, parse_address
from tools.send.rules import ClaimFacts, SendPolicy, find_day_start
from tools.send.windows import IsHoliday, Whereabouts


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a queued mail is about."""

    message: Message
    draft: Draft
    lead: Lead
    company: Company


@dataclass(frozen=True, slots=True)
class Desk:
    """What sending goes by: the policy, what is known of places, and the mailbox that answers are read from."""

    policy: SendPolicy
    places: Whereabouts
    mailbox: str = ""

    def zone_of(self, company: Company) -> tzinfo:
        """The company's time zone; the sender's own when nobody knows it."""
        found = self.places.find_zone(company.country, company.state, company.city)
        return found or self.policy.home_zone

    def holidays_of(self, company: Company) -> IsHoliday:
        return lambda day: self.places.is_holiday(day, company.country, company.state)


async def get_subject(books: Books, message: Message) -> Subject:
    """The draft, lead and company behind a mail of ours."""
    if message.draft_id is None or message.lead_id is None:
        raise AssertionError(f"message {message.id} is queued without a draft and a lead")
    lead = await books.leads.get(message.lead_id)
    draft = await books.drafts.get(message.draft_id)
    return Subject(message, draft, lead, await books.companies.get(lead.company_id))


async def gather_facts(
    books: Books, subject: Subject, desk: Desk, *, now: datetime, mime: bytes | None, has_mailbox: bool
) -> ClaimFacts:
    """Everything `check_claim` asks, as it stands in this transaction."""
    message, draft, lead = subject.message, subject.draft, subject.lead
    zone = desk.zone_of(subject.company)
    # What the policy would not look at is not read: the claim of an open policy stays quick.
    has_steps, has_gap = len(desk.policy.daily_caps) > 1, desk.policy.max_gap_seconds > 0
    first_sent_at = await books.mail.find_first_sent_at(message.mailbox) if has_steps else None
    cap = desk.policy.cap_at(now, first_sent_at)
    mails_today = await books.mail.count_left_since(message.mailbox, find_day_start(now, zone))
    is_full = mails_today >= cap
    polled = await books.received.find_mailbox(desk.mailbox) if desk.policy.poll_seconds and message.step else None
    has_window, wants_basis = desk.policy.window is not None, subject.company.country in desk.policy.consent_countries
    return ClaimFacts(
        now=now,
        rfc_id=message.rfc_id,
        kind=draft.kind,
        step=message.step,
        stage=lead.stage,
        hold=lead.hold,
        country=subject.company.country,
        zone=zone,
        is_holiday=desk.holidays_of(subject.company),
        is_paused=await books.workspace.is_sending_paused(),
        has_mailbox=has_mailbox,
        is_address_valid=parse_address(message.recipient) is not None and parse_address(message.sender) is not None,
        is_approved=await _is_approved(books, subject, mime),
        is_suppressed=await books.suppressions.find_for(message.recipient) is not None,
        is_answered=await _is_answered(books, subject),
        is_basis_stated=(wants_basis or lead.hold is not None)
        and await books.decisions.is_standing("basis", "lead", lead.id),
        is_window_waived=has_window and await books.decisions.is_standing("send_now", "draft", draft.id),
        mails_today=mails_today,
        oldest_today_at=await books.mail.find_sent_at_before(message.mailbox, cap - 1) if is_full else None,
        first_sent_at=first_sent_at,
        last_left_at=await books.mail.find_last_left_at(message.mailbox) if has_gap else None,
        polled_at=polled.polled_at if polled else None,
    )


async def _is_approved(books: Books, subject: Subject, mime: bytes | None) -> bool:
    """Whether what would leave is, byte for byte, the newest text of this draft and a person has approved that."""
    message, draft = subject.message, subject.draft
    part = next((one for one in draft.parts if one.step == message.step), None)
    if part is None or draft.status is DraftStatus.REJECTED:
        return False
    about = (message.lead_id, message.contact_id, message.sender, message.recipient)
    if about != (draft.lead_id, draft.contact_id, draft.sender, draft.recipient):
        return False
    seen = hash_text(message.sender, message.recipient, message.subject, message.text, message.step)
    if not seen == message.body_hash == part.body_hash:
        return False
    if mime is not None and not mime.endswith(b"\r\n\r\n" + encode_body(message.text)):
        return False
    return await books.decisions.is_text_approved(part)


async def _is_answered(books: Books, subject: Subject) -> bool:
    """Whether the firm wrote or bounced after this text was made; the reply that it answers does not count.

    Counted from when the text was written, which is before it was shown: showing it again later changes nothing.
    """
    part = next((one for one in subject.draft.parts if one.step == subject.message.step), None)
    since = part.created_at if part else subject.draft.created_at
    answered = subject.draft.answers_message_id
    return await books.received.has_answer_since(subject.lead.company_id, since, except_id=answered)
