"""The parser's child process: reads mails from stdin, writes what they hold to stdout. It may be killed at any time.

A frame is four bytes of length, big-endian, and that many bytes: a raw mail in, a JSON object out. It loads the
standard library only, so that it starts fast and a hostile mail finds little to break.
"""

import json
import resource
import struct
import sys
from typing import BinaryIO

from tools.inbox.mime import parse_mail
from tools.inbox.trimming import trim_reply

MOST_MEMORY = 512 * 1024 * 1024
# Only the start of a long mail can be an answer to ours.
_MOST_NEW_TEXT = 100_000


def main(source: BinaryIO, sink: BinaryIO) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    while head := source.read(4):
        raw = source.read(struct.unpack(">I", head)[0])
        answer = json.dumps(_answer(raw)).encode()
        sink.write(struct.pack(">I", len(answer)) + answer)
        sink.flush()


def _answer(raw: bytes) -> dict[str, object]:
    """Whatever the library raises on hostile bytes ends the child: its parent takes that for an answer."""
    mail = parse_mail(raw)
    mail["new_text"] = trim_reply(mail["text"][:_MOST_NEW_TEXT])
    return mail


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
