"""Delivery status notifications (RFC 3464) as three kinds of mail server write them."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from tools.practice.dice import Dice
from tools.practice.incoming import Incoming
from tools.practice.letter import TRUST_MARK, answer_token


@dataclass(frozen=True, slots=True)
class Failure:
    """`status` is the code of RFC 3463, `reply` what the receiving server said in SMTP."""

    action: str
    status: str
    reply: str


HARD: tuple[Failure, ...] = (
    Failure("failed", "5.1.1", "550 5.1.1 <{address}>: Recipient address rejected: User unknown"),
    Failure("failed", "5.1.1", "550 5.1.1 The email account that you tried to reach does not exist"),
    Failure(
        "failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"
    ),
    Failure("failed", "5.1.0", "550 5.1.0 Address rejected {address}"),
    Failure("failed", "5.1.2", "550 5.1.2 Host unknown: no mail server for {domain}"),
    Failure("failed", "5.1.6", "551 5.1.6 Recipient no longer on this server"),
    Failure("failed", "5.2.1", "550 5.2.1 The email account that you tried to reach is disabled"),
    Failure("failed", "5.1.1", "554 5.1.1 Mailbox for {address} not found"),
)
SOFT: tuple[Failure, ...] = (
    Failure("delayed", "4.2.2", "452 4.2.2 <{address}>: mailbox is over its quota"),
    Failure("failed", "5.2.2", "552 5.2.2 <{address}>: mailbox full"),
    Failure("delayed", "4.4.1", "connect to mx1.{domain}[192.0.2.25]:25: Connection timed out"),
    Failure("delayed", "4.3.2", "421 4.3.2 Service not available, closing transmission channel"),
    Failure("delayed", "4.7.1", "451 4.7.1 Greylisted, please try again later"),
    Failure("failed", "4.4.7", "delivery time expired, last reply: 451 4.3.0 temporary local problem"),
    Failure("delayed", "4.2.1", "450 4.2.1 The mailbox is receiving mail too quickly, try again later"),
    Failure("delayed", "4.3.1", "452 4.3.1 Insufficient system storage"),
)

_SUBJECTS = {
    "failed": (
        "Undelivered Mail Returned to Sender",
        "Undeliverable: {subject}",
        "Delivery Status Notification (Failure)",
    ),
    "delayed": (
        "Delayed Mail (still being retried)",
        "Delivery delayed: {subject}",
        "Delivery Status Notification (Delay)",
    ),
}
_FROM = (
    "Mail Delivery System <MAILER-DAEMON@{domain}>",
    "postmaster@{domain}",
    "Mail Delivery Subsystem <mailer-daemon@{domain}>",
)
_TEXTS = {
    "failed": (
        "This is the mail system at host mx1.{domain}.\n\nYour message could not be delivered to the recipient below.\n"
        "It is returned with this notice.\n\n<{address}>: host mx1.{domain}[192.0.2.25] said: {reply}",
        "Delivery has failed to these recipients or groups:\n\n{address}\n\nThe address could not be used. Check it for"
        " typing mistakes and try again.\n\nDiagnostic information for administrators:\n{reply}",
        "** Message not delivered **\n\nThere was a problem delivering your message to {address}.\n\nThe answer from"
        " the other server was:\n{reply}",
    ),
    "delayed": (
        "This is the mail system at host mx1.{domain}.\n\nTHIS IS A WARNING ONLY. You need not send it again.\n"
        "Delivery will be retried for 4 more days.\n\n<{address}>: {reply}",
        "Delivery to this recipient has been delayed:\n\n{address}\n\nThe server goes on trying. Reason: {reply}",
        "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to {address}. It will be"
        " retried for 46 more hours.\n\nThe answer was:\n{reply}",
    ),
}


def render_bounce(failure: Failure, to: Incoming, written_at: datetime, dice: Dice) -> bytes:
    """A multipart/report with the human text, the delivery-status part and the headers of the returned mail."""
    server = dice.below(3)
    reply = failure.reply.format(address=to.address, domain=to.domain)
    words = {"address": to.address, "domain": to.domain, "reply": reply, "subject": _ascii(to.subject)}
    boundary = answer_token(to, "boundary")
    head = [
        "Return-Path: <>",
        f"Authentication-Results: {TRUST_MARK}",
        f"Date: {format_datetime(written_at)}",
        f"From: {_FROM[server].format(**words)}",
        f"To: {to.sender}",
        f"Subject: {_SUBJECTS[failure.action][server].format(**words)}",
        f"Message-ID: <{answer_token(to, 'id')}@{to.domain}>",
        "Auto-Submitted: auto-replied",
        # Exchange and Gmail thread their notices, Postfix does not.
        *((f"In-Reply-To: <{to.message_id}>", f"References: <{to.message_id}>") if server and to.message_id else ()),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status;\n boundary="{boundary}"',
    ]
    parts = (
        f"Content-Type: text/plain; charset=us-ascii\n\n{_TEXTS[failure.action][server].format(**words)}\n",
        f"Content-Type: message/delivery-status\n\n{_status(failure, to, written_at, reply)}",
    )
    returned = b"Content-Type: text/rfc822-headers\n\n" + to.headers.replace(b"\r\n", b"\n") + b"\n"
    start = f"\n--{boundary}\n"
    text = "\n".join(head) + "\n" + "".join(start + part for part in parts) + start
    return text.encode("ascii", "replace") + returned + f"\n--{boundary}--\n".encode()


def _status(failure: Failure, to: Incoming, written_at: datetime, reply: str) -> str:
    """The machine part: one block for the message, one for the recipient (RFC 3464 section 2)."""
    lines = [
        f"Reporting-MTA: dns; mx1.{to.domain}",
        f"Arrival-Date: {format_datetime(to.written_at or written_at)}",
        "",
        f"Original-Recipient: rfc822;{to.address}",
        f"Final-Recipient: rfc822; {to.address}",
        f"Action: {failure.action}",
        f"Status: {failure.status}",
        f"Diagnostic-Code: smtp; {reply}",
    ]
    return "\n".join(lines) + "\n"


def _ascii(text: str) -> str:
    return " ".join(text.encode("ascii", "replace").decode().split())
