"""Writers of one process take turns."""

import asyncio

import pytest

from db import ledger as ledger_module
from db.ledger import Ledger
from domain.errors import Unavailable


async def test_writers_come_in_the_order_they_asked(ledger: Ledger) -> None:
    order: list[int] = []

    async def write(number: int) -> None:
        async with ledger.writing() as books:
            await books.workspace.set_state("last", str(number))
            await asyncio.sleep(0.005)
            order.append(number)

    await asyncio.gather(*(write(number) for number in range(10)))
    assert order == list(range(10))
    async with ledger.reading() as books:
        assert await books.workspace.find_state("last") == "9"


async def test_a_writer_that_waits_too_long_is_told_and_the_next_one_goes_on(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "_BUSY_MS", 30)
    async with ledger.writing():
        with pytest.raises(Unavailable, match="busy"):
            async with ledger.writing():
                pass
    async with ledger.writing() as books:
        await books.workspace.set_state("after", "yes")


async def test_a_failed_write_gives_its_turn_back(ledger: Ledger) -> None:
    with pytest.raises(RuntimeError):
        async with ledger.writing() as books:
            await books.workspace.set_state("half", "done")
            raise RuntimeError("the power went")
    async with ledger.writing() as books:
        assert await books.workspace.find_state("half") is None
