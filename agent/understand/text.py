"""What the person typed, cut into sentences. Lower case beside the original; quoted words are masked."""

import re
import unicodedata
from dataclasses import dataclass

MASK = "\x01"
_SINGLE = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4", "'")
_DOUBLE = dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e", '"')
_DASH = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_PLAIN = {**_SINGLE, **_DOUBLE, **_DASH}
_QUOTED = re.compile(r'"[^"]*(?:"|$)|`[^`]*(?:`|$)|(?<!\w)\'[^\']*(?:\'\w[^\']*)*\'(?!\w)')
_ABBREVIATION = re.compile(
    r"\b(?:st|ft|mt|inc|co|corp|ltd|llc|dr|mr|mrs|ms|no|nr|vs|approx|e\.g|i\.e|u\.s|n\.y|[a-z])$"
)
_END = re.compile(r"[.!?;\u2026]+(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text twice, character by character: `raw` as typed, `low` in lower case with quotes masked."""

    raw: str
    low: str

    def cut(self, start: int, end: int | None = None) -> "Span":
        """The part between two places, without the white space around it."""
        raw, low = self.raw[start:end], self.low[start:end]
        left = len(low) - len(low.lstrip(" ,\n\t"))
        right = len(low.rstrip(" ,\n\t"))
        return Span(raw[left:right], low[left:right])


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the mark it ends with ("?" makes it a question)."""

    span: Span
    end: str

    @property
    def is_asked(self) -> bool:
        return "?" in self.end


def read_text(text: str) -> Span:
    """The text without invisible characters and without quoted mail lines (those that start with ">")."""
    visible = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cf", "Cc", "Cs"))
    lines = [line for line in visible.split("\n") if not line.lstrip().startswith(">")]
    raw = "\n".join(lines)
    low = "".join(_plain(char) for char in raw)
    return Span(raw, _QUOTED.sub(_masked, low))


def _plain(char: str) -> str:
    """One character in lower case with plain quotes and dashes; always one character, so that places agree."""
    if char in _PLAIN:
        return _PLAIN[char]
    if char != "\n" and char.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def _masked(match: re.Match[str]) -> str:
    found = match.group()
    is_closed = len(found) > 1 and found[-1] == found[0]
    return found[0] + MASK * (len(found) - 1 - is_closed) + (found[0] if is_closed else "")


def unquoted(span: Span) -> str:
    """The words as typed without the quotation marks around them."""
    return span.raw.strip().strip("\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb").strip()


def split_sentences(span: Span) -> tuple[Sentence, ...]:
    """Sentences in order; a dot after an abbreviation or inside a number ends none."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(span.low):
        if match.group() == "." and _ABBREVIATION.search(span.low, start, match.start()):
            continue
        _keep(found, span.cut(start, match.start()), match.group())
        start = match.end()
    _keep(found, span.cut(start), "")
    return tuple(found)


def _keep(found: list[Sentence], span: Span, end: str) -> None:
    if span.low:
        found.append(Sentence(span, end))
    elif found and "?" in end:
        found[-1] = Sentence(found[-1].span, found[-1].end + end)
