"""The bytes of a mail: the text comes back byte for byte, and no field can add a header or a recipient."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from tools.send.mime import Letter, is_message_id, parse_address, render_mime

LETTER = Letter(
    rfc_id="abc@sender.example",
    sender_name="Ann Lee",
    sender="ann@sender.example",
    recipient="pat@firm.example",
    subject="Your energy bill",
    text="Hello",
    written_at=datetime(2026, 11, 18, 15, 0, tzinfo=UTC),
)
ANY_TEXT = st.text(st.characters(codec="utf-8"))
ONE_LINE = ANY_TEXT.filter(lambda text: text.isprintable())


def letter(**fields: object) -> Letter:
    values = {name: getattr(LETTER, name) for name in LETTER.__slots__} | fields
    return Letter(**values)


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=default)


def text_of(raw: bytes) -> str:
    payload = read(raw).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.replace(b"\r\n", b"\n").decode()


@given(ANY_TEXT)
def test_any_text_survives_byte_for_byte_in_short_seven_bit_lines(text: str) -> None:
    raw = render_mime(letter(text=text))
    assert text_of(raw) == text
    raw.decode("ascii")
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "text",
    [
        ".",
        "a\n.\nb\n",
        "..\n",
        "From here\n>From",
        "x" * 5000,
        "é" * 900,
        "שלום 👩🏽‍🚀\n" * 40,
        "a \t\n b  ",
        "",
        "\n",
        "a=b\r",
    ],
)
def test_texts_that_break_mail_programs_survive(text: str) -> None:
    raw = render_mime(letter(text=text))
    assert text_of(raw) == text
    body = raw.split(b"\r\n\r\n", 1)[1]
    assert not any(line.startswith((b".", b"From ")) for line in body.split(b"\r\n"))


@given(ONE_LINE)
def test_any_subject_on_one_line_survives(subject: str) -> None:
    raw = render_mime(letter(subject=subject))
    head = raw.split(b"\r\n\r\n", 1)[0]
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))
    if subject == subject.strip():
        assert str(read(raw)["Subject"]) == subject


@given(ONE_LINE)
def test_any_name_leaves_exactly_one_sender_and_one_recipient(name: str) -> None:
    mail = read(render_mime(letter(sender_name=name)))
    assert [one.addr_spec for one in mail["From"].addresses] == ["ann@sender.example"]
    assert [one.addr_spec for one in mail["To"].addresses] == ["pat@firm.example"]
    assert mail["Cc"] is None and mail["Bcc"] is None


@pytest.mark.parametrize("bad", ["\r", "\n", "\r\nBcc: x@y.example", "\x00", "\u2028", "\u2029", "\x85", "\x0b"])
@pytest.mark.parametrize("field", ["subject", "sender_name"])
def test_a_line_break_of_any_kind_in_a_header_is_refused(field: str, bad: str) -> None:
    with pytest.raises(Refused) as error:
        render_mime(letter(**{field: f"Hello{bad}there"}))
    assert error.value.code == "BAD_HEADER"


@pytest.mark.parametrize(
    "address",
    ["a@x.example, b@y.example", "a@x.example\nBcc: b@y.example", "a@x.example ", "a", "@x.example", "a@",
     "a@localhost", "Pat <a@x.example>",
     "a b@x.example", "a@x.example\x00", "a..b@x.example", "ä@x.example", "a@[127.0.0.1]", ""],
)  # fmt: skip
def test_what_is_not_exactly_one_plain_address_is_refused(address: str) -> None:
    assert parse_address(address) is None
    with pytest.raises(Refused) as error:
        render_mime(letter(recipient=address))
    assert error.value.code == "BAD_ADDRESS"


def test_an_international_host_is_written_in_ascii() -> None:
    assert parse_address("pat@bücher.example") == "pat@xn--bcher-kva.example"


def test_a_follow_up_threads_on_the_mails_before_it() -> None:
    mail = read(render_mime(letter(thread=("first@sender.example", "second@sender.example"))))
    assert mail["In-Reply-To"] == "<second@sender.example>"
    assert mail["References"].split() == ["<first@sender.example>", "<second@sender.example>"]


def test_every_mail_names_a_way_out_and_its_own_id() -> None:
    mail = read(render_mime(LETTER))
    assert mail["List-Unsubscribe"] == "<mailto:ann@sender.example?subject=unsubscribe>"
    assert mail["Message-ID"] == "<abc@sender.example>" and mail["Date"].datetime == LETTER.written_at


@pytest.mark.parametrize("rfc_id", ["a@b>\r\nBcc: <x", "a b@c", "", "a", "a@", "<a@b>", "a@b" + "c" * 1000])
def test_a_malformed_message_id_is_never_written(rfc_id: str) -> None:
    assert not is_message_id(rfc_id)
    with pytest.raises(Refused):
        render_mime(letter(rfc_id=rfc_id))
