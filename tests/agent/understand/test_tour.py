"""The whole tour, turn after turn, as one conversation."""

from collections.abc import Mapping

import pytest

from agent.understand.context import Context
from agent.understand.gate import apply_gate
from agent.understand.parse import parse
from agent.understand.wire import dump_call
from domain.decisions import Effect
from domain.plan import Reading, Route, Steer

_LAST = {"ref": "last"}
TOUR: tuple[tuple[str, list[tuple[str, dict[str, object]]]], ...] = (
    (
        "find 10 healthcare firms in Buffalo",
        [("search_companies", {"industry": "healthcare", "location": "Buffalo, NY", "count": 10})],
    ),
    ("score them", [("score_leads", {"leads": _LAST})]),
    ("approve the top 5", [("review_leads", {"leads": {"ref": "last", "top": 5}, "decision": "approve"})]),
    ("find contacts", [("enrich_contacts", {"leads": _LAST})]),
    ("draft emails", [("draft_emails", {"leads": _LAST})]),
    ("edit draft 2: make it shorter", [("edit_draft", {"draft": {"ids": [2]}, "instructions": "make it shorter"})]),
    (
        "reject draft 3, too pushy",
        [("review_drafts", {"drafts": {"ids": [3]}, "decision": "reject", "reason": "too pushy"})],
    ),
    (
        "approve the rest and send them",
        [
            ("review_drafts", {"drafts": {"ref": "rest"}, "decision": "approve"}),
            ("send_emails", {"drafts": _LAST}),
        ],
    ),
    ("any replies?", [("check_inbox", {}), ("list_replies", {})]),
    ("draft an answer to the interested one", [("draft_emails", {"leads": {"ref": "last", "status": "interested"}})]),
    (
        "follow up with the silent ones",
        [("follow_ups", {"action": "start", "leads": {"ref": "all", "status": "outreach_sent"}})],
    ),
    ("how are we doing?", [("report", {})]),
)


def _read(text: str, history: tuple[str, ...], effects: Mapping[str, Effect]) -> Reading:
    return apply_gate(parse(text, Context(history=history)), effects)


@pytest.mark.parametrize("turn", range(len(TOUR)))
def test_each_turn_of_the_tour_is_acted_on_without_a_question(turn: int, effects: Mapping[str, Effect]) -> None:
    history = tuple(text for text, _ in TOUR[:turn])
    text, calls = TOUR[turn]

    reading = _read(text, history, effects)

    assert reading.route is Route.DIRECT
    assert [dump_call(call) for call in reading.calls] == [{"tool": tool, "args": args} for tool, args in calls]


def test_skipping_three_days_steers_the_clock() -> None:
    reading = parse("skip three days")

    assert (reading.route, reading.steer, reading.days) == (Route.CONVERSATIONAL, Steer.SKIP_DAYS, 3)


def test_one_sentence_plans_the_search_to_the_drafts(effects: Mapping[str, Effect]) -> None:
    reading = _read("find 5 hotels in Denver, score them and draft emails to the top 3", (), effects)

    assert reading.route is Route.DIRECT
    assert [dump_call(call) for call in reading.calls] == [
        {"tool": "search_companies", "args": {"industry": "hotel", "location": "Denver, CO", "count": 5}},
        {"tool": "score_leads", "args": {"leads": _LAST}},
        {"tool": "review_leads", "args": {"leads": {"ref": "last", "top": 3}, "decision": "approve"}},
        {"tool": "enrich_contacts", "args": {"leads": _LAST}},
        {"tool": "draft_emails", "args": {"leads": _LAST}},
    ]
