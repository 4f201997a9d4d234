"""Received mails as bytes, written by hand the way mail programs write them."""

TRUSTED = "Authentication-Results: practice.example; dmarc=pass header.from=lakeside.example\n"


def letter(
    text: str,
    *,
    sender: str = "Lee Park <lee.park@lakeside.example>",
    subject: str = "Re: energy",
    answers: str = "",
    rfc_id: str = "answer-1@lakeside.example",
    extra: str = "",
    is_proven: bool = True,
) -> bytes:
    """A plain reply; `answers` is the Message-ID it answers."""
    thread = f"In-Reply-To: <{answers}>\nReferences: <{answers}>\n" if answers else ""
    identity = f"Message-ID: <{rfc_id}>\n" if rfc_id else ""
    head = (
        f"{TRUSTED if is_proven else ''}{extra}From: {sender}\nTo: dana@brightwater.example\nSubject: {subject}\n"
        f"Date: Wed, 18 Nov 2026 14:00:00 +0000\n{identity}{thread}"
    )
    return f'{head}Content-Type: text/plain; charset="utf-8"\n\n{text}\n'.encode()


def bounce(
    returned_id: str,
    *,
    recipient: str = "lee.park@lakeside.example",
    status: str = "5.1.1",
    action: str = "failed",
    rfc_id: str = "bounce-1@mx.lakeside.example",
) -> bytes:
    """A delivery status notification (RFC 3464) that gives back the mail with that Message-ID."""
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.lakeside.example\nTo: dana@brightwater.example\n"
        f"Subject: Undelivered Mail Returned to Sender\nMessage-ID: <{rfc_id}>\nDate: Wed, 18 Nov 2026 14:00:00 +0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nYour message could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.lakeside.example\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; 550 {status} refused\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{returned_id}>\nTo: {recipient}\n\n--b--\n"
    ).encode()
