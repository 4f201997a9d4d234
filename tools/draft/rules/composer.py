"""Writes a first mail and its follow-ups from stored facts alone, without a model. Same input, same text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.draft import Claim
from domain.profile import Angle, Playbook, Profile, SequenceStep
from tools.draft.rules.facts import Facts, StoredFact, own_words
from tools.draft.rules.layout import Layout, build_footer, build_signature
from tools.draft.rules.slots import Sentence, claims_of, fill, find, needs_of, pick, turn
from tools.draft.rules.text import end_sentence, list_words

LONGEST_SUBJECT = 60
FEWEST_WORDS, MOST_WORDS = 60, 120
# Countries whose law does not ask to say where an address comes from; everywhere else the mail says it.
_NO_ORIGIN = frozenset({"US"})


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a mail is written from. `seed` picks the wordings; `tone` is '', 'formal' or 'friendly'."""

    profile: Profile
    playbook: Playbook
    facts: Facts
    country: str
    seed: str
    tone: str = ""

    @property
    def words(self) -> dict[str, StoredFact]:
        """The facts and the sender's own words, by name."""
        return {**own_words(self.profile), **self.facts}

    def slot(self, name: str) -> tuple[str, ...]:
        """The wordings of a shared slot, those of the tone first where there are some."""
        return self.playbook.wording.get(f"{name}_{self.tone}", ()) or self.playbook.wording.get(name, ())


@dataclass(frozen=True, slots=True)
class Letter:
    """One written mail. `body` is the full text with signature and footer; `is_answer`: it answers a reply."""

    step: int
    subject: str
    body: str
    claims: tuple[Claim, ...]
    wait_days: int = 0
    is_answer: bool = False


def list_angles(brief: Brief) -> list[Angle]:
    """The angles whose facts are known, in the order of the playbook."""
    return [
        angle
        for angle in brief.playbook.angles
        if brief.facts.keys() >= set(angle.needs)
        and all(any(needs_of(one) <= brief.words.keys() for one in slot) for slot in (angle.openings, angle.asks))
    ]


def compose(brief: Brief, angle: Angle) -> tuple[Letter, ...]:
    """The first mail and as many follow-ups as there are new things to say."""
    opening = pick("opening", angle.openings, brief.words, brief.seed)
    ask = pick("ask", angle.asks, brief.words, brief.seed)
    subject = pick("subject", angle.subjects, brief.words, brief.seed, most=LONGEST_SUBJECT)
    proofs = rotate_proofs(brief)
    role = find("role", brief.slot("role"), brief.words, brief.seed)
    intro = pick("intro", brief.slot("intro"), brief.words, brief.seed)
    first = [opening, *([role] if role else [])]
    offer = [intro, *proofs[:1]]
    _fit_length(first, offer, ask, brief)
    said = [subject, *first, *offer, ask]
    body = render(brief, (" ".join(s.text for s in first), " ".join(s.text for s in offer), ask.text))
    letter = Letter(0, subject.text, body, claims_of(said, brief.words))
    return (letter, *_compose_follow_ups(brief, replace(subject, text=f"Re: {subject.text}"), said, proofs[1:]))


def render(brief: Brief, paragraphs: Sequence[str]) -> str:
    """Greeting, paragraphs, signature, footer."""
    return Layout(greet(brief), tuple(paragraphs), sign(brief), foot(brief)).render()


def greet(brief: Brief) -> str:
    """By first name; by the full name when formal; plainly when no name is known."""
    greeting = find("greeting", brief.slot("greeting"), brief.words, brief.seed)
    unknown = brief.playbook.wording.get("greeting_unknown", ("Hello,",))
    return (greeting or pick("greeting_unknown", unknown, brief.words, brief.seed)).text


def sign(brief: Brief) -> str:
    return build_signature(pick("sign_off", brief.slot("sign_off"), brief.words, brief.seed).text, brief.profile)


def foot(brief: Brief) -> str:
    way_out = pick("way_out", brief.slot("way_out"), brief.words, brief.seed).text
    is_asked_for = brief.country.upper() not in _NO_ORIGIN
    origin = find("origin", brief.slot("origin"), brief.words, brief.seed) if is_asked_for else None
    return build_footer(brief.profile, way_out, origin.text if origin else "")


def rotate_proofs(brief: Brief) -> list[Sentence]:
    """The user's own proof points as sentences, beginning with another one for another seed."""
    points = [sentence for point in brief.profile.proof_points if (sentence := end_sentence(point))]
    at = turn(f"{brief.seed}:proof", len(points)) if points else 0
    return [Sentence(one) for one in points[at:] + points[:at]]


def _fit_length(first: list[Sentence], offer: list[Sentence], ask: Sentence, brief: Brief) -> None:
    """Takes out what can be spared from a long mail; adds a line of courtesy to one that is too short."""

    def count() -> int:
        return sum(len(list_words(sentence.text)) for sentence in (*first, *offer, ask))

    if count() > MOST_WORDS and len(first) > 1:
        first.pop()
    if count() > MOST_WORDS and len(offer) > 1:
        offer.pop()
    wordings = list(brief.slot("fill"))
    at = turn(f"{brief.seed}:fill", len(wordings)) if wordings else 0
    for wording in wordings[at:] + wordings[:at]:
        if count() >= FEWEST_WORDS:
            return
        if needs_of(wording) <= brief.words.keys():
            offer.append(fill(wording, brief.words))


def _compose_follow_ups(
    brief: Brief, subject: Sentence, said: Sequence[Sentence], proofs: Sequence[Sentence]
) -> list[Letter]:
    letters: list[Letter] = []
    steps = brief.playbook.steps
    fresh = _list_fresh(brief, said, proofs)[: len(steps)]
    # With too little to say the middle steps go, not the last: it tells that no further mail will come.
    kept = [*steps[: max(0, len(fresh) - 1)], steps[-1]] if fresh and steps else []
    for number, (step, news) in enumerate(zip(kept, fresh, strict=True), start=1):
        letters.append(_compose_step(brief, number, step, news, subject))
    return letters


def _compose_step(brief: Brief, number: int, step: SequenceStep, fresh: Sentence, subject: Sentence) -> Letter:
    words = {**brief.words, "fresh": StoredFact(fresh.text, 0)}
    seed = f"{brief.seed}:{number}"
    opening = pick("opening", step.openings, words, seed)
    ask = pick("ask", step.asks, words, seed)
    opening = replace(opening, facts=tuple(sorted({*opening.facts, *fresh.facts})))
    claims = claims_of([subject, opening, ask], brief.words)
    return Letter(number, subject.text, render(brief, (opening.text, ask.text)), claims, step.wait_days)


def _list_fresh(brief: Brief, said: Sequence[Sentence], proofs: Sequence[Sentence]) -> list[Sentence]:
    """What the first mail did not say: further proof points, then facts and the website."""
    told = {name for sentence in said for name in sentence.facts} - {"company"}
    also = [
        fill(wording, brief.words)
        for wording in brief.playbook.wording.get("also", ())
        if needs_of(wording) <= brief.words.keys() and not needs_of(wording) & told
    ]
    return [*proofs, *also]
