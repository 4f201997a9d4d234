"""Reloads, two tabs, double clicks, a killed server, hostile names, a list dropped in, a narrow screen."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.driver import Server, Window, open_browser, open_window, start_server

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]
DRAFTS = "find 5 hotels in Denver, score them and draft emails to the top 2"


def _resume(window: Window) -> None:
    window.page.reload()
    window.page.wait_for_selector("[data-step-type=user_message]")


def test_a_reload_in_the_middle_of_an_edit_loses_nothing(window: Window) -> None:
    window.say(DRAFTS)
    card = window.find("draft-card").first
    card.get_by_role("button", name="Edit", exact=True).click()
    body = window.find("edit-body").first
    typed = body.input_value().replace("\n\n", "\n\nA line of mine.\n\n", 1)
    body.fill(typed)
    # A message elsewhere in the chat draws every card anew.
    window.say("show my leads")
    assert window.find("edit-body").first.input_value() == typed
    _resume(window)
    assert window.find("edit-body").first.input_value() == typed
    window.find("edit-save").first.click()
    window.find("edit-body").wait_for(state="detached")
    assert "A line of mine." in window.find("draft-body").first.inner_text()
    _resume(window)
    assert "A line of mine." in window.find("draft-body").first.inner_text()
    assert window.find("edit-body").count() == 0


def test_a_text_that_the_critic_doubts_wears_a_banner_until_it_is_mended(window: Window) -> None:
    window.say(DRAFTS)
    card = window.find("draft-card").first
    good = window.find("draft-body").first.inner_text()
    assert window.find("draft-low").count() == 0
    for add, banners in (("Act now! A guaranteed winner, risk-free, a limited time special offer.", 1), ("", 0)):
        card.get_by_role("button", name="Edit", exact=True).click()
        body = window.find("edit-body").first
        lines = [line for line in body.input_value().split("\n\n") if "Act now" not in line]
        body.fill("\n\n".join([lines[0], add, *lines[1:]] if add else lines))
        window.find("edit-save").first.click()
        window.find("edit-body").wait_for(state="detached")
        assert window.find("draft-low").count() == banners
        if banners:
            assert "reads like advertising" in window.find("draft-low").inner_text()
    assert good.splitlines()[0] in window.find("draft-body").first.inner_text()


def test_two_tabs_decide_once_and_the_later_one_is_told(window: Window, browser: BrowserContext) -> None:
    window.say(DRAFTS)
    window.page.wait_for_url("**/thread/**")
    other = Window(browser.new_page())
    other.open(window.page.url)
    other.find("draft-card").first.wait_for()
    window.find("draft-card").first.get_by_role("button", name="Approve", exact=True).click()
    window.page.locator("[data-testid=draft-card][data-status=approved]").wait_for()
    other.find("draft-card").first.get_by_role("button", name="Reject").click()
    said = other.find("draft-said").first
    said.wait_for()
    assert "approved already; nothing was done again" in said.inner_text()
    assert other.find("draft-status").first.inner_text() == "approved"


def test_an_edit_in_one_tab_makes_the_other_one_look_again(window: Window, browser: BrowserContext) -> None:
    window.say(DRAFTS)
    window.page.wait_for_url("**/thread/**")
    other = Window(browser.new_page())
    other.open(window.page.url)
    other.find("draft-card").first.wait_for()
    window.find("draft-card").first.get_by_role("button", name="Edit", exact=True).click()
    body = window.find("edit-body").first
    body.fill(body.input_value().replace("\n\n", "\n\nA line of mine.\n\n", 1))
    window.find("edit-save").first.click()
    window.find("edit-body").wait_for(state="detached")
    other.find("draft-card").first.get_by_role("button", name="Approve & send").click()
    other.page.get_by_text("has changed since you saw it").first.wait_for()
    assert "A line of mine." in other.find("draft-body").first.inner_text()
    assert other.find("draft-status").first.inner_text() == "waits for you"


def test_a_double_click_sends_once(window: Window, server: Server) -> None:
    window.say(DRAFTS)
    window.find("draft-card").first.get_by_role("button", name="Approve & send").dblclick()
    window.page.locator("[data-testid=draft-card][data-status=sent]").wait_for()
    window.page.wait_for_timeout(500)
    assert len(list((server.home / "practice" / "outbox" / "new").iterdir())) == 1


def test_a_question_keeps_its_buttons_until_it_is_answered(window: Window) -> None:
    window.say("find 3 hotels in Springfield")
    window.page.wait_for_url("**/thread/**")
    _resume(window)
    window.find("question").get_by_role("button", name="Springfield, MO").click()
    window.find("lead-row").first.wait_for()
    assert "Springfield, MO" in window.find("lead-row").first.inner_text()
    _resume(window)
    window.find("lead-row").first.wait_for()
    assert window.find("question").get_by_role("button").count() == 0


def test_a_chat_is_resumed_from_the_history_and_can_be_deleted(window: Window) -> None:
    window.say("find 3 hotels in Denver")
    window.page.locator("#new-chat-button").first.click()
    window.page.get_by_text("What can you do?", exact=True).wait_for()
    link = window.page.locator("a[href*='/thread/']").first
    link.click()
    window.find("lead-row").nth(2).wait_for()
    link.hover()
    window.page.locator("#thread-options").first.click()
    window.page.locator("#delete-thread").click()
    window.page.get_by_role("button", name="Confirm").click()
    link.wait_for(state="detached")


def test_a_server_killed_in_mid_answer_loses_nothing(tmp_path: Path, browser: BrowserContext) -> None:
    home = tmp_path / "home"
    server = start_server(home)
    window = open_window(browser, server)
    window.say("find 3 hotels in Denver")
    window.type("find 300 restaurants in Buffalo, score them, then find 300 hotels in Denver")
    window.page.wait_for_timeout(150)
    server.kill()
    again = start_server(home, server.port)
    try:
        window.page.goto(window.page.url)
        window.find("lead-row").nth(2).wait_for(timeout=30_000)
        window.say("show my leads")
        assert window.find("lead-row").count() >= 3
    finally:
        again.close()


def test_a_hostile_name_in_a_dropped_list_stays_a_name(window: Window, tmp_path: Path) -> None:
    name = '<img src=x onerror="window.broken=1">Acme [x](javascript:window.broken=2) ![p](http://evil.example/p.png)'
    rows = f'name,city,state,email\n"{name.replace(chr(34), chr(34) * 2)}",Buffalo,NY,pat@acme.example\n'
    (tmp_path / "my list.csv").write_text(rows)
    window.drop(tmp_path / "my list.csv")
    window.say("import this")
    offer = window.find("import-offer")
    assert "1 would come in" in offer.inner_text()
    _resume(window)
    offer.get_by_role("button", name="Confirm").click()
    window.find("import-settled").wait_for()
    assert "my list.csv" in window.find("import-preview").first.inner_text()
    window.say("show my leads")
    assert "<img src=x" in window.find("lead-row").first.inner_text()
    _resume(window)
    window.find("lead-row").first.wait_for()
    assert window.page.evaluate("window.broken") is None
    assert window.outside == []
    stored = json.dumps([path.read_text(errors="replace") for path in _files(tmp_path / "home" / "practice" / "ui")])
    assert "pat@acme.example" not in stored


def _files(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*") if path.is_file()]


def test_the_page_fits_a_phone(server: Server, tmp_path: Path) -> None:
    with open_browser(tmp_path / "phone", width=390, height=800) as context:
        window = open_window(context, server)
        window.say(DRAFTS)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= 390
        table = window.find("lead-table").first
        assert table.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
        box = window.find("draft-card").first.get_by_role("button", name="Approve & send").bounding_box()
        assert box and box["x"] + box["width"] <= 390
        composer = window.page.locator("#chat-submit").bounding_box()
        assert composer and composer["y"] + composer["height"] <= 800


def test_a_long_draft_is_decided_from_its_first_line(window: Window) -> None:
    window.say(DRAFTS)
    card = window.find("draft-card").first
    card.evaluate("node => node.scrollIntoView({ block: 'start' })")
    window.page.wait_for_timeout(300)
    box, button = card.bounding_box(), card.get_by_role("button", name="Approve & send").bounding_box()
    assert box and button
    assert box["y"] + box["height"] > 900  # its end is out of sight
    composer = window.page.locator("#chat-input").bounding_box()
    assert composer and button["y"] + button["height"] <= composer["y"]


def test_the_first_visit_follows_the_systems_colours_and_a_choice_is_kept(server: Server, tmp_path: Path) -> None:
    for scheme in ("dark", "light"):
        with open_browser(tmp_path / scheme, scheme=scheme) as context:
            window = open_window(context, server)
            window.page.locator(f"html.{scheme}").wait_for()
            window.page.evaluate("localStorage.setItem('vite-ui-theme', 'dark')")
            window.page.reload()
            window.page.locator("html.dark").wait_for()
