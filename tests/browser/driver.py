"""A person at the page in headless Chromium: types, clicks, looks. Every request that leaves this machine is noted."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_SENT = "document.querySelectorAll('[data-step-type=user_message]').length > {}"


@dataclass
class Server:
    """A page that runs as a child process."""

    url: str
    home: Path
    port: int
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """As a crash would: no goodbye."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(home: Path, port: int | None = None) -> Server:
    """Starts the page and waits until it is healthy."""
    port = port or find_free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LEADLOOP_POLL_SECONDS": "1"}
    command = [sys.executable, "-m", "ui.cli", "serve", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.DEVNULL)
    server = Server(f"http://127.0.0.1:{port}", home, port, process)
    until = time.perf_counter() + 60
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise AssertionError(f"the page ended with {process.returncode}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{server.url}/health", timeout=1).close()
            return server
        time.sleep(0.1)
    server.kill()
    raise AssertionError("the page did not come up within a minute")


@dataclass
class Window:
    """One tab and what was noted about it."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, base: str) -> None:
        local = (base, base.replace("http", "ws"), "data:", "blob:", "about:")
        self.page.on("request", lambda one: None if one.url.startswith(local) else self.outside.append(one.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.page.wait_for_selector("#chat-input", timeout=20_000)

    def type(self, text: str) -> None:
        """Types a sentence and sends it. The composer is mounted anew while the page settles, so it is tried again."""
        before = self.page.locator("[data-step-type=user_message]").count()
        for _ in range(8):
            self.page.locator("#chat-input").click()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
            try:
                self.page.wait_for_selector("#chat-submit:not([disabled])", timeout=1500)
                self.page.keyboard.press("Enter")
                self.page.wait_for_function(_SENT.format(before), timeout=2000)
                return
            except TimeoutError:
                continue
        raise AssertionError(f"could not send: {text}")

    def say(self, text: str) -> None:
        """Types and waits until the turn is over."""
        self.type(text)
        self.wait_until_idle()

    def drop(self, path: Path) -> None:
        """Adds a file to the message and waits until it is there; tried again while the page still connects."""
        for _ in range(5):
            try:
                with self.page.expect_response("**/project/file**", timeout=3000) as answer:
                    self.page.locator("input[type=file]").first.set_input_files(path)
                if answer.value.ok:
                    self.page.wait_for_timeout(300)
                    return
            except TimeoutError:
                continue
        raise AssertionError(f"could not add {path}")

    def wait_until_idle(self) -> None:
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector("#stop-button", state="detached", timeout=60_000)
        self.page.wait_for_timeout(250)

    def find(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)


@contextlib.contextmanager
def open_browser(
    folder: Path, *, width: int = 1280, height: int = 900, scheme: str = "light"
) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=CHROMIUM,
            headless=True,
            args=_FLAGS,
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        context.set_default_timeout(15_000)
        try:
            yield context
        finally:
            context.close()


def open_window(context: BrowserContext, server: Server) -> Window:
    window = Window(context.new_page())
    window.watch(server.url)
    window.open(server.url)
    return window
