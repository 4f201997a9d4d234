"""directory.db: a rebuildable index of the firms the user added by file. It is not the ledger."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from db.directory_query import COLUMNS, build_query, found_of
from domain.company import FoundCompany
from domain.directory import DirectoryQuery, city_key, county_key
from domain.errors import Unavailable
from domain.identity import company_key

_VERSION = 1
_CHUNK = 2000
_BUSY_SECONDS = 15.0
_SCHEMA = f"""
CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, firms INTEGER NOT NULL);
CREATE TABLE firms (
    id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, identity_key TEXT NOT NULL,
    city_key TEXT NOT NULL, county_key TEXT NOT NULL, fullness INTEGER NOT NULL, {", ".join(COLUMNS)}
);
CREATE INDEX ix_firms_file ON firms(file_id);
CREATE INDEX ix_firms_city ON firms(country, state, city_key);
CREATE INDEX ix_firms_county ON firms(country, state, county_key);
CREATE INDEX ix_firms_postal_code ON firms(postal_code);
CREATE INDEX ix_firms_trade ON firms(trade, fullness);
CREATE VIRTUAL TABLE firm_words USING fts5(words, tokenize='unicode61 remove_diacritics 2');
"""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class AddedFile:
    """How many firms of a file are in the index now, and how many rows of an earlier version they replaced."""

    firms: int
    replaced: int


class DirectoryIndex:
    """Firms by trade, place, size and words. The file is made at the first use; SQLite works in a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def add(self, rows: Iterable[FoundCompany], file: str) -> AddedFile:
        """Puts a file's firms in place of what that file had brought before; one transaction, so all or nothing."""
        return await asyncio.to_thread(self._run, lambda base: _add(base, rows, file))

    async def find(self, query: DirectoryQuery) -> list[FoundCompany]:
        """The firms that fit, the most completely known first; one firm in two files comes once."""
        if not self._path.exists():
            return []
        return await asyncio.to_thread(self._run, lambda base: _find(base, query))

    async def count(self) -> int:
        """How many firms all files together hold."""
        return sum(firms for _, firms in await self.files())

    async def files(self) -> list[tuple[str, int]]:
        """(file name, number of firms) in the order the files were added."""
        if not self._path.exists():
            return []
        query = "SELECT name, firms FROM files ORDER BY id"
        return await asyncio.to_thread(self._run, lambda base: base.execute(query).fetchall())

    def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)) as base:
                _prepare(base)
                return work(base)
        except sqlite3.OperationalError as error:
            raise Unavailable(
                "DIRECTORY",
                f"The directory {self._path} cannot be used ({error}); free the disk or close other programs on it.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise Unavailable(
                "DIRECTORY",
                f"The directory is damaged ({error}); delete {self._path} and add your files again.",
            ) from error


def _prepare(base: sqlite3.Connection) -> None:
    """Makes the tables, or makes them anew when an older version of the program made them."""
    if base.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
        return
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("BEGIN IMMEDIATE")
    if base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        for table in ("firm_words", "firms", "files"):
            base.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA.split(";"):
            base.execute(statement)
        base.execute(f"PRAGMA user_version={_VERSION}")
    base.execute("COMMIT")


def _add(base: sqlite3.Connection, rows: Iterable[FoundCompany], file: str) -> AddedFile:
    base.execute("PRAGMA synchronous=NORMAL")
    base.execute("BEGIN IMMEDIATE")
    try:
        replaced = _remove(base, file)
        file_id = base.execute("INSERT INTO files (name, firms) VALUES (?, 0)", (file,)).lastrowid or 0
        firms = _insert(base, file_id, iter(rows))
        base.execute("UPDATE files SET firms=? WHERE id=?", (firms, file_id))
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")
    return AddedFile(firms, replaced)


def _remove(base: sqlite3.Connection, file: str) -> int:
    known = base.execute("SELECT id, firms FROM files WHERE name=?", (file,)).fetchone()
    if known is None:
        return 0
    base.execute("DELETE FROM firm_words WHERE rowid IN (SELECT id FROM firms WHERE file_id=?)", known[:1])
    base.execute("DELETE FROM firms WHERE file_id=?", known[:1])
    base.execute("DELETE FROM files WHERE id=?", known[:1])
    return int(known[1])


def _insert(base: sqlite3.Connection, file_id: int, rows: Iterator[FoundCompany]) -> int:
    """Writes the rows in chunks, each firm of the file once; answers how many there are."""
    next_id = base.execute("SELECT coalesce(max(id), 0) + 1 FROM firms").fetchone()[0]
    marks = ", ".join("?" * (6 + len(COLUMNS)))
    seen: set[str] = set()
    while chunk := list(islice(rows, _CHUNK)):
        values, words = [], []
        for one in chunk:
            key = company_key(one.name, one.city, one.state, one.country)
            if key in seen:
                continue
            seen.add(key)
            values.append((next_id, file_id, key, *_derived(one), *(getattr(one, name) for name in COLUMNS)))
            words.append((next_id, f"{one.name} {one.trade.replace('_', ' ')} {one.street} {one.website} {one.news}"))
            next_id += 1
        base.executemany(f"INSERT INTO firms VALUES ({marks})", values)
        base.executemany("INSERT INTO firm_words (rowid, words) VALUES (?, ?)", words)
    return len(seen)


def _derived(one: FoundCompany) -> tuple[str, str, int]:
    """City and county in comparable form, and how much is known about the firm."""
    facts = (one.website, one.phone, one.street, one.postal_code, one.trade, one.employees, one.latitude)
    return city_key(one.city), county_key(one.county), sum(1 for fact in facts if fact)


def _find(base: sqlite3.Connection, query: DirectoryQuery) -> list[FoundCompany]:
    statement, values = build_query(query)
    found: dict[str, FoundCompany] = {}
    for key, *fields in base.execute(statement, values):
        if key not in found:
            found[key] = found_of(fields)
            if len(found) == query.limit:
                break
    return list(found.values())
