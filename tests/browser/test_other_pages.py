"""Another web page, open in the same browser, can do nothing to this one."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.driver import Server, Window

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]
_EVIL = """<!doctype html><title>evil</title><script>
const target = location.hash.slice(1)
const heard = []
const note = (what) => heard.push(what)
const action = JSON.stringify({ sessionId: "x", action: { name: "leads_decide", payload: {} } })
const tries = [
  fetch(target + "/project/action", { method: "POST", mode: "no-cors", credentials: "include", body: action,
    headers: { "content-type": "text/plain" } }).then((r) => note("action " + r.type), () => note("action failed")),
  fetch(target + "/project/settings", { credentials: "include" })
    .then((r) => note("read " + r.status), () => note("read failed")),
  new Promise((done) => {
    const socket = new WebSocket(target.replace("http", "ws") + "/ws/socket.io/?EIO=4&transport=websocket")
    socket.onopen = () => { note("socket open"); done() }
    socket.onerror = () => { note("socket refused"); done() }
  })
]
Promise.all(tries).then(() => { document.title = heard.sort().join(", ") })
</script>"""


@pytest.fixture
def evil() -> Iterator[str]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(_EVIL.encode())

        def log_message(self, *_: object) -> None:
            pass

    page = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{page.server_port}"
    page.shutdown()


def test_it_reads_nothing_runs_nothing_and_opens_no_socket(
    window: Window, browser: BrowserContext, server: Server, evil: str
) -> None:
    refused: list[int] = []
    other = browser.new_page()
    other.on("response", lambda answer: refused.append(answer.status) if "/project/" in answer.url else None)
    other.goto(f"{evil}/#{server.url}")
    other.wait_for_function("document.title !== 'evil'")
    assert "socket refused" in other.title()
    assert "read failed" in other.title()
    assert set(refused) == {403}


def test_it_cannot_frame_the_page(window: Window, browser: BrowserContext, server: Server, evil: str) -> None:
    other = browser.new_page()
    other.goto(evil)
    other.set_content(f"<iframe src='{server.url}'></iframe>")
    other.wait_for_timeout(1500)
    assert all(frame.locator("#chat-input").count() == 0 for frame in other.frames)
