"""The bytes of a file as rows of text: encoding, delimiter, quotes, and what is no table at all. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from domain.errors import Correctable

_DELIMITERS = ",\t;|"
_MOST_CELL = 200_000
_FOREIGN = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive: open it and save it as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook: open it and save it as CSV"),
    (b"%PDF", "a PDF: export the list as CSV from where it was made"),
    (b"\x1f\x8b", "a compressed file: unpack it first"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it, each with the number a spreadsheet shows (the header is row 1)."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def parse_table(data: bytes, file: str) -> Table:
    """The table in the file; raises Correctable when there is none."""
    text = decode(data, file)
    if not text.strip():
        raise Correctable(f"{file} is empty; give me a CSV file with one firm a row.")
    rows = _read_rows(text, file)
    header = next(((number, cells) for number, cells in rows if any(cells)), None)
    if header is None:
        raise Correctable(f"{file} has no rows; give me a CSV file with one firm a row.")
    return Table(header[1], tuple((number, cells) for number, cells in rows if any(cells)))


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
    """The sign that parts the header's cells, a comma when none does."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    best = max(_DELIMITERS, key=outside.count)
    return best if outside.count(best) else ","


def _read_rows(text: str, file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
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
