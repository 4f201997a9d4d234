"""What nobody should type, and what must come of it: one clear sentence with the next step, nothing half done."""

from pathlib import Path

import pytest

from domain.errors import Unavailable
from domain.views import LeadFilter
from runtime.bootstrap import App, open_app
from runtime.settings import Mode, Settings
from tests.fakes.person import Person


@pytest.mark.parametrize(
    ("sentence", "must_say"),
    [
        ("find 10 hospitals in Xyzzyville", "Xyzzyville"),
        ("find -5 firms", "1"),
        ("find 10 flurbles in Buffalo", "flurbles"),
        ("import nowhere.csv", "nowhere.csv"),
        ("approve draft 99", "99"),
        ("show lead 4711", "4711"),
        ("a" * 5_000, "characters"),
    ],
)
async def test_a_wrong_wish_is_answered_in_one_sentence_and_leaves_nothing(
    app: App, say: Person, sentence: str, must_say: str
) -> None:
    heard = await say(sentence)
    assert must_say in heard.words
    assert "Traceback" not in heard.words
    async with app.ledger.reading() as books:
        assert await books.leads.list_views(LeadFilter()) == []
        assert await books.mail.list_sent() == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("columns.csv", b"colour,weight\nred,3\nblue,4\n"),
    ],
)
async def test_a_file_that_cannot_be_used_is_named_and_leaves_nothing(
    app: App, say: Person, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    heard = await say(f"import {file}")
    assert name in heard.words
    async with app.ledger.reading() as books:
        assert await books.companies.count() == 0


async def test_a_workspace_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="LEADLOOP_HOME"):
        async with open_app(Settings(home=tmp_path / "home", mode=Mode.PRACTICE)):
            pass


async def test_a_ledger_that_is_no_ledger_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "practice"
    folder.mkdir(parents=True)
    (folder / "ledger.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unavailable, match="not a Leadloop ledger"):
        async with open_app(Settings(home=tmp_path / "home", mode=Mode.PRACTICE)):
            pass
