"""Changes the text of a draft as a person asks: a new version, and the approval of the old one falls away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.books import Books
from db.ledger import Ledger
from db.repositories.drafts import NewPart
from domain.draft import Draft, DraftKind, DraftPart, DraftStatus
from domain.errors import Correctable, Refused
from domain.identity import fold
from tools.draft.material import Desk, Material, find_unbacked_in, judge_letter, list_open_bodies, load_material
from tools.draft.rules.composer import Letter, foot, sign
from tools.draft.rules.edit_words import parse_edits, parse_step
from tools.draft.rules.edits import Manuscript, apply_edit, derive_claims
from tools.draft.rules.layout import has_footer, take_apart
from tools.draft.rules.text import clean_body, clean_line

BY_PERSON = "person"
_MOST_SUBJECT, _MOST_BODY = 200, 20_000


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What to change: words to follow, or a subject, or a whole body. `step`: the mail of the sequence, 0 the first."""

    instructions: str = ""
    subject: str = ""
    body: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class Edited:
    """The draft with its new version, and what the person should know about it."""

    draft: Draft
    remarks: tuple[str, ...]


class DraftEditor:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def edit(self, desk: Desk, draft_id: int, change: DraftChange) -> Edited:
        """Raises Correctable when the change is not understood or changes nothing, Refused when it is too late."""
        async with self._ledger.writing() as books:
            draft = await books.drafts.get(draft_id)
            require_editable(draft)
            view = await books.leads.get_view(draft.lead_id)
            contact = await books.contacts.get(draft.contact_id)
            material = await load_material(books, desk, view, contact)
            step, words = parse_step(change.instructions)
            part = _part_at(draft, change.step if step is None else step)
            text, remarks = _change(part, replace(change, instructions=words), material)
            known = await self._known_texts(books, draft)
            new = await _judge(books, desk, draft, _letter(draft, part, text, material), known)
            was_approved = draft.status is DraftStatus.APPROVED
            edited = await self._store(books, draft, new)
            if text.subject != part.subject and part.step == 0:
                edited = await self._retitle_follow_ups(books, desk, edited, material, text.subject)
                remarks += ["the follow-ups carry the new subject"] if len(draft.parts) > 1 else []
        if was_approved:
            remarks.append("your approval fell away, because the text is another one")
        return Edited(edited, tuple(remarks))

    async def _known_texts(self, books: Books, draft: Draft) -> tuple[str, ...]:
        """What an answer may quote: the reply it answers, and the text it had (the times offered)."""
        if draft.kind is not DraftKind.ANSWER or draft.answers_message_id is None:
            return ()
        replies = await books.received.list_(ids=[draft.answers_message_id])
        return (*(one.text for one in replies), *(one.subject for one in replies), draft.parts[0].body)

    async def _store(self, books: Books, draft: Draft, part: NewPart) -> Draft:
        edited = await books.drafts.add_version(draft.id, part)
        await books.decisions.revoke("draft", draft.id, "approve")
        return edited

    async def _retitle_follow_ups(
        self, books: Books, desk: Desk, draft: Draft, material: Material, subject: str
    ) -> Draft:
        """Follow-ups thread under the first mail, so their subject is its subject."""
        for part in draft.parts:
            if part.step:
                letter = Letter(part.step, f"Re: {subject}", part.body, part.claims, part.wait_days)
                unbacked = find_unbacked_in(desk, letter, material.evidence)
                draft = await self._store(books, draft, judge_letter(desk, letter, unbacked, (), part.written_by))
        return draft


def require_editable(draft: Draft) -> None:
    """Raises Refused when the text is on its way or gone, Correctable when it was rejected."""
    if draft.status is DraftStatus.QUEUED:
        raise Refused("QUEUED", f"Draft {draft.id} is queued to be sent; say “undo” first, then edit it.")
    if draft.status is DraftStatus.SENT:
        raise Refused("SENT", f"Draft {draft.id} has been sent, so its text cannot change any more.")
    if draft.status is DraftStatus.REJECTED:
        raise Correctable(f"Draft {draft.id} was rejected; say “draft an email” for that lead to have a new one.")


def _part_at(draft: Draft, step: int) -> DraftPart:
    part = next((one for one in draft.parts if one.step == step), None)
    if part is None:
        raise Correctable(f"Draft {draft.id} has {len(draft.parts)} mails, so there is no follow-up {step}.")
    return part


def _change(part: DraftPart, change: DraftChange, material: Material) -> tuple[Manuscript, list[str]]:
    """The new text with its footer, and remarks."""
    text = Manuscript(part.subject, take_apart(part.body, material.brief.profile))
    remarks: list[str] = []
    if change.subject:
        text = replace(text, subject=change.subject)
    if change.body:
        text = replace(text, layout=take_apart(change.body, material.brief.profile))
    for edit in parse_edits(change.instructions, part.draft_id) if change.instructions.strip() else ():
        text = apply_edit(edit, text, material.brief)
    text = replace(text, subject=clean_line(text.subject))
    if not has_footer(text.layout.render(), material.brief.profile):
        signature = text.layout.signature or sign(material.brief)
        text = replace(text, layout=replace(text.layout, signature=signature, footer=foot(material.brief)))
        remarks.append("I put the postal address and the way out back, because the law asks for them in every mail")
    _require_change(part, text)
    return text, remarks


def _require_change(part: DraftPart, text: Manuscript) -> None:
    body = text.layout.render()
    if not text.subject or not text.layout.main_text.strip():
        raise Correctable("A mail needs a subject and a text; give me the words.")
    if len(text.subject) > _MOST_SUBJECT or len(body) > _MOST_BODY:
        raise Correctable(f"That is too long: a subject takes {_MOST_SUBJECT} characters, a mail {_MOST_BODY}.")
    if (text.subject, body) == (part.subject, clean_body(part.body)):
        raise Correctable("That changes nothing: the text reads like this already.")


def _letter(draft: Draft, part: DraftPart, text: Manuscript, material: Material) -> Letter:
    claims = derive_claims(text.subject, text.layout, part.claims, material.evidence)
    is_answer = draft.kind is DraftKind.ANSWER
    return Letter(part.step, text.subject, text.layout.render(), claims, part.wait_days, is_answer)


async def _judge(books: Books, desk: Desk, draft: Draft, letter: Letter, known: Sequence[str]) -> NewPart:
    material_rows = await books.companies.list_evidence((await books.leads.get(draft.lead_id)).company_id)
    rows = [*material_rows, *await books.contacts.list_evidence(draft.contact_id)]
    others = [body for body in await list_open_bodies(books) if fold(body) != fold(draft.parts[0].body)]
    return judge_letter(desk, letter, find_unbacked_in(desk, letter, rows, known), others, BY_PERSON)
