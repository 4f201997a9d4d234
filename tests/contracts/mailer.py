"""What every mailer must do, its fake included. Subclass it as Test<Name> and answer `mailer` with a fresh one."""

import pytest

from tools.send.providers.base import Mailer, OutgoingMail

MAIL = OutgoingMail("one@sender.example", "ann@sender.example", "pat@firm.example", b"Subject: a\r\n\r\nb\r\n")


class _Stopped(Exception):
    pass


class MailerContract:
    @pytest.fixture
    def mailer(self) -> Mailer:
        raise NotImplementedError

    async def test_it_asks_once_before_anything_can_have_left(self, mailer: Mailer) -> None:
        seen: list[bool | None] = []

        async def before_dot() -> None:
            seen.append(await mailer.find_sent(MAIL.rfc_id))

        receipt = await mailer.deliver(MAIL, before_dot)
        assert len(seen) == 1 and not seen[0]
        assert MAIL.recipient not in receipt.detail

    async def test_what_was_delivered_is_found_and_nothing_else(self, mailer: Mailer) -> None:
        async def before_dot() -> None:
            pass

        await mailer.deliver(MAIL, before_dot)
        assert await mailer.find_sent(MAIL.rfc_id) in (True, None)
        assert not await mailer.find_sent("another@sender.example")

    async def test_stopped_before_the_dot_nothing_leaves_and_the_reason_comes_through(self, mailer: Mailer) -> None:
        async def before_dot() -> None:
            raise _Stopped

        with pytest.raises(_Stopped):
            await mailer.deliver(MAIL, before_dot)
        assert not await mailer.find_sent(MAIL.rfc_id)

    async def test_it_has_a_name(self, mailer: Mailer) -> None:
        assert mailer.name
