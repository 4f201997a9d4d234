"""Leads that have answered, and the answer that is suggested to them."""

from datetime import timedelta

from db.repositories.received import ReceivedMail
from domain.draft import DraftStatus
from domain.lead import Cause, Stage
from domain.mail import Intent, Understanding
from tests.tools.draft.conftest import Desk
from tools.outcome import DraftCard


async def replied(
    desk: Desk,
    text: str,
    intent: Intent = Intent.INTERESTED,
    name: str = "Lakeside General",
    *,
    is_from_contact: bool = True,
) -> int:
    """A lead that was written to and has answered."""
    lead = await desk.add_lead(name)
    (draft_id,) = (await desk.draft(lead)).drafts or ()
    draft = await desk.get(draft_id)
    async with desk.ledger.writing() as books:
        await books.drafts.set_status(draft_id, DraftStatus.SENT)
        await books.leads.move(lead, Stage.OUTREACH_SENT, Cause.WORK)
        mail = ReceivedMail(
            rfc_id=f"r{lead}@x.example",
            in_reply_to="",
            content_hash=str(lead),
            mailbox="inbox",
            sender=draft.recipient,
            recipient=draft.sender,
            subject=f"RE: {draft.parts[0].subject}",
            text=text,
            received_at=desk.clock.now(),
            is_trusted=True,
            lead_id=lead,
            contact_id=draft.contact_id if is_from_contact else None,
            understanding=Understanding(intent, 0.9, False, "a reply"),
        )
        await books.received.add(mail)
        to = {Intent.INTERESTED: Stage.INTERESTED, Intent.NEEDS_CLARIFICATION: Stage.NEEDS_CLARIFICATION}.get(intent)
        if to:
            await books.leads.move(lead, to, Cause.MAIL)
    return lead


async def suggested(desk: Desk) -> DraftCard:
    outcome = await desk.service.suggest_answers()
    await desk.show(outcome)
    (card,) = outcome.artifacts
    assert isinstance(card, DraftCard)
    return card


async def answered_and_replied_again(desk: Desk, text: str, days: int = 0) -> DraftCard:
    """A lead that was offered times, and its reply to that after some days."""
    lead = await replied(desk, "Yes please.")
    card = await suggested(desk)
    async with desk.ledger.writing() as books:
        await books.drafts.set_status(card.draft.id, DraftStatus.SENT)
        desk.clock.move(timedelta(days=days))
        mail = ReceivedMail(
            rfc_id="again@x.example",
            in_reply_to="",
            content_hash="again",
            mailbox="inbox",
            sender=card.draft.recipient,
            recipient=card.draft.sender,
            subject=card.draft.parts[0].subject,
            text=text,
            received_at=desk.clock.now(),
            is_trusted=True,
            lead_id=lead,
            contact_id=card.draft.contact_id,
            understanding=Understanding(Intent.INTERESTED, 0.9, False, "a reply"),
        )
        await books.received.add(mail)
    return await suggested(desk)
