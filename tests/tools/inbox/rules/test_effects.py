"""The table of what a mail does, and whose it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.lead import HoldReason, Stage
from domain.mail import Intent, Understanding
from tools.inbox.rules.bounces import BounceKind, classify_bounce
from tools.inbox.rules.effects import Situation, decide, next_business_day
from tools.inbox.rules.matching import Strength, can_name_a_firm, choose_by_address, choose_by_domain
from tools.inbox.rules.trust import is_from_proven

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


def situation(
    intent: Intent,
    *,
    strength: Strength = Strength.THREAD,
    stage: Stage | None = Stage.OUTREACH_SENT,
    is_trusted: bool = True,
    needs_human: bool = False,
    bounce: BounceKind | None = None,
    return_on: str = "",
) -> Situation:
    said = Understanding(intent, 0.9, needs_human, "Said.", return_on=return_on)
    return Situation(said, strength, stage, False, is_trusted, bounce, NOW)


@pytest.mark.parametrize("is_trusted", [True, False])
@pytest.mark.parametrize("intent", [Intent.INTERESTED, Intent.NEEDS_CLARIFICATION])
def test_only_a_proven_sender_advances(intent: Intent, is_trusted: bool) -> None:
    effects = decide(situation(intent, is_trusted=is_trusted))
    assert (effects.moves_to is not None, effects.understanding.needs_human) == (is_trusted, not is_trusted)


@pytest.mark.parametrize("strength", list(Strength))
@pytest.mark.parametrize("intent", [Intent.UNSUBSCRIBE, Intent.COMPLAINT])
def test_a_refusal_suppresses_whoever_wrote_it_and_however_sure_it_is(intent: Intent, strength: Strength) -> None:
    stage = None if strength is Strength.NONE else Stage.OUTREACH_SENT
    assert decide(situation(intent, strength=strength, stage=stage, is_trusted=False, needs_human=True)).suppresses


def test_a_refusal_from_a_stage_before_any_mail_ends_the_lead() -> None:
    assert decide(situation(Intent.UNSUBSCRIBE, stage=Stage.SCORED)).moves_to is Stage.UNSUBSCRIBED


def test_an_unsubscribed_lead_is_never_left() -> None:
    assert decide(situation(Intent.INTERESTED, stage=Stage.UNSUBSCRIBED)).moves_to is None


@pytest.mark.parametrize("intent", [Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.WRONG_PERSON, Intent.OTHER])
def test_what_is_unclear_stops_the_firm_and_asks(intent: Intent) -> None:
    effects = decide(situation(intent, needs_human=True))
    assert effects.moves_to is None and effects.stops_company and effects.understanding.needs_human


def test_an_absence_holds_until_the_business_day_after_the_return() -> None:
    hold = decide(situation(Intent.OUT_OF_OFFICE, return_on="2026-11-27")).hold
    assert hold and (hold.reason, hold.until) == (HoldReason.OUT_OF_OFFICE, datetime(2026, 11, 30, 9, tzinfo=UTC))


def test_an_absence_of_years_is_capped_and_shown() -> None:
    effects = decide(situation(Intent.OUT_OF_OFFICE, return_on="2099-01-01"))
    assert effects.hold and effects.hold.until and effects.hold.until - NOW <= timedelta(days=180)
    assert effects.understanding.needs_human


def test_an_absence_that_is_over_holds_nothing() -> None:
    assert decide(situation(Intent.OUT_OF_OFFICE, return_on="2026-11-02")).hold is None


@pytest.mark.parametrize(
    ("day", "next_on"), [(date(2026, 11, 26), 27), (date(2026, 11, 27), 30), (date(2026, 11, 28), 30)]
)
def test_the_next_business_day_is_no_weekend(day: date, next_on: int) -> None:
    assert next_business_day(day).day == next_on


@pytest.mark.parametrize(
    ("action", "status", "words", "kind"),
    [
        ("failed", "5.1.1", "", BounceKind.GONE),
        ("failed", "5.2.1", "", BounceKind.HARD),
        ("failed", "5.2.2", "", BounceKind.SOFT),
        ("failed", "4.4.7", "", BounceKind.SOFT),
        ("delayed", "5.1.1", "", BounceKind.SOFT),
        ("failed", "5.7.1", "blocked using a blocklist", BounceKind.POLICY),
        ("failed", "5.7.1", "recipient not found", BounceKind.GONE),
        ("failed", "5.1.8", "", BounceKind.POLICY),
        ("failed", "", "550 user unknown", BounceKind.GONE),
        ("failed", "5.0.0", "mailbox is full", BounceKind.SOFT),
        ("", "", "no idea", BounceKind.SOFT),
    ],
)
def test_a_bounce_is_read_by_its_code_then_by_its_words(action: str, status: str, words: str, kind: BounceKind) -> None:
    assert classify_bounce(action, status, words) is kind


@pytest.mark.parametrize("host", ["gmail.com", "GMX.de", "t-online.de", "sites.google.com", "localhost"])
def test_free_mail_and_shared_hosts_name_no_firm(host: str) -> None:
    assert not can_name_a_firm(host)


def test_a_firms_own_domain_names_it() -> None:
    assert can_name_a_firm("lakeside.example")


def test_two_leads_with_one_address_are_a_weak_match() -> None:
    assert choose_by_address([(1, 5)]).strength is Strength.ADDRESS
    both = choose_by_address([(1, 5), (2, 6)])
    assert (both.strength, both.lead_id, both.others) == (Strength.DOMAIN, 2, (1,))
    assert choose_by_domain([]).strength is Strength.NONE


@pytest.mark.parametrize(
    ("results", "is_proven"),
    [
        (["practice.example; dmarc=pass"], True),
        (["practice.example 1; spf=fail; dmarc=pass (p=none) header.from=lakeside.example"], True),
        (["practice.example; dmarc=pass header.from=evil.example"], False),
        (["practice.example; dmarc=fail"], False),
        (["practice.example.evil.test; dmarc=pass"], False),
        (["practice.example; spf=pass (dmarc=pass)"], False),
        (["evil.example; dmarc=pass", "practice.example; dmarc=pass"], False),
        ([], False),
    ],
)
def test_only_the_topmost_verdict_of_our_own_provider_proves_a_sender(results: list[str], is_proven: bool) -> None:
    assert is_from_proven(results, "practice.example", "lee@lakeside.example") is is_proven


def test_a_mailbox_that_stamps_nothing_proves_nobody() -> None:
    assert not is_from_proven(["practice.example; dmarc=pass"], "", "lee@lakeside.example")
