"""The EventBus over the ledger: deliveries back off, die, can be replayed, and belong to the caller's transaction."""

from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.errors import Correctable
from domain.events import EventName
from tests.fakes.clock import FakeClock

ALERTS = "alerts"


async def subscribe(ledger: Ledger, *names: EventName) -> None:
    async with ledger.writing() as books:
        await books.events.subscribe(ALERTS, names)


async def due_ids(ledger: Ledger) -> list[int]:
    async with ledger.reading() as books:
        return [delivery.id for delivery in await books.events.due(ALERTS, 10)]


async def fail_once(ledger: Ledger, delivery: int, error: str = "down") -> None:
    async with ledger.writing() as books:
        await books.events.fail(delivery, error)


async def test_an_event_reaches_each_consumer_that_asked_for_its_name(ledger: Ledger, lead_id: int) -> None:
    await subscribe(ledger, EventName.LEAD_SCORED)
    async with ledger.writing() as books:
        await books.events.subscribe("crm", (EventName.LEAD_SCORED, EventName.LEAD_FOUND))
        await books.events.subscribe("crm", (EventName.LEAD_SCORED,))
        event = await books.events.publish(EventName.LEAD_SCORED, lead_id=lead_id, payload={"value": 81})
        await books.events.publish(EventName.LEAD_BOUNCED, lead_id=lead_id)
    async with ledger.reading() as books:
        for consumer in (ALERTS, "crm"):
            (delivery,) = await books.events.due(consumer, 10)
            assert delivery.event.id == event and delivery.event.payload == {"value": 81}
            assert delivery.event.lead_id == lead_id and delivery.attempts == 0


async def test_many_events_are_delivered_in_their_order(ledger: Ledger, lead_id: int) -> None:
    await subscribe(ledger, EventName.LEAD_FOUND)
    async with ledger.writing() as books:
        await books.events.publish_each(EventName.LEAD_FOUND, [(lead_id, {"n": number}) for number in range(5)])
        await books.events.publish_many(EventName.LEAD_FOUND, ())
    async with ledger.reading() as books:
        told = [delivery.event.payload["n"] for delivery in await books.events.due(ALERTS, 3)]
    assert told == [0, 1, 2]


async def test_what_is_rolled_back_was_never_published(ledger: Ledger, lead_id: int) -> None:
    await subscribe(ledger, EventName.LEAD_SCORED)
    with pytest.raises(RuntimeError):
        async with ledger.writing() as books:
            await books.events.publish(EventName.LEAD_SCORED, lead_id=lead_id)
            raise RuntimeError
    assert await due_ids(ledger) == []


async def test_a_delivery_that_was_acknowledged_is_over(ledger: Ledger) -> None:
    await subscribe(ledger, EventName.SENDING_PAUSED)
    async with ledger.writing() as books:
        await books.events.publish(EventName.SENDING_PAUSED)
    (delivery,) = await due_ids(ledger)
    async with ledger.writing() as books:
        await books.events.ack(delivery)
    assert await due_ids(ledger) == []


async def test_each_failure_waits_twice_as_long_and_the_eighth_is_the_last(ledger: Ledger, clock: FakeClock) -> None:
    await subscribe(ledger, EventName.SENDING_PAUSED)
    async with ledger.writing() as books:
        await books.events.publish(EventName.SENDING_PAUSED)
    (delivery,) = await due_ids(ledger)
    wait = timedelta(seconds=30)
    for _ in range(7):
        await fail_once(ledger, delivery)
        clock.move(wait - timedelta(seconds=1))
        assert await due_ids(ledger) == []
        clock.move(timedelta(seconds=1))
        assert await due_ids(ledger) == [delivery]
        wait *= 2
    await fail_once(ledger, delivery, "still down")
    clock.move(timedelta(days=30))
    assert await due_ids(ledger) == []
    async with ledger.reading() as books:
        (dead,) = await books.events.list_dead(ALERTS)
    assert (dead.id, dead.attempts, dead.last_error) == (delivery, 8, "still down")


async def test_a_dead_letter_can_be_replayed_with_all_its_attempts(ledger: Ledger, clock: FakeClock) -> None:
    await subscribe(ledger, EventName.SENDING_PAUSED)
    async with ledger.writing() as books:
        await books.events.publish(EventName.SENDING_PAUSED)
    (delivery,) = await due_ids(ledger)
    for _ in range(8):
        await fail_once(ledger, delivery)
    async with ledger.writing() as books:
        await books.events.replay(delivery)
    assert await due_ids(ledger) == [delivery]
    async with ledger.reading() as books:
        assert await books.events.list_dead(ALERTS) == []
    await fail_once(ledger, delivery)
    clock.move(timedelta(seconds=30))
    assert await due_ids(ledger) == [delivery]


async def test_only_a_dead_letter_is_replayed(ledger: Ledger) -> None:
    await subscribe(ledger, EventName.SENDING_PAUSED)
    async with ledger.writing() as books:
        await books.events.publish(EventName.SENDING_PAUSED)
    (delivery,) = await due_ids(ledger)
    async with ledger.writing() as books:
        await books.events.ack(delivery)
        await books.events.replay(delivery)
    assert await due_ids(ledger) == []


async def test_a_delivery_nobody_knows_is_named(ledger: Ledger) -> None:
    with pytest.raises(Correctable, match="no delivery 7"):
        await fail_once(ledger, 7)


async def test_a_window_follows_the_news_from_where_it_left_off(ledger: Ledger, lead_id: int) -> None:
    async with ledger.reading() as books:
        seen = await books.events.last_id()
    async with ledger.writing() as books:
        await books.events.publish(EventName.LEAD_SCORED, lead_id=lead_id)
        await books.events.publish(EventName.LEAD_APPROVED, lead_id=lead_id)
    async with ledger.reading() as books:
        assert [event.name for event in await books.events.list_since(seen)] == ["lead.scored", "lead.approved"]
