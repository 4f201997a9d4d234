"""What a bounce means: permanent, temporary or about our own sending; and whether it is about a mail of ours at all."""

import re
from enum import StrEnum

from domain.identity import address_key
from domain.mail import Message

_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_BASIC = re.compile(r"(?<!\d)(4[2-5]\d|5[0-7]\d)(?:[ -#:])")
_GONE = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|address|person)|does ?n[o']t exist|does not exist|"
    r"recipient (?:not found|unknown|rejected)|mailbox (?:not found|unavailable|does not)|unknown (?:recipient"
    r"|address|local)|"
    r"invalid (?:recipient|mailbox|address)|address (?:rejected|not found|unknown)|not a valid|no mailbox here|"
    r"account (?:has been )?(?:disabled|deactivated|closed)|host unknown|unrouteable|domain not found"
    r"|couldn't be found",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"(?:mailbox|inbox|account|quota)[^.\n]{0,30}(?:full|exceeded|over)|over (?:its )?quota|out of storage"
    r"|insufficient (?:system )?storage",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"try(?:ing)? again later|temporar|greylist|timed? ?out|delayed|will be retried|still being retried|warning only",
    re.I,
)
_POLICY = re.compile(
    r"spam|blocked|blacklist|block ?list|reputation|policy|dmarc|spf|not authori[sz]ed|access denied", re.IGNORECASE
)


class BounceKind(StrEnum):
    """GONE: the address does not exist (5.1.x). HARD: refused for good. SOFT: may yet arrive. POLICY: about us."""

    GONE = "gone"
    HARD = "hard"
    SOFT = "soft"
    POLICY = "policy"


def classify_bounce(action: str, status: str, words: str) -> BounceKind:
    """RFC 3463 code first, then the words of the server. A doubtful one is soft: a good address is not thrown away."""
    if action in ("delayed", "relayed", "expanded", "delivered"):
        return BounceKind.SOFT
    code = _STATUS.search(status) or _STATUS.search(words)
    if code and not (code[2] == "0" and code[3] == "0"):
        return _of_code(code[1], code[2], code[3], words)
    if _FULL.search(words):
        return BounceKind.SOFT
    if _GONE.search(words):
        return BounceKind.GONE
    if _POLICY.search(words):
        return BounceKind.POLICY
    basic = _BASIC.search(words)
    if _LATER.search(words) or (basic and basic[1].startswith("4")):
        return BounceKind.SOFT
    return BounceKind.HARD if action == "failed" or basic else BounceKind.SOFT


def _of_code(kind: str, subject: str, detail: str, words: str) -> BounceKind:
    if kind != "5":
        return BounceKind.SOFT
    if subject == "7":
        # Some servers say 5.7.1 for a recipient that is not there.
        return BounceKind.GONE if _GONE.search(words) and not _POLICY.search(words) else BounceKind.POLICY
    if subject == "1":
        # 5.1.7 and 5.1.8 are about the sender's address.
        return BounceKind.POLICY if detail in ("7", "8") else BounceKind.GONE
    if (subject, detail) in (("2", "2"), ("3", "1"), ("4", "7")) or subject == "3":
        return BounceKind.SOFT
    return BounceKind.HARD


def is_about(sent: Message | None, returned_id: str, recipients: tuple[str, ...]) -> bool:
    """A bounce counts only when it gives back our Message-ID and names the address that this mail went to."""
    if sent is None or not returned_id or returned_id != sent.rfc_id:
        return False
    return address_key(sent.recipient) in {address_key(one) for one in recipients if one}
