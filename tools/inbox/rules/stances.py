"""What a sentence of a reply says: yes, no, not me, or a question."""

import re
from enum import StrEnum

from tools.inbox.rules.no_words import DECLINING, HARMLESS, NOT_MINE, POINTING
from tools.inbox.rules.sentences import Sentence
from tools.inbox.rules.yes_words import LIKING, MEETING


class Stance(StrEnum):
    """MEET is a yes to talking, KEEN a liking without a step, ASK a question, NO a no, NOT_ME another person."""

    MEET = "meet"
    KEEN = "keen"
    ASK = "ask"
    NO = "no"
    NOT_ME = "not_me"
    REDIRECT = "redirect"


_ASK = re.compile(
    r"^(?:and |but |so |also |ok |okay |well |hi |hello |thanks |first |please )*(?:what|how|who|why|where"
    r"|which|when|is|are|do|does|did|can|could|would|will|have|has|may|should)\b.{3,}\?|\w.*\?\W*$"
    r"|\b(?:could|can|would|will) (?:you|u) (?:\w+ ){0,2}(?:explain|clarify|tell|send|share|provide|confirm"
    r"|elaborate|describe|give|detail|outline)|^(?:please )?(?:send|share|provide|clarify"
    r"|explain)\b(?! (?:me )?(?:an? |the )?(?:invite|invitation|contract|agreement|times?|slots?|paperwork"
    r"|proposal|over (?:some|a few)))|\b(?:clarify|explain) (?:the )?\w+|\bresend\b|\b(?:please|pls|plz"
    r"|kindly) (?:\w+ )?(?:send|share|provide|explain|clarify|tell|elaborate|advise|confirm|describe)\b"
    r"|\b(?:send|share|provide|need|want|give)\b.{0,30}\b(?:info|information|details|pricing|prices|brochure"
    r"|one-?pager|deck|references|case stud\w+|specs?|documentation|quote|materials?|breakdown|examples?"
    r"|overview)\b|\b(?:need|want|like|have) to (?:know|understand|check|see)\b|\b(?:do ?n'?t|do not"
    r"|not sure i|cannot|can'?t) (?:\w+ )?(?:understand|follow|get what)|\bunclear\b|\bcurious (?:how|what"
    r"|whether|if|about)|\bquestions?\b(?: (?:about|for|on|is|are|i have))|\bi(?:'m| am) asking\b|\bcan u\b"
    r"|\bill need to check"
)  # fmt: skip


def find_stances(sentence: Sentence) -> frozenset[Stance]:
    """What the sentence says; several at once where it does."""
    low = HARMLESS.sub(" ", sentence.low) if not re.search(r"\bnot un-?interest", sentence.low) else "interested"
    found: set[Stance] = set()
    is_no = bool(DECLINING.search(low)) and not sentence.is_question
    if is_no:
        found.add(Stance.NO)
    if NOT_MINE.search(low):
        found.add(Stance.NOT_ME)
    if POINTING.search(low):
        found.add(Stance.REDIRECT)
    if MEETING.search(low) and not _is_refused_meeting(low):
        found.add(Stance.MEET)
    if LIKING.search(DECLINING.sub(" ", low)):
        found.add(Stance.KEEN)
    if _ASK.search(low) and not (Stance.MEET in found and sentence.is_question):
        found.add(Stance.ASK)
    return frozenset(found)


def _is_refused_meeting(low: str) -> bool:
    """A call that is not wanted, or something to read that is asked for."""
    if re.search(
        r"\b(?:see|read|have|get) (?:an? |some |the |any )?(?:\w+ )?(?:examples?|references?|case stud\w+"
        r"|numbers|figures|proof|pricing|prices?|details)",
        low,
    ):
        return True
    return bool(
        re.search(
            r"\bin writing\b|\bon paper\b|\bbefore (?:we|i|any|setting|scheduling|booking)\b.{0,30}\b(?:call"
            r"|meet\w*|talk|speak|set)|(?:\bnot|n't|\bno|\bnever)(?: \w+){0,2} (?:interested in|need|want"
            r"|time for|up for|available for|open to) (?:an? |any |the |to (?:talk|meet|chat|speak|schedule"
            r"|have|discuss|hear)|call|meet|talk)",
            low,
        )
    )
