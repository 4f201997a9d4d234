"""Events and their deliveries: an EventBus over the ledger. Publishing joins the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeAlias

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DeliveryRow, EventRow, SubscriptionRow
from domain.clock import Clock
from domain.errors import Correctable
from domain.events import Delivery, Event, EventName

# A lead (None: the workspace) and the payload of an event about it.
Subject: TypeAlias = tuple[int | None, Mapping[str, int | str]]

_MOST_ATTEMPTS = 8
_FIRST_RETRY = timedelta(seconds=30)


def _event_of(row: EventRow) -> Event:
    return Event(id=row.id, name=EventName(row.name), at=row.at, lead_id=row.lead_id, payload=row.payload)


class EventRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def publish(
        self, name: EventName, *, lead_id: int | None = None, payload: Mapping[str, int | str] | None = None
    ) -> int:
        """Writes the event and one delivery per subscribed consumer; answers the event's id."""
        return (await self._publish(name, [(lead_id, payload or {})], await self._consumers(name)))[0]

    async def publish_many(self, name: EventName, lead_ids: Sequence[int]) -> None:
        """One event per lead, without payload."""
        await self.publish_each(name, [(lead_id, {}) for lead_id in lead_ids])

    async def publish_each(self, name: EventName, subjects: Sequence[Subject]) -> None:
        """One event per (lead, payload)."""
        consumers = await self._consumers(name) if subjects else []
        if consumers:
            await self._publish(name, subjects, consumers)
        elif subjects:
            # Without deliveries nobody needs the ids, and SQLite can take all rows in one statement.
            await self._session.execute(insert(EventRow), self._rows(name, subjects))

    async def _consumers(self, name: EventName) -> list[str]:
        return list(await self._session.scalars(select(SubscriptionRow.consumer).where(SubscriptionRow.name == name)))

    def _rows(self, name: EventName, subjects: Sequence[Subject]) -> list[dict[str, Any]]:
        now = self._clock.now()
        return [{"name": name, "lead_id": lead, "payload": dict(payload), "at": now} for lead, payload in subjects]

    async def _publish(self, name: EventName, subjects: Sequence[Subject], consumers: Sequence[str]) -> list[int]:
        statement = insert(EventRow).returning(EventRow.id, sort_by_parameter_order=True)
        ids = list(await self._session.scalars(statement, self._rows(name, subjects)))
        now = self._clock.now()
        deliveries = [
            {"event_id": id_, "consumer": consumer, "status": "pending", "retry_at": now}
            for consumer in consumers
            for id_ in ids
        ]
        if deliveries:
            await self._session.execute(insert(DeliveryRow), deliveries)
        return ids

    async def subscribe(self, consumer: str, names: tuple[EventName, ...]) -> None:
        """Events of these names are delivered to the consumer from now on."""
        query = select(SubscriptionRow.name).where(SubscriptionRow.consumer == consumer)
        known = set(await self._session.scalars(query))
        self._session.add_all(SubscriptionRow(consumer=consumer, name=name) for name in names if name not in known)
        await self._session.flush()

    async def due(self, consumer: str, limit: int) -> list[Delivery]:
        """Deliveries whose time has come, oldest first."""
        query = (
            select(DeliveryRow, EventRow)
            .join(EventRow, EventRow.id == DeliveryRow.event_id)
            .where(
                DeliveryRow.consumer == consumer,
                DeliveryRow.status == "pending",
                DeliveryRow.retry_at <= self._clock.now(),
            )
            .order_by(DeliveryRow.id)
            .limit(limit)
        )
        return [
            Delivery(row.id, _event_of(event), row.consumer, row.attempts, row.last_error)
            for row, event in await self._session.execute(query)
        ]

    async def ack(self, delivery_id: int) -> None:
        await self._session.execute(update(DeliveryRow).where(DeliveryRow.id == delivery_id).values(status="done"))

    async def fail(self, delivery_id: int, error: str) -> None:
        """Tries again later, each time after twice the wait; after the eighth failure it is a dead letter."""
        row = await self._session.get(DeliveryRow, delivery_id)
        if row is None:
            raise Correctable(f"There is no delivery {delivery_id}.")
        row.attempts += 1
        row.last_error = error
        row.retry_at = self._clock.now() + _FIRST_RETRY * 2 ** (row.attempts - 1)
        if row.attempts >= _MOST_ATTEMPTS:
            row.status = "dead"
        await self._session.flush()

    async def list_dead(self, consumer: str) -> list[Delivery]:
        query = (
            select(DeliveryRow, EventRow)
            .join(EventRow, EventRow.id == DeliveryRow.event_id)
            .where(DeliveryRow.consumer == consumer, DeliveryRow.status == "dead")
        )
        return [
            Delivery(row.id, _event_of(event), row.consumer, row.attempts, row.last_error)
            for row, event in await self._session.execute(query)
        ]

    async def replay(self, delivery_id: int) -> None:
        """Gives a dead letter its attempts back; any other delivery stays as it is."""
        await self._session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.status == "dead")
            .values(status="pending", attempts=0, retry_at=self._clock.now())
        )

    async def list_since(self, event_id: int, limit: int = 200) -> list[Event]:
        """Events after that id, oldest first: how a window follows the news."""
        query = select(EventRow).where(EventRow.id > event_id).order_by(EventRow.id).limit(limit)
        return [_event_of(row) for row in await self._session.scalars(query)]

    async def list_for_lead(self, lead_id: int) -> list[Event]:
        query = select(EventRow).where(EventRow.lead_id == lead_id).order_by(EventRow.id)
        return [_event_of(row) for row in await self._session.scalars(query)]

    async def last_id(self) -> int:
        return await self._session.scalar(select(EventRow.id).order_by(EventRow.id.desc()).limit(1)) or 0
