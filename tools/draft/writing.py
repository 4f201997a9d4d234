"""Writes first mails with their follow-ups for leads that have a person, and stores only what the claim gate passes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from db.books import Books
from db.ledger import Ledger
from db.repositories.drafts import NewDraft
from domain.clock import Clock
from domain.company import Contact, EmailStatus
from domain.draft import Draft, DraftKind, DraftStatus
from domain.errors import Correctable
from domain.identity import fold
from domain.lead import Cause, Stage
from domain.profile import Angle
from domain.runs import ItemStatus
from domain.views import LeadFilter, LeadView
from tools.draft.material import Desk, Material, find_unbacked_in, judge_letter, list_open_bodies, load_material
from tools.draft.rules.composer import Letter, compose, list_angles
from tools.draft.rules.edit_words import Edit
from tools.draft.rules.edits import Manuscript, apply_edit, derive_claims
from tools.draft.rules.layout import take_apart
from tools.spec import CallContext

COMPOSER = "composer"
_CHUNK = 20
_WRITTEN_TO = frozenset({EmailStatus.VERIFIED, EmailStatus.PUBLISHED})
OPEN = (DraftStatus.PENDING, DraftStatus.APPROVED, DraftStatus.QUEUED)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the person wants the mails: an angle by name, and changes to make to each first mail."""

    angle: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(slots=True)
class Written:
    """What came of a batch: drafts by lead, and why others were left out."""

    drafts: list[Draft] = field(default_factory=list)
    skips: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)


class OutreachWriter:
    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def write(self, desk: Desk, views: Sequence[LeadView], wish: Wish, context: CallContext) -> Written:
        """A draft for each lead, a few in a transaction; a lead that gets none is counted with the reason."""
        written = Written()
        ids = [view.lead.id for view in views]
        async with self._ledger.writing() as books:
            todo = set(await books.runs.open_items(context.run_id, context.call_index, ids))
        waiting = [view for view in views if view.lead.id in todo]
        await self._recall(written, [id_ for id_ in ids if id_ not in todo])
        for at in range(0, len(waiting), _CHUNK):
            context.check_stop()
            chunk = waiting[at : at + _CHUNK]
            async with self._ledger.writing() as books:
                others = await list_open_bodies(books)
                for view in chunk:
                    draft = await self.write_one(books, desk, view, wish, written, others)
                    status = ItemStatus.DONE if draft else ItemStatus.SKIPPED
                    await books.runs.finish_item(context.run_id, context.call_index, view.lead.id, status)
            done = len(ids) - len(waiting) + at + len(chunk)
            await context.progress(done, len(ids), f"Wrote to {chunk[-1].company.name}")
        return written

    async def _recall(self, written: Written, lead_ids: list[int]) -> None:
        """After a break: the drafts that the first part of the batch wrote."""
        if lead_ids:
            async with self._ledger.reading() as books:
                written.drafts += await books.drafts.list_(lead_ids=lead_ids, statuses=(DraftStatus.PENDING,))

    async def write_one(
        self, books: Books, desk: Desk, view: LeadView, wish: Wish, written: Written, others: list[str]
    ) -> Draft | None:
        """Writes, judges and stores one draft and moves its lead to message_generated."""
        lead = await books.leads.get(view.lead.id)
        is_waiting = lead.stage is Stage.CONTACT_FOUND
        why = await self.why_not(books, replace(view, lead=lead)) if is_waiting else "no longer waiting for a mail"
        if why or view.contact is None:
            written.skips[why or "without a contact"] += 1
            return None
        material = await load_material(books, desk, view, view.contact)
        angles = order_angles(material, wish.angle)
        if wish.angle and wish.angle not in [angle.name for angle in angles]:
            written.remarks.append(f"{view.company.name} has no fact for the angle “{wish.angle}”")
        for angle in angles:
            letters = compose(material.brief, angle)
            letters = (_touch_up(letters[0], material, wish.edits), *letters[1:])
            checked = [(one, find_unbacked_in(desk, one, material.behind(one.claims))) for one in letters]
            # What the writer itself states must be backed; what the person dictated is pointed out, not barred.
            if any(unbacked and not (wish.edits and letter.step == 0) for letter, unbacked in checked):
                continue
            draft = await self._store(books, desk, material, angle, checked, others)
            written.drafts.append(draft)
            return draft
        written.skips["I could not write it with what I can prove"] += 1
        return None

    async def _store(
        self,
        books: Books,
        desk: Desk,
        material: Material,
        angle: Angle,
        checked: Sequence[tuple[Letter, tuple[str, ...]]],
        others: list[str],
    ) -> Draft:
        """Stores what the gate let through; `checked` are the letters with what in them has no source."""
        parts = [judge_letter(desk, letter, unbacked, others, COMPOSER) for letter, unbacked in checked]
        new = NewDraft(
            lead_id=material.view.lead.id,
            contact_id=material.contact.id,
            kind=DraftKind.OUTREACH,
            sender=desk.profile.sender_email,
            recipient=material.contact.email,
            angle=angle.name,
            parts=tuple(parts),
        )
        draft = await books.drafts.add(new)
        others.insert(0, draft.parts[0].body)
        await books.leads.move(material.view.lead.id, Stage.MESSAGE_GENERATED, Cause.WORK)
        return draft

    async def why_not(self, books: Books, view: LeadView) -> str:
        """Why nothing may be written to this lead now; '' when it may."""
        if view.contact is None:
            return "without a contact"
        hold = view.lead.hold
        if hold is not None and (hold.until is None or hold.until > self._clock.now()):
            return f"on hold ({hold.reason.replace('_', ' ')})"
        why = await why_not_contact(books, view.contact)
        if why:
            return why
        other = await books.drafts.find_lead_written_to(view.contact.email, except_lead=view.lead.id)
        return "" if other is None else f"the same person as at lead {other}, who gets one first mail"


async def why_not_contact(books: Books, contact: Contact) -> str:
    """Why this person may not be written to; '' when he may."""
    if contact.email_status not in _WRITTEN_TO or not contact.email:
        return "without an address I may use"
    if await books.suppressions.find_for(contact.email) is not None:
        return "suppressed"
    return ""


def find_angle_name(angles: Sequence[Angle], wish: str) -> str:
    """The angle a person means; raises Correctable with the names there are."""
    names = [angle.name for angle in angles]
    best = max(names, key=lambda name: fuzz.ratio(fold(name), fold(wish)), default="")
    if not best or fuzz.ratio(fold(best), fold(wish)) < 70:
        raise Correctable(f"The playbook has no angle “{wish}”; it has {', '.join(names)}.")
    return best


def order_angles(material: Material, wish: str) -> list[Angle]:
    """The angles that the stored facts allow: the wished one first, those of rejected drafts last."""
    used = [draft.angle for draft in material.earlier if draft.status is DraftStatus.REJECTED]
    return sorted(list_angles(material.brief), key=lambda angle: (angle.name != wish, used.count(angle.name)))


def _touch_up(letter: Letter, material: Material, edits: Sequence[Edit]) -> Letter:
    """The first mail with the wished changes; one that finds nothing to change is left out."""
    text = Manuscript(letter.subject, take_apart(letter.body, material.brief.profile))
    for edit in edits:
        try:
            text = apply_edit(edit, text, material.brief)
        except Correctable:
            continue
    if not edits:
        return letter
    claims = derive_claims(text.subject, text.layout, letter.claims, material.evidence)
    return replace(letter, subject=text.subject, body=text.layout.render(), claims=claims)


async def load_ready(books: Books, leads: tuple[int, ...]) -> list[LeadView]:
    """The leads asked for; without any, those with a contact that have had no draft rejected."""
    if leads:
        return await books.leads.list_views(LeadFilter(ids=leads, limit=len(leads)))
    views = await books.leads.list_views(LeadFilter(stages=(Stage.CONTACT_FOUND,), limit=500))
    ids = [view.lead.id for view in views]
    closed = await books.drafts.list_(lead_ids=ids, statuses=(DraftStatus.REJECTED,)) if ids else []
    rejected = {draft.lead_id for draft in closed}
    return [view for view in views if view.lead.id not in rejected]
