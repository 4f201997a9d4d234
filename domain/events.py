"""What happened, by name, and the bus that tells consumers. Payloads hold ids and numbers, no addresses or bodies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class EventName(StrEnum):
    LEAD_FOUND = "lead.found"
    LEAD_SCORED = "lead.scored"
    LEAD_APPROVED = "lead.approved"
    LEAD_REJECTED = "lead.rejected"
    CONTACT_FOUND = "contact.found"
    CONTACT_MISSING = "contact.missing"
    DRAFT_CREATED = "draft.created"
    DRAFT_EDITED = "draft.edited"
    DRAFT_APPROVED = "draft.approved"
    DRAFT_REJECTED = "draft.rejected"
    MAIL_QUEUED = "mail.queued"
    MAIL_REFUSED = "mail.refused"
    LEAD_CONTACTED = "lead.contacted"
    LEAD_RESPONDED = "lead.responded"
    LEAD_BOUNCED = "lead.bounced"
    LEAD_UNSUBSCRIBED = "lead.unsubscribed"
    LEAD_ARCHIVED = "lead.archived"
    LEAD_MOVED = "lead.moved"
    MEETING_BOOKED = "meeting.booked"
    SENDING_PAUSED = "sending.paused"
    SENDING_RESUMED = "sending.resumed"
    CONTACT_FORGOTTEN = "contact.forgotten"
    RUN_FINISHED = "run.finished"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the events table. `lead_id` is None for events of the workspace."""

    id: int
    name: EventName
    at: datetime
    lead_id: int | None = None
    payload: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one consumer; after the last attempt it is a dead letter that can be replayed."""

    id: int
    event: Event
    consumer: str
    attempts: int
    last_error: str = ""


class EventBus(Protocol):
    """Publishing writes the event and one delivery per subscribed consumer in the caller's transaction."""

    async def publish(
        self, name: EventName, *, lead_id: int | None = None, payload: Mapping[str, int | str] | None = None
    ) -> int: ...

    async def subscribe(self, consumer: str, names: tuple[EventName, ...]) -> None: ...

    async def due(self, consumer: str, limit: int) -> list[Delivery]: ...

    async def ack(self, delivery_id: int) -> None: ...

    async def fail(self, delivery_id: int, error: str) -> None: ...
