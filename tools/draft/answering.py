"""Suggests answers to replies that show interest or ask something. None leaves before a person approves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from db.books import Books
from db.ledger import Ledger
from db.repositories.drafts import NewDraft
from domain.clock import Clock
from domain.company import Company
from domain.draft import Draft, DraftKind, DraftStatus
from domain.lead import Stage
from domain.mail import Intent, MailState, Message
from domain.views import LeadView
from reference.holidays import is_business_day
from reference.zones import zone_of
from tools.draft.material import Desk, find_unbacked_in, judge_letter, load_material
from tools.draft.rules.answer import Asked, compose_answer
from tools.draft.rules.times import is_to_come, list_offered, offer_times, render_time, was_offered
from tools.draft.writing import COMPOSER, why_not_contact

_ANSWERED_INTENTS = (Intent.INTERESTED, Intent.NEEDS_CLARIFICATION)
# A reply whose sender is not proven moves no stage, so leads that wait for an answer count as well.
_ANSWERABLE = frozenset(
    {Stage.OUTREACH_SENT, Stage.INTERESTED, Stage.NEEDS_CLARIFICATION, Stage.SCHEDULING_IN_PROGRESS, Stage.NO_RESPONSE}
)
ANGLE = "answer"


@dataclass(frozen=True, slots=True)
class OpenReply:
    """A reply that waits for an answer, with its lead."""

    message: Message
    view: LeadView


class AnswerWriter:
    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def list_open(self, lead_ids: Sequence[int] | None = None, *, again: bool = False) -> list[OpenReply]:
        """The newest reply of each lead, where it wants an answer and has no draft; `again`: a rejected one is none."""
        async with self._ledger.reading() as books:
            newest: dict[int, Message] = {}
            for message in await books.received.list_(limit=500):
                if message.lead_id is not None and _is_human(message):
                    newest.setdefault(message.lead_id, message)
            wanted = {
                lead_id: message
                for lead_id, message in newest.items()
                if _wants_answer(message) and (lead_ids is None or lead_id in lead_ids)
            }
            drafts = await books.drafts.list_(lead_ids=list(wanted)) if wanted else []
            done = {
                draft.answers_message_id for draft in drafts if not (again and draft.status is DraftStatus.REJECTED)
            }
            open_ids = [lead_id for lead_id, message in wanted.items() if message.id not in done]
            views = [await books.leads.get_view(lead_id) for lead_id in sorted(open_ids)]
        return [OpenReply(wanted[view.lead.id], view) for view in views if view.lead.stage in _ANSWERABLE]

    async def write(self, desk: Desk, replies: Sequence[OpenReply]) -> list[Draft]:
        """An answer to each reply, stored as a pending draft; people who may not be written to get none."""
        drafts = []
        for reply in replies:
            async with self._ledger.writing() as books:
                draft = await self._write_one(books, desk, reply)
            if draft is not None:
                drafts.append(draft)
        return drafts

    async def _write_one(self, books: Books, desk: Desk, reply: OpenReply) -> Draft | None:
        message, view = reply.message, reply.view
        contact_id = message.contact_id
        if contact_id is None or message.understanding is None or await _has_answer(books, reply):
            return None
        # Always to the address we know: the sender line of a mail can be forged.
        contact = await books.contacts.get(contact_id)
        if await why_not_contact(books, contact):
            return None
        material = await load_material(books, desk, view, contact)
        offered = _offered_before(material.earlier)
        there = self._clock.now().astimezone(_zone_of(view.company))
        still_to_come = tuple(one for one in offered if is_to_come(one, there))
        asked = Asked(message.text, message.subject, message.understanding.intent, still_to_come)
        times = self._offer(view.company, message.text, offered)
        sources = (*times, *offered, message.text, message.subject)
        letter = compose_answer(material.brief, asked, times)
        if find_unbacked_in(desk, letter, material.evidence, sources):
            # The gate holds for answers too: thanks and times state nothing that could lack a source.
            letter = compose_answer(material.brief, replace(asked, text=""), times)
        unbacked = find_unbacked_in(desk, letter, material.evidence, sources)
        new = NewDraft(
            lead_id=view.lead.id,
            contact_id=contact.id,
            kind=DraftKind.ANSWER,
            sender=desk.profile.sender_email,
            recipient=contact.email,
            angle=ANGLE,
            parts=(judge_letter(desk, letter, unbacked, (), COMPOSER),),
            answers_message_id=message.id,
        )
        return await books.drafts.add(new)

    def _offer(self, company: Company, wish: str, offered: tuple[str, ...]) -> tuple[str, ...]:
        zone = _zone_of(company)
        is_open = partial(_is_open, company.country, company.state, offered)
        return tuple(render_time(at, company.country) for at in offer_times(self._clock.now(), zone, wish, is_open))


def _zone_of(company: Company) -> ZoneInfo:
    return zone_of(company.country, company.state, company.city) or ZoneInfo("UTC")


async def _has_answer(books: Books, reply: OpenReply) -> bool:
    """Looked at again under the write lock: chat and sidecar find the same open reply at the same moment."""
    drafts = await books.drafts.list_(lead_ids=[reply.view.lead.id])
    return any(
        draft.answers_message_id == reply.message.id and draft.status is not DraftStatus.REJECTED for draft in drafts
    )


def _is_open(country: str, state: str, offered: tuple[str, ...], day: date) -> bool:
    """Whether a call can be offered on that day: an office day, and none that was offered in vain."""
    return is_business_day(day, country, state) and not was_offered(day, offered)


def _offered_before(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The times of the newest answer that left with any: one that confirmed a time since then offers none."""
    sent = [draft for draft in drafts if draft.kind is DraftKind.ANSWER and draft.status is DraftStatus.SENT]
    return next((times for draft in reversed(sent) if (times := list_offered(draft.parts[0].body))), ())


def _is_human(message: Message) -> bool:
    seen = message.understanding
    is_from_program = message.state is MailState.AUTORESPONDED
    return seen is not None and not is_from_program and seen.intent not in (Intent.OUT_OF_OFFICE, Intent.BOUNCE)


def _wants_answer(message: Message) -> bool:
    """A mail that only the firm's domain ties to the lead gets none: our contact did not write it."""
    seen = message.understanding
    return seen is not None and message.contact_id is not None and seen.intent in _ANSWERED_INTENTS
