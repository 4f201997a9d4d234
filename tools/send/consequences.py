"""What follows in the ledger when a mail left, was refused for good, or could not be delivered."""

from datetime import datetime, timedelta

from db.books import Books
from domain.draft import DraftKind, DraftStatus
from domain.events import EventName
from domain.lead import Cause, Stage, can_move
from domain.mail import SuppressionKind
from tools.send.facts import Subject
from tools.send.rules import Refusal

_TALKING = (Stage.INTERESTED, Stage.NEEDS_CLARIFICATION)


async def record_left(books: Books, subject: Subject, sent_at: datetime) -> None:
    """The mail has left: the lead moves on, the draft is sent, the next step is counted from this very moment."""
    message, draft = subject.message, subject.draft
    # `subject` was read at the claim; what a person or a reply may have moved since is looked at anew.
    if draft.kind is DraftKind.OUTREACH and message.step == 0:
        await _move(books, subject, Stage.OUTREACH_SENT)
    elif draft.kind is DraftKind.ANSWER and subject.lead.stage in _TALKING:
        await _move(books, subject, Stage.SCHEDULING_IN_PROGRESS)
    if message.step == 0:
        await books.drafts.mark_sent(draft.id)
    else:
        await books.follow_ups.mark_sent(draft.id, message.step)
    following = next((part for part in draft.parts if part.step > message.step), None)
    if following is not None:
        due_at = sent_at + timedelta(days=following.wait_days)
        await books.follow_ups.plan(draft.lead_id, draft.id, following.step, due_at)


async def record_refused(books: Books, subject: Subject, code: str, sentence: str) -> None:
    """A rule said no for good: the draft is closed with the reason, or waits for a new approval."""
    message = subject.message
    # A refusal that is no rule of the claim (a header that cannot be written) is kept in words.
    await books.mail.refuse(message.id, code if code in list(Refusal) else sentence, retry_at=None)
    payload: dict[str, int | str] = {"message": message.id, "draft": subject.draft.id, "refusal": code}
    await books.events.publish(EventName.MAIL_REFUSED, lead_id=subject.lead.id, payload=payload)
    if code == Refusal.NOT_APPROVED:
        await _reopen(books, subject)
    else:
        await close_draft(books, subject, sentence)


async def record_bounced(books: Books, subject: Subject, detail: str) -> None:
    """The address does not exist: it is never written to again."""
    await books.suppressions.add(SuppressionKind.ADDRESS, subject.message.recipient, f"bounced: {detail}")
    await _move(books, subject, Stage.BOUNCED, Cause.MAIL)
    await close_draft(books, subject, f"The address does not exist ({detail}).")
    await books.follow_ups.stop([subject.lead.id], "the address does not exist")


async def close_draft(books: Books, subject: Subject, reason: str) -> None:
    """A mail will not leave: a first mail's draft is closed and its lead goes back to the writer; a follow-up stops."""
    if subject.message.step > 0:
        await books.follow_ups.stop_queued(subject.draft.id, subject.message.step, reason)
        return
    await books.drafts.set_status(subject.draft.id, DraftStatus.REJECTED, reason)
    if (await books.leads.get(subject.lead.id)).stage is Stage.MESSAGE_GENERATED:
        await _move(books, subject, Stage.CONTACT_FOUND)


async def _reopen(books: Books, subject: Subject) -> None:
    if subject.message.step > 0:
        await books.follow_ups.stop_queued(subject.draft.id, subject.message.step, "its text is not approved")
    elif subject.draft.status is DraftStatus.QUEUED:
        await books.drafts.set_status(subject.draft.id, DraftStatus.PENDING)


async def _move(books: Books, subject: Subject, to: Stage, cause: Cause = Cause.WORK) -> None:
    # A reply or a suppression may have moved the lead while the mail was under way; then it stays there.
    if can_move((await books.leads.get(subject.lead.id)).stage, to, cause):
        await books.leads.move(subject.lead.id, to, cause)
