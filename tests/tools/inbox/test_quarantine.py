"""Whatever bytes come, the poller goes on: each mail is stored, or kept in the quarantine with a row that says so."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.ledger import Ledger
from tests.fakes.clock import FakeClock
from tests.fakes.letters import letter
from tests.tools.inbox.scene import open_inbox

DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)) + b"\nhi"


async def test_a_mail_that_cannot_be_read_is_kept_as_it_came(ledger: Ledger, clock: FakeClock, tmp_path: Path) -> None:
    with open_inbox(ledger, clock, tmp_path, DEEP, letter("What does it cost?"), DEEP) as (service, _):
        assert await service.poll_due(at_once=True) == 2
        assert await service.poll_due(at_once=True) == 0
    (kept,) = (tmp_path / "quarantine").iterdir()
    assert kept.read_bytes() == DEEP
    async with ledger.reading() as books:
        _, broken = await books.received.list_()
    assert broken.understanding and broken.understanding.needs_human and kept.name in broken.understanding.summary


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mails=st.lists(st.binary(max_size=400), max_size=3, unique=True))
async def test_any_bytes_are_stored_or_quarantined(
    ledger: Ledger, clock: FakeClock, tmp_path: Path, mails: list[bytes]
) -> None:
    async with ledger.reading() as books:
        before = {one.id for one in await books.received.list_(limit=1000)}
        cursor = await books.received.find_mailbox("fake")
    at = cursor.cursor.get("at", 0) if cursor else 0
    known = [b"known"] * (at if isinstance(at, int) else 0)
    with open_inbox(ledger, clock, tmp_path, *known, *mails) as (service, _):
        count = await service.poll_due(at_once=True)
    async with ledger.reading() as books:
        after = {one.id for one in await books.received.list_(limit=1000)}
    assert count == len(after - before) <= len(mails)
