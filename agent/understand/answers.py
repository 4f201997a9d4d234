"""The answer to a pending question: yes, no, a number, "the first", or the words of a button."""

import re

from rapidfuzz import fuzz, process

from agent.understand import amounts
from agent.understand.tables import phrases
from domain.plan import Option

_NUMBER = re.compile(
    rf"(?:the )?(?:option |number |no\.? |#|choice )?(?:(?P<number>{amounts.POSITIVE})|"
    rf"(?P<ordinal>{amounts.ORDINAL}))(?: one| option| choice)?(?:,? please)?"
)
_CLOSE = 84


def parse_answer(text: str, options: tuple[Option, ...]) -> Option | None:
    """The option a person chose, or None when the text is no answer to the question (then it is a new sentence)."""
    low = " ".join(text.lower().replace("\u2019", "'").split()).strip(" .!")
    if not low or not options or "?" in low:
        return None
    labels = [option.label.lower() for option in options]
    if low in labels:
        return options[labels.index(low)]
    if phrases("answer_no").fullmatch(low):
        return next((option for option in options if not option.calls), None)
    if phrases("answer_yes").fullmatch(low):
        return _the_yes(options)
    number = _NUMBER.fullmatch(low)
    if number:
        return _by_place(number, options)
    return _by_words(low, options, labels)


def _the_yes(options: tuple[Option, ...]) -> Option | None:
    """Yes means something only where one option acts."""
    acting = [option for option in options if option.calls]
    return acting[0] if len(acting) == 1 else None


def _by_place(match: re.Match[str], options: tuple[Option, ...]) -> Option | None:
    said = match["number"]
    place = amounts.parse_number(said) if said else amounts.parse_ordinal(match["ordinal"])
    if place == -1:
        return options[-1]
    return options[place - 1] if place and 1 <= place <= len(options) else None


def _by_words(low: str, options: tuple[Option, ...], labels: list[str]) -> Option | None:
    """The words of one label, a part of exactly one, or one spelt nearly so; never for an answer with a negation."""
    if re.search(r"\b(?:not|no|never|don'?t)\b", low):
        return None
    words = re.sub(r"^(?:(?:the ones?|the|i mean|i meant|in|it's|that's)\s+)+|(?:,? please| one)$", "", low)
    holding = [
        option
        for option, label in zip(options, labels, strict=True)
        if len(words) > 1 and re.search(rf"\b{re.escape(words)}\b", label)
    ]
    if len(holding) == 1:
        return holding[0]
    if holding or len(words) < 4:
        return None
    ranked = process.extract(words, labels, scorer=fuzz.ratio, limit=2)
    if ranked[0][1] < _CLOSE or (len(ranked) > 1 and ranked[1][1] > ranked[0][1] - 8):
        return None
    return options[ranked[0][2]]
