"""The bytes of a file as rows of text: encoding, delimiter, quotes, and what is no table at all. Pure."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from domain.errors import Correctable

_DELIMITERS = ",\t;|"
_MOST_CELL = 200_000
_LOOKED_AT = 6
_FOREIGN = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive: open it and save it as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook: open it and save it as CSV"),
    (b"%PDF", "a PDF: export the list as CSV from where it was made"),
    (b"\x1f\x8b", "a compressed file: unpack it first"),
)


Row = tuple[int, tuple[str, ...]]


def parse_table(data: bytes, file: str) -> list[Row]:
    """The rows that are not blank, each with the number a spreadsheet shows; raises Correctable when there is none."""
    rows = [(number, cells) for number, cells in _read_rows(decode(data, file), file) if any(cells)]
    if not rows:
        raise Correctable(f"{file} is empty; give me a CSV file with one firm a row.")
    return rows


def decode(data: bytes, file: str) -> str:
    """The text of the file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252."""
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise Correctable(f"{file} is {what}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise Correctable(f"{file} is not a text file; save the list as CSV and give me that.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def find_delimiter(text: str) -> str:
    """The sign that parts the cells of the first lines, a comma when none does; the first line may be a title."""
    lines = ["".join(line.split('"')[::2]) for line in islice(io.StringIO(text), _LOOKED_AT)]
    most = {sign: max((line.count(sign) for line in lines), default=0) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: most[sign])
    return best if most[best] else ","


def _read_rows(text: str, file: str) -> Iterator[Row]:
    limit = csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text))
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, tuple(cell.strip() for cell in cells)
    except csv.Error as error:
        raise Correctable(
            f"{file} cannot be read after row {number} ({error}); look for a quotation mark that is never closed."
        ) from error
    finally:
        csv.field_size_limit(limit)
