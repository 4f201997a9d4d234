"""The policy of sending and the checks of the claim, in their one order. Pure: facts in, a named refusal out."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.draft import DraftKind
from domain.lead import Hold, HoldReason, Stage
from tools.send.windows import IsHoliday, Window, find_opening, is_open

_WEEKDAYS = frozenset(range(5))
_LOOK_AGAIN = timedelta(hours=1)
_LOOK_SOON = timedelta(minutes=1)
_DAY = timedelta(hours=24)
_FEWEST_BOUNCES = 3


@dataclass(frozen=True, slots=True)
class SendPolicy:
    """How mail may leave. `daily_caps` is the cap by week since the first mail; its last value stays in force.

    A claim older than `lease_seconds` is another's to take; a mail of unknown fate is looked for after
    `settle_seconds`, which must outlast both the lease and the server's slowest answer.
    A mailbox of which a larger share than `most_bounces` of the last 100 mails bounced is paused.
    A place whose zone nobody knows counts as the sender's `home_zone`.
    A follow-up leaves only when the mailbox was read in full within `poll_seconds`; None: at any time.
    In `consent_countries` even a firm is written to only when a person has stated the lawful basis.
    """

    undo_seconds: int
    daily_caps: tuple[int, ...]
    window: Window | None
    min_gap_seconds: int
    max_gap_seconds: int
    settle_seconds: int
    lease_seconds: int
    consent_countries: frozenset[str] = frozenset()
    home_zone: tzinfo = UTC
    most_bounces: float | None = None
    poll_seconds: int | None = None

    def __post_init__(self) -> None:
        if not self.daily_caps or self.min_gap_seconds > self.max_gap_seconds:
            raise ValueError("a policy needs a daily cap, and a longest gap that is not below the shortest")
        if self.settle_seconds < self.lease_seconds:
            raise ValueError("a mail must not be settled while the process that sends it may still be at work")

    def cap_at(self, now: datetime, first_sent_at: datetime | None) -> int:
        """The cap of the day: it grows week by week from the first mail of the mailbox."""
        week = (now - first_sent_at).days // 7 if first_sent_at else 0
        return self.daily_caps[min(max(week, 0), len(self.daily_caps) - 1)]

    def gap_after(self, rfc_id: str) -> timedelta:
        """The wait before this mail: spread evenly between the two bounds, the same each time for one mail."""
        share = int.from_bytes(hashlib.sha256(rfc_id.encode()).digest()[:4], "big") / 2**32
        return timedelta(seconds=self.min_gap_seconds + share * (self.max_gap_seconds - self.min_gap_seconds))


OPEN_POLICY = SendPolicy(
    undo_seconds=0,
    daily_caps=(500,),
    window=None,
    min_gap_seconds=0,
    max_gap_seconds=0,
    settle_seconds=60,
    lease_seconds=60,
)
LIVE_POLICY = SendPolicy(
    undo_seconds=30,
    daily_caps=(5, 10, 20, 30, 45),
    window=Window(_WEEKDAYS, time(9), time(17)),
    min_gap_seconds=5 * 60,
    max_gap_seconds=15 * 60,
    settle_seconds=10 * 60,
    lease_seconds=5 * 60,
    consent_countries=frozenset({"DE", "AT"}),
    most_bounces=0.03,
    poll_seconds=10 * 60,
)


class Refusal(StrEnum):
    """Why a mail does not leave, in the order in which the claim asks."""

    PAUSED = "PAUSED"
    NO_MAILBOX = "NO_MAILBOX"
    BAD_ADDRESS = "BAD_ADDRESS"
    NOT_APPROVED = "NOT_APPROVED"
    SUPPRESSED = "SUPPRESSED"
    ANSWERED = "ANSWERED"
    LEAD_STATE = "LEAD_STATE"
    NO_LAWFUL_BASIS = "NO_LAWFUL_BASIS"
    NEEDS_POLL = "NEEDS_POLL"
    DAILY_CAP = "DAILY_CAP"
    OUTSIDE_WINDOW = "OUTSIDE_WINDOW"
    GAP = "GAP"


SENTENCES: Mapping[Refusal, str] = {
    Refusal.PAUSED: "Sending is paused; say “resume sending” to let mail leave again.",
    Refusal.NO_MAILBOX: (
        "No mailbox is connected, and this version cannot connect one yet; nothing was sent. Approved drafts stay "
        "approved."
    ),
    Refusal.BAD_ADDRESS: "The address is not one plain e-mail address; find another contact and draft again.",
    Refusal.NOT_APPROVED: "Nobody has approved this exact text for this person; show the draft and approve it.",
    Refusal.SUPPRESSED: "The address or its domain must not be written to; choose another firm.",
    Refusal.ANSWERED: "The firm has answered since this was written; read the reply (“any replies?”) and answer that.",
    Refusal.LEAD_STATE: "The lead is not where this mail belongs, or it is on hold; say “show the lead” to see why.",
    Refusal.NO_LAWFUL_BASIS: "The law there asks for consent first; state your lawful basis for the lead.",
    Refusal.NEEDS_POLL: "The mailbox must be read before a follow-up leaves; it goes on by itself after that.",
    Refusal.DAILY_CAP: "The mailbox has sent as much as it may in a day; it goes on by itself.",
    Refusal.OUTSIDE_WINDOW: "It is outside their working hours; it leaves when they open.",
    Refusal.GAP: "Mails leave a few minutes apart; this one waits for its turn.",
}

# What each kind of mail may find its lead in.
_OUTREACH_STAGES = frozenset({Stage.MESSAGE_GENERATED})
_FOLLOW_UP_STAGES = frozenset({Stage.OUTREACH_SENT})
_ANSWER_STAGES = frozenset(
    {
        Stage.OUTREACH_SENT,
        Stage.INTERESTED,
        Stage.NEEDS_CLARIFICATION,
        Stage.SCHEDULING_IN_PROGRESS,
        Stage.MEETING_BOOKED,
    }
)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """All that the claim asks about one mail, read in the claim's own transaction.

    `mails_today` counts what left (or may have left) in the last 24 hours and the local day, whichever began earlier,
    and `oldest_today_at` is when the first of the last `cap` of them did. `last_left_at` is the mailbox's last mail,
    `polled_at` its last full reading.
    """

    now: datetime
    rfc_id: str
    kind: DraftKind
    step: int
    stage: Stage
    hold: Hold | None
    country: str
    zone: tzinfo
    is_holiday: IsHoliday
    is_paused: bool
    has_mailbox: bool
    is_address_valid: bool
    is_approved: bool
    is_suppressed: bool
    is_answered: bool
    is_basis_stated: bool
    is_window_waived: bool
    mails_today: int
    oldest_today_at: datetime | None
    first_sent_at: datetime | None
    last_left_at: datetime | None
    polled_at: datetime | None

    def is_held(self) -> bool:
        """Whether a hold keeps this mail back; an answer to their own mail is never held."""
        if self.hold is None or self.kind is DraftKind.ANSWER:
            return False
        return self.hold.until is None or self.hold.until > self.now

    def fits_stage(self) -> bool:
        """Whether the lead stands where a mail of this kind belongs."""
        if self.kind is DraftKind.ANSWER:
            return self.stage in _ANSWER_STAGES
        return self.stage in (_FOLLOW_UP_STAGES if self.step else _OUTREACH_STAGES)


def check_claim(facts: ClaimFacts, policy: SendPolicy) -> Refusal | None:
    """The first rule that says no, None when the mail may leave."""
    return next((refusal for refusal, forbids in _CHECKS if forbids(facts, policy)), None)


def find_retry_at(refusal: Refusal, facts: ClaimFacts, policy: SendPolicy) -> datetime | None:
    """When the mail is tried again; None when the refusal is final for this mail."""
    later: Mapping[Refusal, Callable[[], datetime | None]] = {
        Refusal.PAUSED: lambda: facts.now + _LOOK_SOON,
        Refusal.NO_MAILBOX: lambda: facts.now + _LOOK_SOON,
        Refusal.LEAD_STATE: lambda: _after_hold(facts),
        Refusal.NO_LAWFUL_BASIS: lambda: facts.now + _LOOK_AGAIN,
        Refusal.NEEDS_POLL: lambda: facts.now + _LOOK_SOON,
        Refusal.DAILY_CAP: lambda: max((facts.oldest_today_at or facts.now) + _DAY, facts.now + _LOOK_SOON),
        Refusal.OUTSIDE_WINDOW: lambda: _opening(facts, policy),
        Refusal.GAP: lambda: _gap_ends_at(facts, policy),
    }
    return later[refusal]() if refusal in later else None


def next_release(policy: SendPolicy, now: datetime, zone: tzinfo, is_holiday: IsHoliday) -> datetime:
    """When a mail queued now may leave: after the undo window, and within the sending window of the recipient."""
    soonest = now + timedelta(seconds=policy.undo_seconds)
    return find_opening(policy.window, soonest, zone, is_holiday) if policy.window else soonest


def is_bouncing(bounced: int, total: int, most: float) -> bool:
    """Whether too many of the last mails bounced; two may be bad luck."""
    return bounced >= _FEWEST_BOUNCES and bounced > most * total


def find_day_start(now: datetime, zone: tzinfo) -> datetime:
    """From when on mails count against the daily cap: 24 hours back, or local midnight on a day of 25 hours."""
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
    return min(midnight, now - _DAY)


def _opening(facts: ClaimFacts, policy: SendPolicy) -> datetime | None:
    return find_opening(policy.window, facts.now, facts.zone, facts.is_holiday) if policy.window else None


def _gap_ends_at(facts: ClaimFacts, policy: SendPolicy) -> datetime:
    return (facts.last_left_at or facts.now) + policy.gap_after(facts.rfc_id)


def _after_hold(facts: ClaimFacts) -> datetime | None:
    if facts.hold is None or not facts.is_held() or not facts.fits_stage():
        return None
    return facts.hold.until or facts.now + _LOOK_AGAIN


def _lacks_basis(facts: ClaimFacts, policy: SendPolicy) -> bool:
    if facts.kind is DraftKind.ANSWER or facts.is_basis_stated:
        return False
    is_marked = facts.hold is not None and facts.hold.reason is HoldReason.NO_LAWFUL_BASIS
    return is_marked or facts.country.upper() in policy.consent_countries


def _is_wrong_stage(facts: ClaimFacts, _policy: SendPolicy) -> bool:
    is_about_basis = facts.hold is not None and facts.hold.reason is HoldReason.NO_LAWFUL_BASIS
    return not facts.fits_stage() or (facts.is_held() and not is_about_basis)


def _needs_poll(facts: ClaimFacts, policy: SendPolicy) -> bool:
    """Whether a follow-up would overtake an answer that may lie unread in the mailbox."""
    if policy.poll_seconds is None or facts.step == 0:
        return False
    return facts.polled_at is None or facts.now - facts.polled_at > timedelta(seconds=policy.poll_seconds)


def _is_over_cap(facts: ClaimFacts, policy: SendPolicy) -> bool:
    return facts.mails_today >= policy.cap_at(facts.now, facts.first_sent_at)


def _is_outside_window(facts: ClaimFacts, policy: SendPolicy) -> bool:
    if policy.window is None or facts.is_window_waived:
        return False
    return not is_open(policy.window, facts.now, facts.zone, facts.is_holiday)


def _is_too_soon(facts: ClaimFacts, policy: SendPolicy) -> bool:
    return facts.last_left_at is not None and facts.now < _gap_ends_at(facts, policy)


_CHECKS: tuple[tuple[Refusal, Callable[[ClaimFacts, SendPolicy], bool]], ...] = (
    (Refusal.PAUSED, lambda facts, _: facts.is_paused),
    (Refusal.NO_MAILBOX, lambda facts, _: not facts.has_mailbox),
    (Refusal.BAD_ADDRESS, lambda facts, _: not facts.is_address_valid),
    (Refusal.NOT_APPROVED, lambda facts, _: not facts.is_approved),
    (Refusal.SUPPRESSED, lambda facts, _: facts.is_suppressed),
    (Refusal.ANSWERED, lambda facts, _: facts.is_answered),
    (Refusal.LEAD_STATE, _is_wrong_stage),
    (Refusal.NO_LAWFUL_BASIS, _lacks_basis),
    (Refusal.NEEDS_POLL, _needs_poll),
    (Refusal.DAILY_CAP, _is_over_cap),
    (Refusal.OUTSIDE_WINDOW, _is_outside_window),
    (Refusal.GAP, _is_too_soon),
)
