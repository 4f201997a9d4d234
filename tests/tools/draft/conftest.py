"""A desk to write at: a filled profile, a lead with a person, and ways to look at drafts."""

from dataclasses import dataclass

import pytest

from db.ledger import Ledger
from domain.company import EmailStatus, FoundCompany, FoundContact
from domain.decisions import Decision, ShownText
from domain.draft import Draft
from domain.lead import Cause, Stage
from domain.profile import Profile
from domain.score import Tier
from memory.profile import save_profile
from tests.fakes.clock import FakeClock
from tests.fakes.context import CONVERSATION, FakeProgress, fake_context, fake_decision
from tools.draft.editing import DraftChange
from tools.draft.service import DraftService
from tools.outcome import DraftCard, Outcome

PROFILE = Profile(
    sender_name="Anna Bell",
    sender_title="Founder",
    sender_email="anna@bell.example",
    company="Bell Energy",
    website="https://bell.example",
    postal_address="1 Main Street, Rochester, NY 14604",
    offer="help hospitals cut their energy bill and are paid only out of what they save",
    proof_points=(
        "We have audited more than 600 buildings since 2014.",
        "An audit takes one visit of about two hours.",
        "Our median client pays 11 percent less after the first year.",
    ),
    home_region="New York",
)


@dataclass
class Desk:
    """The service under test with shortcuts."""

    ledger: Ledger
    clock: FakeClock
    service: DraftService

    async def add_lead(self, name: str = "Lakeside General", **facts: object) -> int:
        """A lead at contact_found with a verified person."""
        slug = "".join(char for char in name.lower() if char.isalnum())
        given: dict[str, object] = {"city": "Buffalo", "state": "NY", "trade": "hospital", "employees": 900, **facts}
        found = FoundCompany(name=name, source="directory", source_url="file.csv#2", **given)  # type: ignore[arg-type]  # invented facts by name
        person = FoundContact(
            "Ada Moss", "Facilities Director", "page", "https://p.example", f"ada@{slug}.example", EmailStatus.VERIFIED
        )
        async with self.ledger.writing() as books:
            (company,) = await books.companies.record([found], self.clock.now())
            (lead_id,) = await books.leads.open_for([company.company_id])
            await books.leads.add_score(lead_id, 80, Tier.A, [], 0)
            await books.leads.move(lead_id, Stage.APPROVED, Cause.PERSON)
            (contact,) = await books.contacts.record(company.company_id, [person])
            await books.leads.choose_contact(lead_id, contact.id)
            await books.leads.move(lead_id, Stage.CONTACT_FOUND, Cause.WORK)
        return lead_id

    async def draft(
        self, *leads: int, angle: str = "", instructions: str = "", progress: FakeProgress | None = None
    ) -> Outcome:
        context = await fake_context(self.ledger, progress=progress)
        outcome = await self.service.draft_emails(leads, angle, instructions, context)
        await self.show(outcome)
        return outcome

    async def edit(self, draft_id: int, **change: str | int) -> Outcome:
        asked = DraftChange(**change)  # type: ignore[arg-type]  # keyword arguments of a frozen dataclass
        outcome = await self.service.edit_draft(draft_id, asked, await fake_context(self.ledger))
        await self.show(outcome)
        return outcome

    async def review(
        self,
        *drafts: int,
        verdict: Decision = Decision.APPROVE,
        reason: str = "",
        shown: tuple[ShownText, ...] | None = None,
    ) -> Outcome:
        seen = await self.service.list_shown(CONVERSATION) if shown is None else shown
        context = await fake_context(self.ledger, fake_decision(verdict, seen))
        outcome = await self.service.review_drafts(drafts, verdict, reason, context)
        await self.show(outcome)
        return outcome

    async def show(self, outcome: Outcome) -> None:
        """What the mind does after a call: note which drafts stood on the screen."""
        cards = [one.draft for one in outcome.artifacts if isinstance(one, DraftCard)]
        await self.service.record_shown(CONVERSATION, cards)

    async def get(self, draft_id: int) -> Draft:
        async with self.ledger.reading() as books:
            return await books.drafts.get(draft_id)

    async def stage(self, lead_id: int) -> Stage:
        async with self.ledger.reading() as books:
            return (await books.leads.get(lead_id)).stage

    async def is_approved(self, draft_id: int) -> list[bool]:
        """For each mail of the draft whether its current text is approved."""
        draft = await self.get(draft_id)
        async with self.ledger.reading() as books:
            return [await books.decisions.is_text_approved(part) for part in draft.parts]


@pytest.fixture
async def desk(ledger: Ledger, clock: FakeClock) -> Desk:
    async with ledger.writing() as books:
        await save_profile(books, PROFILE, "test")
    return Desk(ledger, clock, DraftService(ledger, clock))
