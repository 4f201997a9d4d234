"""What a person reads about mail that left or did not. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from domain.mail import MailState, Message
from tools.send.release import ReleaseSummary
from tools.send.rules import SENTENCES
from tools.send.windows import describe_release

_ENDED = (MailState.REJECTED, MailState.FAILED, MailState.BOUNCED)


def describe_mail(message: Message, now: datetime, zone: tzinfo) -> str:
    """When it leaves by the recipient's clock, or why it did not."""
    reason = _refusal_in_words(message)
    if message.state is MailState.QUEUED and message.release_at:
        return f"leaves {describe_release(message.release_at, now, zone)}. {reason}".strip()
    if message.state is MailState.PARKED:
        return "It was on its way when the connection ended; it is looked for in Sent and never sent again blindly."
    return reason or str(message.state)


def summarise_send(
    mails: Sequence[Message], leaves: Mapping[int, str], skipped: Mapping[int, str], summary: ReleaseSummary
) -> str:
    """One or two sentences with the numbers: `mails` as they now stand, `leaves` their release in words by id."""
    sent = sum(1 for mail in mails if mail.state is MailState.SENT)
    lines = [f"Sent {count_mails(sent)}."] if sent else []
    reasons = {mail.id: _refusal_in_words(mail) or summary.reasons.get(mail.id, "") for mail in mails}
    later = [leaves[mail.id] for mail in mails if mail.state is MailState.QUEUED and not reasons[mail.id]]
    if later:
        when = later[0] if len(set(later)) == 1 else f"between {later[0]} and {later[-1]}"
        lines.append(f"Queued {count_mails(len(later))}, leaving {when}; say “undo” to take them back.")
    kept = [mail for mail in mails if mail.state is MailState.QUEUED and reasons[mail.id]]
    lines += _count(kept, reasons, "waits", "wait")
    lines += _count([mail for mail in mails if mail.state in _ENDED], reasons, "was not sent", "were not sent")
    if doubtful := sum(1 for mail in mails if mail.state is MailState.PARKED):
        lines.append(f"{count_mails(doubtful)} may have left; Leadloop looks in Sent before it does anything else.")
    lines += [f"{_drafts(ids)} {reason}." for reason, ids in _by_reason(skipped).items()]
    if summary.stopped:
        lines.append(summary.stopped)
    return " ".join(lines) or "There is nothing to send; say “show my drafts” and approve some first."


def _refusal_in_words(message: Message) -> str:
    return next((text for code, text in SENTENCES.items() if code == message.refusal), message.refusal)


def _count(mails: Sequence[Message], reasons: Mapping[int, str], one: str, many: str) -> list[str]:
    counted = Counter(reasons[mail.id] for mail in mails)
    return [f"{count_mails(number)} {one if number == 1 else many}: {reason}" for reason, number in counted.items()]


def count_mails(number: int) -> str:
    """ "1 mail", "4 mails"."""
    return "1 mail" if number == 1 else f"{number} mails"


def _drafts(ids: list[int]) -> str:
    if len(ids) == 1:
        return f"Draft {ids[0]}"
    named = ", ".join(str(one) for one in ids[:10])
    return f"{len(ids)} drafts ({named}{', ...' if len(ids) > 10 else ''}): each"


def _by_reason(skipped: Mapping[int, str]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for draft_id, reason in skipped.items():
        grouped.setdefault(reason, []).append(draft_id)
    return grouped
