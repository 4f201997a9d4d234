"""Carries out one change to a text, by rules. It changes what was asked for and nothing else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from domain.company import Evidence
from domain.draft import Claim
from domain.errors import Correctable
from domain.identity import fold
from tools.draft.rules.composer import Brief, greet, rotate_proofs, sign
from tools.draft.rules.edit_words import Edit, EditKind
from tools.draft.rules.facts import offer_clause
from tools.draft.rules.layout import Layout
from tools.draft.rules.text import clean_line, end_sentence, list_words, split_sentences


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text under the pen."""

    subject: str
    layout: Layout


def apply_edit(edit: Edit, text: Manuscript, brief: Brief) -> Manuscript:
    """The text with the change made; raises Correctable when there is nothing to change."""
    return _APPLY[edit.kind](edit, text, brief)


def _shorten(_edit: Edit, text: Manuscript, brief: Brief) -> Manuscript:
    """Takes out what can be spared: neither the opening, nor the offer, nor the question."""
    paragraphs = [split_sentences(one) for one in text.layout.main]
    flat = [(row, place) for row, one in enumerate(paragraphs) for place in range(len(one))]
    offer = fold(offer_clause(brief.profile.offer))
    spare = [
        at for at in flat[1:-1] if offer not in fold(paragraphs[at[0]][at[1]]) and "?" not in paragraphs[at[0]][at[1]]
    ]
    if not spare:
        raise Correctable("It holds no sentence that can be spared; say which words to remove.")
    goal = 0.7 * len(list_words(text.layout.main_text))
    gone: set[tuple[int, int]] = set()
    for at in sorted(spare, key=lambda at: -len(paragraphs[at[0]][at[1]])):
        gone.add(at)
        kept = [paragraphs[row][place] for row, place in flat if (row, place) not in gone]
        if sum(len(list_words(one)) for one in kept) <= goal:
            break
    main = [
        " ".join(one for place, one in enumerate(row_text) if (row, place) not in gone)
        for row, row_text in enumerate(paragraphs)
    ]
    return _with_main(text, main)


def _lengthen(_edit: Edit, text: Manuscript, brief: Brief) -> Manuscript:
    said = fold(text.layout.main_text)
    unsaid = [one.text for one in rotate_proofs(brief) if fold(one.text) not in said]
    if not unsaid:
        raise Correctable("All your proof points are in it already; tell me what to add: “mention that …”.")
    return _insert(text, unsaid[0])


def _retone(edit: Edit, text: Manuscript, brief: Brief) -> Manuscript:
    is_formal = edit.by.lower() in ("more formal", "less casual", "formal")
    toned = replace(brief, tone="formal" if is_formal else "friendly")
    return replace(text, layout=replace(text.layout, greeting=greet(toned), signature=sign(toned)))


def _remove(edit: Edit, text: Manuscript, _brief: Brief) -> Manuscript:
    quoted = re.fullmatch(r"[\"“'‘](.+?)[\"”'’]", edit.what)
    wanted = quoted.group(1) if quoted else edit.what
    sentences = text.layout.sentences()
    exact = [one for one in sentences if fold(wanted) in fold(one)]
    if quoted and exact and fold(wanted).rstrip(".?") not in (fold(one).rstrip(".?") for one in exact):
        main = [_without(paragraph, wanted) for paragraph in text.layout.main]
        return _with_main(text, main)
    near = max(sentences, key=lambda one: fuzz.partial_ratio(fold(wanted), fold(one)), default="")
    is_near = near and len(wanted) >= 4 and fuzz.partial_ratio(fold(wanted), fold(near)) >= 85
    doomed = exact or ([near] if is_near else [])
    if not doomed:
        raise Correctable(f"I find no sentence about “{wanted}” in it; say the words as they stand in the text.")
    if len(doomed) == len(sentences):
        raise Correctable(f"“{wanted}” is in every sentence; say which one to remove by more of its words.")
    main = [" ".join(one for one in split_sentences(each) if one not in doomed) for each in text.layout.main]
    return _with_main(text, main)


def _without(paragraph: str, phrase: str) -> str:
    cut = re.sub(re.escape(phrase), "", paragraph, flags=re.I)
    return re.sub(r"[,;]?\s+([.?,;])", r"\1", re.sub(r"[ ]{2,}", " ", cut)).strip()


def _replace(edit: Edit, text: Manuscript, _brief: Brief) -> Manuscript:
    old, new = (one.strip("\"“”'‘’ ") for one in (edit.what, edit.by))
    pattern = re.compile(re.escape(old), re.I)
    parts = (text.subject, text.layout.greeting, *text.layout.main)
    if not old or not any(pattern.search(part) for part in parts):
        raise Correctable(f"“{old}” does not stand in the text; say the words as they stand there.")
    subject, greeting, *main = (pattern.sub(lambda _: new, part) for part in parts)
    return Manuscript(clean_line(subject), replace(text.layout, greeting=greeting, main=tuple(main)))


def _retitle(edit: Edit, text: Manuscript, _brief: Brief) -> Manuscript:
    return replace(text, subject=edit.by.strip('"“”'))


def _regreet(edit: Edit, text: Manuscript, _brief: Brief) -> Manuscript:
    greeting = edit.by.strip('"“”').rstrip(",.")
    if not re.match(r"(?:hello|hi|hey|dear|good)\b", greeting, re.I):
        greeting = f"Hello {greeting}"
    return replace(text, layout=replace(text.layout, greeting=f"{greeting},"))


def _add(edit: Edit, text: Manuscript, _brief: Brief) -> Manuscript:
    return _insert(text, end_sentence(edit.by.strip('"“”')))


def _insert(text: Manuscript, sentence: str) -> Manuscript:
    """Puts a sentence before the paragraph that asks."""
    main = list(text.layout.main)
    if len(main) < 2:
        return _with_main(text, [sentence, *main])
    main[-2] = f"{main[-2]} {sentence}"
    return _with_main(text, main)


def _with_main(text: Manuscript, main: Sequence[str]) -> Manuscript:
    return replace(text, layout=replace(text.layout, main=tuple(one for one in main if one.strip())))


_APPLY: dict[EditKind, Callable[[Edit, Manuscript, Brief], Manuscript]] = {
    EditKind.SHORTER: _shorten,
    EditKind.LONGER: _lengthen,
    EditKind.TONE: _retone,
    EditKind.REMOVE: _remove,
    EditKind.REPLACE: _replace,
    EditKind.SUBJECT: _retitle,
    EditKind.GREETING: _regreet,
    EditKind.ADD: _add,
}


def derive_claims(
    subject: str, layout: Layout, old: Sequence[Claim], evidence: Sequence[Evidence]
) -> tuple[Claim, ...]:
    """The claims of a changed text: those of sentences that stand unchanged, and stored facts that new ones state."""
    sentences = [subject, *layout.sentences()]
    kept = [claim for claim in old if claim.text in sentences]
    settled = {claim.text for claim in kept}
    found = [
        Claim(sentence, one.id)
        for sentence in sentences
        if sentence not in settled
        for one in evidence
        if len(one.value) > 2 and _states(sentence, one.value)
    ]
    return (*kept, *found)


def _states(sentence: str, value: str) -> bool:
    """Whether the words of a stored fact stand in the sentence as whole words; 1,900 is read as 1900."""
    digits_joined = re.sub(r"(?<=\d),(?=\d{3})", "", fold(sentence))
    return re.search(rf"(?<!\w){re.escape(fold(value.rstrip('.')))}(?!\w)", digits_joined) is not None
