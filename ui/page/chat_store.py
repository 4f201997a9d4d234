"""Chats on disk: Chainlit's SQLAlchemy layer made to work on SQLite. Addresses are masked before they are written."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from chainlit.data.sql_alchemy import SQLAlchemyDataLayer
from chainlit.data.storage_clients.base import BaseStorageClient
from chainlit.element import Element
from chainlit.step import StepDict
from chainlit.types import PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter

from domain.clock import SystemClock
from domain.errors import Correctable
from domain.identity import mask_addresses

# Chainlit ships no migrations: these are the columns that version 2.12.0 reads and writes.
TABLES = """
CREATE TABLE IF NOT EXISTS users (
    "id" TEXT PRIMARY KEY, "identifier" TEXT NOT NULL UNIQUE, "metadata" TEXT NOT NULL, "createdAt" TEXT);
CREATE TABLE IF NOT EXISTS threads (
    "id" TEXT PRIMARY KEY, "createdAt" TEXT, "name" TEXT,
    "userId" TEXT REFERENCES users("id") ON DELETE CASCADE,
    "userIdentifier" TEXT, "tags" TEXT, "metadata" TEXT);
CREATE TABLE IF NOT EXISTS steps (
    "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "type" TEXT NOT NULL, "threadId" TEXT NOT NULL, "parentId" TEXT,
    "streaming" BOOLEAN NOT NULL, "waitForAnswer" BOOLEAN, "isError" BOOLEAN, "metadata" TEXT, "tags" TEXT,
    "input" TEXT, "output" TEXT, "createdAt" TEXT, "command" TEXT, "modes" TEXT, "start" TEXT, "end" TEXT,
    "generation" TEXT, "showInput" TEXT, "language" TEXT, "indent" INT, "defaultOpen" BOOLEAN,
    "autoCollapse" BOOLEAN, "icon" TEXT);
CREATE TABLE IF NOT EXISTS elements (
    "id" TEXT PRIMARY KEY, "threadId" TEXT, "type" TEXT, "url" TEXT, "chainlitKey" TEXT, "name" TEXT NOT NULL,
    "display" TEXT, "objectKey" TEXT, "size" TEXT, "page" INT, "language" TEXT, "forId" TEXT, "mime" TEXT,
    "props" TEXT, "autoPlay" BOOLEAN, "playerConfig" TEXT);
CREATE TABLE IF NOT EXISTS feedbacks (
    "id" TEXT PRIMARY KEY, "forId" TEXT NOT NULL, "threadId" TEXT, "value" INT NOT NULL, "comment" TEXT);
CREATE INDEX IF NOT EXISTS ix_threads_user ON threads("userId");
CREATE INDEX IF NOT EXISTS ix_steps_thread ON steps("threadId", "createdAt");
CREATE INDEX IF NOT EXISTS ix_elements_thread ON elements("threadId");
CREATE INDEX IF NOT EXISTS ix_feedbacks_step ON feedbacks("forId");
"""
_KEPT = ("custom", "tasklist")
_TITLE = 80
_JSON_COLUMNS = ("tags", "metadata", "generation", "props")


def create_tables(path: Path) -> None:
    """Makes the tables where they are missing."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA secure_delete=ON")
        connection.executescript(TABLES)
        connection.commit()
    path.chmod(0o600)


class BlobFolder(BaseStorageClient):
    """The contents of elements as files. Only our own JSON is ever stored: a dropped file is never kept."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def find(self, object_key: str) -> Path | None:
        """The file of that key; None when there is none or the key leads out of the folder."""
        path = (self._root / object_key).resolve()
        return path if path.is_relative_to(self._root) and path.is_file() else None

    async def upload_file(
        self,
        object_key: str,
        data: bytes | str,
        mime: str = "application/json",
        overwrite: bool = True,
        content_disposition: str | None = None,
    ) -> dict[str, Any]:
        path = (self._root / object_key).resolve()
        if not path.is_relative_to(self._root):
            raise Correctable("That file name leads out of the folder.")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return {"object_key": object_key, "url": await self.get_read_url(object_key)}

    async def delete_file(self, object_key: str) -> bool:
        path = self.find(object_key)
        if path:
            path.unlink()
        return path is not None

    async def get_read_url(self, object_key: str) -> str:
        return f"/blobs/{quote(object_key)}"

    async def close(self) -> None:
        pass


class ChatStore(SQLAlchemyDataLayer):
    """Threads, messages and elements of the page. What is written here holds ids and masked words, no mail."""

    def __init__(self, path: Path, blobs: BlobFolder) -> None:
        create_tables(path)
        super().__init__(conninfo=f"sqlite+aiosqlite:///{path}", storage_provider=blobs)

    async def execute_sql(self, query: str, parameters: dict[str, Any]) -> list[dict[str, Any]] | int | None:
        """SQLite binds no lists: they go in as JSON."""
        plain = {
            key: json.dumps(value) if isinstance(value, list | dict) else value for key, value in parameters.items()
        }
        return await super().execute_sql(query, plain)

    async def get_current_timestamp(self) -> str:
        return f"{SystemClock().now().replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"

    async def create_step(self, step_dict: StepDict) -> None:
        masked = step_dict.copy()
        masked["name"] = mask_addresses(masked["name"])
        masked["input"] = mask_addresses(masked.get("input") or "")
        masked["output"] = mask_addresses(masked.get("output") or "")
        await super().create_step(masked)

    async def update_step(self, step_dict: StepDict) -> None:
        await self.create_step(step_dict)

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        title = re.sub(r"\s+", " ", mask_addresses(name)).strip()[:_TITLE] if name else name
        await super().update_thread(thread_id, title, user_id, metadata, tags)

    async def create_element(self, element: Element) -> None:
        """Keeps cards and task lists; files that a person dropped hold other people's addresses and are not kept."""
        if element.type in _KEPT:
            await super().create_element(element)

    async def get_all_user_threads(
        self, user_id: str | None = None, thread_id: str | None = None
    ) -> list[ThreadDict] | None:
        threads = await super().get_all_user_threads(user_id, thread_id)
        for thread in threads or []:
            _decode(thread)
            for part in [*thread["steps"], *(thread["elements"] or [])]:
                _decode(part)
        return threads

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[ThreadDict]:
        """A page of the history, newest first, without loading what was said in any of them."""
        query = """
            SELECT t."id", t."createdAt", t."name", t."userId", t."userIdentifier", t."metadata"
            FROM threads t
            WHERE t."userId" = :user AND (:word = '' OR t."name" LIKE :like OR EXISTS (
                SELECT 1 FROM steps s WHERE s."threadId" = t."id" AND s."output" LIKE :like))
            ORDER BY COALESCE((SELECT MAX(s."createdAt") FROM steps s WHERE s."threadId" = t."id"), t."createdAt") DESC
        """
        word = filters.search or ""
        rows = await self.execute_sql(query, {"user": filters.userId, "word": word, "like": f"%{word}%"})
        threads = rows if isinstance(rows, list) else []
        ids = [row["id"] for row in threads]
        start = ids.index(pagination.cursor) + 1 if pagination.cursor in ids else 0
        page = threads[start : start + pagination.first]
        info = PageInfo(
            hasNextPage=start + len(page) < len(threads),
            startCursor=page[0]["id"] if page else None,
            endCursor=page[-1]["id"] if page else None,
        )
        return PaginatedResponse(pageInfo=info, data=[_head(row) for row in page])

    async def is_owner_of_blob(self, object_key: str, user: str) -> bool:
        """Whether the blob belongs to a thread of that user."""
        query = """
            SELECT t."userIdentifier" FROM elements e JOIN threads t ON t."id" = e."threadId"
            WHERE e."objectKey" = :key
        """
        rows = await self.execute_sql(query, {"key": object_key})
        return isinstance(rows, list) and bool(rows) and rows[0]["userIdentifier"] == user

    async def has_thread(self, thread_id: str) -> bool:
        """Whether that conversation is a chat of the page."""
        rows = await self.execute_sql("SELECT id FROM threads WHERE id = :id", {"id": thread_id})
        return bool(rows)

    async def find_thread(self, user: str, name: str) -> str | None:
        """The id of that user's thread of that name."""
        query = 'SELECT "id" FROM threads WHERE "userIdentifier" = :user AND "name" = :name LIMIT 1'
        rows = await self.execute_sql(query, {"user": user, "name": name})
        return str(rows[0]["id"]) if isinstance(rows, list) and rows else None


def _head(row: dict[str, Any]) -> ThreadDict:
    return ThreadDict(
        id=row["id"],
        createdAt=row["createdAt"],
        name=row["name"],
        userId=row["userId"],
        userIdentifier=row["userIdentifier"],
        tags=None,
        metadata=json.loads(row["metadata"] or "{}"),
        steps=[],
        elements=[],
    )


def _decode(part: Any) -> None:
    """JSON columns come back as text."""
    for key in _JSON_COLUMNS:
        if isinstance(part.get(key), str):
            try:
                part[key] = json.loads(part[key])
            except ValueError:
                part[key] = None
