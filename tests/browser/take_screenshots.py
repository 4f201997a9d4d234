"""Writes every moment of the page, in light and dark, to docs/screenshots: `make screenshots`."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from playwright.sync_api import Locator

from tests.browser.driver import CHROMIUM, ROOT, Window, open_browser, open_window, start_server

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 200_000


class Album:
    """Pictures of one run in one scheme."""

    def __init__(self, window: Window, scheme: str) -> None:
        self._window = window
        self._scheme = scheme

    def take(self, name: str, show: Locator | None = None, *, is_top: bool = True) -> None:
        """A picture of the window with `show` at the top (or the bottom) of the chat."""
        page = self._window.page
        if show is not None:
            block = "start" if is_top else "end"
            show.evaluate("(node, block) => node.scrollIntoView({ block })", block)
            if is_top:
                # What is above gives the eye its place.
                page.mouse.move(760, 450)
                page.mouse.wheel(0, -70)
        page.wait_for_timeout(700)
        path = FOLDER / f"{name}-{self._scheme}.png"
        page.screenshot(path=path, animations="disabled")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise AssertionError(f"{path.name} has {size:,} bytes, more than {MOST_BYTES:,}")
        sys.stdout.write(f"{path.relative_to(ROOT)}  {size // 1000} kB\n")


def tour(window: Window, album: Album) -> None:
    """The moments in the order in which a person meets them."""
    page, find = window.page, window.find
    page.get_by_text("Find 10 healthcare firms in Buffalo", exact=True).wait_for()
    album.take("01-first-screen")
    window.say("find 10 hotels in Denver")
    window.say("score them")
    table = find("lead-table").last
    for row in range(1, 5):
        table.get_by_role("checkbox").nth(row).click()
    album.take("03-leads-to-review", table)
    table.get_by_role("button", name="Approve").click()
    table.locator("[data-stage=approved]").nth(3).wait_for()
    window.say("find contacts")
    window.say("draft emails")
    cards = find("draft-card")
    album.take("04-draft", cards.first)
    album.take("05-draft-decide", cards.first, is_top=False)
    cards.first.get_by_role("button", name="Edit", exact=True).click()
    album.take("06-draft-edit", cards.first)
    find("edit-body").first.press("Control+End")
    page.get_by_role("button", name="Discard").click()
    cards.first.get_by_role("button", name="Approve & send").click()
    page.locator("[data-testid=draft-card][data-status=sent]").first.wait_for()
    album.take("07-draft-sent", cards.first, is_top=False)
    window.say("approve the rest and send them")
    window.say("skip three days")
    find("reply-card").first.wait_for(timeout=20_000)
    page.wait_for_timeout(2500)
    album.take("08-reply", find("reply-card").filter(has_text="suggested answer").last)
    window.say("how are we doing?")
    album.take("09-report", find("report").last)
    window.say("find 3 hotels in Springfield")
    album.take("10-question")
    window.say("show lead 1")
    album.take("11-lead", find("lead-card").last)


def drop_a_list(window: Window, album: Album) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trade fair.csv"
        rows = ["Company,Town,State,Staff,Contact,Mail"]
        rows += [f"Fair Firm {n},Erie,PA,{n * 20},Pat Stone {n},pat@fair{n}.example" for n in range(1, 8)]
        rows += [",Erie,PA,12,,", "Fair Firm 1,Erie,PA,20,Pat Stone 1,pat@fair1.example"]
        path.write_text("\n".join(rows))
        window.drop(path)
        window.say("import this")
    album.take("12-import", window.find("import-offer").last)
    window.say("yes")


def work_long(window: Window, album: Album) -> None:
    window.type("find 300 healthcare firms in Buffalo, score them and draft emails to the top 150")
    window.page.get_by_text("Tasks", exact=True).last.wait_for()
    album.take("02-long-work")
    window.wait_until_idle()


def phone(window: Window, album: Album) -> None:
    window.say("find 5 hotels in Denver, score them and draft emails to the top 2")
    album.take("20-phone-leads", window.find("lead-table").first)
    album.take("21-phone-draft", window.find("draft-card").first, is_top=False)


def main() -> int:
    if not CHROMIUM.exists():
        sys.stdout.write(f"No screenshots: {CHROMIUM} is missing (apt-get install chromium).\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        _run(scheme, 1280, tour, drop_a_list, work_long)
        _run(scheme, 390, phone)
    return 0


def _run(scheme: str, width: int, *scenes: Callable[[Window, Album], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = start_server(Path(folder) / "home")
        try:
            with open_browser(Path(folder) / "profile", width=width, height=860, scheme=scheme) as context:
                window = open_window(context, server)
                for scene in scenes:
                    scene(window, Album(window, scheme))
        finally:
            server.close()


if __name__ == "__main__":
    sys.exit(main())
