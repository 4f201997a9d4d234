"""Takes back the newest thing a conversation did, as long as nothing has left. Says exactly what it took back."""

from collections.abc import Sequence
from datetime import timedelta

from db.books import Books
from db.ledger import Ledger
from db.repositories.decisions import Decided
from db.repositories.drafts import NewPart
from domain.draft import Draft, DraftKind, DraftPart, DraftStatus
from domain.errors import Refused
from domain.lead import Cause, Stage, can_move
from domain.mail import MailState
from tools.outcome import DraftCard, Outcome
from tools.spec import CallContext

# Decisions of one act are recorded within moments of each other, in the same words.
_ONE_ACT = timedelta(seconds=3)
_ACTIONS = frozenset(
    {("send", "draft"), ("approve", "draft"), ("reject", "draft"), ("reject", "lead"), ("approve", "lead")}
)
# What was decided last and stays: to take back something older instead would surprise.
_STAYS = {
    "suppress": "The last thing you decided was not to write to somebody; to lift it, say “allow pat@firm.com again”.",
    "forget": "The last thing you decided was to erase a person; what is erased cannot be brought back.",
    "profile": "The last thing you changed was your profile; say it again with the words it had before.",
}
_NOTHING = "There is nothing of this conversation to take back."
_LASTING = "“{}” came last here, and “undo” cannot take that back; say what you want instead (“reject lead 3”)."
_UNDOABLE = (DraftStatus.PENDING, DraftStatus.APPROVED)


class Undoer:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def undo(self, context: CallContext) -> Outcome:
        """One transaction: the newest act or edit of the conversation, wholly or as far as nothing has left."""
        async with self._ledger.writing() as books:
            recent = await books.decisions.list_recent(context.conversation_id, limit=600)
            act = _newest_act(recent)
            edited = await _find_edit(books, context.conversation_id)
            if edited and (not act or edited[0].created_at > act[0].decided_at):
                return await _undo_edit(books, edited)
            if not act or act[0].id != recent[0].id:
                # What was decided after it stays as it is: an older act is not what "undo" means.
                return Outcome(_LASTING.format(recent[0].words) if recent else _NOTHING, is_ok=False)
            return await _undo_act(books, act, context)


async def _undo_act(books: Books, act: list[Decided], context: CallContext) -> Outcome:
    # In the order in which they were decided, which is the order of the list on the screen.
    ids = list(dict.fromkeys(one.subject_id for one in reversed(act) if one.subject_id is not None))
    match act[0].action, act[0].subject_kind:
        case "approve", "lead":
            return await _return_to_scored(books, ids, context)
        case "reject", "lead":
            return await _bring_back(books, ids, context)
        case "send", _:
            return await _cancel(books, ids)
        case "approve", _:
            return await _unapprove(books, ids)
        case "reject", _:
            return await _unreject(books, ids)
    return Outcome(_STAYS[act[0].action], is_ok=False)


def _newest_act(recent: Sequence[Decided]) -> list[Decided]:
    """The newest decisions that belong together: same action, same words, made within moments."""
    known = [one for one in recent if (one.action, one.subject_kind) in _ACTIONS or one.action in _STAYS]
    act: list[Decided] = []
    for one in known:
        if act and not _belongs(one, act[-1]):
            break
        act.append(one)
    return act


def _belongs(one: Decided, other: Decided) -> bool:
    same = (one.action, one.subject_kind, one.words) == (other.action, other.subject_kind, other.words)
    return same and other.decided_at - one.decided_at <= _ONE_ACT


async def take_back(books: Books, ids: list[int]) -> list[int]:
    """Queued mails of these drafts come out of the queue, their drafts are approved still; answers which."""
    back: list[int] = []
    for draft_id in ids:
        queued = await books.mail.list_sent(draft_id=draft_id, states=(MailState.QUEUED,))
        if queued and all([await books.mail.cancel(one.id, "taken back") for one in queued]):
            draft = await books.drafts.get(draft_id)
            if draft.status is DraftStatus.QUEUED:
                await books.drafts.set_status(draft_id, DraftStatus.APPROVED)
            await books.decisions.revoke("draft", draft_id, "send")
            back.append(draft_id)
    return back


async def _cancel(books: Books, ids: list[int]) -> Outcome:
    back = await take_back(books, ids)
    left = len(ids) - len(back)
    if not back:
        return Outcome("The last mails have left; a mail that has left cannot be taken back.", is_ok=False)
    note = f" {left} had left already." if left else ""
    return Outcome(f"Took {_list('mail', back)} out of the queue; approved still, not sent.{note}", drafts=tuple(back))


async def _unapprove(books: Books, ids: list[int]) -> Outcome:
    back: list[int] = []
    for draft_id in ids:
        draft = await books.drafts.get(draft_id)
        if draft.status in _UNDOABLE:
            await books.decisions.revoke("draft", draft_id, "approve")
            await books.drafts.set_status(draft_id, DraftStatus.PENDING)
            back.append(draft_id)
    if not back:
        return Outcome("What was approved last has been queued or sent; it cannot be taken back.", is_ok=False)
    return Outcome(f"Took back the approval of {_list('draft', back)}; {_wait(back)} for a review.", drafts=tuple(back))


async def _unreject(books: Books, ids: list[int]) -> Outcome:
    back: list[int] = []
    for draft_id in ids:
        draft = await books.drafts.get(draft_id)
        newer = [one for one in await books.drafts.list_(lead_ids=[draft.lead_id]) if one.id > draft_id]
        if draft.status is not DraftStatus.REJECTED or newer or not await _return_lead(books, draft):
            continue
        await books.drafts.set_status(draft_id, DraftStatus.PENDING)
        await books.decisions.revoke("draft", draft_id, "reject")
        back.append(draft_id)
    if not back:
        return Outcome("The rejected drafts have been replaced by newer ones; nothing was taken back.", is_ok=False)
    return Outcome(
        f"Took back the rejection of {_list('draft', back)}; {_wait(back)} for a review.", drafts=tuple(back)
    )


async def _return_lead(books: Books, draft: Draft) -> bool:
    """Where rejecting sent the lead back to the writer, it comes forward again; False when it has moved on."""
    stage = (await books.leads.get(draft.lead_id)).stage
    if draft.kind is DraftKind.ANSWER or stage is Stage.MESSAGE_GENERATED:
        return True
    if stage is not Stage.CONTACT_FOUND:
        return False
    await books.leads.move(draft.lead_id, Stage.MESSAGE_GENERATED, Cause.WORK)
    return True


async def _bring_back(books: Books, ids: list[int], context: CallContext) -> Outcome:
    if context.decision is None:
        raise Refused("NEEDS_PERSON", "Bringing a rejected lead back needs a person's word; type “undo” yourself.")
    back: list[int] = []
    for lead_id in ids:
        lead = await books.leads.get(lead_id)
        if lead.stage is Stage.REJECTED and can_move(lead.stage, Stage.APPROVED, Cause.PERSON):
            await books.leads.move(lead_id, Stage.APPROVED, Cause.PERSON)
            await books.decisions.revoke("lead", lead_id, "reject")
            await books.decisions.record(context.decision, "bring_back", "lead", lead_id)
            back.append(lead_id)
    if not back:
        return Outcome("The rejected leads have moved on; nothing was taken back.", is_ok=False)
    return Outcome(f"Brought back {_list('lead', back)}; a lead that comes back is approved.", leads=tuple(back))


async def _return_to_scored(books: Books, ids: list[int], context: CallContext) -> Outcome:
    """Approved leads that nothing was done for yet wait for a decision again."""
    if context.decision is None:
        raise Refused("NEEDS_PERSON", "Taking back an approval needs a person's word; type “undo” yourself.")
    back: list[int] = []
    for lead_id in ids:
        if (await books.leads.get(lead_id)).stage is Stage.APPROVED:
            await books.leads.move(lead_id, Stage.SCORED, Cause.PERSON)
            await books.decisions.revoke("lead", lead_id, "approve")
            back.append(lead_id)
    if not back:
        words = f"The approved leads have moved on; say “reject lead {ids[0]}” if you do not want one any more."
        return Outcome(words, is_ok=False)
    left = len(ids) - len(back)
    note = f" {left} {'has' if left == 1 else 'have'} moved on and stayed approved." if left else ""
    words = f"Took back the approval of {_list('lead', back)}; {_wait(back)} for a decision.{note}"
    return Outcome(words, leads=tuple(back))


async def _find_edit(books: Books, conversation_id: str) -> list[DraftPart]:
    """The newest versions, of a draft still open, that this conversation was shown and that replaced others.

    An edit may change several mails of a draft: a new subject is the follow-ups' subject as well.
    """
    shown = {(one.draft_id, one.step, one.version) for one in await books.drafts.list_shown(conversation_id)}
    drafts = await books.drafts.list_(ids=sorted({draft_id for draft_id, _, _ in shown}), statuses=_UNDOABLE)
    edited = [
        part
        for draft in drafts
        for part in draft.parts
        if part.version > 1
        and (part.draft_id, part.step, part.version) in shown
        and not await _is_restored(books, part)
    ]
    newest = max(edited, key=lambda part: (part.created_at, part.draft_id), default=None)
    return [
        part
        for part in edited
        if newest and part.draft_id == newest.draft_id and newest.created_at - part.created_at <= _ONE_ACT
    ]


async def _is_restored(books: Books, part: DraftPart) -> bool:
    """Whether this version is itself the work of an undo: a second one goes further back and not to and fro."""
    before = await books.drafts.find_version(part.draft_id, part.step, part.version - 2)
    return before is not None and before.body_hash == part.body_hash


async def _undo_edit(books: Books, edited: list[DraftPart]) -> Outcome:
    steps = [part.step for part in edited if await _restore(books, part)]
    if not steps:
        return Outcome(_NOTHING, is_ok=False)
    draft_id = edited[0].draft_id
    which = ("its text is" if steps == [0] else f"its follow-up {steps[0]} is") if len(steps) == 1 else "its mails are"
    words = f"Took back the last edit of draft {draft_id}: {which} as before; it wants a new approval."
    return Outcome(words, (await _build_card(books, draft_id),), drafts=(draft_id,))


async def _build_card(books: Books, draft_id: int) -> DraftCard:
    """The draft in full: what is approved next has been seen."""
    draft = await books.drafts.get(draft_id)
    company = await books.companies.get((await books.leads.get(draft.lead_id)).company_id)
    claimed = tuple(dict.fromkeys(claim.evidence_id for part in draft.parts for claim in part.claims))
    evidence = {one.id: one for one in await books.companies.list_evidence_by_ids(set(claimed))}
    proofs = tuple(evidence[id_] for id_ in claimed if id_ in evidence)
    return DraftCard(draft, company, await books.contacts.get(draft.contact_id), proofs)


async def _restore(books: Books, edited: DraftPart) -> bool:
    """The text before as a new version; False when there was none."""
    before = await books.drafts.find_version(edited.draft_id, edited.step, edited.version - 1)
    if before is None:
        return False
    restored = NewPart(
        step=before.step,
        subject=before.subject,
        body=before.body,
        claims=before.claims,
        critic_score=before.critic_score,
        critic_notes=before.critic_notes,
        written_by=before.written_by,
        wait_days=before.wait_days,
    )
    await books.drafts.add_version(edited.draft_id, restored)
    return True


def _wait(ids: list[int]) -> str:
    return "it waits" if len(ids) == 1 else "they wait"


def _list(noun: str, ids: list[int]) -> str:
    if len(ids) == 1:
        return f"{noun} {ids[0]}" if noun != "mail" else f"the mail of draft {ids[0]}"
    return f"{len(ids)} {noun}s"
