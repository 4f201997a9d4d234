"""The mailers keep the contract; the Maildir also delivers a mail exactly once."""

from pathlib import Path

import pytest

from tests.contracts.mailer import MAIL, MailerContract
from tests.fakes.mailer import FakeMailer
from tools.send.providers.base import Mailer, MailerCause, MailerError
from tools.send.providers.maildir import MaildirMailer


class TestMaildirMailer(MailerContract):
    @pytest.fixture
    def mailer(self, tmp_path: Path) -> Mailer:
        return MaildirMailer(tmp_path / "outbox")


class TestFakeMailer(MailerContract):
    @pytest.fixture
    def mailer(self) -> Mailer:
        return FakeMailer()


async def _go() -> None:
    pass


@pytest.mark.parametrize("read_name", ["{name}", "{name}:2,S"])
async def test_a_second_delivery_is_the_same_file_even_after_it_was_read(tmp_path: Path, read_name: str) -> None:
    mailer = MaildirMailer(tmp_path)
    await mailer.deliver(MAIL, _go)
    (path,) = (tmp_path / "new").iterdir()
    if ":" in read_name:
        path.rename(tmp_path / "cur" / read_name.format(name=path.name))
    await mailer.deliver(MAIL, _go)
    assert len([*(tmp_path / "new").iterdir(), *(tmp_path / "cur").iterdir()]) == 1
    assert not list((tmp_path / "tmp").iterdir())


async def test_an_outbox_that_cannot_be_written_is_a_passing_failure_before_the_dot(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file where a folder should be")
    asked: list[int] = []

    async def before_dot() -> None:
        asked.append(1)

    with pytest.raises(MailerError) as error:
        await MaildirMailer(tmp_path / "outbox").deliver(MAIL, before_dot)
    assert error.value.cause is MailerCause.TRANSIENT and not asked
