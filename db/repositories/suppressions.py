"""Addresses and domains that are never written to. Compared by hash, so erasure does not lift them."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import SuppressionRow
from domain.clock import Clock
from domain.identity import address_key, host_key, suppression_hash
from domain.mail import Suppression, SuppressionKind

_CHUNK = 500


def _suppression_of(row: SuppressionRow) -> Suppression:
    return Suppression(
        id=row.id,
        kind=SuppressionKind(row.kind),
        value=row.value,
        value_hash=row.value_hash,
        reason=row.reason,
        created_at=row.created_at,
    )


def _hash(kind: SuppressionKind, value: str) -> str:
    key = address_key(value) if kind is SuppressionKind.ADDRESS else host_key(value.removeprefix("@"))
    return suppression_hash(kind, key)


def _hashes_of(address: str) -> list[str]:
    """The address itself, its host, and every parent domain of the host down to two labels."""
    key = address_key(address)
    labels = key.rpartition("@")[2].split(".")
    hosts = [".".join(labels[at:]) for at in range(max(1, len(labels) - 1))]
    return [suppression_hash(SuppressionKind.ADDRESS, key)] + [
        suppression_hash(SuppressionKind.DOMAIN, host) for host in hosts
    ]


class SuppressionRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def add(self, kind: SuppressionKind, value: str, reason: str) -> bool:
        """Suppresses an address or a domain; False when it was suppressed already."""
        value_hash = _hash(kind, value)
        known = await self._session.scalar(select(SuppressionRow.id).where(SuppressionRow.value_hash == value_hash))
        if known:
            return False
        self._session.add(
            SuppressionRow(
                kind=kind,
                value=value.strip().lower(),
                value_hash=value_hash,
                reason=reason,
                created_at=self._clock.now(),
            )
        )
        await self._session.flush()
        return True

    async def find_for(self, address: str) -> Suppression | None:
        """The suppression that forbids writing to this address, by itself or by its domain."""
        query = select(SuppressionRow).where(SuppressionRow.value_hash.in_(_hashes_of(address)))
        row = await self._session.scalar(query.limit(1))
        return _suppression_of(row) if row else None

    async def list_suppressed(self, addresses: Iterable[str]) -> set[str]:
        """Those of many addresses that may not be written to, by themselves or by their domain."""
        hashes = {address: set(_hashes_of(address)) for address in addresses}
        wanted = list(set().union(*hashes.values()))
        known: set[str] = set()
        for at in range(0, len(wanted), _CHUNK):
            query = select(SuppressionRow.value_hash).where(SuppressionRow.value_hash.in_(wanted[at : at + _CHUNK]))
            known.update(await self._session.scalars(query))
        return {address for address, its in hashes.items() if its & known}

    async def lift(self, kind: SuppressionKind, value: str) -> bool:
        """Removes a suppression; False when there was none. Only a person may ask for it."""
        value_hash = _hash(kind, value)
        found = await self._session.scalar(select(SuppressionRow.id).where(SuppressionRow.value_hash == value_hash))
        if found is None:
            return False
        await self._session.execute(delete(SuppressionRow).where(SuppressionRow.id == found))
        return True

    async def forget_value(self, address: str) -> None:
        """Erasure: empties the readable address, keeps the hash."""
        value_hash = _hash(SuppressionKind.ADDRESS, address)
        await self._session.execute(
            update(SuppressionRow).where(SuppressionRow.value_hash == value_hash).values(value="")
        )

    async def list_(self) -> list[Suppression]:
        return [
            _suppression_of(row)
            for row in await self._session.scalars(select(SuppressionRow).order_by(SuppressionRow.id))
        ]
