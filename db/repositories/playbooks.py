"""Versions of the profile and of the playbook; the highest version of a kind is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PlaybookVersionRow
from domain.clock import Clock


class PlaybookKind(StrEnum):
    PROFILE = "profile"
    PLAYBOOK = "playbook"


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version, who made it, and its content as plain JSON; memory/ turns it into Profile or Playbook."""

    version: int
    made_by: str
    content: Mapping[str, Any]


class PlaybookRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def find_latest(self, kind: PlaybookKind) -> StoredVersion | None:
        query = select(PlaybookVersionRow).where(PlaybookVersionRow.kind == kind)
        row = await self._session.scalar(query.order_by(PlaybookVersionRow.version.desc()).limit(1))
        return StoredVersion(row.version, row.made_by, row.content) if row else None

    async def add(self, kind: PlaybookKind, content: Mapping[str, Any], made_by: str) -> int:
        """Stores the next version and answers its number; earlier versions stay, because scores refer to them."""
        query = select(func.max(PlaybookVersionRow.version)).where(PlaybookVersionRow.kind == kind)
        version = (await self._session.scalar(query) or 0) + 1
        self._session.add(
            PlaybookVersionRow(
                kind=kind, version=version, content=dict(content), made_by=made_by, created_at=self._clock.now()
            )
        )
        await self._session.flush()
        return version
