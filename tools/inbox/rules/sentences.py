"""A reply cut into sentences, each as it was written and in a folded form that the patterns are made for."""

import re
from dataclasses import dataclass

from domain.identity import fold

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)
_BREAK = re.compile(r"(?<=[.!?…。！？])[\"')]*\s+|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|st|no|nr|z\.b|e\.g|i\.e|approx|ca|inc|co|hr|fr|sr|sra|a\.u\.b|[a-z])\.$", re.IGNORECASE
)
_DATE_DOT = re.compile(r"\b\d{1,2}\.$")
# Of a long reply only the beginning and the end are read: there people say what they want.
MOST_START, MOST_END = 3000, 1000
_SLIPS = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"\b(?:plz|pls|plse)\b", "please"),
        (r"\bw/(?= ?\w)", "with "),
        (r"\bint(?:er|re|ere|err|erre|r)?e?st(ed|ing)?\b", r"interest\1"),
        (r"\bsch?e?d[eu]?le\b", "schedule"),
        (r"\b(?:alredy|allready)\b", "already"),
        (r"\bur\b", "your"),
        (r"\bu\b(?!\.)", "you"),
        (r"\brn\b", "right now"),
        (r"\b(do|does|did|is|are|was|would|could|should|have|has)nt\b", r"\1n't"),
        (r"\b(can|wo|don)(?:t|;t)\b", r"\1't"),
        (r"^were(?= (?:not|happy|all|good|locked|already|using|looking|fine|set|satisfied|covered|in)\b)", "we're"),
        (r"\b(we|you|they|i)(ve)\b", r"\1've"),
        (
            r"^im(?= (?:interest|eager|keen|not|in\b|excited|open|happy|glad|a\b|the|sure|fine|good|ok|very"
            r"|really))",
            "i'm",
        ),
        (r"^ill\b", "i'll"),
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`quote` is the writer's words on one line, `low` the same folded: lower case, no accents, plain quotes."""

    quote: str
    low: str

    @property
    def is_question(self) -> bool:
        return self.quote.rstrip("\"') ").endswith(("?", "？"))


def fold_words(text: str) -> str:
    """Folded, plain quotes, and the usual short forms and slips of the pen written out."""
    low = " ".join(fold(text.translate(_QUOTES)).split())
    for pattern, meant in _SLIPS:
        low = pattern.sub(meant, low)
    return low


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order; lines that only the mail program broke are joined first."""
    pieces: list[str] = []
    if len(text) > MOST_START + MOST_END:
        text = f"{text[:MOST_START]}\n{text[-MOST_END:]}"
    for line in _join_wrapped(text).split("\n"):
        start = len(pieces)
        for piece in _BREAK.split(line):
            if len(pieces) > start and (_ABBREVIATION.search(pieces[-1]) or _DATE_DOT.search(pieces[-1])):
                pieces[-1] = f"{pieces[-1]} {piece}"
            elif piece.strip():
                pieces.append(piece)
    return tuple(Sentence(quote, fold_words(quote)) for piece in pieces if (quote := " ".join(piece.split())))


def _join_wrapped(text: str) -> str:
    joined: list[str] = []
    for line in text.split("\n"):
        before = joined[-1].rstrip() if joined else ""
        is_wrapped = len(before) >= 45 and before[-1] not in ".!?:;" and line.strip() != ""
        if before and line.strip() and (is_wrapped or (line.lstrip()[:1].islower() and before[-1] not in ".!?:")):
            joined[-1] = f"{before} {line.strip()}"
        else:
            joined.append(line)
    return "\n".join(joined)
