"""What every Mailbox must do. A test class per implementation inherits this and gives `mailbox` and `put`."""

from collections.abc import Callable
from datetime import UTC, datetime

from tools.inbox.providers.base import BATCH, Cursor, Mailbox

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
Put = Callable[[str, bytes], None]


async def read_all(mailbox: Mailbox, cursor: Cursor) -> tuple[list[bytes], Cursor]:
    mails: list[bytes] = []
    has_more = True
    while has_more:
        fetched = await mailbox.fetch(cursor, NOW)
        mails += [mail.raw for mail in fetched.mails]
        cursor, has_more = fetched.cursor, fetched.has_more
    return mails, cursor


class MailboxContract:
    async def test_an_empty_mailbox_gives_nothing(self, mailbox: Mailbox) -> None:
        fetched = await mailbox.fetch({}, NOW)
        assert (fetched.mails, fetched.has_more) == ((), False)

    async def test_bytes_come_as_they_are_and_once(self, mailbox: Mailbox, put: Put) -> None:
        put("one", b"Subject: a\r\n\r\n\xff\x00body")
        first, cursor = await read_all(mailbox, {})
        put("two", b"Subject: b\n\nbody")
        second, _ = await read_all(mailbox, cursor)
        assert (first, second) == ([b"Subject: a\r\n\r\n\xff\x00body"], [b"Subject: b\n\nbody"])

    async def test_batches_are_bounded_and_lose_nothing(self, mailbox: Mailbox, put: Put) -> None:
        wanted = {f"Subject: {number}\n\nx".encode() for number in range(BATCH + 7)}
        for number, raw in enumerate(sorted(wanted)):
            put(f"m{number}", raw)
        assert len((await mailbox.fetch({}, NOW)).mails) == BATCH
        mails, _ = await read_all(mailbox, {})
        assert sorted(mails) == sorted(wanted)

    async def test_a_cursor_stands_for_the_mails_handed_out_before_it(self, mailbox: Mailbox, put: Put) -> None:
        for number in range(5):
            put(f"m{number}", f"Subject: {number}\n\nx".encode())
        fetched = await mailbox.fetch({}, NOW)
        rest, _ = await read_all(mailbox, fetched.mails[1].cursor)
        assert rest == [mail.raw for mail in fetched.mails[2:]]

    async def test_a_name_is_given(self, mailbox: Mailbox) -> None:
        assert mailbox.name
