"""Records what a person decides about drafts. A text is approved only when that person has seen exactly these bytes."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.books import Books
from db.ledger import Ledger
from domain.decisions import Decision, PersonDecision
from domain.draft import Draft, DraftKind, DraftPart, DraftStatus
from domain.events import EventName
from domain.identity import host_key
from domain.lead import Cause, Stage
from domain.runs import ItemStatus
from tools.draft.rules.text import clean_line
from tools.spec import CallContext

_CHUNK = 20
_TOO_LATE = {
    DraftStatus.QUEUED: "queued already (say “undo” first)",
    DraftStatus.SENT: "sent already",
    DraftStatus.REJECTED: "rejected before",
}
# An outreach draft of a lead at any other stage is out of date: the lead was rejected, unsubscribed or written to.
_LIVE = frozenset({Stage.MESSAGE_GENERATED})
_NO_ANSWER = frozenset({Stage.UNSUBSCRIBED, Stage.REJECTED, Stage.ARCHIVED, Stage.BOUNCED, Stage.NOT_INTERESTED})


@dataclass(slots=True)
class Reviewed:
    """Ids by what became of them; `unseen` drafts have a mail that was not shown in full, or changed since."""

    approved: list[int] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    skips: Counter[str] = field(default_factory=Counter)


class DraftReviewer:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def review(
        self, ids: Sequence[int], verdict: Decision, reason: str, decision: PersonDecision, context: CallContext
    ) -> Reviewed:
        """Approves or rejects each draft in the transaction that records the decision; regenerate rejects here."""
        reviewed = Reviewed()
        async with self._ledger.writing() as books:
            todo = await books.runs.open_items(context.run_id, context.call_index, ids)
        await self._recall(reviewed, [id_ for id_ in ids if id_ not in set(todo)])
        for at in range(0, len(todo), _CHUNK):
            context.check_stop()
            chunk = todo[at : at + _CHUNK]
            async with self._ledger.writing() as books:
                for draft in await books.drafts.list_(ids=chunk):
                    status = await _review_one(books, draft, verdict, reason, decision, reviewed)
                    await books.runs.finish_item(context.run_id, context.call_index, draft.id, status)
            done = len(ids) - len(todo) + at + len(chunk)
            await context.progress(done, len(ids), f"Reviewed draft {chunk[-1]}")
        return reviewed

    async def _recall(self, reviewed: Reviewed, ids: list[int]) -> None:
        """After a break: what the first part of the batch decided."""
        if not ids:
            return
        async with self._ledger.reading() as books:
            for draft in await books.drafts.list_(ids=ids):
                if draft.status is DraftStatus.APPROVED:
                    reviewed.approved.append(draft.id)
                elif draft.status is DraftStatus.REJECTED:
                    reviewed.rejected.append(draft.id)


async def _review_one(
    books: Books, draft: Draft, verdict: Decision, reason: str, decision: PersonDecision, reviewed: Reviewed
) -> ItemStatus:
    if verdict is Decision.APPROVE and draft.status in (DraftStatus.QUEUED, DraftStatus.SENT):
        return await _approve_follow_ups(books, draft, reason, decision, reviewed)
    why = await _why_not(books, draft, verdict)
    if why:
        reviewed.skips[why] += 1
        return ItemStatus.SKIPPED
    if verdict is Decision.APPROVE:
        return await _approve(books, draft, reason, decision, reviewed)
    await _reject(books, draft, reason, decision)
    reviewed.rejected.append(draft.id)
    return ItemStatus.DONE


async def _why_not(books: Books, draft: Draft, verdict: Decision) -> str:
    is_redo = verdict is Decision.REGENERATE and draft.status is DraftStatus.REJECTED
    if draft.status in _TOO_LATE and not is_redo:
        return _TOO_LATE[draft.status]
    if verdict is Decision.REJECT:
        return ""
    stage = (await books.leads.get(draft.lead_id)).stage
    is_stale = stage in _NO_ANSWER if draft.kind is DraftKind.ANSWER else stage not in _LIVE and not is_redo
    return f"out of date: the lead is {stage.replace('_', ' ')}" if is_stale else ""


async def _approve(books: Books, draft: Draft, reason: str, decision: PersonDecision, reviewed: Reviewed) -> ItemStatus:
    """Approves the mails whose current text this person has seen; the first mail makes the draft approved."""
    seen = {(one.draft_id, one.step, one.body_hash) for one in decision.shown}
    shown = [part for part in draft.parts if (draft.id, part.step, part.body_hash) in seen]
    if len(shown) < len(draft.parts):
        reviewed.unseen.append(draft.id)
    fresh = [part for part in shown if not await books.decisions.is_text_approved(part)]
    for part in fresh:
        await books.decisions.record(decision, "approve", "draft", draft.id, part=part, reason=reason)
        await _mint(books, draft, part)
    if not any(part.step == 0 for part in shown):
        return ItemStatus.SKIPPED
    reviewed.approved.append(draft.id)
    if fresh or draft.status is not DraftStatus.APPROVED:
        await books.drafts.set_status(draft.id, DraftStatus.APPROVED)
        payload = {"draft": draft.id, "mails": len(shown)}
        await books.events.publish(EventName.DRAFT_APPROVED, lead_id=draft.lead_id, payload=payload)
    return ItemStatus.DONE


async def _approve_follow_ups(
    books: Books, draft: Draft, reason: str, decision: PersonDecision, reviewed: Reviewed
) -> ItemStatus:
    """The first mail is on its way or gone; follow-ups that nobody has approved yet still can be."""
    open_parts = [part for part in draft.parts if not await books.decisions.is_text_approved(part)]
    stage = (await books.leads.get(draft.lead_id)).stage
    if not open_parts or stage not in (Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT):
        reviewed.skips[_TOO_LATE[draft.status]] += 1
        return ItemStatus.SKIPPED
    seen = {(one.draft_id, one.step, one.body_hash) for one in decision.shown}
    shown = [part for part in open_parts if (draft.id, part.step, part.body_hash) in seen]
    if len(shown) < len(open_parts):
        reviewed.unseen.append(draft.id)
    for part in shown:
        await books.decisions.record(decision, "approve", "draft", draft.id, part=part, reason=reason)
        await _mint(books, draft, part)
    if shown:
        reviewed.approved.append(draft.id)
    return ItemStatus.DONE if shown else ItemStatus.SKIPPED


async def _mint(books: Books, draft: Draft, part: DraftPart) -> None:
    """The Message-ID of this text: ours, unguessable, stored before any connection."""
    host = host_key(draft.sender.rpartition("@")[2])
    await books.drafts.mint_rfc_id(part, f"{secrets.token_hex(16)}@{host}")


async def _reject(books: Books, draft: Draft, reason: str, decision: PersonDecision) -> None:
    """Closes the draft with the reason; the lead of a first mail goes back to the writer."""
    if draft.status is DraftStatus.REJECTED:
        return
    tidy = clean_line(reason)
    await books.decisions.revoke("draft", draft.id, "approve")
    await books.decisions.record(decision, "reject", "draft", draft.id, reason=tidy)
    await books.drafts.set_status(draft.id, DraftStatus.REJECTED, tidy)
    await books.events.publish(EventName.DRAFT_REJECTED, lead_id=draft.lead_id, payload={"draft": draft.id})
    lead = await books.leads.get(draft.lead_id)
    if draft.kind is DraftKind.OUTREACH and lead.stage is Stage.MESSAGE_GENERATED:
        await books.leads.move(lead.id, Stage.CONTACT_FOUND, Cause.PERSON)
