"""Names of known firms inside a sentence, whole, shortened or a little misspelt."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from agent.understand.nouns import NOUN_KINDS
from agent.understand.tables import word_list
from agent.understand.text import Span

_TAIL = re.compile(r"[\s,]+(?:inc|llc|ltd|corp|co|company|gmbh|group|plc)\.?$", re.IGNORECASE)
_UNKNOWN_NAME = re.compile(
    r"(?:^|\s)(?P<name>[A-Z][\w'&.-]*(?:\s+(?:(?:of|the|and|&|for|de|la|in|"
    r"at) )*[A-Z0-9&][\w'&.-]*){0,5})(?=\s*(?:$|,|'s))"
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
def _words(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The rare single words of the names and the names that have them."""
    words: dict[str, list[str]] = {}
    for name in names:
        for word in dict.fromkeys(re.findall(r"[\w'&-]+", name.lower())):
            if len(word) > 3 and word not in word_list("common_name_words"):
                words.setdefault(word, []).append(name)
    return words


def find_name(span: Span, names: tuple[str, ...]) -> NameFound | None:
    """The longest known name in the phrase; then a part of exactly one name; then a near miss."""
    if not names:
        return None
    return find_whole_name(span, names) or _by_word(span, names) or _near(span, _forms(names))


def find_whole_name(span: Span, names: tuple[str, ...]) -> NameFound | None:
    """The longest known name that stands in the phrase as it is, but for an Inc or LLC at its end."""
    best: NameFound | None = None
    for form, meant in _forms(names).items() if names else ():
        at = span.low.find(form)
        if at < 0 or not _is_whole(span.low, at, at + len(form)):
            continue
        if best is None or len(form) > best.end - best.start:
            best = NameFound(meant[0], at, at + len(form), len(set(meant)) == 1 and _is_only(form, meant[0], names))
    return best


def _is_only(form: str, meant: str, names: tuple[str, ...]) -> bool:
    """Whether a shortened name is no part of another firm's name ("Acme" beside Acme Inc and Acme Hotel)."""
    if form == meant.lower():
        return True
    return not any(re.search(rf"\b{re.escape(form)}\b", name.lower()) for name in names if name != meant)


def _is_whole(low: str, start: int, end: int) -> bool:
    before = low[start - 1 : start] if start else ""
    after = low[end : end + 1]
    return not before.isalnum() and not after.isalnum()


def _by_word(span: Span, names: tuple[str, ...]) -> NameFound | None:
    """A rare word of one name with the words of that name around it. One word alone must be typed as a name."""
    rare = _words(names)
    found = list(re.finditer(r"[\w'&-]+", span.low))
    for place, match in enumerate(found):
        meant = rare.get(match.group().removesuffix("'s"))
        if not meant:
            continue
        own = set(re.findall(r"[\w'&-]+", meant[0].lower()))
        first = last = place
        while first > 0 and found[first - 1].group() in own:
            first -= 1
        while last + 1 < len(found) and found[last + 1].group() in own:
            last += 1
        is_typed_as_name = last > first or (span.raw[match.start()].isupper() and not span.raw.isupper())
        is_exact = is_typed_as_name and len(set(meant)) == 1
        return NameFound(meant[0], found[first].start(), found[last].end(), is_exact)
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


def find_unknown_name(span: Span) -> re.Match[str] | None:
    """A capitalised run of words at the end of a phrase whose other words are blanked: a firm nobody knows by name."""
    if span.raw.isupper():
        return None
    left = "".join(raw if low != " " else " " for raw, low in zip(span.raw, span.low, strict=True))
    match = _UNKNOWN_NAME.search(left)
    return match if match and match["name"].lower() not in NOUN_KINDS and not match["name"].isdecimal() else None
