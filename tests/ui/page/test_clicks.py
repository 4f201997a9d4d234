"""A click is checked against the ledger before anything happens, and a bad one does nothing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from agent.events import ArtifactShown, Done, Event, StepFinished
from domain.conversation import PendingQuestion, QuestionOption
from domain.decisions import PersonDecision
from domain.draft import DraftStatus
from domain.errors import Correctable
from domain.plan import Call
from tests.ui.page.conftest import FakeMemory, FakeShelf, ScriptedMind
from tests.ui.page.samples import BODY, DRAFT_CARD, build_card, build_draft, build_part
from tools.outcome import LeadTable
from ui.page.cards import question_mark
from ui.page.clicks import Clicks
from ui.page.desk import Desk

PART: dict[str, Any] = {"step": 0, "version": 1, "body_hash": build_part().body_hash}
SEEN: dict[str, Any] = {"draft": 7, "parts": [PART]}


def _decide(decision: str, *seen: dict[str, Any]) -> dict[str, Any]:
    return {"decision": decision, "drafts": list(seen or (SEEN,))}


async def test_approve_and_send_runs_both_tools_with_what_was_on_the_screen(desk: Desk, mind: ScriptedMind) -> None:
    mind.events = [StepFinished("review_drafts", 1, True, "Approved draft 7.", 1.0)]
    answer = await Clicks(desk).decide_drafts("chat", _decide("approve_send"))
    ((calls, decision),) = mind.plans
    assert [call.tool for call in calls] == ["review_drafts", "send_emails"]
    assert all(call.args["drafts"] == (7,) for call in calls)
    assert decision.actor == desk.actor
    assert decision.conversation_id == "chat"
    assert [(one.draft_id, one.version, one.body_hash) for one in decision.shown] == [(7, 1, build_part().body_hash)]
    assert answer["ok"] and answer["said"] == "Approved draft 7."
    assert answer["cards"][0]["parts"][0]["body"] == BODY


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        {"decision": "approve"},
        {"decision": "delete everything", "drafts": [SEEN]},
        {"decision": "approve", "drafts": [], "actor": "owner"},
        {"decision": "approve", "drafts": [{"draft": "7 or 1=1", "parts": SEEN["parts"]}]},
        {"decision": "approve", "drafts": [{"draft": 7, "parts": []}]},
        {"decision": "approve", "drafts": [SEEN], "is_owner": True},
    ],
)
async def test_a_forged_payload_is_refused_in_one_sentence(desk: Desk, mind: ScriptedMind, payload: Any) -> None:
    with pytest.raises(Correctable, match="reload the page"):
        await Clicks(desk).decide_drafts("chat", payload)
    assert mind.plans == []


@pytest.mark.parametrize("field", ["version", "body_hash"])
async def test_a_text_that_changed_since_it_was_seen_is_shown_again(desk: Desk, mind: ScriptedMind, field: str) -> None:
    stale = {"draft": 7, "parts": [{**PART, field: 9 if field == "version" else "0" * 64}]}
    answer = await Clicks(desk).decide_drafts("chat", _decide("approve", stale))
    assert not answer["ok"]
    assert "has changed since you saw it" in answer["said"]
    assert answer["cards"][0]["parts"][0]["version"] == 1
    assert mind.plans == []


async def test_a_follow_up_that_was_not_on_the_screen_is_no_consent(
    desk: Desk, mind: ScriptedMind, shelf: FakeShelf
) -> None:
    shelf.cards["draft"] = (build_card(build_draft(DraftStatus.PENDING, build_part(), build_part(step=1))),)
    answer = await Clicks(desk).decide_drafts("chat", _decide("approve"))
    assert "has changed" in answer["said"]
    assert mind.plans == []


async def test_a_draft_that_is_gone_is_named(desk: Desk, mind: ScriptedMind, shelf: FakeShelf) -> None:
    shelf.cards["draft"] = ()
    answer = await Clicks(desk).decide_drafts("chat", _decide("approve"))
    assert answer["said"].startswith("Draft 7 is gone")
    assert mind.plans == []


async def test_a_double_click_does_it_once(desk: Desk, shelf: FakeShelf) -> None:
    class SlowMind(ScriptedMind):
        async def run_plan(
            self, conversation_id: str, calls: Sequence[Call], decision: PersonDecision, *, is_click: bool = False
        ) -> AsyncIterator[Event]:
            await asyncio.sleep(0)
            self.plans.append((calls, decision))
            shelf.cards["draft"] = (build_card(build_draft(DraftStatus.APPROVED)),)
            yield Done(0, 1.0, True)

    mind = SlowMind()
    clicks = Clicks(replace(desk, mind=mind))
    first, second = await asyncio.gather(
        clicks.decide_drafts("chat", _decide("approve")), clicks.decide_drafts("other", _decide("approve"))
    )
    assert len(mind.plans) == 1
    assert first["ok"] and not second["ok"]
    assert second["said"] == "Draft 7 is approved already; nothing was done again."


async def test_a_draft_written_anew_is_told(desk: Desk, mind: ScriptedMind) -> None:
    fresh = build_card(replace(build_draft(), id=8))
    mind.events = [StepFinished("review_drafts", 1, True, "Wrote draft 8 instead.", 1.0), ArtifactShown(fresh)]
    answer = await Clicks(desk).decide_drafts("chat", _decide("regenerate"))
    assert answer["made"] == [8]


async def test_an_edit_goes_through_the_tool_with_its_mail_of_the_sequence(desk: Desk, mind: ScriptedMind) -> None:
    payload = {"draft": SEEN, "step": 0, "subject": "New", "body": "Other words"}
    await Clicks(desk).edit_draft("chat", payload)
    (((call,), _),) = mind.plans
    assert call == Call("edit_draft", {"draft": 7, "step": 0, "subject": "New", "body": "Other words"})


async def test_an_edit_of_a_sent_mail_is_refused(desk: Desk, mind: ScriptedMind, shelf: FakeShelf) -> None:
    shelf.cards["draft"] = (build_card(build_draft(DraftStatus.SENT)),)
    payload = {"draft": SEEN, "step": 0, "subject": "New", "body": "Other words"}
    answer = await Clicks(desk).edit_draft("chat", payload)
    assert answer["said"] == "Draft 7 is sent; its text cannot be changed any more."
    assert mind.plans == []


async def test_an_edit_of_a_draft_that_is_gone_is_refused(desk: Desk, shelf: FakeShelf) -> None:
    shelf.cards["draft"] = ()
    payload = {"draft": SEEN, "step": 0, "subject": "New", "body": "Other words"}
    assert "is gone" in (await Clicks(desk).edit_draft("chat", payload))["said"]


async def test_leads_are_decided_by_the_same_tool_as_by_words(desk: Desk, mind: ScriptedMind) -> None:
    await Clicks(desk).decide_leads("chat", {"decision": "reject", "leads": [3, 4]})
    (((call,), decision),) = mind.plans
    assert call == Call("review_leads", {"leads": (3, 4), "decision": "reject"})
    assert decision.words == "click: reject 2 leads"


async def test_a_card_is_read_from_the_ledger(desk: Desk, shelf: FakeShelf) -> None:
    shelf.cards["company_table"] = (LeadTable(()),)
    data = await Clicks(desk).card_data({"kind": "company_table", "ids": [1]})
    assert data == {"ok": True, "cards": [{"kind": "company_table", "title": "", "rows": []}]}
    with pytest.raises(Correctable):
        await Clicks(desk).card_data({"kind": "secrets", "ids": [1]})


async def test_only_the_open_question_has_buttons(desk: Desk, memory: FakeMemory) -> None:
    clicks = Clicks(desk)
    memory.question = PendingQuestion("Which Springfield?", (QuestionOption("Springfield, MO", 1),))
    mark = question_mark("Which Springfield?")
    assert await clicks.question_data("chat", {"mark": mark}) == {
        "ok": True,
        "open": True,
        "options": ["Springfield, MO"],
    }
    memory.question = PendingQuestion("Another one?", (QuestionOption("yes", 2),))
    assert await clicks.question_data("chat", {"mark": mark}) == {"ok": True, "open": False, "options": []}


def test_the_sample_card_is_pending() -> None:
    assert DRAFT_CARD.draft.status is DraftStatus.PENDING
