"""The whole job at the page, by typing and by clicking, with the network shut."""

import pytest

from tests.browser.driver import Server, Window

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]


def _outbox(server: Server) -> int:
    return len(list((server.home / "practice" / "outbox").glob("new/*")))


def test_the_tour_by_typing_and_clicking(window: Window, server: Server) -> None:
    page = window.page
    assert "fictional" in window.find("banner").inner_text()
    page.get_by_text("Find 10 healthcare firms in Buffalo", exact=True).click()
    window.find("lead-row").nth(9).wait_for()
    window.say("score them")
    table = window.find("lead-table").last
    assert table.locator(".ll-badge[class*=ll-tier]").count() == 10
    for row in range(1, 6):
        table.get_by_role("checkbox").nth(row).click()
    table.get_by_role("button", name="Approve").click()
    table.locator("[data-stage=approved]").nth(4).wait_for()

    window.say("find contacts")
    window.say("draft emails")
    drafts = window.find("draft-card")
    assert drafts.count() >= 3
    assert drafts.first.locator(".ll-note").count() > 0
    drafts.nth(1).get_by_role("button", name="Reject").click()
    page.locator("[data-testid=draft-card][data-status=rejected]").wait_for()
    assert _outbox(server) == 0
    drafts.first.get_by_role("button", name="Approve & send").click()
    page.locator("[data-testid=draft-card][data-status=sent]").wait_for()
    assert _outbox(server) == 1
    window.say("approve the rest and send them")
    assert _outbox(server) == drafts.count() - 1

    window.say("skip three days")
    window.find("reply-card").first.wait_for(timeout=20_000)
    window.say("any replies?")
    assert window.find("reply-card").count() > 0
    window.say("how are we doing?")
    report = window.find("report").last
    report.locator("svg").first.wait_for()
    assert "10" in report.inner_text()
    # Three days were skipped, so the mails stand a few bars before the last one.
    bars = window.find("report-days").last.locator("g[data-day]")
    sent = [int(bars.nth(at).get_attribute("data-sent") or 0) for at in range(bars.count())]
    assert (len(sent), sum(sent)) == (14, _outbox(server))
    assert "Leadloop worked" in window.find("report-worked").last.inner_text()
    assert window.outside == []
    assert window.errors == []


def test_the_first_screen_follows_the_state(window: Window) -> None:
    window.say("find 3 hotels in Denver")
    window.say("score them")
    window.page.goto(window.page.url.split("/thread")[0])
    window.page.get_by_text("Approve the top", exact=False).first.wait_for()


def test_the_stop_button_ends_a_long_plan_between_two_items_and_go_on_finishes_it(window: Window) -> None:
    window.type("find 400 healthcare firms in Buffalo, score them and draft emails to the top 300")
    window.page.locator("#stop-button").wait_for()
    window.page.wait_for_timeout(1200)
    window.page.locator("#stop-button").click()
    window.page.get_by_text("Stopped. What was finished stays").first.wait_for(timeout=30_000)
    window.wait_until_idle()
    window.say("go on")
    assert "Wrote" in window.page.locator("[data-step-type=assistant_message]").last.inner_text()
