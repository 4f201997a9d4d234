"""Judges a text: 0 to 100 with the notes that cost it points. It never rewards a number for being there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.profile import Profile
from tools.draft.rules.composer import LONGEST_SUBJECT, MOST_WORDS
from tools.draft.rules.layout import Layout, has_footer
from tools.draft.rules.text import list_words, split_sentences

_SPAM = re.compile(
    r"\b(?:act now|limited time|risk[- ]free|100% free|guaranteed?|no obligation|click here|buy now|once in a lifetime|"
    r"special offer|lowest price|cash bonus|winner|urgent|double your|miracle|free trial|amazing|incredible)\b",
    re.I,
)
_STALE = re.compile(
    r"hope (?:this|you|all)\b.{0,30}\b(?:finds?|well|great week)|just (?:checking|following|circling|touching) |"
    r"touch(?:ing)? base|circl(?:e|ing) back|reach(?:ing)? out\b|pick your brain|synerg|game[- ]?chang|cutting[- ]edge|"
    r"world[- ]class|best[- ]in[- ]class|industry[- ]leading|i was impressed|impressive|love what you|congratulations|"
    r"big fan|leverage|low[- ]hanging|quick question|bumping this",
    re.I,
)
_ASK = re.compile(r"\?|\b(?:tell me|let me know|a one-word answer|send me|write me|reply with)\b", re.I)
_FEWEST, _FEWEST_IN_REPLY = 45, 12
_SAME = 93


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` 0..100; `notes` say what to mend, the weightiest first."""

    score: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A text before the critic: `unbacked` is what the claim gate found, `others` the bodies of other open drafts.

    `is_reply`: it threads under a mail before it, so “Re:” is right.
    """

    step: int
    subject: str
    body: str
    layout: Layout
    unbacked: tuple[str, ...]
    others: Sequence[str] = ()
    is_reply: bool = False


def judge(text: Judged, profile: Profile) -> Verdict:
    """Starts from 100 and takes off for each fault."""
    faults = [
        *_judge_facts(text, profile),
        *_judge_length(text),
        *_judge_words(text),
        *_judge_subject(text),
        *_judge_reading(text),
        *_judge_sameness(text),
    ]
    faults.sort(key=lambda fault: -fault[0])
    return Verdict(max(0, 100 - sum(points for points, _ in faults)), tuple(note for _, note in faults))


_Fault = tuple[int, str]


def _judge_facts(text: Judged, profile: Profile) -> list[_Fault]:
    faults: list[_Fault] = [(20, f"You added “{one}”: I have no source for it.") for one in text.unbacked]
    if not has_footer(text.body, profile):
        faults.append((40, "The postal address or the way out is missing."))
    if not text.layout.greeting:
        faults.append((5, "There is no greeting."))
    return faults


def _judge_length(text: Judged) -> list[_Fault]:
    count = len(list_words(text.layout.main_text))
    if count > MOST_WORDS:
        return [(min(30, 5 + (count - MOST_WORDS) // 4), f"It is long: {count} words, {MOST_WORDS} are enough.")]
    fewest = _FEWEST_IN_REPLY if text.is_reply else _FEWEST
    return [(15, f"It is very short: {count} words.")] if count < fewest else []


def _judge_words(text: Judged) -> list[_Fault]:
    main = text.layout.main_text
    faults: list[_Fault] = []
    asks = re.sub(r"“[^”]*”", "", main).count("?")  # a question of theirs that is quoted is none of ours
    if asks > 1:
        faults.append((6 * min(asks, 4), f"It asks {asks} questions; one is easier to answer."))
    elif not _ASK.search(main):
        faults.append((15, "It asks for nothing; end with one clear question."))
    everything = f"{text.subject}\n{main}"
    faults += [(12, f"“{match.group()}” reads like advertising.") for match in _SPAM.finditer(everything)]
    faults += [(10, f"“{match.group().strip()}” is an empty phrase.") for match in _STALE.finditer(everything)]
    if "!" in everything:
        faults.append((8, "Exclamation marks make it loud."))
    shouted = [word for word in list_words(main) if len(word) > 4 and word.isupper()]
    if shouted:
        faults.append((8, f"“{shouted[0]}” is in capitals."))
    return faults


def _judge_subject(text: Judged) -> list[_Fault]:
    subject = text.subject
    has_prefix = subject.lower().startswith(("re:", "fw:", "fwd:"))
    bare = subject[4:].strip() if has_prefix and text.is_reply else subject
    faults: list[_Fault] = []
    if not subject:
        faults.append((30, "The subject is empty."))
    elif len(bare) > LONGEST_SUBJECT:
        faults.append((8, f"The subject has {len(bare)} characters; {LONGEST_SUBJECT} are seen whole."))
    if has_prefix and not text.is_reply:
        faults.append((25, "“Re:” on a first mail is a trick; take it out."))
    if subject.isupper() and len(subject) > 4:
        faults.append((8, "The subject is in capitals."))
    return faults


def _judge_reading(text: Judged) -> list[_Fault]:
    sentences = [sentence for paragraph in text.layout.main for sentence in split_sentences(paragraph)]
    words = list_words(text.layout.main_text)
    if not sentences or not words:
        return []
    longest = max(len(list_words(sentence)) for sentence in sentences)
    faults: list[_Fault] = []
    if longest > 38:
        faults.append((6, f"One sentence has {longest} words."))
    ease = 206.8 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(_syllables, words)) / len(words)
    if ease < 35:
        faults.append((8, "It is hard to read; use shorter words and sentences."))
    return faults


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


def _judge_sameness(text: Judged) -> list[_Fault]:
    likeness = max((fuzz.ratio(text.body, other) for other in text.others), default=0.0)
    return [(5, "It reads nearly like another open draft.")] if likeness > _SAME else []
