"""Rates carry how sure they are; remarks and suggestions fit the numbers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understand.parse import parse
from domain.mail import Intent, MailState
from domain.plan import Route
from domain.views import AngleResult, Tally, Waiting
from tools.report.rules import (
    build_rows,
    compute_rate,
    compute_reply_rate,
    list_funnel,
    list_remarks,
    say_rate,
    suggest_steps,
)

NOTHING = Waiting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
EMPTY = Tally(0, 0, 0, 0, 0, 0, 0, 0, {}, {}, {}, ())


def remarks(tally: Tally = EMPTY, waiting: Waiting = NOTHING, *results: AngleResult) -> str:
    return " ".join(list_remarks(tally, waiting, build_rows(results), 30))


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Reference values of Wilson's interval without continuity correction.
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (34, 1000, 0.0244, 0.0472),
    ],
)
def test_a_rate_has_wilsons_interval(hits: int, total: int, low: float, high: float) -> None:
    rate = compute_rate(hits, total)
    assert (rate.low, rate.high) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 5_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_its_rate_and_stays_within_0_and_1(counts: tuple[int, int]) -> None:
    rate = compute_rate(*counts)
    assert 0 <= rate.low <= rate.value <= rate.high <= 1


@pytest.mark.parametrize(("hits", "total"), [(1, 0), (0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_has_no_rate(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        compute_rate(hits, total)


def test_fewer_than_twenty_mails_are_too_few_to_say() -> None:
    rows = build_rows([AngleResult("size", 19, 3, 1), AngleResult("news", 20, 3, 1), AngleResult("", 2, 0, 0)])
    assert [(row.angle, row.is_enough) for row in rows] == [("news", True), ("size", False), ("not known", False)]


def test_a_winner_is_named_only_when_the_intervals_are_apart() -> None:
    close = (AngleResult("size", 40, 4, 1), AngleResult("news", 40, 6, 1))
    assert remarks(EMPTY, NOTHING, *close) == ""
    apart = (AngleResult("size", 200, 4, 1), AngleResult("news", 200, 40, 9))
    assert "“news” gets more answers (20%) than “size” (2%)" in remarks(EMPTY, NOTHING, *apart)
    few = (AngleResult("size", 5, 0, 0), AngleResult("news", 5, 5, 5))
    assert remarks(EMPTY, NOTHING, *few) == "Too few mails to compare: each row needs at least 20."


def test_the_reply_rate_is_of_those_written_to() -> None:
    assert compute_reply_rate([]) is None
    rate = compute_reply_rate([AngleResult("size", 50, 5, 1), AngleResult("news", 50, 7, 1)])
    assert rate and rate.value == pytest.approx(0.12)
    assert say_rate(rate) == "12 % answered (likely 7 to 20 %)"


def test_many_bounces_are_a_warning() -> None:
    assert "bounced" not in remarks(replace(EMPTY, mails={MailState.SENT: 98, MailState.BOUNCED: 2}))
    assert remarks(replace(EMPTY, mails={MailState.SENT: 90, MailState.BOUNCED: 10})).startswith(
        "10 of 100 mails bounced (10%"
    )
    assert "so few mails say little" in remarks(replace(EMPTY, mails={MailState.SENT: 4}, intents={Intent.BOUNCE: 1}))
    assert "1 complaint came in" in remarks(replace(EMPTY, intents={Intent.COMPLAINT: 1}))


def test_what_waits_for_the_person_is_said_with_the_sentence_for_it() -> None:
    words = remarks(EMPTY, replace(NOTHING, replies=1, drafts=3, follow_ups=2, parked=1, approved_drafts=1))
    for part in (
        "1 mail may or may not have left and needs your look",
        "1 lead waits for your answer: say “any replies?”.",
        "3 drafts wait for your approval",
        "2 follow-ups are due",
        "1 draft is approved and not sent",
    ):
        assert part in words


def test_a_later_station_above_an_earlier_one_is_explained() -> None:
    tally = replace(EMPTY, found=3, scored=5, approved=5)
    assert "scored 5 but found 3" in remarks(tally)
    assert [name for name, _ in list_funnel(tally)][:3] == ["found", "scored", "approved"]
    assert remarks(replace(EMPTY, found=5, scored=5, approved=2)) == ""


@pytest.mark.parametrize(
    ("waiting", "first"),
    [
        (NOTHING, "find 10 healthcare firms in Buffalo"),
        (replace(NOTHING, new=4), "score all new leads"),
        (replace(NOTHING, scored=3, new=4), "approve the top 3 leads"),
        (replace(NOTHING, approved=3, scored=9), "find contacts for all approved leads"),
        (replace(NOTHING, with_contact=3), "draft emails for all approved leads"),
        (replace(NOTHING, drafts=2, scored=9), "show my drafts"),
        (replace(NOTHING, replies=1, drafts=2), "any replies?"),
        (replace(NOTHING, contacted=1), "any replies?"),
    ],
)
def test_the_first_suggestion_fits_what_waits(waiting: Waiting, first: str) -> None:
    steps = suggest_steps(waiting)
    assert steps[0] == first and 1 <= len(steps) <= 4 and len(set(steps)) == len(steps)


@pytest.mark.parametrize("name", [field for field in Waiting.__dataclass_fields__ if field not in ("queued", "parked")])
def test_every_suggested_sentence_is_understood(name: str) -> None:
    for sentence in suggest_steps(replace(NOTHING, **{name: 7})):
        reading = parse(sentence)
        assert reading.route is Route.DIRECT and reading.confidence >= 0.9, sentence
