"""What the numbers say: rates with their intervals, what stands out, what to do next. Pure arithmetic, no model."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import sqrt

from domain.mail import Intent, MailState
from domain.views import AngleResult, Tally, Waiting
from tools.outcome import AngleRow, DaySends, Rate

# 97.5 % quantile of the normal distribution: a two-sided interval of 95 %.
_Z = 1.959963984540054
ENOUGH = 20
DAYS_SHOWN = 14
# Mailbox providers begin to doubt a sender above this share of bounces.
_MOST_BOUNCES = 0.03
_FEW_MAILS = 10
SEARCH = "find 10 healthcare firms in Buffalo"


def compute_rate(hits: int, total: int) -> Rate:
    """The share with its Wilson score interval (Wilson 1927), which stays within 0..1 also for few trials."""
    if not 0 <= hits <= total or total == 0:
        raise ValueError(f"{hits} of {total} is no share")
    share = hits / total
    square = _Z * _Z / total
    middle = share + square / 2
    half = _Z * sqrt(share * (1 - share) / total + square / (4 * total))
    low, high = (middle - half) / (1 + square), (middle + half) / (1 + square)
    # At 0 and 1 the formula gives the share itself but for the last bits.
    return Rate(share, min(share, max(0.0, low)), max(share, min(1.0, high)))


def build_rows(results: Sequence[AngleResult], unnamed: str = "not known") -> tuple[AngleRow, ...]:
    """One row per label, most mails first."""
    rows = [
        AngleRow(
            one.angle or unnamed,
            one.sent,
            one.replied,
            one.interested,
            compute_rate(one.replied, one.sent),
            is_enough=one.sent >= ENOUGH,
        )
        for one in results
    ]
    return tuple(sorted(rows, key=lambda row: (-row.sent, row.angle)))


def compute_reply_rate(results: Sequence[AngleResult]) -> Rate | None:
    """Of all leads whose first mail left in the period, those that answered; None when nothing left."""
    sent = sum(one.sent for one in results)
    return compute_rate(sum(one.replied for one in results), sent) if sent else None


def count_days(sent_at: Sequence[datetime], today: date) -> tuple[DaySends, ...]:
    """The last fourteen days with today as the last one; days on which nothing left count too."""
    counts = Counter(at.date() for at in sent_at)
    days = [today - timedelta(days=back) for back in range(DAYS_SHOWN - 1, -1, -1)]
    return tuple(DaySends(day, counts[day]) for day in days)


def list_funnel(tally: Tally) -> tuple[tuple[str, int], ...]:
    """The stations of the funnel in order; each counts leads to which this happened in the period."""
    return (
        ("found", tally.found),
        ("scored", tally.scored),
        ("approved", tally.approved),
        ("with a contact", tally.with_contact),
        ("drafted", tally.drafted),
        ("contacted", tally.contacted),
        ("replied", tally.replied),
        ("with a meeting", tally.meetings),
    )


def list_remarks(tally: Tally, waiting: Waiting, rows: Sequence[AngleRow], days: int) -> tuple[str, ...]:
    """What stands out, most urgent first."""
    return (
        *_remark_bounces(tally),
        *_remark_waiting(waiting),
        *_remark_funnel(tally, days),
        *_remark_rows(rows),
    )


def _remark_bounces(tally: Tally) -> list[str]:
    bounced = max(tally.mails.get(MailState.BOUNCED, 0), tally.intents.get(Intent.BOUNCE, 0))
    left = tally.mails.get(MailState.SENT, 0) + tally.mails.get(MailState.BOUNCED, 0)
    remarks = []
    if left and bounced / left > _MOST_BOUNCES:
        share = f"{bounced} of {left} mails bounced ({min(1.0, bounced / left):.0%}; more than 3 % hurts your standing)"
        few = ", though so few mails say little" if left < _FEW_MAILS else ""
        remarks.append(f"{share}{few}: check the addresses before you send more.")
    complaints = tally.intents.get(Intent.COMPLAINT, 0)
    if complaints:
        remarks.append(f"{_count(complaints, 'complaint')} came in: look at whom you write to before you send more.")
    return remarks


def _remark_waiting(waiting: Waiting) -> list[str]:
    told = (
        (waiting.parked, "mail", "may or may not have left and {needs} your look: say “show my drafts”"),
        (waiting.replies, "lead", "{waits} for your answer: say “any replies?”"),
        (waiting.drafts, "draft", "{waits} for your approval: say “show my drafts”"),
        (waiting.approved_drafts, "draft", "{is} approved and not sent: say “send the approved drafts”"),
        (waiting.follow_ups, "follow-up", "{is} due: say “which follow-ups are due?”"),
    )
    return [f"{_count(number, noun)} {_inflect(words, number)}." for number, noun, words in told if number]


def _inflect(words: str, number: int) -> str:
    if number == 1:
        return words.format(needs="needs", waits="waits", **{"is": "is"})
    return words.format(needs="need", waits="wait", **{"is": "are"})


def _remark_funnel(tally: Tally, days: int) -> list[str]:
    """Why a later station may show more than an earlier one: its leads came that far before the period began."""
    stations = list_funnel(tally)
    odd = [
        f"{later} {more:,} but {earlier} {fewer:,}"
        for (earlier, fewer), (later, more) in pairwise(stations)
        if more > fewer
    ]
    if not odd:
        return []
    return [
        f"Each number counts the leads to which that happened in these {_count(days, 'day')}; {', '.join(odd)}: "
        "the others took the earlier step before, or wrote by themselves."
    ]


def _remark_rows(rows: Sequence[AngleRow]) -> list[str]:
    """A winner only when its interval lies above another's; with less, say that it is too few to say."""
    sure = sorted((row for row in rows if row.is_enough), key=lambda row: -row.rate.value)
    if len(sure) > 1 and sure[0].rate.low > sure[-1].rate.high:
        best, worst = sure[0], sure[-1]
        told = f"“{best.angle}” gets more answers ({best.rate.value:.0%}) than “{worst.angle}” ({worst.rate.value:.0%})"
        return [f"{told}, and that is hardly chance."]
    if len(rows) > 1 and len(sure) < 2:
        return [f"Too few mails to compare: each row needs at least {ENOUGH}."]
    return []


def say_rate(rate: Rate | None) -> str:
    """“12 % answered (likely 8 to 17 %)”; empty for no rate."""
    if rate is None:
        return ""
    return f"{rate.value:.0%} answered (likely {rate.low * 100:.0f} to {rate.high:.0%})".replace("%", " %")


def suggest_steps(waiting: Waiting) -> tuple[str, ...]:
    """Up to four sentences that fit what the ledger holds, the most useful first."""
    steps = []
    if waiting.replies:
        steps.append("any replies?")
    if waiting.drafts:
        steps.append("show my drafts")
    if waiting.approved_drafts:
        steps.append("send the approved drafts")
    if waiting.follow_ups:
        steps.append("which follow-ups are due?")
    if waiting.with_contact:
        steps.append("draft emails for all approved leads")
    if waiting.approved:
        steps.append("find contacts for all approved leads")
    if waiting.scored:
        steps.append(f"approve the top {min(5, waiting.scored)} leads")
    if waiting.new:
        steps.append("score all new leads")
    if waiting.contacted and not waiting.replies:
        steps.append("any replies?")
    if waiting.contacted:
        steps.append("how are we doing?")
    if len(steps) < 2:
        steps.append(SEARCH)
    return tuple(steps[:4])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
