"""Names of known firms inside a sentence, whole, shortened or a little misspelt."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from agent.understand.text import Span

_TAIL = re.compile(r"[\s,]+(?:inc|llc|ltd|corp|co|company|gmbh|group|plc)\.?$", re.IGNORECASE)
_COMMON = frozenset(
    "the hotel hotels hospital hospitals clinic firm firms company center centre care health medical group services "
    "of and first top best new second lead leads draft drafts all rest city county general email mail mails".split()
)


@dataclass(frozen=True, slots=True)
class NameFound:
    """A known name at a place of the text; `is_exact` is False when it was misspelt or fits several firms."""

    name: str
    start: int
    end: int
    is_exact: bool


@lru_cache(maxsize=64)
def _forms(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Lower-case forms (whole, and without Inc or LLC) and the names they stand for."""
    forms: dict[str, tuple[str, ...]] = {}
    for name in names:
        for form in {name.lower().strip(), _TAIL.sub("", name.lower().strip())}:
            if len(form) > 2:
                forms[form] = (*forms.get(form, ()), name)
    return forms


@lru_cache(maxsize=64)
def _words(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The rare single words of the names and the names that have them."""
    words: dict[str, tuple[str, ...]] = {}
    for name in names:
        for word in dict.fromkeys(re.findall(r"[\w'&-]+", name.lower())):
            if len(word) > 3 and word not in _COMMON:
                words[word] = (*words.get(word, ()), name)
    return words


def find_name(span: Span, names: tuple[str, ...]) -> NameFound | None:
    """The longest known name in the phrase; then a rare word of exactly one name; then a near miss."""
    if not names:
        return None
    forms = _forms(names)
    best: NameFound | None = None
    for form, meant in forms.items():
        at = span.low.find(form)
        if at < 0 or not _is_whole(span.low, at, at + len(form)):
            continue
        if best is None or len(form) > best.end - best.start:
            best = NameFound(meant[0], at, at + len(form), len(set(meant)) == 1)
    return best or _by_word(span, names) or _near(span, forms)


def _is_whole(low: str, start: int, end: int) -> bool:
    before = low[start - 1 : start]
    after = low[end : end + 1]
    return not before.isalnum() and not after.isalnum()


def _by_word(span: Span, names: tuple[str, ...]) -> NameFound | None:
    words = _words(names)
    for match in re.finditer(r"[\w'&-]+", span.low):
        meant = words.get(match.group().removesuffix("'s"))
        if meant:
            return NameFound(meant[0], match.start(), match.end(), len(set(meant)) == 1)
    return None


def _near(span: Span, forms: dict[str, tuple[str, ...]]) -> NameFound | None:
    rest = span.low.strip()
    if len(rest) < 5:
        return None
    found = process.extractOne(rest, forms.keys(), scorer=fuzz.ratio, score_cutoff=82)
    if not found:
        return None
    start = span.low.index(rest)
    return NameFound(forms[found[0]][0], start, start + len(rest), False)
