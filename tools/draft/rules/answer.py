"""Writes an answer to a reply: thanks, what the profile can answer, three times for a call. It guesses nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.mail import Intent
from tools.draft.rules.composer import Brief, Letter, render
from tools.draft.rules.facts import StoredFact, offer_clause
from tools.draft.rules.slots import Sentence, claims_of, pick
from tools.draft.rules.text import clean_line, end_sentence, split_sentences
from tools.draft.rules.times import find_pick

_LONGEST_QUESTION = 140
_MOST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The reply to answer: its new text, its subject, its intent, and the times our last answer offered."""

    text: str
    subject: str
    intent: Intent
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a question can be about, and which of the user's own sentences answer it."""

    name: str
    question: re.Pattern[str]
    answer: re.Pattern[str]


def _topic(name: str, question: str, answer: str) -> _Topic:
    return _Topic(name, re.compile(question, re.I), re.compile(answer, re.I))


_TOPICS = (
    _topic(
        "the cost",
        r"\b(?:costs?|price|pricing|fees?|charge|how much|budget|who pays|the catch)\b",
        r"\b(?:paid|prices?|fees?|costs? (?:you )?nothing|free of charge|per (?:month|year|visit))\b|[$€£]\s?\d",
    ),
    _topic(
        "the time it takes",
        r"\bhow long (?:do|does|will|would)\b|\b(?:disturb|duration|time ?frame)\b",
        r"\b(?:takes?|within|visit)\b.*\b(?:minutes?|hours?|days?|weeks?|months?)\b",
    ),
    _topic(
        "references",
        r"\b(?:references?|other (?:firms|companies)|which (?:other )?(?:firms|companies)|worked with|case stud)",
        r"\b(?:clients?|customers?)\b|\bhave (?:\w+ )?(?:audited|worked|helped|served|built|done|installed|supplied)\b",
    ),
    _topic("where we are", r"\bwhere are you\b|\byou (?:based|located)\b", r"\bbased in\b|\boffice in\b"),
)
_OFFER = re.compile(
    r"what (?:exactly )?(?:are you offering|do you (?:do|offer|sell))|how does (?:it|this|that) work|"
    r"how (?:it|this) works|"
    r"tell me (?:a bit )?more|written information|more information|what is (?:it|this) about",
    re.I,
)
# What sounds like a wish to hear more and is a question that the offer does not answer.
_NOT_THE_OFFER = re.compile(r"need from us|different from", re.I)
_ORIGIN = re.compile(r"(?:how|where) did you (?:get|find|come (?:by|across))|got my (?:name|address|e-?mail)", re.I)
_MEETING = re.compile(
    r"\b(?:calls?|talk|speak|meet(?:ing)?|chat|times?|schedule|calendar|invite|phone|conversation|available|"
    r"monday|tuesday|wednesday|thursday|friday|anything (?:else|earlier|later)|what else do you have|week after)\b",
    re.I,
)


def compose_answer(brief: Brief, asked: Asked, times: Sequence[str]) -> Letter:
    """One mail: thanks, answers, an ask with the times (already rendered) below it, a way out of them.

    When the reply takes one of the times offered before, that time is confirmed instead.
    """
    thanks = pick("thanks", brief.slot("thanks"), brief.words, brief.seed)
    answers = _answer(brief, asked)
    taken = find_pick(asked.text, asked.offered)
    if taken:
        return _confirm(brief, asked, taken, answers)
    is_question = asked.intent is Intent.NEEDS_CLARIFICATION
    slot = "times_after_question" if is_question else "times"
    ask = pick(slot, brief.slot(slot), brief.words, brief.seed)
    no_time = pick("no_time", brief.slot("no_time"), brief.words, brief.seed)
    listed = "\n".join(f"- {one}" for one in times)
    paragraphs = [thanks.text, *(one.text for one in answers), ask.text, listed, no_time.text]
    return Letter(
        0, reply_subject(asked.subject), render(brief, paragraphs), claims_of(answers, brief.words), is_answer=True
    )


def _confirm(brief: Brief, asked: Asked, taken: str, answers: Sequence[Sentence]) -> Letter:
    words = {**brief.words, "slot": StoredFact(taken, 0)}
    confirmed = pick("confirmed", brief.slot("confirmed"), words, brief.seed)
    ask = pick("call_back", brief.slot("call_back"), words, brief.seed)
    body = render(brief, [confirmed.text, *(one.text for one in answers), ask.text])
    return Letter(0, reply_subject(asked.subject), body, claims_of(answers, brief.words), is_answer=True)


def reply_subject(subject: str) -> str:
    """The subject of an answer: theirs, with one “Re:” before it."""
    bare = re.sub(r"^(?:\s*(?:re|aw|fw|fwd|antw)\s*:\s*)+", "", clean_line(subject), flags=re.I)
    return f"Re: {bare}" if bare else "Re: your answer"


def _answer(brief: Brief, asked: Asked) -> list[Sentence]:
    """A sentence for each question: from the profile where it holds the answer, else that one will find out."""
    sentences: dict[str, Sentence] = {}
    unknown = 0
    for question in list_questions(asked.text):
        known = _known_answers(brief, question)
        if not known and _MEETING.search(question):
            continue  # the times below answer it
        if not known and unknown < _MOST_QUESTIONS and len(question) <= _LONGEST_QUESTION:
            words = {**brief.words, "question": StoredFact(question.replace("“", "'").replace("”", "'"), 0)}
            known = [pick("unknown", brief.slot("unknown"), words, brief.seed)]
            unknown += 1
        for sentence in known:
            sentences.setdefault(sentence.text, sentence)
    return list(sentences.values())


def _known_answers(brief: Brief, question: str) -> list[Sentence]:
    """What the profile, or the evidence of the address, says to the things a question asks about."""
    answers: list[Sentence] = []
    source = brief.facts.get("address_source")
    if _ORIGIN.search(question) and source is not None:
        answers.append(Sentence(f"Your address comes from {source.words}.", ("address_source",)))
    own = [end_sentence(f"We {offer_clause(brief.profile.offer)}"), *map(end_sentence, brief.profile.proof_points)]
    if brief.profile.home_region:
        own.append(end_sentence(f"We are based in {clean_line(brief.profile.home_region)}"))
    for topic in _TOPICS:
        answer = next((one for one in own if topic.answer.search(one)), "") if topic.question.search(question) else ""
        if answer:
            words = {**brief.words, "topic": StoredFact(topic.name, 0), "answer": StoredFact(answer, 0)}
            answers.append(Sentence(pick("answered", brief.slot("answered"), words, brief.seed).text))
    if _OFFER.search(question) and not _NOT_THE_OFFER.search(question):
        website = clean_line(brief.profile.website)
        answers.append(Sentence(f"{own[0]} There is more at {website}." if website else own[0]))
    return answers


def list_questions(text: str) -> list[str]:
    """The questions of a text, one line each."""
    questions = [
        clean_line(sentence) for line in text.splitlines() for sentence in split_sentences(line) if "?" in sentence
    ]
    return list(dict.fromkeys(questions))
