"""Whether the From of a mail is proven: only by the verdict that our own mail provider stamped on it (RFC 8601)."""

import re
from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_DMARC = re.compile(r"(?:^|;)\s*dmarc\s*=\s*pass\b(?P<rest>[^;]*)", re.IGNORECASE)
_FROM = re.compile(r"header\.from\s*=\s*([^\s;]+)", re.IGNORECASE)


def is_from_proven(results: Sequence[str], authority: str, sender: str) -> bool:
    """`results` are the Authentication-Results headers, topmost first; `authority` names our provider, '' for none.

    Only the topmost counts: whatever stands below it came with the mail and may be forged.
    """
    if not results or not authority:
        return False
    words = _COMMENT.sub(" ", results[0])
    server, _, verdicts = words.partition(";")
    if server.lower().split()[:1] != [authority.lower()]:
        return False
    found = _DMARC.search(verdicts)
    if not found:
        return False
    named = _FROM.search(found["rest"])
    host = sender.rpartition("@")[2].lower()
    return named is None or _is_within(host, named[1].lower())


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
