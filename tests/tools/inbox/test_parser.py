"""Hostile mail is read with its faults noted, or refused; the parser itself goes on, within its deadline."""

import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unavailable
from tests.fakes.letters import bounce, letter
from tools.inbox.parser import MAILS_PER_CHILD, MailParser, ParsedMail, Unreadable

PLAIN = letter("Fine, let's talk.")


@pytest.fixture(scope="module")
def parser() -> Iterator[MailParser]:
    parser = MailParser()
    yield parser
    parser.close()


def read(parser: MailParser, raw: bytes) -> ParsedMail:
    mail = parser.parse(raw)
    assert isinstance(mail, ParsedMail), mail
    return mail


def test_a_plain_reply_is_read_whole(parser: MailParser) -> None:
    text = "Fine.\n\nOn Mon, Nov 9, 2026 at 9:12 AM Dana <d@x.example> wrote:\n> Hi"
    mail = read(parser, letter(text, answers="a@b.example"))
    assert (mail.sender, mail.sender_name, mail.subject) == ("lee.park@lakeside.example", "Lee Park", "Re: energy")
    assert (mail.in_reply_to, mail.references) == ("a@b.example", ("a@b.example",))
    assert mail.rfc_id == "answer-1@lakeside.example"
    assert (mail.new_text, mail.recipients, mail.defects) == ("Fine.", ("dana@brightwater.example",), ())
    assert mail.sent_at and mail.sent_at.isoformat() == "2026-11-18T14:00:00+00:00"


def test_a_bounce_gives_its_recipient_its_status_and_the_mail_it_returns(parser: MailParser) -> None:
    mail = read(parser, bounce("ours@brightwater.example"))
    assert mail.returned_id == "ours@brightwater.example"
    (one,) = mail.dsn
    assert (one.recipient, one.status, one.action) == ("lee.park@lakeside.example", "5.1.1", "failed")


def test_html_alone_becomes_text_with_its_quote_cut(parser: MailParser) -> None:
    html = (
        b"From: a@b.example\nDate: Wed, 18 Nov 2026 14:00:00 +0000\nContent-Type: text/html; charset=utf-8\n\n"
        b"<style>p{}</style><p>Caf\xc3\xa9 on <b>Friday</b>?</p><div>On Mon, Dana wrote:<br></div>"
        b"<blockquote>unsubscribe</blockquote>"
    )
    assert read(parser, html).new_text == "Café on Friday?"


def test_attachments_are_listed_and_not_opened(parser: MailParser) -> None:
    raw = (
        b"From: a@b.example\nDate: Wed, 18 Nov 2026 14:00:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b'Content-Type: text/plain\n\nSee file.\n--b\nContent-Type: text/plain; name="a.txt"\n'
        b'Content-Disposition: attachment; filename="a.txt"\n\nunsubscribe\n--b--\n'
    )
    mail = read(parser, raw)
    assert (mail.attachments, mail.text.strip()) == (("a.txt",), "See file.")


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\nReferences: " + b"<a@b> " * 180_000 + b"\n\nhi",
        b"From: " + b"a <" * 33_000 + b"\n\nhi",
        b"From: " + b"(" * 5000 + b" a@b.example\n\nhi",
        b"From: a@b.example\nContent-Type: text/plain; charset=klingon\n\nhi",
        b"From: a@b.example\nFrom: c@d.example\nDate: Wed, 18 Nov 2026 14:00:00 +0000\n\nhi",
        b"From: lead@acme.example <evil@x.example>\nDate: Wed, 18 Nov 2026 14:00:00 +0000\n\nhi",
        b"From: a@b.example\n\nhi",
        b"no header at all\n\nhi",
        b"",
    ],
    ids=["references", "long from", "brackets", "charset", "two from", "two addresses", "no date", "no head", "empty"],
)
def test_a_mail_with_a_fault_is_read_and_the_fault_is_noted(parser: MailParser, raw: bytes) -> None:
    started = time.perf_counter()
    assert read(parser, raw).defects
    assert time.perf_counter() - started < 2


def test_line_ends_and_nul_cannot_make_a_header(parser: MailParser) -> None:
    raw = (
        b"From: a@b.example\r\nDate: Wed, 18 Nov 2026 14:00:00 +0000\r\n"
        b"Subject: =?utf-8?q?x=0D=0ABcc:_v@x.example?=\r\n\r\nhi\x00there\r\nAuto-Submitted: yes\r\n"
    )
    mail = read(parser, raw)
    assert mail.subject == "x Bcc: v@x.example" and "auto-submitted" not in mail.headers
    assert "\0" not in mail.text


@pytest.mark.parametrize(
    "raw",
    [
        b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)) + b"\nhi",
        b"x" * (26 * 1024 * 1024),
    ],
    ids=["3,000 levels", "26 MB"],
)
def test_what_cannot_be_read_is_refused_and_the_next_mail_is_read(parser: MailParser, raw: bytes) -> None:
    assert isinstance(parser.parse(raw), Unreadable)
    assert read(parser, PLAIN).new_text == "Fine, let's talk."


def test_ten_thousand_parts_are_cut_off(parser: MailParser) -> None:
    raw = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\npart\n" * 10_000 + b"--b--\n"
    mail = read(parser, raw)
    assert "too many parts" in mail.defects and mail.text.count("part") < 300


def test_a_child_that_hangs_on_everything_is_ended_and_blamed_itself() -> None:
    parser = MailParser((sys.executable, "-c", "import time; time.sleep(60)"), deadline_seconds=0.3)
    started = time.perf_counter()
    with pytest.raises(Unavailable, match="does not start"):
        parser.parse(PLAIN)
    assert time.perf_counter() - started < 3
    parser.close()


def test_a_child_is_replaced_after_its_share_of_mails(parser: MailParser) -> None:
    for _ in range(MAILS_PER_CHILD + 2):
        read(parser, PLAIN)


@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert isinstance(_SHARED.parse(raw), ParsedMail | Unreadable)


@given(
    st.lists(
        st.sampled_from(
            b"From: |\n|\r\n|Content-Type: multipart/mixed; boundary=b|--b|a@b.example|\n\n|=?|?=|\xff|(|<|>|;|Date: |"
            b"Content-Transfer-Encoding: base64|message/rfc822|On x wrote:".split(b"|")
        ),
        max_size=60,
    )
)
def test_any_pieces_of_mail_are_read_or_refused(pieces: list[bytes]) -> None:
    assert isinstance(_SHARED.parse(b"".join(pieces)), ParsedMail | Unreadable)


_SHARED = MailParser()
