"""The only door to drafts: write, list, edit, review, suggest answers, and know what a person has seen."""

from collections import Counter
from collections.abc import Sequence

from db.books import Books
from db.ledger import Ledger
from domain.clock import Clock
from domain.decisions import Decision, ShownText
from domain.draft import Draft, DraftKind, DraftStatus
from domain.errors import Correctable, Refused
from domain.identity import fold
from domain.lead import Stage
from domain.plan import Selection
from domain.views import LeadFilter, LeadView
from tools.draft.answering import AnswerWriter
from tools.draft.editing import DraftChange, DraftEditor
from tools.draft.material import Desk, list_open_bodies, load_desk
from tools.draft.reviewing import DraftReviewer, Reviewed
from tools.draft.rules.edit_words import parse_edits
from tools.draft.rules.selection import Candidate, choose_drafts
from tools.draft.showing import MOST_CARDS, build_cards, build_table, show
from tools.draft.words import list_ids, sentences, tell_reviewed, tell_skips, tell_written
from tools.draft.writing import OPEN, OutreachWriter, Wish, Written, find_angle_name, load_ready
from tools.outcome import Artifact, Outcome
from tools.spec import CallContext

_ANSWERABLE = (Stage.INTERESTED, Stage.NEEDS_CLARIFICATION)
_MOST = 5000


class DraftService:
    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._writer = OutreachWriter(ledger, clock)
        self._answers = AnswerWriter(ledger, clock)
        self._editor = DraftEditor(ledger)
        self._reviewer = DraftReviewer(ledger)

    async def draft_emails(
        self, leads: tuple[int, ...], angle: str, instructions: str, context: CallContext
    ) -> Outcome:
        """Writes a first mail with follow-ups for leads with a contact, and an answer where one replied."""
        async with self._ledger.reading() as books:
            desk = await load_desk(books)
            views = await load_ready(books, leads)
            known = await _open_drafts(books, views)
        wish = Wish(
            find_angle_name(desk.playbook.angles, angle) if angle.strip() else "",
            parse_edits(instructions) if instructions.strip() else (),
        )
        if not views:
            return Outcome(
                "No lead waits for a mail. Find contacts for approved leads first: “find contacts”.", is_ok=False
            )
        written = await self._writer.write(desk, [view for view in views if _is_ready(view)], wish, context)
        replied = [view.lead.id for view in views if view.lead.stage in _ANSWERABLE]
        open_replies = await self._answers.list_open(replied, again=True) if replied else []
        answers = await self._answers.write(desk, open_replies)
        skips = _skips_of(views, known, {reply.view.lead.id for reply in open_replies}) + written.skips
        return await self._tell_written(written, known, answers, skips)

    async def _tell_written(
        self, written: Written, known: Sequence[Draft], answers: Sequence[Draft], skips: Counter[str]
    ) -> Outcome:
        drafts = (*written.drafts, *known, *answers)
        async with self._ledger.reading() as books:
            artifacts = await show(books, drafts)
        remarks = "; ".join(written.remarks[:3])
        summary = tell_written(written.drafts, known, answers, sentences(tell_skips(skips), remarks))
        ids = tuple(draft.id for draft in drafts)
        return Outcome(summary, artifacts if drafts else (), drafts=ids or None, is_ok=bool(drafts))

    async def list_drafts(self, status: str, draft: int | None, context: CallContext) -> Outcome:
        """One draft in full, or the open ones: in full up to 20, else a table and the next 20 not seen yet.

        Raises Correctable for a draft or status that is not there.
        """
        async with self._ledger.reading() as books:
            if draft is not None:
                one = await books.drafts.get(draft)
                cards = await build_cards(books, [one])
                return Outcome(f"Draft {draft} is {one.status}.", cards, drafts=(draft,))
            statuses = (_read_status(status),) if status.strip() else OPEN
            drafts = await books.drafts.list_(statuses=statuses, limit=_MOST)
            if not drafts:
                what = f"{statuses[0]} drafts" if status.strip() else "open drafts"
                return Outcome(f"There are no {what}. “draft emails” writes some.")
            shown = {(one.draft_id, one.step, one.body_hash) for one in await self._shown(books, context)}
            artifacts: tuple[Artifact, ...] = ()
            if len(drafts) > MOST_CARDS:
                artifacts = (await build_table(books, drafts),)
            unread = [one for one in drafts if any((one.id, p.step, p.body_hash) not in shown for p in one.parts)]
            page = drafts if len(drafts) <= MOST_CARDS else unread[:MOST_CARDS]
            artifacts += await build_cards(books, page)
        counts = Counter(one.status.value for one in drafts)
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        more = f"{len(page)} of them in full; say “show my drafts” for the next" if len(page) < len(unread) else ""
        return Outcome(sentences(f"{len(drafts)} drafts: {told}", more), artifacts, drafts=tuple(d.id for d in drafts))

    async def edit_draft(self, draft: int, change: DraftChange, context: CallContext) -> Outcome:
        """A new version of one mail, shown in full; it must be approved (again)."""
        if not (change.instructions.strip() or change.subject.strip() or change.body.strip()):
            raise Correctable(f"Say what to change, for example “make draft {draft} shorter”.")
        context.check_stop()
        async with self._ledger.reading() as books:
            desk = await load_desk(books)
        edited = await self._editor.edit(desk, draft, change)
        async with self._ledger.reading() as books:
            cards = await build_cards(books, [edited.draft])
        changed = max(edited.draft.parts, key=lambda part: (part.created_at, part.version, -part.step))
        verdict = f"Draft {draft} has a new text, critic score {changed.critic_score}"
        notes = " ".join(changed.critic_notes[:3])
        summary = sentences(verdict, "; ".join(edited.remarks), notes, f"Next: “approve draft {draft}”")
        return Outcome(summary, cards, drafts=(draft,))

    async def review_drafts(
        self, drafts: tuple[int, ...], verdict: Decision, reason: str, context: CallContext
    ) -> Outcome:
        """Approves what this person has seen word for word, rejects with a reason, or rejects and writes anew."""
        if context.decision is None:
            raise Refused("NEEDS_PERSON", f"Only a person can {verdict} drafts; say “{verdict} draft 1” yourself.")
        ids = drafts or await self.resolve(Selection(), ())
        reviewed = await self._reviewer.review(ids, verdict, reason, context.decision, context)
        new = await self._regenerate(reviewed) if verdict is Decision.REGENERATE else []
        async with self._ledger.reading() as books:
            again = [*await books.drafts.list_(ids=reviewed.unseen[:MOST_CARDS]), *new]
            cards = await build_cards(books, again) if again else ()
        is_ok = bool(reviewed.approved or reviewed.rejected) and not reviewed.unseen
        # "send them", said next, means what was approved; after a rejection the others stay in view.
        focus = (*reviewed.approved, *reviewed.unseen, *(draft.id for draft in new))
        focus = tuple(dict.fromkeys(focus))
        return Outcome(tell_reviewed(reviewed, new), cards, drafts=focus or None, is_ok=is_ok)

    async def _regenerate(self, reviewed: Reviewed) -> list[Draft]:
        """A new draft in other words for each that was closed."""
        async with self._ledger.reading() as books:
            desk = await load_desk(books)
            closed = await books.drafts.list_(ids=reviewed.rejected)
            lead_ids = tuple(draft.lead_id for draft in closed if draft.kind is DraftKind.OUTREACH)
            views = await books.leads.list_views(LeadFilter(ids=lead_ids, limit=max(1, len(lead_ids))))
            others = await list_open_bodies(books)
        written = Written()
        for view in views:
            async with self._ledger.writing() as books:
                await self._writer.write_one(books, desk, view, Wish(), written, others)
        reviewed.skips += written.skips
        answered = [draft.lead_id for draft in closed if draft.kind is DraftKind.ANSWER]
        open_replies = await self._answers.list_open(answered, again=True) if answered else []
        return [*written.drafts, *await self._answers.write(desk, open_replies)]

    async def suggest_answers(self) -> Outcome:
        """Writes an answer for every reply that wants one and has none. Never raises for an unfinished profile."""
        replies = await self._answers.list_open()
        if not replies:
            return Outcome("No reply waits for an answer.")
        async with self._ledger.reading() as books:
            try:
                desk: Desk = await load_desk(books)
            except Refused as refusal:
                return Outcome(str(refusal), is_ok=False)
        drafts = await self._answers.write(desk, replies)
        async with self._ledger.reading() as books:
            artifacts = await show(books, drafts) if drafts else ()
        ids = [draft.id for draft in drafts]
        if not ids:
            return Outcome("No answer is suggested: the people who replied may not be written to.")
        summary = f"Suggested an answer: {list_ids(ids)}. Read it, then “approve draft {ids[0]}”."
        return Outcome(summary, artifacts, drafts=tuple(ids))

    async def record_shown(self, conversation_id: str, drafts: Sequence[Draft]) -> None:
        """Notes that these drafts were shown in full, with all their mails."""
        async with self._ledger.writing() as books:
            await books.drafts.record_shown(conversation_id, [part for draft in drafts for part in draft.parts])

    async def list_shown(self, conversation_id: str) -> tuple[ShownText, ...]:
        """Every mail text last shown in full in this conversation."""
        async with self._ledger.reading() as books:
            return tuple(await books.drafts.list_shown(conversation_id))

    async def get_address(self, draft: int) -> str:
        """Whom the draft is written to. Raises Correctable for a draft or an address that is not there."""
        async with self._ledger.reading() as books:
            contact = await books.contacts.get((await books.drafts.get(draft)).contact_id)
        if not contact.email:
            raise Correctable(f"Draft {draft} has no address; the person may have been erased.")
        return contact.email

    async def _shown(self, books: Books, context: CallContext) -> list[ShownText]:
        return await books.drafts.list_shown(context.conversation_id)

    async def resolve(self, selection: Selection, focus: tuple[int, ...]) -> tuple[int, ...]:
        """The drafts a person means, never none. Raises Correctable when nothing fits or a name is not there."""
        async with self._ledger.reading() as books:
            drafts = await _load_candidates(books, selection, focus)
            ids = tuple(dict.fromkeys(draft.lead_id for draft in drafts))
            views = await books.leads.list_views(LeadFilter(ids=ids, limit=max(1, len(ids))))
        by_lead = {view.lead.id: view for view in views}
        candidates = [_candidate(draft, by_lead[draft.lead_id]) for draft in drafts]
        return choose_drafts(selection, focus, candidates)


async def _load_candidates(books: Books, selection: Selection, focus: Sequence[int]) -> list[Draft]:
    """What a selection can mean: open drafts, those named or in view, and those of a status asked for."""
    named = {*selection.ids, *selection.except_ids, *focus}
    found = await books.drafts.list_(statuses=OPEN, limit=_MOST)
    found += await books.drafts.list_(ids=sorted(named), limit=_MOST) if named else []
    if selection.status in [status.value for status in DraftStatus]:
        found += await books.drafts.list_(statuses=(DraftStatus(selection.status),), limit=_MOST)
    return [draft for _, draft in sorted({draft.id: draft for draft in found}.items())]


def _candidate(draft: Draft, view: LeadView) -> Candidate:
    person = view.contact.name if view.contact else ""
    tier = view.score.tier if view.score else None
    return Candidate(draft, view.company.name, person, view.lead.stage, tier)


def _is_ready(view: LeadView) -> bool:
    return view.lead.stage is Stage.CONTACT_FOUND


async def _open_drafts(books: Books, views: Sequence[LeadView]) -> list[Draft]:
    """First mails and answers that were written before and have not left."""
    kinds = {view.lead.id: _KIND_AT[view.lead.stage] for view in views if view.lead.stage in _KIND_AT}
    drafts = await books.drafts.list_(lead_ids=list(kinds), statuses=OPEN) if kinds else []
    return [draft for draft in drafts if draft.kind is kinds[draft.lead_id]]


def _skips_of(views: Sequence[LeadView], known: Sequence[Draft], answered: set[int]) -> Counter[str]:
    """Why leads that were asked for got nothing new."""
    drafted = {draft.lead_id for draft in known}
    skips: Counter[str] = Counter()
    for view in views:
        lead = view.lead
        if not _is_ready(view) and lead.id not in drafted and lead.id not in answered:
            skips[_WHY_NOT.get(lead.stage, "written to already")] += 1
    return skips


_KIND_AT = {
    Stage.MESSAGE_GENERATED: DraftKind.OUTREACH,
    Stage.INTERESTED: DraftKind.ANSWER,
    Stage.NEEDS_CLARIFICATION: DraftKind.ANSWER,
}
_WHY_NOT = {
    Stage.NEW: "not scored yet",
    Stage.SCORED: "not approved yet",
    Stage.APPROVED: "no contact looked up yet",
    Stage.NO_CONTACT: "no contact found",
    Stage.WRONG_PERSON: "waiting for another person (“find contacts”)",
    Stage.BOUNCED: "waiting for another address (“find contacts”)",
    Stage.REJECTED: "rejected",
    Stage.ARCHIVED: "archived",
    Stage.UNSUBSCRIBED: "unsubscribed",
    Stage.FAILED: "failed",
}


def _read_status(status: str) -> DraftStatus:
    try:
        return DraftStatus(fold(status).strip())
    except ValueError:
        names = ", ".join(one.value for one in DraftStatus)
        raise Correctable(f"There are no “{status}” drafts; a draft is {names}.") from None
