"""Turns a prospect's words into the mail a real program would have sent: quote, signature, headers, sometimes HTML."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from tools.practice.dice import Dice
from tools.practice.incoming import Incoming
from tools.practice.talk import CLOSINGS, GREETINGS, PHONE_FOOTERS

_LF = SMTP.clone(linesep="\n")
# The mark of the practice world's own "provider": without it the reader would trust no practice mail.
TRUST_MARK = "practice.example; dmarc=pass"


@dataclass(frozen=True, slots=True)
class Letter:
    """One answer before it is mail: `core` is the words that carry the meaning."""

    core: str
    voice: str
    written_at: datetime


def render_reply(letter: Letter, to: Incoming, dice: Dice) -> bytes:
    """The full mail in which the prospect answers `to`, as bytes with LF line ends."""
    style = dice.weighted((("gmail", 8), ("outlook", 5), ("apple", 3), ("none", 3), ("below", 1)))
    new_text = _dress(letter, to, dice)
    message = build_head(to, letter.written_at, _reply_subject(to.subject, style))
    message["From"] = _mailbox(to.name, to.address)
    message.set_content(_with_quote(new_text, to, style))
    if dice.happens(0.35):
        message.add_alternative(_html(new_text, to, style), subtype="html")
        message.set_boundary("=_" + answer_token(to, "boundary"))
    return message.as_bytes(policy=_LF)


def render_absence(text: str, subject: str, to: Incoming, written_at: datetime, dice: Dice) -> bytes:
    """An automatic out-of-office answer (RFC 3834): marked as such, from the null sender, without a quote."""
    message = build_head(to, written_at, subject)
    message["From"] = _mailbox(to.name, to.address)
    message["Auto-Submitted"] = "auto-replied"
    message.replace_header("Return-Path", "<>")
    if dice.happens(0.5):
        message["X-Auto-Response-Suppress"] = "All"
    signature = f"\n\n{to.name}" if dice.happens(0.7) else ""
    message.set_content(f"{text}{signature}\n")
    return message.as_bytes(policy=_LF)


def build_head(to: Incoming, written_at: datetime, subject: str) -> EmailMessage:
    """The headers every answer has; From and the body are still to be set."""
    message = EmailMessage(policy=_LF)
    message["Return-Path"] = f"<{to.address}>"
    message["Authentication-Results"] = TRUST_MARK
    message["Date"] = format_datetime(written_at)
    message["To"] = _mailbox(to.sender_name, to.sender)
    message["Subject"] = subject
    message["Message-ID"] = f"<{answer_token(to, 'id')}@{to.domain}>"
    if to.message_id:
        message["In-Reply-To"] = f"<{to.message_id}>"
        message["References"] = " ".join(f"<{ref}>" for ref in (*to.references, to.message_id))
    return message


def answer_token(to: Incoming, purpose: str) -> str:
    """A token that belongs to this mail alone, the same each time it is planned."""
    return hashlib.sha256(f"{purpose}\n{to.message_id}\n{to.address}".encode()).hexdigest()[:24]


def _mailbox(name: str, address: str) -> Address:
    local, _, domain = address.partition("@")
    return Address(name, username=local, domain=domain)


def _reply_subject(subject: str, style: str) -> str:
    if subject.lower().startswith("re:"):
        return subject
    return ("RE: " if style == "outlook" else "Re: ") + subject


def _dress(letter: Letter, to: Incoming, dice: Dice) -> str:
    """Greeting, words, closing and signature in the prospect's voice."""
    first = to.sender_name.split()[0]
    greeting = dice.pick(GREETINGS[letter.voice]).format(first=first, full=to.sender_name)
    if len(letter.core.split()) < 3:
        greeting = ""  # nobody writes "Dear Dana, STOP"
    closing = dice.pick(CLOSINGS[letter.voice])
    # Phones turn straight apostrophes into curly ones.
    core = letter.core.replace("'", "\u2019") if letter.voice == "phone" else letter.core
    blocks = [greeting, core, "\n".join(line for line in (closing, *_signature(to, letter.voice, dice)) if line)]
    return "\n\n".join(block for block in blocks if block)


def _signature(to: Incoming, voice: str, dice: Dice) -> tuple[str, ...]:
    number = f"555-01{Dice('number', to.address).between(0, 99):02d}"
    given = to.name.split()[0]
    if voice == "phone":
        return (*((given,) if dice.happens(0.6) else ()), "", dice.pick(PHONE_FOOTERS))
    if voice == "brisk" and dice.happens(0.5):
        return (given,)
    lines = {
        "formal": (to.name, f"Tel. {number}", f"www.{to.domain}"),
        "friendly": (given, "", "-- ", to.name, f"{number} | {to.domain}"),
        "brisk": (to.name, f"Direct {number}"),
    }
    return lines[voice]


def _with_quote(new_text: str, to: Incoming, style: str) -> str:
    if style == "none" or not to.text:
        return new_text + "\n"
    if style == "outlook":
        return f"{new_text}\n\n{_outlook_head(to)}\n\n{to.text}\n"
    quoted = "\n".join(f"> {line}".rstrip() for line in to.text.splitlines())
    if style == "apple":
        return f"{new_text}\n\n> {_wrote(to, 'apple')}\n>\n{quoted}\n"
    if style == "below":
        return f"{_wrote(to, 'gmail')}\n{quoted}\n\n{new_text}\n"
    return f"{new_text}\n\n{_wrote(to, 'gmail')}\n\n{quoted}\n"


def _wrote(to: Incoming, style: str) -> str:
    who = f"{to.sender_name} <{to.sender}>"
    if to.written_at is None:
        return f"{who} wrote:"
    at = to.written_at
    clock = f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    if style == "apple":
        return f"On {at:%b} {at.day}, {at.year}, at {clock}, {who} wrote:"
    return f"On {at:%a}, {at:%b} {at.day}, {at.year} at {clock} {who} wrote:"


def _outlook_head(to: Incoming) -> str:
    lines = ["-----Original Message-----", f"From: {to.sender_name} <{to.sender}>"]
    if to.written_at is not None:
        at = to.written_at
        lines.append(f"Sent: {at:%A}, {at:%B} {at.day}, {at.year} {at.hour % 12 or 12}:{at:%M} {at:%p}")
    return "\n".join([*lines, f"To: {to.name} <{to.address}>", f"Subject: {to.subject}"])


def _html(new_text: str, to: Incoming, style: str) -> str:
    own = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in new_text.splitlines())
    if style == "none" or not to.text:
        return f"<html><body>{own}</body></html>\n"
    old = "<br>\n".join(escape(line) for line in to.text.splitlines())
    if style == "outlook":
        head = "<br>".join(escape(line) for line in _outlook_head(to).splitlines()[1:])
        return (
            f'<html><body>{own}<hr><div style="border-top:solid #E1E1E1 1.0pt">{head}</div><p>{old}</p></body></html>\n'
        )
    quote = f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;padding-left:1ex">{old}</blockquote>'
    head = f'<div class="gmail_attr">{escape(_wrote(to, "apple" if style == "apple" else "gmail"))}</div>'
    parts = f"{head}{quote}{own}" if style == "below" else f"{own}<br>{head}{quote}"
    return f"<html><body>{parts}</body></html>\n"
