"""Every mailbox keeps the contract; a Maildir is never changed and bears vanishing files."""

import threading
from pathlib import Path

import pytest

from domain.errors import Unavailable
from tests.contracts.mailbox import NOW, MailboxContract, Put, read_all
from tests.fakes.mailbox import FakeMailbox
from tools.inbox.providers.base import MOST_BYTES
from tools.inbox.providers.maildir import MaildirMailbox
from tools.inbox.providers.practice import PracticeMailbox


def put_in(folder: Path) -> Put:
    def put(key: str, raw: bytes) -> None:
        (folder / "new").mkdir(parents=True, exist_ok=True)
        (folder / "new" / key).write_bytes(raw)

    return put


def list_names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*"))]


class TestFakeMailbox(MailboxContract):
    @pytest.fixture
    def mailbox(self) -> FakeMailbox:
        return FakeMailbox()

    @pytest.fixture
    def put(self, mailbox: FakeMailbox) -> Put:
        return lambda key, raw: mailbox.mails.append(raw)


class TestMaildirMailbox(MailboxContract):
    @pytest.fixture
    def mailbox(self, tmp_path: Path) -> MaildirMailbox:
        return MaildirMailbox(tmp_path / "mail", "test")

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return put_in(tmp_path / "mail")


class TestPracticeMailbox(MailboxContract):
    @pytest.fixture
    def mailbox(self, tmp_path: Path) -> PracticeMailbox:
        return PracticeMailbox(inbox=tmp_path / "inbox", outbox=tmp_path / "outbox")

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return put_in(tmp_path / "inbox")


async def test_a_mail_that_moved_to_cur_and_got_flags_is_the_same(tmp_path: Path) -> None:
    put_in(tmp_path)("one", b"Subject: a\n\nx")
    mailbox = MaildirMailbox(tmp_path, "test")
    _, cursor = await read_all(mailbox, {})
    (tmp_path / "cur").mkdir()
    (tmp_path / "new" / "one").rename(tmp_path / "cur" / "one:2,S")
    mails, _ = await read_all(mailbox, cursor)
    assert mails == []


async def test_reading_changes_nothing_in_the_folder(tmp_path: Path) -> None:
    put_in(tmp_path)("one", b"Subject: a\n\nx")
    await read_all(MaildirMailbox(tmp_path, "test"), {})
    assert list_names(tmp_path) == ["new", "new/one"]


async def test_files_that_come_and_go_while_reading_break_nothing(tmp_path: Path) -> None:
    put = put_in(tmp_path)
    for number in range(40):
        put(f"m{number}", b"Subject: a\n\nx")

    def clear() -> None:
        for number in range(40):
            (tmp_path / "new" / f"m{number}").unlink()

    other = threading.Thread(target=clear)
    other.start()
    for _ in range(20):
        await read_all(MaildirMailbox(tmp_path, "test"), {})
    other.join()
    assert (await read_all(MaildirMailbox(tmp_path, "test"), {}))[0] == []


async def test_a_folder_among_the_mails_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "new" / "folder").mkdir(parents=True)
    put_in(tmp_path)("one", b"Subject: a\n\nx")
    mails, _ = await read_all(MaildirMailbox(tmp_path, "test"), {})
    assert mails == [b"Subject: a\n\nx"]


async def test_a_huge_mail_is_handed_out_cut(tmp_path: Path) -> None:
    put_in(tmp_path)("one", b"x" * (MOST_BYTES + 1000))
    mails, _ = await read_all(MaildirMailbox(tmp_path, "test"), {})
    assert len(mails[0]) == MOST_BYTES + 1


async def test_a_mailbox_that_is_a_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("no folder")
    with pytest.raises(Unavailable, match="I cannot read the mailbox folder"):
        await MaildirMailbox(tmp_path, "test").fetch({}, NOW)
