"""Whom a reply points to: an address if one stands there, else a name. Only ever a suggestion."""

import re
from collections.abc import Sequence

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PART = r"[A-Z][\w'’-]+"
_NAME = rf"(?:(?:Mr|Mrs|Ms|Dr|Frau|Herrn?|Mme|M|Sra?|Sig)\.? )?{_PART}(?: (?:de |van |von |del |da )?{_PART}){{1,2}}"
_CUED = re.compile(
    rf"(?i:contact|reach out to|in touch with|speak (?:to|with)|talk (?:to|with)|write (?:directly )?to|ask|try"
    rf"|e-?mail|colleague|manager|director|cfo|ceo|boss|head of \w+|you'?ll want|you want|question for|to|with"
    rf"|is|is handled by|by|Herrn?|Frau|contactez|contacteer|met|a|con)[,:]? +(?P<name>{_NAME})"
)  # fmt: skip
_LEADING = re.compile(
    rf"(?:^|[.!,:;] +)(?P<name>{_NAME})(?:,? (?:who|is|does|handles|looks|takes|decides|makes|would|can|in|from|\())"
)
_NO_NAMES = re.compile(
    r"^(?:I|We|Please|Thank|Thanks|You|Your|The|This|That|Best|Kind|Good|Dear|Hi|Hello|For|Our|My|Not|Wrong"
    r"|Someone|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)


def find_referral(quotes: Sequence[str]) -> str:
    """The first address in the sentences, else the first name that a cue points at, else ''."""
    for quote in quotes:
        found = _ADDRESS.search(quote)
        if found:
            return found[0].rstrip(".").lower()
    for quote in quotes:
        for pattern in (_CUED, _LEADING):
            for match in pattern.finditer(quote):
                if not _NO_NAMES.match(match["name"]):
                    return match["name"]
    return ""
