"""The checks of the claim in their order, what is tried again and when, caps and gaps."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.draft import DraftKind
from domain.lead import Hold, HoldReason, Stage
from tests.fakes.places import NEW_YORK
from tools.send.rules import (
    LIVE_POLICY,
    OPEN_POLICY,
    SENTENCES,
    ClaimFacts,
    Refusal,
    SendPolicy,
    check_claim,
    find_day_start,
    find_retry_at,
    next_release,
)
from tools.send.windows import Window

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday, 10:00 in New York
EVENING = datetime(2026, 11, 18, 23, 0, tzinfo=UTC)


def no_holiday(day: date) -> bool:
    return False


GOOD = ClaimFacts(
    now=NOW,
    rfc_id="one@sender.example",
    kind=DraftKind.OUTREACH,
    step=0,
    stage=Stage.MESSAGE_GENERATED,
    hold=None,
    country="US",
    zone=NEW_YORK,
    is_holiday=no_holiday,
    is_paused=False,
    has_mailbox=True,
    is_address_valid=True,
    is_approved=True,
    is_suppressed=False,
    is_answered=False,
    is_basis_stated=False,
    is_window_waived=False,
    mails_today=0,
    oldest_today_at=None,
    first_sent_at=None,
    last_left_at=None,
    polled_at=NOW,
)
HELD = Hold(HoldReason.WEAK_MATCH)
# Each makes one rule say no, in the order in which the rules are asked.
BREAKS: dict[Refusal, dict[str, object]] = {
    Refusal.PAUSED: {"is_paused": True},
    Refusal.NO_MAILBOX: {"has_mailbox": False},
    Refusal.BAD_ADDRESS: {"is_address_valid": False},
    Refusal.NOT_APPROVED: {"is_approved": False},
    Refusal.SUPPRESSED: {"is_suppressed": True},
    Refusal.ANSWERED: {"is_answered": True},
    Refusal.LEAD_STATE: {"stage": Stage.REJECTED},
    Refusal.NO_LAWFUL_BASIS: {"country": "DE"},
    Refusal.NEEDS_POLL: {"step": 1, "stage": Stage.OUTREACH_SENT, "polled_at": NOW - timedelta(minutes=11)},
    Refusal.DAILY_CAP: {"mails_today": 5},
    Refusal.OUTSIDE_WINDOW: {"now": EVENING},
    Refusal.GAP: {"last_left_at": EVENING - timedelta(minutes=1)},
}


def facts(**changes: object) -> ClaimFacts:
    return replace(GOOD, **changes)  # type: ignore[arg-type]  # the tests name the fields by hand


def test_a_mail_with_nothing_against_it_may_leave() -> None:
    assert check_claim(GOOD, LIVE_POLICY) is None and check_claim(GOOD, OPEN_POLICY) is None


@pytest.mark.parametrize("refusal", list(Refusal))
def test_each_rule_alone_says_no(refusal: Refusal) -> None:
    changes = dict(BREAKS[refusal])
    if refusal is Refusal.GAP:
        changes = {"last_left_at": NOW - timedelta(minutes=1)}
    assert check_claim(facts(**changes), LIVE_POLICY) is refusal


def test_of_several_the_first_in_the_order_is_named() -> None:
    assert list(BREAKS) == list(Refusal)
    for at, refusal in enumerate(Refusal):
        changes: dict[str, object] = {}
        for later in list(Refusal)[at:]:
            changes = BREAKS[later] | changes
        assert check_claim(facts(**changes), LIVE_POLICY) is refusal


def test_every_refusal_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Refusal)


@pytest.mark.parametrize("refusal", [Refusal.BAD_ADDRESS, Refusal.NOT_APPROVED, Refusal.SUPPRESSED, Refusal.ANSWERED])
def test_what_time_does_not_heal_is_final(refusal: Refusal) -> None:
    assert find_retry_at(refusal, facts(**BREAKS[refusal]), LIVE_POLICY) is None


def test_a_follow_up_waits_for_a_fresh_reading_and_a_first_mail_does_not() -> None:
    unread = facts(polled_at=None)
    assert check_claim(unread, LIVE_POLICY) is None
    follow_up = replace(unread, step=1, stage=Stage.OUTREACH_SENT)
    assert check_claim(follow_up, LIVE_POLICY) is Refusal.NEEDS_POLL and check_claim(follow_up, OPEN_POLICY) is None
    assert check_claim(replace(follow_up, polled_at=NOW - timedelta(minutes=10)), LIVE_POLICY) is None
    assert find_retry_at(Refusal.NEEDS_POLL, follow_up, LIVE_POLICY) == NOW + timedelta(minutes=1)


def test_a_wrong_stage_is_final_but_a_hold_waits_for_its_end() -> None:
    until = NOW + timedelta(days=3)
    away = facts(hold=Hold(HoldReason.OUT_OF_OFFICE, until))
    assert check_claim(away, LIVE_POLICY) is Refusal.LEAD_STATE
    assert find_retry_at(Refusal.LEAD_STATE, away, LIVE_POLICY) == until
    assert find_retry_at(Refusal.LEAD_STATE, facts(stage=Stage.REJECTED, hold=HELD), LIVE_POLICY) is None
    unsure = find_retry_at(Refusal.LEAD_STATE, facts(hold=HELD), LIVE_POLICY)
    assert unsure is not None and unsure > NOW
    assert check_claim(facts(hold=Hold(HoldReason.OUT_OF_OFFICE, NOW)), LIVE_POLICY) is None


@pytest.mark.parametrize(
    ("kind", "step", "stage", "fits"),
    [
        (DraftKind.OUTREACH, 0, Stage.MESSAGE_GENERATED, True),
        (DraftKind.OUTREACH, 0, Stage.OUTREACH_SENT, False),
        (DraftKind.OUTREACH, 1, Stage.OUTREACH_SENT, True),
        (DraftKind.OUTREACH, 1, Stage.INTERESTED, False),
        (DraftKind.OUTREACH, 1, Stage.UNSUBSCRIBED, False),
        (DraftKind.ANSWER, 0, Stage.INTERESTED, True),
        (DraftKind.ANSWER, 0, Stage.UNSUBSCRIBED, False),
        (DraftKind.ANSWER, 0, Stage.NOT_INTERESTED, False),
    ],
)
def test_each_kind_of_mail_has_its_stages(kind: DraftKind, step: int, stage: Stage, fits: bool) -> None:
    refusal = check_claim(facts(kind=kind, step=step, stage=stage), LIVE_POLICY)
    assert refusal == (None if fits else Refusal.LEAD_STATE)


def test_germany_and_austria_need_a_stated_basis_but_an_answer_does_not() -> None:
    berlin = facts(country="DE")
    assert check_claim(berlin, LIVE_POLICY) is Refusal.NO_LAWFUL_BASIS
    assert check_claim(replace(berlin, is_basis_stated=True), LIVE_POLICY) is None
    assert check_claim(replace(berlin, kind=DraftKind.ANSWER, stage=Stage.INTERESTED), LIVE_POLICY) is None
    marked = facts(hold=Hold(HoldReason.NO_LAWFUL_BASIS))
    assert check_claim(marked, LIVE_POLICY) is Refusal.NO_LAWFUL_BASIS


@pytest.mark.parametrize(("weeks", "cap"), [(0, 5), (1, 10), (2, 20), (3, 30), (4, 45), (50, 45)])
def test_the_cap_grows_week_by_week(weeks: int, cap: int) -> None:
    started = NOW - timedelta(weeks=weeks)
    assert LIVE_POLICY.cap_at(NOW, started) == cap
    assert check_claim(facts(first_sent_at=started, mails_today=cap - 1), LIVE_POLICY) is None
    assert check_claim(facts(first_sent_at=started, mails_today=cap), LIVE_POLICY) is Refusal.DAILY_CAP


def test_over_the_cap_it_goes_on_a_day_after_the_mail_that_filled_it() -> None:
    full = facts(mails_today=5, oldest_today_at=NOW - timedelta(hours=20))
    assert find_retry_at(Refusal.DAILY_CAP, full, LIVE_POLICY) == NOW + timedelta(hours=4)


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (datetime(2026, 11, 18, 15, tzinfo=UTC), datetime(2026, 11, 17, 15, tzinfo=UTC)),
        # 1 November 2026 has 25 hours in New York: half past eleven at night is 24.5 hours after its midnight.
        (datetime(2026, 11, 2, 4, 30, tzinfo=UTC), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        # 8 March 2026 has 23: 24 hours back is the day before.
        (datetime(2026, 3, 9, 3, 30, tzinfo=UTC), datetime(2026, 3, 8, 3, 30, tzinfo=UTC)),
    ],
)
def test_the_day_of_the_cap_is_never_shorter_than_the_local_day(now: datetime, start: datetime) -> None:
    assert find_day_start(now, NEW_YORK) == start


def test_the_gap_lies_between_its_bounds_and_is_the_same_for_one_mail() -> None:
    gaps = [LIVE_POLICY.gap_after(f"{number}@x") for number in range(200)]
    assert min(gaps) >= timedelta(minutes=5) and max(gaps) <= timedelta(minutes=15) and len(set(gaps)) > 100
    late = facts(last_left_at=NOW - timedelta(minutes=1))
    retry_at = find_retry_at(Refusal.GAP, late, LIVE_POLICY)
    assert retry_at == NOW - timedelta(minutes=1) + LIVE_POLICY.gap_after(GOOD.rfc_id)
    assert check_claim(replace(late, now=retry_at), LIVE_POLICY) is None


def test_outside_the_window_it_waits_for_the_opening_unless_a_person_said_now() -> None:
    late = facts(now=EVENING)
    assert find_retry_at(Refusal.OUTSIDE_WINDOW, late, LIVE_POLICY) == datetime(2026, 11, 19, 14, tzinfo=UTC)
    assert check_claim(replace(late, is_window_waived=True), LIVE_POLICY) is None


def test_release_is_after_the_undo_window_and_in_their_hours() -> None:
    assert next_release(LIVE_POLICY, NOW, NEW_YORK, no_holiday) == NOW + timedelta(seconds=30)
    assert next_release(OPEN_POLICY, EVENING, NEW_YORK, no_holiday) == EVENING
    friday_night = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
    assert next_release(LIVE_POLICY, friday_night, NEW_YORK, no_holiday) == datetime(2026, 11, 23, 14, tzinfo=UTC)


def test_a_policy_that_cannot_work_is_refused() -> None:
    with pytest.raises(ValueError):
        SendPolicy(0, (), None, 0, 0, 60, 60)
    with pytest.raises(ValueError):
        SendPolicy(0, (5,), None, 0, 0, settle_seconds=10, lease_seconds=60)
    with pytest.raises(ValueError):
        Window(frozenset(), time(9), time(17))
