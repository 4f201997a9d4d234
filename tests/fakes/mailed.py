"""First mails and answers put straight into the ledger, for tests that count them."""

from datetime import timedelta

from db.ledger import Ledger
from db.repositories.drafts import NewDraft, NewPart
from db.repositories.queued import QueuedMail
from db.repositories.received import ReceivedMail
from domain.company import FoundContact
from domain.draft import DraftKind, DraftStatus
from domain.lead import Cause, Stage
from domain.mail import Intent, Understanding
from tests.fakes.clock import FakeClock

SENDER = "dana@lanternfield.example"
_STAGES = {
    Intent.INTERESTED: Stage.INTERESTED,
    Intent.NEEDS_CLARIFICATION: Stage.NEEDS_CLARIFICATION,
    Intent.NOT_INTERESTED: Stage.NOT_INTERESTED,
    Intent.BOUNCE: Stage.BOUNCED,
    Intent.UNSUBSCRIBE: Stage.UNSUBSCRIBED,
}


async def write_draft(ledger: Ledger, lead: int, angle: str = "size") -> int:
    """A pending draft to a scored lead, which is approved and given a contact on the way."""
    async with ledger.writing() as books:
        for stage in (Stage.APPROVED, Stage.CONTACT_FOUND):
            await books.leads.move(lead, stage, Cause.PERSON)
        company = (await books.leads.get(lead)).company_id
        email = f"ann{lead}@firm{lead}.example"
        (contact,) = await books.contacts.record(
            company, [FoundContact("Ann Lee", "Owner", "directory", "firms.csv#2", email=email)]
        )
        part = NewPart(0, "Subject", "Body", (), 90, (), "composer")
        draft = await books.drafts.add(NewDraft(lead, contact.id, DraftKind.OUTREACH, SENDER, email, angle, (part,)))
        await books.leads.move(lead, Stage.MESSAGE_GENERATED, Cause.WORK)
    return draft.id


async def send_mail(ledger: Ledger, clock: FakeClock, lead: int, angle: str = "size") -> int:
    """A first mail that left: its message id."""
    draft_id = await write_draft(ledger, lead, angle)
    async with ledger.writing() as books:
        draft = await books.drafts.get(draft_id)
        message = await books.mail.queue(
            QueuedMail(
                lead_id=lead,
                contact_id=draft.contact_id,
                draft_id=draft_id,
                step=0,
                body_hash=draft.parts[0].body_hash,
                sender=SENDER,
                recipient=draft.recipient,
                subject="Subject",
                text="Body",
                rfc_id=f"draft{draft_id}@lanternfield.example",
                mailbox="outbox",
                release_at=clock.now(),
            )
        )
        await books.mail.claim(message, "token", clock.now() + timedelta(minutes=5), b"bytes")
        await books.mail.mark_dot(message, "token")
        await books.mail.mark_sent(message, "token")
        await books.drafts.set_status(draft_id, DraftStatus.SENT)
        await books.leads.move(lead, Stage.OUTREACH_SENT, Cause.WORK)
    return message


async def receive_answer(ledger: Ledger, clock: FakeClock, lead: int, intent: Intent) -> None:
    """An answer of that intent, read and filed; a bounce also marks the mail."""
    async with ledger.writing() as books:
        (sent, *_) = await books.mail.list_sent(lead_id=lead)
        await books.received.add(
            ReceivedMail(
                rfc_id=f"answer{lead}.{intent}@firm.example",
                in_reply_to=sent.rfc_id,
                content_hash=f"{lead}{intent}",
                mailbox="inbox",
                sender=sent.recipient,
                recipient=SENDER,
                subject="Re: Subject",
                text="Text",
                received_at=clock.now(),
                is_trusted=True,
                lead_id=lead,
                contact_id=sent.contact_id,
                understanding=Understanding(intent, 0.9, needs_human=False, summary="Summary"),
            )
        )
        if intent in _STAGES:
            await books.leads.move(lead, _STAGES[intent], Cause.MAIL)
