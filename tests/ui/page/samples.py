"""One artifact of every kind, each full of what must not get into a chat: an address and a mail text."""

from datetime import UTC, datetime

from domain.company import Company, Contact, EmailStatus, Evidence, Fact
from domain.draft import Claim, Draft, DraftKind, DraftPart, DraftStatus, hash_text
from domain.lead import Lead, Stage
from domain.mail import Direction, FollowUp, FollowUpStatus, Intent, MailState, Message, Understanding
from domain.plan import Call
from domain.runs import Run, RunStatus
from domain.views import LeadView, Tally
from tools.outcome import (
    Artifact,
    Card,
    DraftCard,
    DraftTable,
    FollowUpTable,
    ImportPreview,
    LeadCard,
    LeadTable,
    MailTable,
    ReplyCard,
    Report,
    RunTable,
)

AT = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
ADDRESS = "pat.stone@lakeside.example"
SENDER = "ann@sender.example"
BODY = "Hello Pat,\n\nI read that Lakeside opened a wing.\n\nAnn\n1 Main St, Buffalo"

COMPANY = Company(
    id=3,
    name="Lakeside <b>General</b>",
    identity_key="lakeside|buffalo|NY|US",
    domain="lakeside.example",
    website="https://lakeside.example",
    phone="",
    street="",
    city="Buffalo",
    county="Erie",
    state="NY",
    postal_code="",
    country="US",
    latitude=None,
    longitude=None,
    trade="hospital",
    employees=900,
    sites=None,
    created_at=AT,
)
CONTACT = Contact(9, 3, "Pat Stone", "Owner", ADDRESS, EmailStatus.PUBLISHED, "", AT)
LEAD = Lead(12, 3, Stage.MESSAGE_GENERATED, AT, AT, contact_id=9)
VIEW = LeadView(LEAD, COMPANY, None, CONTACT, "directory")


def build_part(step: int = 0, version: int = 1, body: str = BODY) -> DraftPart:
    return DraftPart(
        draft_id=7,
        step=step,
        version=version,
        subject="Your new wing",
        body=body,
        body_hash=hash_text(SENDER, ADDRESS, "Your new wing", body, step),
        claims=(Claim("Lakeside opened a wing", 5),),
        critic_score=90,
        critic_notes=(),
        written_by="composer",
        wait_days=0,
        created_at=AT,
    )


def build_draft(status: DraftStatus = DraftStatus.PENDING, *parts: DraftPart) -> Draft:
    return Draft(7, 12, 9, DraftKind.OUTREACH, status, SENDER, ADDRESS, "news", parts or (build_part(),), AT)


def build_card(draft: Draft) -> DraftCard:
    evidence = Evidence(Fact.NEWS, "opened a wing", "directory", "file.csv#2", AT, id=5)
    return DraftCard(draft, COMPANY, CONTACT, (evidence,), "now")


DRAFT_CARD = build_card(build_draft())
REPLY = Message(
    id=21,
    lead_id=12,
    contact_id=9,
    direction=Direction.RECEIVED,
    state=MailState.RECEIVED,
    rfc_id="x@lakeside.example",
    in_reply_to="",
    sender=ADDRESS,
    recipient=SENDER,
    subject="Re: Your new wing",
    text=f"Yes please, call me. {ADDRESS}",
    created_at=AT,
    mailbox="practice",
    understanding=Understanding(Intent.INTERESTED, 0.9, False, "wants a call"),
)
REPLY_CARD = ReplyCard(REPLY, COMPANY.name, CONTACT.name, 8)
RUN = Run(4, "chat", (Call("score_leads"), Call("list_leads")), 2, RunStatus.DONE, 0, 0, AT)
TALLY = Tally(1, 1, 1, 1, 1, 1, 1, 0, {}, {}, {}, ())
EVERY: tuple[Artifact, ...] = (
    LeadTable((VIEW,), f"Leads of {ADDRESS}", {12: "already contacted"}),
    LeadCard(VIEW, (), (), (CONTACT,), (REPLY,)),
    DRAFT_CARD,
    DraftTable(((build_draft(), COMPANY.name),), "Drafts"),
    REPLY_CARD,
    MailTable(((REPLY, "leaves now"),), "Mail"),
    FollowUpTable(((FollowUp(2, 12, 7, 1, AT, FollowUpStatus.WAITING), COMPANY.name),)),
    Report(30, TALLY, None, (), ()),
    ImportPreview("/tmp/leads.csv", (("mail", "email"),), 1, 0, 1, ((2, f"{ADDRESS} is suppressed"),)),
    RunTable((RUN,)),
    Card("What I know about you", (("Your email address", SENDER),)),
)
