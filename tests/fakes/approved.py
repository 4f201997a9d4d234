"""Makes leads with drafts as the slices before sending leave them: found, scored, with a contact, written, approved."""

from dataclasses import replace

from db.books import Books
from db.ledger import Ledger
from db.repositories.drafts import NewDraft, NewPart
from db.repositories.received import ReceivedMail
from domain.clock import Clock
from domain.company import EmailStatus, FoundCompany, FoundContact
from domain.draft import Draft, DraftKind, DraftStatus
from domain.lead import Cause, Stage
from domain.mail import Intent, Understanding
from domain.score import Tier
from tests.fakes.context import fake_decision

SENDER = "ann@sender.example"
TEXT = "Hello,\n\nwe help hospitals cut their energy bill.\n\nAnn\n1 Main St, Buffalo\n"
_HOSPITAL = FoundCompany(
    name="Lakeside General Hospital",
    source="directory",
    source_url="file.csv#2",
    city="Buffalo",
    state="NY",
    trade="hospital",
    employees=900,
)


def part(step: int = 0, body: str = TEXT, subject: str = "Your energy bill", wait_days: int = 0) -> NewPart:
    return NewPart(step, subject, body, (), 90, (), "composer", wait_days)


async def add_lead(books: Books, clock: Clock, number: int = 1, *, country: str = "US") -> tuple[int, int]:
    """A lead at message_generated whose contact is person<number>@firm<number>.example; (lead id, contact id)."""
    website = f"https://firm{number}.example/"
    found = replace(_HOSPITAL, name=f"Hospital Number {number}", website=website, country=country)
    (recorded,) = await books.companies.record([found], clock.now())
    (lead_id,) = await books.leads.open_for([recorded.company_id])
    address = f"person{number}@firm{number}.example"
    person = FoundContact("Pat Stone", "Owner", "directory", "file.csv#2", address, EmailStatus.PUBLISHED)
    (contact,) = await books.contacts.record(recorded.company_id, [person])
    await books.leads.add_score(lead_id, 80, Tier.A, [], 1)
    await books.leads.choose_contact(lead_id, contact.id)
    for stage in (Stage.APPROVED, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED):
        await books.leads.move(lead_id, stage, Cause.WORK)
    return lead_id, contact.id


async def add_draft(books: Books, lead_id: int, contact_id: int, parts: tuple[NewPart, ...] = (part(),)) -> Draft:
    contact = await books.contacts.get(contact_id)
    new = NewDraft(lead_id, contact_id, DraftKind.OUTREACH, SENDER, contact.email, "size", parts)
    return await books.drafts.add(new)


async def approve(books: Books, draft: Draft, words: str = "approve") -> Draft:
    """What the review of drafts does: one decision per part, and its Message-ID."""
    for one in draft.parts:
        await books.decisions.record(fake_decision(words), "approve", "draft", draft.id, part=one)
        await books.drafts.mint_rfc_id(one, f"d{draft.id}.s{one.step}.v{one.version}@sender.example")
    await books.drafts.set_status(draft.id, DraftStatus.APPROVED)
    return await books.drafts.get(draft.id)


async def approved_draft(
    ledger: Ledger, clock: Clock, number: int = 1, parts: tuple[NewPart, ...] = (part(),), *, country: str = "US"
) -> Draft:
    """A lead and its approved draft, in one go."""
    async with ledger.writing() as books:
        lead_id, contact_id = await add_lead(books, clock, number, country=country)
        return await approve(books, await add_draft(books, lead_id, contact_id, parts))


async def add_reply(
    ledger: Ledger, clock: Clock, lead_id: int, intent: Intent, number: int = 1, answers: str = ""
) -> int:
    """A mail from the lead's firm, stored now by the reader; answers its id. `answers`: the mail it replies to."""
    mail = ReceivedMail(
        rfc_id=f"reply{number}@firm.example",
        in_reply_to=answers,
        content_hash=f"{number}",
        mailbox="inbox",
        sender="somebody@firm1.example",
        recipient=SENDER,
        subject="Re: Your energy bill",
        text="Thank you.",
        received_at=clock.now(),
        is_trusted=True,
        lead_id=lead_id,
        contact_id=None,
        understanding=Understanding(intent, 0.9, False, "somebody there wrote"),
    )
    async with ledger.writing() as books:
        return await books.received.add(mail) or 0
