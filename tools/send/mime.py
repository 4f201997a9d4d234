"""Renders the bytes of a mail: one recipient, 7-bit, lines of at most 76 characters, no way to add a header."""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from domain.errors import Refused
from domain.identity import host_key

_WIDTH = 76
# RFC 5322 dot-atom; quoted local parts are legal but no sane mailbox has one and many servers refuse them.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(
    r"(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_MESSAGE_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+")
# Every character that some program somewhere takes for the end of a line, and NUL.
_BREAKS = re.compile("[\x00\x0a\x0b\x0c\x0d\x1c\x1d\x1e\x85\u2028\u2029]")
_PLAIN = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes into the bytes. `thread` are the Message-IDs this one follows on, oldest first."""

    rfc_id: str
    sender_name: str
    sender: str
    recipient: str
    subject: str
    text: str
    written_at: datetime
    thread: tuple[str, ...] = ()


def parse_address(address: str) -> str | None:
    """The address in ASCII (its host by IDNA), None when it is not exactly one plain address."""
    local, at, host = address.rpartition("@")
    ascii_host = host_key(host) if host and host == host.strip().rstrip(".") else ""
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local) or not _HOST.fullmatch(ascii_host):
        return None
    return f"{local}@{ascii_host}"


def is_message_id(rfc_id: str) -> bool:
    """Whether it can stand in a header as a Message-ID."""
    return len(rfc_id) <= 900 and bool(_MESSAGE_ID.fullmatch(rfc_id))


def render_mime(letter: Letter) -> bytes:
    """The mail as it goes over the wire, CRLF line ends. Raises Refused(BAD_HEADER, BAD_ADDRESS)."""
    sender = _require_address("sender", letter.sender)
    headers = [
        ("From", _render_mailbox(_require_line("sender's name", letter.sender_name), sender)),
        ("To", _require_address("recipient", letter.recipient)),
        ("Subject", _render_words(_require_line("subject", letter.subject), len("Subject: "))),
        ("Date", format_datetime(letter.written_at)),
        ("Message-ID", _render_id(letter.rfc_id)),
        ("List-Unsubscribe", f"<mailto:{quote(sender, safe='@')}?subject=unsubscribe>"),
    ]
    if letter.thread:
        headers.append(("In-Reply-To", _render_id(letter.thread[-1])))
        headers.append(("References", "\r\n ".join(_render_id(one) for one in letter.thread)))
    headers += [
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return head.encode("ascii") + b"\r\n" + encode_body(letter.text)


def encode_body(text: str) -> bytes:
    """Quoted-printable: decoding and turning CRLF into LF gives the text back byte for byte (RFC 2045 6.7)."""
    *lines, last = text.split("\n")
    encoded = [_encode_line(line.encode()) + b"\r\n" for line in lines]
    if last:
        # A soft break keeps a missing newline at the end missing, although the wire wants one.
        encoded.append(_encode_line(last.encode()) + b"=\r\n")
    return b"".join(encoded)


def _encode_line(line: bytes) -> bytes:
    rows: list[bytes] = []
    row = b""
    for at, byte in enumerate(line):
        piece = _encode_byte(byte, is_first=not row, is_last=at == len(line) - 1, rest=line[at : at + 5])
        if len(row) + len(piece) > _WIDTH - 1:
            rows.append(row + b"=")
            row = b""
            piece = _encode_byte(byte, is_first=True, is_last=at == len(line) - 1, rest=line[at : at + 5])
        row += piece
    rows.append(row)
    return b"\r\n".join(rows)


def _encode_byte(byte: int, *, is_first: bool, is_last: bool, rest: bytes) -> bytes:
    # A dot or "From " that starts a line is changed by some servers on the way.
    risky = is_first and (byte == 0x2E or rest == b"From ")
    is_blank = byte in (0x20, 0x09)
    if (is_blank and not is_last) or (0x21 <= byte <= 0x7E and byte != 0x3D and not risky):
        return bytes((byte,))
    return b"=%02X" % byte


def _require_line(what: str, text: str) -> str:
    if _BREAKS.search(text):
        raise Refused("BAD_HEADER", f"The {what} holds a line break or a NUL; edit the draft and approve it again.")
    return text


def _require_address(what: str, address: str) -> str:
    parsed = parse_address(address)
    if parsed is None:
        raise Refused("BAD_ADDRESS", f"The {what} is not one plain e-mail address; correct it and draft again.")
    return parsed


def _render_id(rfc_id: str) -> str:
    if not is_message_id(rfc_id):
        raise Refused("BAD_HEADER", "A Message-ID is malformed; approve the draft again to get a new one.")
    return f"<{rfc_id}>"


def _render_mailbox(name: str, address: str) -> str:
    if not name.strip():
        return address
    if _is_plain(name, 60) and not re.search(r'["\\]', name):
        return f'"{name}" <{address}>'
    return f"{_encode_words(name)}\r\n <{address}>"


def _is_plain(text: str, most: int) -> bool:
    return len(text) <= most and bool(_PLAIN.fullmatch(text)) and "=?" not in text


def _render_words(text: str, used: int) -> str:
    """The text as it is when it is plain ASCII and short, else as encoded words."""
    return text if not text or _is_plain(text, _WIDTH - used) else _encode_words(text)


def _encode_words(text: str) -> str:
    """Encoded words (RFC 2047), each of whole characters."""
    words: list[str] = []
    chunk = b""
    for char in text:
        raw = char.encode()
        if len(chunk) + len(raw) > 39:
            words.append(_encoded_word(chunk))
            chunk = b""
        chunk += raw
    words.append(_encoded_word(chunk))
    return "\r\n ".join(words)


def _encoded_word(raw: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(raw).decode()}?="
