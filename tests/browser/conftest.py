"""The page in a real browser. Run by `make test-servers`; skipped with one line where the browser is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.driver import CHROMIUM, Server, Window, open_browser, open_window, start_server


@pytest.fixture(scope="session", autouse=True)
def _chromium() -> None:
    if not CHROMIUM.exists():
        pytest.skip(f"the page is not tested in a browser: {CHROMIUM} is missing (apt-get install chromium)")


@pytest.fixture
def server(tmp_path: Path, _chromium: None) -> Iterator[Server]:
    server = start_server(tmp_path / "home")
    yield server
    server.close()


@pytest.fixture
def browser(tmp_path: Path, _chromium: None) -> Iterator[BrowserContext]:
    with open_browser(tmp_path / "profile") as context:
        yield context


@pytest.fixture
def window(browser: BrowserContext, server: Server) -> Window:
    return open_window(browser, server)
