"""A lead that has been written to: contact, draft, sent mail and planned follow-ups, straight through the books."""

from dataclasses import dataclass
from datetime import timedelta

from db.ledger import Ledger
from db.repositories.drafts import NewDraft, NewPart
from db.repositories.queued import QueuedMail
from domain.clock import Clock
from domain.company import EmailStatus, FoundContact
from domain.draft import DraftKind
from domain.lead import Cause, Stage
from domain.score import Tier

SENDER = "dana@brightwater.example"
_WAY = (Stage.APPROVED, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT)


@dataclass(frozen=True, slots=True)
class Outreach:
    lead_id: int
    contact_id: int
    draft_id: int
    message_id: int
    rfc_id: str


async def write_to(
    ledger: Ledger,
    clock: Clock,
    lead_id: int,
    email: str = "lee.park@lakeside.example",
    rfc_id: str = "first@brightwater.example",
) -> Outreach:
    """The first mail has left, one follow-up is planned in three days and one mail is queued for tomorrow."""
    async with ledger.writing() as books:
        lead = await books.leads.get(lead_id)
        found = FoundContact("Lee Park", "Facility Manager", "test", "test", email, EmailStatus.VERIFIED)
        (contact,) = await books.contacts.record(lead.company_id, [found])
        await books.leads.choose_contact(lead_id, contact.id)
        if lead.stage is Stage.NEW:
            await books.leads.add_score(lead_id, 80, Tier.A, [], 1)
            for stage in _WAY:
                await books.leads.move(lead_id, stage, Cause.WORK)
        parts = tuple(NewPart(step, "Energy", f"Hello {step}", (), 90, (), "test", 3 * step) for step in (0, 1))
        draft = await books.drafts.add(NewDraft(lead_id, contact.id, DraftKind.OUTREACH, SENDER, email, "angle", parts))
        sent = _mail(lead_id, contact.id, draft.id, 0, email, rfc_id, clock)
        message_id = await books.mail.queue(sent)
        await books.mail.claim(message_id, "token", clock.now() + timedelta(minutes=1), b"mime")
        await books.mail.mark_dot(message_id, "token")
        await books.mail.mark_sent(message_id, "token")
        await books.mail.queue(_mail(lead_id, contact.id, draft.id, 1, email, f"second-{rfc_id}", clock))
        await books.follow_ups.plan(lead_id, draft.id, 1, clock.now() + timedelta(days=3))
    return Outreach(lead_id, contact.id, draft.id, message_id, rfc_id)


def _mail(lead_id: int, contact_id: int, draft_id: int, step: int, email: str, rfc_id: str, clock: Clock) -> QueuedMail:
    return QueuedMail(
        lead_id=lead_id,
        contact_id=contact_id,
        draft_id=draft_id,
        step=step,
        body_hash="hash",
        sender=SENDER,
        recipient=email,
        subject="Energy",
        text="Hello",
        rfc_id=rfc_id,
        mailbox="practice",
        release_at=clock.now() + timedelta(days=step),
    )
