"""The page's folder in the workspace, and its port."""

import json
import socket
import stat
from pathlib import Path

import pytest

from domain.errors import Unavailable
from ui.page.folder import PageFolder
from ui.page.serving import find_port


def test_everything_the_page_needs_is_copied_and_old_files_go(tmp_path: Path) -> None:
    folder = PageFolder(tmp_path / "practice" / "ui")
    folder.prepare()
    (folder.root / "public" / "old.js").write_text("x")
    folder.prepare()
    assert (folder.root / "public" / "elements" / "DraftCard.jsx").is_file()
    assert (folder.root / "chainlit.md").is_file()
    assert not (folder.root / "public" / "old.js").exists()
    words = json.loads((folder.root / ".chainlit" / "translations" / "en-US.json").read_text())
    assert words["threadHistory"]["sidebar"]["title"] == "Earlier chats"
    assert words["common"]["actions"]["cancel"] == "Cancel"
    assert folder.chat_store == tmp_path / "practice" / "chat.db"


def test_the_secret_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    folder = PageFolder(tmp_path)
    secret = folder.load_secret()
    assert len(secret) >= 64
    assert folder.load_secret() == secret
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "ui").write_text("a file in the way")
    with pytest.raises(Unavailable, match="ui"):
        PageFolder(tmp_path / "ui").prepare()


@pytest.mark.enable_socket
def test_a_busy_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        assert find_port(busy) > busy
