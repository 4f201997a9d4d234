"""Trips when Chainlit changes below us: the version, its tables, the private names we lean on."""

import re
from importlib.metadata import version

import chainlit.server
from chainlit.element import ElementDict
from chainlit.step import StepDict
from chainlit.types import ThreadDict

from ui.page import internals
from ui.page.chat_store import TABLES


def _columns(table: str) -> set[str]:
    found = re.search(rf"CREATE TABLE IF NOT EXISTS {table} \((.*?)\);", TABLES, re.DOTALL)
    assert found
    return set(re.findall(r'"(\w+)"', found[1]))


def test_the_installed_version_is_the_one_the_workarounds_were_tried_on() -> None:
    assert version("chainlit") == internals.PINNED


def test_every_column_that_chainlit_writes_is_there() -> None:
    step = set(StepDict.__annotations__) - {"feedback"}
    assert step <= _columns("steps")
    element = set(ElementDict.__annotations__) - {"path"}
    assert element <= _columns("elements")
    thread = set(ThreadDict.__annotations__) - {"steps", "elements"}
    assert thread <= _columns("threads")


def test_the_shipped_page_still_links_outside_and_the_links_are_taken_out() -> None:
    shipped = chainlit.server.get_html_template("/")
    assert "https://fonts.googleapis.com" in shipped
    offline = internals.strip_outside_links(shipped)
    assert "https://" not in re.sub(r"<svg.*?</svg>", "", offline, flags=re.DOTALL)
    assert '<script type="module"' in offline


def test_the_events_that_are_replaced_are_there() -> None:
    assert {"stop", "connect", "client_message"} <= set(chainlit.server.sio.handlers["/"])
