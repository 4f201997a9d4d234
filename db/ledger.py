"""Opens the ledger and hands out transactions: `reading()` and `writing()` give the Books, one repository per noun."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from db.books import Books
from db.one_hop import connect
from domain.clock import Clock
from domain.errors import Unavailable

_BUSY_MS = 15_000
_SQLITE = "sqlite+aiosqlite:///"


def sqlite_url(path: Path) -> str:
    """The database address of a ledger file."""
    return f"{_SQLITE}{path}"


def is_in_file(file: Path, needle: bytes) -> bool:
    """Whether the file's bytes hold the needle, ASCII letters compared without their case."""
    low, kept = needle.lower(), b""
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            window = kept + block.lower()
            if low in window:
                return True
            kept = window[-len(low) :]
    return False


def _prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Transactions are begun by hand below, so that writers wait for each other instead of failing half-way.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={_BUSY_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    wanted = "FULL" if options.get("durable") else "NORMAL"
    if connection.info.get("synchronous") != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _create_engine(url: str, path: Path | None) -> AsyncEngine:
    if path is None:
        return create_async_engine(url)
    # A session always ends its transaction itself, so the pool need not roll back once more.
    return create_async_engine(url, async_creator=partial(connect, path), pool_reset_on_return=None)


class Ledger:
    """The ledger database. No transaction may be open across a call to a model, HTTP, SMTP or IMAP."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._clock = clock
        self._path = Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None
        self._engine = _create_engine(url, self._path)
        # Writers of this process queue up in turn: SQLite's own waiting is a lottery that a long import always wins.
        self._turn = asyncio.Lock()
        if url.startswith("sqlite"):
            event.listen(self._engine.sync_engine, "connect", _prepare_connection)
            event.listen(self._engine.sync_engine, "begin", _begin)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Books]:
        """A consistent view; nothing done in it is kept."""
        async with self._session() as session:
            yield Books(session, self._clock)

    @asynccontextmanager
    async def writing(self, *, durable: bool = False) -> AsyncIterator[Books]:
        """One transaction: committed when the block ends, rolled back when it raises.

        `durable` waits for the disk (synchronous=FULL): the send journal needs it.
        Raises Unavailable when the ledger is locked for longer than 15 s or the disk is full or read-only.
        """
        await self._take_turn()
        try:
            async with self._session(writes=True, durable=durable) as session, session.begin():
                yield Books(session, self._clock)
        except OperationalError as error:
            raise Unavailable(
                "LEDGER",
                f"The ledger cannot be written ({error.orig}); free the disk or close other programs on it.",
            ) from error
        finally:
            self._turn.release()

    async def _take_turn(self) -> None:
        try:
            async with asyncio.timeout(_BUSY_MS / 1000):
                await self._turn.acquire()
        except TimeoutError as error:
            raise Unavailable(
                "LEDGER", "The ledger is busy with other work of this program; try again in a moment."
            ) from error

    async def checkpoint(self, *, rewrite: bool = False) -> bool:
        """Moves the write-ahead log into the file and empties it, so that nothing erased is left in either.

        `rewrite` also writes the whole file anew (VACUUM). False when another program held the ledger meanwhile;
        nothing to do, and True, on a database that is no SQLite file.
        """
        if self._path is None:
            return True
        async with self._engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            if driver is None:
                return False
            try:
                if rewrite:
                    await driver.execute("VACUUM")
                cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                row = await cursor.fetchone()
                await cursor.close()
            except sqlite3.OperationalError:
                # Locked by another program for longer than the wait, or no room for the copy.
                return False
        return row is not None and row[0] == 0

    def find_files_holding(self, needle: bytes) -> list[Path]:
        """Files of the ledger (its log and the copies made before migrations too) whose raw bytes hold the needle."""
        if self._path is None:
            return []
        files = sorted(self._path.parent.glob(f"{self._path.name}*"))
        return [file for file in files if file.is_file() and is_in_file(file, needle)]

    async def close(self) -> None:
        await self._engine.dispose()

    def _session(self, **options: Any) -> AsyncSession:
        engine = self._engine.execution_options(**options) if options else self._engine
        return AsyncSession(engine, expire_on_commit=False, autoflush=False)
