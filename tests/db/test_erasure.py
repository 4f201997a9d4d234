"""Erasure finds a person in any spelling and in any column; the checkpoint leaves no bytes behind."""

import sqlite3
from pathlib import Path

from db.ledger import Ledger, is_in_file
from domain.plan import Call
from tests.fakes.approved import approved_draft
from tests.fakes.clock import FakeClock

ADDRESS = "person1@firm1.example"


async def test_a_person_is_found_by_any_spelling_of_the_address(ledger: Ledger, clock: FakeClock) -> None:
    draft = await approved_draft(ledger, clock)
    await approved_draft(ledger, clock, 11)
    async with ledger.reading() as books:
        person = await books.erasure.find_person("Person1+sales@FIRM1.example")
    assert person.contact_ids == (draft.contact_id,) and person.draft_ids == (draft.id,)
    assert ADDRESS in person.addresses and person.names == ("Pat Stone",)


async def test_an_address_inside_stored_json_is_replaced_and_the_rest_stays(ledger: Ledger, clock: FakeClock) -> None:
    async with ledger.writing() as books:
        run = await books.runs.start("talk", [Call("suppress", {"address": ADDRESS.upper(), "note": "keep this"})])
        assert await books.erasure.count_holding(ADDRESS) == {"runs": 1}
        await books.erasure.erase(await books.erasure.find_person(ADDRESS))
    async with ledger.reading() as books:
        assert await books.erasure.count_holding(ADDRESS) == {}
        (call,) = (await books.runs.get(run.id)).calls
    assert call.args == {"address": "[erased]", "note": "keep this"}


async def test_the_checkpoint_empties_the_write_ahead_log(ledger: Ledger, clock: FakeClock, tmp_path: Path) -> None:
    await approved_draft(ledger, clock)
    assert _size(tmp_path / "ledger.db-wal") > 0
    assert await ledger.checkpoint() and _size(tmp_path / "ledger.db-wal") == 0
    assert await ledger.checkpoint(rewrite=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_bytes_are_found_across_the_edge_of_a_block(tmp_path: Path) -> None:
    file = tmp_path / "big"
    file.write_bytes(b"x" * ((1 << 20) - 4) + b"NEEDLE" + b"x" * 100)
    assert is_in_file(file, b"needle") and not is_in_file(file, b"needles")


async def test_other_programs_still_read_the_ledger_after_a_rewrite(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    await approved_draft(ledger, clock)
    await ledger.checkpoint(rewrite=True)
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        assert connection.execute("SELECT count(*) FROM contacts").fetchone() == (1,)
