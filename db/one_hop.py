"""aiosqlite with one thread hop per statement instead of four.

aiosqlite makes opening a cursor, executing, fetching and closing a message to its thread each; SQLAlchemy always asks
for all rows at once, so here they travel together. Nothing else is changed.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import aiosqlite


class OneHopCursor:
    """What SQLAlchemy's adapter needs of an aiosqlite cursor; the rows are there when `execute` returns."""

    arraysize = 1

    def __init__(self, connection: "OneHopConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "OneHopCursor":
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "OneHopCursor":
        await self._connection.run(self._execute, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> "OneHopCursor":
        await self._connection.run(self._executemany, statement, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = []

    def _execute(self, raw: sqlite3.Connection, statement: str, parameters: Sequence[Any]) -> None:
        self._keep(raw.execute(statement, parameters))

    def _executemany(self, raw: sqlite3.Connection, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._keep(raw.executemany(statement, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        self._rows = cursor.fetchall() if cursor.description else []
        cursor.close()


class OneHopConnection(aiosqlite.Connection):
    """A connection whose cursors need one hop per statement."""

    def cursor(self, factory: Any = None) -> OneHopCursor:  # type: ignore[override]  # SQLAlchemy needs no more of it
        return OneHopCursor(self)

    async def run(self, work: Any, *args: Any) -> None:
        """Runs `work(raw connection, *args)` in the connection's thread."""
        await self._execute(work, self._conn, *args)  # type: ignore[no-untyped-call]  # aiosqlite leaves it unannotated


async def connect(path: Path) -> OneHopConnection:
    """An open connection; its thread ends with the program."""

    def open_raw() -> sqlite3.Connection:
        return sqlite3.connect(path, check_same_thread=False)

    connection = OneHopConnection(open_raw, iter_chunk_size=64)
    connection._thread.daemon = True  # a program that is killed or fails must not wait for it
    await connection
    return connection
