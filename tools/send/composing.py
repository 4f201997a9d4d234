"""Puts a mail together from the ledger: the sender's name, the approved text, the mails it follows on."""

from collections.abc import Sequence
from datetime import datetime

from db.books import Books
from domain.draft import DraftKind
from domain.mail import MailState, Message
from memory.profile import find_profile
from tools.send.facts import Subject
from tools.send.mime import Letter, is_message_id

_MOST_WALKED, _MOST_NAMED = 100, 30


async def compose(books: Books, subject: Subject, now: datetime) -> Letter:
    """The letter of a queued mail, written now."""
    message = subject.message
    profile = await find_profile(books)
    return Letter(
        rfc_id=message.rfc_id,
        sender_name=profile.sender_name,
        sender=message.sender,
        recipient=message.recipient,
        subject=message.subject,
        text=message.text,
        written_at=now,
        thread=await _thread(books, subject, message),
    )


async def _thread(books: Books, subject: Subject, message: Message) -> tuple[str, ...]:
    """The mails this one follows on, oldest first: the draft's earlier mails, or the received mail it answers."""
    draft = subject.draft
    if draft.kind is DraftKind.ANSWER and draft.answers_message_id is not None:
        ids: Sequence[str] = await _conversation(books, draft.answers_message_id)
    elif message.step > 0:
        left = await books.mail.list_sent(draft_id=draft.id, states=(MailState.SENT,))
        ids = [one.rfc_id for one in left if one.step < message.step]
    else:
        ids = ()
    # A received Message-ID is a stranger's text: a malformed one is left out, the mail goes all the same.
    return tuple(one for one in ids if is_message_id(one))


async def _conversation(books: Books, received_id: int) -> list[str]:
    """The ids of all mails that led to a received one, and its own, oldest first (References, RFC 5322 3.6.4).

    The middle is left out of a very long conversation, never its first mail: every program threads by that.
    """
    newest_first: list[str] = []
    next_id: int | None = received_id
    while next_id is not None and len(newest_first) < _MOST_WALKED:
        received, next_id = await books.mail.get(next_id), None
        newest_first += [received.rfc_id, received.in_reply_to]
        ours = await books.received.find_sent([received.in_reply_to]) if received.in_reply_to else None
        if ours is not None and ours.draft_id is not None:
            next_id = (await books.drafts.get(ours.draft_id)).answers_message_id
    ids = list(dict.fromkeys(reversed(newest_first)))
    return ids if len(ids) <= _MOST_NAMED else [ids[0], *ids[1 - _MOST_NAMED :]]
