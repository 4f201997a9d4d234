"""Prints how quick the page is on this machine: `python tests/browser/measure.py`. A bench, not a test."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from playwright.sync_api import BrowserContext

from tests.browser.driver import Server, Window, open_browser, open_window, start_server

_WATCH = """([kind, selector]) => {
  const count = () => document.querySelectorAll(selector).length
  const before = count()
  window.seen = null
  let from = 0
  document.addEventListener(kind, () => { from = performance.now() }, { capture: true, once: true })
  const eye = new MutationObserver(() => {
    if (from && count() > before) { window.seen = performance.now() - from; eye.disconnect() }
  })
  eye.observe(document.body, { childList: true, subtree: true, attributes: true })
}"""
_ANSWER = "[data-step-type=assistant_message], [data-step-type=tool]"
_SENTENCES = (
    "hello",
    "show my leads",
    "thanks",
    "how are we doing?",
    "show lead 1",
    "hello",
    "show my leads",
    "thanks",
)


def _tell(what: str, value: float, unit: str, most: float) -> None:
    sys.stdout.write(f"{what:<42} {value:8.0f} {unit:<4} (at most {most:.0f})\n")


def _measure_start(home: Path) -> Server:
    started = time.perf_counter()
    server = start_server(home)
    _tell("start to /health", (time.perf_counter() - started) * 1000, "ms", 3000)
    return server


def _measure_opening(context: BrowserContext, server: Server) -> None:
    spans = []
    for _ in range(5):
        page = context.new_page()
        started = time.perf_counter()
        page.goto(server.url)
        page.wait_for_selector("#chat-input")
        spans.append((time.perf_counter() - started) * 1000)
        page.close()
    _tell("first usable page, median of 5", statistics.median(spans), "ms", 3000)


def _measure_answers(window: Window) -> None:
    spans = []
    for sentence in _SENTENCES:
        window.page.locator("#chat-input").click()
        window.page.keyboard.type(sentence)
        window.page.wait_for_selector("#chat-submit:not([disabled])")
        window.page.evaluate(_WATCH, ["keydown", _ANSWER])
        window.page.keyboard.press("Enter")
        window.page.wait_for_function("window.seen !== null")
        spans.append(window.page.evaluate("window.seen"))
        window.wait_until_idle()
    _tell("Enter to first visible answer, median", statistics.median(spans), "ms", 150)


def _measure_clicks(window: Window) -> None:
    table = window.find("lead-table").last
    spans = []
    for row in range(1, 6):
        table.get_by_role("checkbox").nth(row).click()
        window.page.evaluate(_WATCH, ["click", "[data-stage=approved]"])
        table.get_by_role("button", name="Approve").click()
        window.page.wait_for_function("window.seen !== null")
        spans.append(window.page.evaluate("window.seen"))
    _tell("click to changed card, median", statistics.median(spans), "ms", 250)


def _resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _measure_processes(server: Server) -> None:
    _tell("page after the turns", _resident_mb(server.process.pid), "MB", 300)
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    for child in map(int, children):
        before = _cpu_seconds(child)
        time.sleep(20)
        _tell("idle sidecar, thousandths of a core", (_cpu_seconds(child) - before) / 20 * 1000, "", 10)
        _tell("idle sidecar", _resident_mb(child), "MB", 150)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = _measure_start(Path(folder) / "home")
        try:
            with open_browser(Path(folder) / "profile") as context:
                _measure_opening(context, server)
                window = open_window(context, server)
                window.say("find 10 hotels in Denver")
                window.say("score them")
                _measure_clicks(window)
                _measure_answers(window)
            _measure_processes(server)
        finally:
            server.close()


if __name__ == "__main__":
    main()
