"""Picks one of several wordings by a seed and fills in the facts. A template that misses a fact is not taken."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from domain.draft import Claim
from domain.errors import Correctable
from tools.draft.rules.facts import Facts

# A firm named “Mechanical Co.” at the end of a sentence brings its own full stop.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_SEED = re.compile(r"(\d+)(?::(\d+))?:(.*)")
_JINJA = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text and the facts about the prospect that it states, by name."""

    text: str
    facts: tuple[str, ...] = ()


@cache
def _compile(template: str) -> tuple[Template, frozenset[str]]:
    try:
        names = find_undeclared_variables(_JINJA.parse(template))
        return _JINJA.from_string(template), frozenset(names)
    except TemplateError as error:
        raise Correctable(f"The playbook's wording “{template}” is no valid template: {error}.") from error


def needs_of(template: str) -> frozenset[str]:
    """The names a template uses."""
    return _compile(template)[1]


def fill(template: str, facts: Facts) -> Sentence:
    """The template with the facts in it; jinja2.UndefinedError when one is missing."""
    compiled, names = _compile(template)
    text = _TWO_STOPS.sub(".", compiled.render({name: facts[name].words for name in names if name in facts}))
    used = tuple(sorted(name for name in names if name in facts and facts[name].evidence_id))
    return Sentence(text, used)


def pick(slot: str, wordings: Sequence[str], facts: Facts, seed: str, *, most: int | None = None) -> Sentence:
    """One of the wordings whose facts are known, chosen by the seed; raises Correctable when there is none.

    With `most`, texts of more characters are passed over where a shorter one fits; else the shortest is taken.
    """
    fitting = [one for one in wordings if needs_of(one) <= facts.keys()]
    at = turn(f"{seed}:{slot}", len(fitting)) if fitting else 0
    too_long: list[Sentence] = []
    for one in fitting[at:] + fitting[:at]:
        sentence = fill(one, facts)
        if most is None or len(sentence.text) <= most:
            return sentence
        too_long.append(sentence)
    if too_long:  # a firm's long name makes a long subject, and is no reason not to write to it
        return min(too_long, key=lambda sentence: len(sentence.text))
    missing = sorted(set().union(*(needs_of(one) for one in wordings)) - facts.keys()) if wordings else []
    why = f"it needs {', '.join(missing)}" if missing else "it has no wording that fits"
    raise Correctable(f"The playbook's slot “{slot}” cannot be filled: {why}; change the playbook.")


def find(slot: str, wordings: Sequence[str], facts: Facts, seed: str) -> Sentence | None:
    """Like pick, but None when no wording fits."""
    return pick(slot, wordings, facts, seed) if any(needs_of(one) <= facts.keys() for one in wordings) else None


def turn(seed: str, sides: int) -> int:
    """A number below `sides` that depends on the seed alone: “lead:attempt:slot”.

    Among `sides` leads in a row, and among as many attempts for one lead, no number comes twice; the order of the
    numbers is shuffled anew for each such row and slot, so that two slots do not turn in step.
    """
    match = _SEED.match(seed)
    number, slot = (int(match[1]) + int(match[2] or 0), match[3]) if match else (0, seed)
    row, place = divmod(number, sides)
    return sorted(range(sides), key=lambda side: hashlib.sha256(f"{slot}:{row}:{side}".encode()).digest())[place]


def claims_of(sentences: Sequence[Sentence], facts: Facts) -> tuple[Claim, ...]:
    """One claim per sentence and evidence row behind it."""
    claims = {
        (sentence.text, facts[name].evidence_id): Claim(sentence.text, facts[name].evidence_id)
        for sentence in sentences
        for name in sentence.facts
    }
    return tuple(claims.values())
