"""Drafts as a person sees them: in full with the evidence of each claim, or many in a table."""

from collections.abc import Sequence

from db.books import Books
from domain.draft import Draft
from domain.views import LeadFilter
from tools.outcome import Artifact, DraftCard, DraftTable

MOST_CARDS = 20


async def build_cards(books: Books, drafts: Sequence[Draft]) -> tuple[DraftCard, ...]:
    """Each draft in full: what is shown this way counts as shown, word for word."""
    ids = tuple(dict.fromkeys(draft.lead_id for draft in drafts))
    views = {view.lead.id: view for view in await books.leads.list_views(LeadFilter(ids=ids, limit=max(1, len(ids))))}
    claimed = {claim.evidence_id for draft in drafts for part in draft.parts for claim in part.claims}
    evidence = {one.id: one for one in await books.companies.list_evidence_by_ids(claimed)}
    cards = []
    for draft in drafts:
        rows = dict.fromkeys(claim.evidence_id for part in draft.parts for claim in part.claims)
        view = views[draft.lead_id]
        is_chosen = view.contact is not None and view.contact.id == draft.contact_id
        contact = view.contact if is_chosen and view.contact else await books.contacts.get(draft.contact_id)
        proofs = tuple(evidence[id_] for id_ in rows if id_ in evidence)
        cards.append(DraftCard(draft, view.company, contact, proofs))
    return tuple(cards)


async def build_table(books: Books, drafts: Sequence[Draft], title: str = "Drafts") -> DraftTable:
    """Drafts in short. A text in this table does not count as shown."""
    ids = tuple(dict.fromkeys(draft.lead_id for draft in drafts))
    views = await books.leads.list_views(LeadFilter(ids=ids, limit=max(1, len(ids))))
    names = {view.lead.id: view.company.name for view in views}
    return DraftTable(tuple((draft, names[draft.lead_id]) for draft in drafts), title)


async def show(books: Books, drafts: Sequence[Draft]) -> tuple[Artifact, ...]:
    """Cards while a person can read them, else a table."""
    if len(drafts) <= MOST_CARDS:
        return await build_cards(books, drafts)
    return (await build_table(books, drafts),)
