"""Puts a mail together from the ledger: the sender's name, the approved text, the mails it follows on."""

from collections.abc import Sequence
from datetime import datetime

from db.books import Books
from domain.draft import DraftKind
from domain.mail import MailState, Message
from memory.profile import find_profile
from tools.send.facts import Subject
from tools.send.mime import Letter, is_message_id


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
        received = await books.mail.get(draft.answers_message_id)
        ids: Sequence[str] = (received.in_reply_to, received.rfc_id)
    elif message.step > 0:
        left = await books.mail.list_sent(draft_id=draft.id, states=(MailState.SENT,))
        ids = [one.rfc_id for one in left if one.step < message.step]
    else:
        ids = ()
    # A received Message-ID is a stranger's text: a malformed one is left out, the mail goes all the same.
    return tuple(one for one in ids if is_message_id(one))
