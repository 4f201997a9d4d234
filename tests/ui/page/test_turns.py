"""What a person sees of a turn, in which order, and that words from outside stay words."""

import pytest

from agent.events import ArtifactShown, Done, Notice, Question, StepFinished, StepProgress, StepStarted, Token
from tests.ui.page.conftest import Emitted, FakeShelf
from tests.ui.page.samples import DRAFT_CARD, RUN
from tools.outcome import LeadTable, RunTable
from ui.page import turns
from ui.page.turns import TurnView, plain


async def _show(shelf: FakeShelf, *events: object) -> None:
    view = TurnView(shelf)
    for event in events:
        await view.show(event)  # type: ignore[arg-type]  # a test writes the events out one by one
    await view.show(Done(1, 1.0, True))


async def test_a_step_counts_and_ends_with_its_summary_and_its_card(emitted: Emitted, shelf: FakeShelf) -> None:
    await _show(
        shelf,
        StepStarted("draft_emails", 1),
        StepProgress("draft_emails", 1, 1, 3, "one"),
        StepProgress("draft_emails", 1, 3, 3, "three"),
        StepFinished("draft_emails", 1, True, "Wrote 3 drafts.", 5.0),
        ArtifactShown(DRAFT_CARD),
        Token("Wrote 3 drafts."),
    )
    assert emitted.steps()[0] == "Writing drafts"
    assert "Writing drafts: 3 of 3" in emitted.steps()
    assert emitted.steps()[-1] == "Wrote drafts"
    assert emitted.messages() == ["Wrote 3 drafts."]
    assert [element["name"] for element in emitted.elements()] == ["DraftCard"]


async def test_each_step_has_its_own_message_and_notices_stay_in_place(emitted: Emitted, shelf: FakeShelf) -> None:
    await _show(
        shelf,
        Notice("That approves 2 leads."),
        StepStarted("review_leads", 1),
        StepFinished("review_leads", 1, True, "Approved 2 leads.", 1.0),
        ArtifactShown(LeadTable(())),
        StepStarted("enrich_contacts", 1),
        StepFinished("enrich_contacts", 1, False, "No contact found.", 1.0),
    )
    assert emitted.messages() == ["That approves 2 leads.", "Approved 2 leads.", "No contact found."]
    assert emitted.steps()[-1] == "Finding contacts: not done"


async def test_an_answer_that_says_more_than_the_steps_is_said(emitted: Emitted, shelf: FakeShelf) -> None:
    await _show(shelf, Token("Hello! "), Token("I find firms."))
    assert emitted.messages() == [
        "Hello! I find firms\\." if "\\." in emitted.messages()[0] else "Hello\\! I find firms."
    ]


async def test_a_question_with_options_has_buttons_and_one_without_has_none(emitted: Emitted, shelf: FakeShelf) -> None:
    await _show(shelf, Question("Which?", ("a", "b")), Question("What shall I look for?", ()))
    assert [element["name"] for element in emitted.elements()] == ["Question"]


async def test_a_long_plan_shows_its_tasks_and_takes_them_away(
    emitted: Emitted, shelf: FakeShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_LONG_MS", -1.0)
    shelf.cards["run_table"] = (RunTable((RUN,)),)
    await _show(
        shelf,
        StepStarted("score_leads", 4),
        StepFinished("score_leads", 4, True, "Scored.", 1.0),
        StepStarted("list_leads", 4),
        StepFinished("list_leads", 4, True, "Listed.", 1.0),
    )
    assert {element["type"] for element in emitted.elements()} == {"tasklist"}
    assert "remove_element" in emitted.names()


@pytest.mark.parametrize(
    "text",
    [
        "[click](javascript:alert(1))",
        "![x](http://evil.example/p.png)",
        "<img src=x onerror=alert(1)>",
        "# shout",
        "- list",
        "1. list",
        "`code` *bold* _it_ ~no~ | $x$",
    ],
)
def test_words_from_outside_are_no_markdown(text: str) -> None:
    escaped = plain(text)
    assert escaped != text
    for special in "[]<>#*_`|~$":
        assert escaped.count(special) == escaped.count(f"\\{special}")
    assert not escaped.startswith(("-", "1."))
    assert escaped.replace("\\", "") == text


def test_line_breaks_stay() -> None:
    assert plain("one\n  two") == "one\ntwo"
