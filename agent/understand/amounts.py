"""Numbers as people write them: digits, words, "a dozen", lists and ranges of numbers."""

import re

MAX_COUNT = 500
_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_GROUPS = {"couple": 2, "pair": 2, "few": 3, "handful": 5, "dozen": 12, "hundred": 100, "thousand": 1000}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
}

_UNIT = "|".join(_UNITS)
_TEN = "|".join(_TENS)
_WORD_NUMBER = rf"(?:(?:{_TEN})[- ](?:{_UNIT})|{_TEN}|{_UNIT})"
_GROUP_NUMBER = (
    r"(?:half a dozen|two dozen|a dozen|one dozen|dozen|a couple(?: of)?|a few|a handful(?: of)?|a pair of|"
    r"(?:a|one|two|three|four|five) (?:hundred|thousand)|hundred)"
)
NUMBER = rf"(?:-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?k?(?![\w%])|{_GROUP_NUMBER}\b|{_WORD_NUMBER}\b)"
POSITIVE = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w%])|{_WORD_NUMBER}\b)"
ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|last|\d+(?:st|nd|rd|th))"
_LIST = re.compile(rf"({POSITIVE})\s*(?:(-|to|through|thru|until)\s*(?:#|number |lead |draft )?({POSITIVE}))?")


def parse_number(text: str) -> int | None:
    """The value of one number; None when it is none or has a fraction."""
    words = text.strip().replace("-", "-").lower()
    digits = re.fullmatch(r"(-?)(\d[\d,]*)(\.\d+)?(k?)", words)
    if digits:
        if digits[3]:
            return None
        value = int(digits[2].replace(",", "")[:12]) * (1000 if digits[4] else 1)
        return -value if digits[1] else value
    total = 0
    is_number = False
    for word in re.split(r"[- ]", words):
        if word in _UNITS or word in _TENS:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
            is_number = True
        elif word == "half":
            return 6
        elif word in _GROUPS:
            total = max(total, 1) * _GROUPS[word]
            is_number = True
        elif word not in ("a", "of", "and"):
            return None
    return total if is_number else None


def parse_ordinal(text: str) -> int | None:
    """1 for "first" or "1st", -1 for "last"."""
    if text == "last":
        return -1
    if text in _ORDINALS:
        return _ORDINALS[text]
    digits = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", text)
    return int(digits[1]) if digits else None


def parse_number_list(text: str) -> tuple[int, ...] | None:
    """ "1, 3 and 5" or "2 to 4" as numbers in order, each once; None when a range is upside down or too long."""
    found: list[int] = []
    for match in _LIST.finditer(text):
        low = parse_number(match[1])
        high = parse_number(match[3]) if match[3] else low
        if low is None or high is None or low < 1 or high < low or high - low > MAX_COUNT:
            return None
        found.extend(range(low, high + 1))
    return tuple(dict.fromkeys(found))
