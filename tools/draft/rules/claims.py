"""The claim gate: every number, name and quotation in a text must stand in a source, or it is pointed out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from domain.company import Evidence, Fact
from domain.identity import fold
from domain.profile import Playbook, Profile
from tools.draft.rules.text import split_sentences

_TOKEN = re.compile(r"[$€£]?\d+(?:[.,:/]\d+)*%?[a-z]*|[^\W\d_]+(?:['’.&-][^\W_]+)*", re.I)
_QUOTE = re.compile(r"“([^“”]{3,400})”|\"([^\"\n]{3,400})\"")
_REPLY_MARK = re.compile(r"^\s*(?:re|fwd?):\s*", re.I)
_TIME = re.compile(r"\d{1,2}:\d\d(?:[ap]m)?|\d{1,2}[ap]m")
_NUMBER_WORDS = frozenset(
    word
    for line in (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands",
        "million millions billion billions dozen dozens",
    )
    for word in line.split()
)
_CAPITALS = frozenset(
    word
    for line in (
        "i monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays",
        "pdf faq hvac it ceo coo cfo us usa uk eu am pm ok ps dr mr mrs ms english internet",
    )
    for word in line.split()
)
_UNITS = {
    Fact.EMPLOYEES: frozenset(["people", "employees", "staff", "persons", "colleagues", "workers", "team"]),
    Fact.SITES: frozenset(["sites", "site", "locations", "location", "places", "branches"]),
}


@dataclass(frozen=True, slots=True)
class Backing:
    """What texts may state: the words of all sources, each number with the words it may stand before, whole texts."""

    words: frozenset[str]
    numbers: dict[str, frozenset[str]]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    is_first: bool

    @property
    def key(self) -> str:
        return fold(self.text).replace("’", "'").removesuffix("'s").rstrip(".")


def build_backing(evidence: Iterable[Evidence], own: Iterable[str]) -> Backing:
    """From the evidence of a text's claims, and from the words of the profile, the playbook and the person's own."""
    ours = _read_own(tuple(own))
    sources: list[tuple[str, frozenset[str]]] = []
    for one in evidence:
        sources.append((one.value, _UNITS.get(one.fact, frozenset())))
        sources.append((one.quote, frozenset()))
    theirs = _read(sources)
    numbers = {
        key: ours.numbers.get(key, frozenset()) | theirs.numbers.get(key, frozenset())
        for key in {*ours.numbers, *theirs.numbers}
    }
    return Backing(ours.words | theirs.words, numbers, ours.texts + theirs.texts)


@lru_cache(maxsize=64)
def _read_own(texts: tuple[str, ...]) -> Backing:
    """Kept, because profile and playbook are the same for every mail of a batch."""
    return _read([(text, frozenset()) for text in texts])


def _read(sources: Iterable[tuple[str, frozenset[str]]]) -> Backing:
    """The words, numbers and texts of some sources; a source with units backs its numbers before these units only."""
    words: set[str] = set()
    numbers: dict[str, set[str]] = {}
    texts: list[str] = []
    for text, units in sources:
        texts.append(_flat(text))
        for sentence in split_sentences(text):
            tokens = _tokens(sentence)
            words.update(_parts(token.key for token in tokens))
            for at, token in enumerate(tokens):
                number = _number(token)
                if number:
                    after = tokens[at + 1] if at + 1 < len(tokens) else None
                    numbers.setdefault(number, set()).update(units or {_after(token, after)})
    return Backing(frozenset(words), {key: frozenset(value) for key, value in numbers.items()}, tuple(texts))


def list_own_words(profile: Profile, playbook: Playbook) -> list[str]:
    """The texts the user himself stands behind: profile and playbook."""
    texts = [profile.sender_name, profile.sender_title, profile.company, profile.website, profile.offer]
    texts += [profile.home_region, *profile.proof_points]
    for angle in playbook.angles:
        texts += [*angle.subjects, *angle.openings, *angle.asks]
    for step in playbook.steps:
        texts += [*step.openings, *step.asks]
    texts += [one for slot in playbook.wording.values() for one in slot]
    return [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " · ", text) for text in texts]


def find_unbacked(text: str, backing: Backing) -> tuple[str, ...]:
    """The numbers (with the word after them), names and quotations of the text that no source holds, in order."""
    found: list[str] = []
    for match in _QUOTE.finditer(text):
        quoted = match.group(1) or match.group(2)
        if not any(_flat(quoted) in source for source in backing.texts):
            found.append(quoted)
    for line in text.splitlines():
        for sentence in split_sentences(_REPLY_MARK.sub("", line)):
            found.extend(_unbacked_in(_tokens(sentence), backing))
    return tuple(dict.fromkeys(found))


def _unbacked_in(tokens: list[_Token], backing: Backing) -> list[str]:
    found: list[str] = []
    names: list[str] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        number = _number(token)
        if number and not _is_time(token, after):
            allowed = backing.numbers.get(number)
            if allowed is None or _after(token, after) not in allowed:
                found.append(f"{token.text} {after.text}" if after and not token.text.endswith("%") else token.text)
        if _is_strange_name(token, after, backing):
            names.append(token.text)
        elif names:
            found.append(" ".join(names))
            names = []
    return [*found, *([" ".join(names)] if names else [])]


def _is_strange_name(token: _Token, after: _Token | None, backing: Backing) -> bool:
    """Whether a capitalised word is in no source. The first word of a sentence counts only before another such word,
    or when its own spelling gives it away ("McKesson", "IBM")."""
    if not token.text[:1].isupper() or not any(char.isalpha() for char in token.text):
        return False
    parts = _parts([token.key])
    if all(part in backing.words or part in _CAPITALS for part in parts) or token.key.split("'")[0] in _CAPITALS:
        return False
    if not token.is_first or token.text[1:] != token.text[1:].lower():
        return True
    return after is not None and _is_strange_name(after, None, backing)


def _tokens(sentence: str) -> list[_Token]:
    tokens = [match.group().rstrip(".,:/") for match in _TOKEN.finditer(sentence)]
    return [_Token(text, at == 0) for at, text in enumerate(tokens)]


def _parts(keys: Iterable[str]) -> list[str]:
    """Words joined by a hyphen count one by one as well."""
    return [part for key in keys for part in re.split(r"[-&]", key) if part]


def _number(token: _Token) -> str:
    """The number a token is, in one form, or ''."""
    if any(char.isdigit() for char in token.text):
        return re.sub(r"[,$€£%]", "", token.text.lower())
    return token.key if token.key in _NUMBER_WORDS else ""


def _after(token: _Token, after: _Token | None) -> str:
    if token.text.endswith("%"):
        return "percent"
    return after.key if after else ""


def _is_time(token: _Token, after: _Token | None) -> bool:
    return _TIME.fullmatch(token.text.lower()) is not None or (
        token.text.isdigit() and after is not None and after.key in ("am", "pm", "a.m", "p.m", "o'clock")
    )


def _flat(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split()).rstrip(".")
