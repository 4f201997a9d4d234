"""Loads what texts are written and judged from, and turns a written letter into a part of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.books import Books
from db.repositories.drafts import NewPart
from domain.company import Contact, Evidence
from domain.draft import Claim, Draft, DraftStatus
from domain.errors import Refused
from domain.profile import Playbook, Profile
from domain.views import LeadView
from memory.profile import find_profile, get_playbook
from reference.trades import list_trades
from tools.draft.rules.claims import build_backing, find_unbacked, list_own_words
from tools.draft.rules.composer import Brief, Letter
from tools.draft.rules.critic import Judged, judge
from tools.draft.rules.facts import TradeWords, gather_facts
from tools.draft.rules.layout import take_apart

# The sentence that sets each field, as the person would type it.
_HOW_TO_SAY = {
    "sender_name": "my name is Anna Bell",
    "sender_email": "my email is anna@example.com",
    "company": "my company is Bell Energy",
    "postal_address": "my postal address is 1 Main Street, Buffalo, NY 14201",
    "offer": "we help hospitals cut their energy bill",
}
_MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """What is the same for all texts: who writes and in which way."""

    profile: Profile
    playbook: Playbook
    own_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """One lead with its person, the evidence about the firm and about the person, and the drafts it had before."""

    view: LeadView
    contact: Contact
    company_evidence: tuple[Evidence, ...]
    contact_evidence: tuple[Evidence, ...]
    brief: Brief
    earlier: tuple[Draft, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (*self.company_evidence, *self.contact_evidence)

    def behind(self, claims: Sequence[Claim]) -> list[Evidence]:
        """The rows behind the claims, and those about the person, who is greeted by name."""
        claimed = {claim.evidence_id for claim in claims}
        return [*(one for one in self.company_evidence if one.id in claimed), *self.contact_evidence]


async def load_desk(books: Books) -> Desk:
    """Raises Refused(PROFILE_INCOMPLETE), naming what is missing and the sentences that set it."""
    profile = await find_profile(books)
    missing = profile.missing()
    if missing:
        names = ", ".join(name.replace("_", " ") for name in missing)
        sentences = " and ".join(f"“{_HOW_TO_SAY[name]}”" for name in missing)
        raise Refused(
            "PROFILE_INCOMPLETE",
            f"I cannot write yet: your profile lacks {names}. Say, with your own words in it, {sentences}.",
        )
    playbook = (await get_playbook(books)).playbook
    return Desk(profile, playbook, tuple(list_own_words(profile, playbook)))


async def load_material(books: Books, desk: Desk, view: LeadView, contact: Contact) -> Material:
    """The stored facts of a lead; the seed of its wordings changes with every draft it had."""
    company_evidence = await books.companies.list_evidence(view.company.id)
    contact_evidence = await books.contacts.list_evidence(contact.id)
    earlier = await books.drafts.list_(lead_ids=[view.lead.id])
    facts = gather_facts(view.company, contact, company_evidence, contact_evidence, _trade_words(view.company.trade))
    seed = f"{view.lead.id}:{len(earlier)}"
    brief = Brief(desk.profile, desk.playbook, facts, view.company.country, seed)
    return Material(view, contact, tuple(company_evidence), tuple(contact_evidence), brief, tuple(earlier))


async def list_open_bodies(books: Books) -> list[str]:
    """First mails of drafts that are still open, newest first: what a new text should not repeat."""
    drafts = await books.drafts.list_(statuses=(DraftStatus.PENDING, DraftStatus.APPROVED))
    return [draft.parts[0].body for draft in reversed(drafts[-_MOST_COMPARED:]) if draft.parts]


def find_unbacked_in(
    desk: Desk, letter: Letter, evidence: Sequence[Evidence], extra: Sequence[str] = ()
) -> tuple[str, ...]:
    """What subject and text state without a source; signature and footer are the sender's own."""
    layout = take_apart(letter.body, desk.profile)
    backing = build_backing(evidence, (*desk.own_words, *extra))
    return find_unbacked("\n".join((letter.subject, layout.greeting, layout.main_text)), backing)


def judge_letter(
    desk: Desk, letter: Letter, unbacked: tuple[str, ...], others: Sequence[str], written_by: str
) -> NewPart:
    """The letter with its critic score and notes, ready to be stored."""
    layout = take_apart(letter.body, desk.profile)
    compared = others[:_MOST_COMPARED] if letter.step == 0 else ()
    is_reply = letter.step > 0 or letter.is_answer
    text = Judged(letter.step, letter.subject, letter.body, layout, unbacked, compared, is_reply)
    verdict = judge(text, desk.profile)
    return NewPart(
        step=letter.step,
        subject=letter.subject,
        body=letter.body,
        claims=letter.claims,
        critic_score=verdict.score,
        critic_notes=verdict.notes,
        written_by=written_by,
        wait_days=letter.wait_days,
    )


def _trade_words(trade_id: str) -> TradeWords | None:
    trade = next((one for one in list_trades() if one.id == trade_id), None)
    return TradeWords(trade.name, trade.plural) if trade else None
