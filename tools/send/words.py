"""What a person reads about mail that left or did not. Pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from domain.mail import MailState, Message
from tools.send.release import Fate, ReleaseSummary
from tools.send.rules import SENTENCES, Refusal
from tools.send.windows import describe_release


def describe_mail(message: Message, now: datetime) -> str:
    """When it leaves, or why it did not."""
    reason = next((text for code, text in SENTENCES.items() if code == message.refusal), message.refusal)
    if message.state is MailState.QUEUED and message.release_at:
        leaves = f"leaves {describe_release(message.release_at, now, UTC)}".replace("their time", "UTC")
        return f"{leaves}. {reason}".strip()
    if message.state is MailState.PARKED:
        return "It was on its way when the connection ended; it is looked for in Sent and never sent again blindly."
    return reason or str(message.state)


def summarise_send(
    summary: ReleaseSummary, leaves: Mapping[int, str], skipped: Mapping[int, str], *, is_paused: bool
) -> str:
    """One or two sentences with the numbers. `leaves` are the release times in words by message id."""
    sent = len(summary.ids(Fate.SENT))
    worked = {one for ids in summary.by_fate.values() for one in ids}
    lines = [f"Sent {_mails(sent)}."] if sent else []
    if later := [words for message_id, words in leaves.items() if message_id not in worked]:
        first = later[0] if len(set(later)) == 1 else f"between {later[0]} and {later[-1]}"
        lines.append(f"Queued {_mails(len(later))}, leaving {first}; say “undo” to take them back.")
    reasons = Counter(summary.reasons[one] for one in summary.reasons if one not in summary.ids(Fate.SENT))
    lines += [f"{number} not sent: {reason}" for reason, number in reasons.items()]
    lines += [f"{_drafts(ids)} {reason}." for reason, ids in _by_reason(skipped).items()]
    if summary.stopped and summary.stopped not in lines:
        lines.append(summary.stopped)
    if is_paused and not reasons:
        lines.append(SENTENCES[Refusal.PAUSED])
    return " ".join(lines) or "There is nothing to send; say “show my drafts” and approve some first."


def _mails(number: int) -> str:
    return "1 mail" if number == 1 else f"{number} mails"


def _drafts(ids: list[int]) -> str:
    return f"Draft {ids[0]}" if len(ids) == 1 else f"{len(ids)} drafts: each"


def _by_reason(skipped: Mapping[int, str]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for draft_id, reason in skipped.items():
        grouped.setdefault(reason, []).append(draft_id)
    return grouped
