"""Cleaning what goes into a mail, and taking a text apart into words, sentences and blocks."""

import re
import unicodedata

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')]?\s+(?=[“\"'(]?[A-Z0-9])")
# After these a full stop ends no sentence.
_SHORT = frozenset(
    word
    for line in ("mr mrs ms dr st no inc ltd co corp jr sr vs e.g i.e u.s a.m", "p.m approx dept est mt ft")
    for word in line.split()
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean_line(text: str) -> str:
    """One line without control or invisible characters: safe in a header and in a sentence."""
    spaced = _BREAKS.sub(" ", text)
    return " ".join(_show(spaced).split())


def clean_body(text: str) -> str:
    """A body with plain line ends, no control characters, no trailing blanks and at most one empty line in a row."""
    lines = _BREAKS.sub("\n", text).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_show(line).rstrip() for line in lines)).strip()


def list_words(text: str) -> list[str]:
    return _WORD.findall(text)


def split_sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph; a full stop after “Dr” or “Inc” ends none."""
    sentences: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        last_word = paragraph[start : match.start()].rstrip(".").split(" ")[-1].lower()
        if paragraph[match.start() - 1] == "." and (last_word in _SHORT or len(last_word) == 1):
            continue
        sentences.append(paragraph[start : match.end()].strip())
        start = match.end()
    sentences.append(paragraph[start:].strip())
    return [one for one in sentences if one]


def split_blocks(body: str) -> list[str]:
    """The parts of a body between empty lines."""
    return [block for block in re.split(r"\n\s*\n", body.strip()) if block.strip()]


def end_sentence(text: str) -> str:
    """The text as a sentence: a capital first, a full stop last."""
    tidy = clean_line(text)
    if not tidy:
        return ""
    tidy = tidy[0].upper() + tidy[1:]
    return tidy if tidy.endswith((".", "!", "?", "”", '"')) else f"{tidy}."


def _show(text: str) -> str:
    return "".join(" " if char == "\t" else char for char in text if char == "\t" or not _is_hidden(char))


def _is_hidden(char: str) -> bool:
    # Cc: control; Cf: invisible (direction marks, zero width), but for the joiners some scripts and emoji need.
    return unicodedata.category(char) in ("Cc", "Cs") or (
        unicodedata.category(char) == "Cf" and char not in ("\u200c", "\u200d")
    )
