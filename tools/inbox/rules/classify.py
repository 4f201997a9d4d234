"""What a reply says: intent, how sure, a line in plain words, the points that matter in the writer's own words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from domain.mail import Intent, Sentiment, Understanding
from tools.inbox.rules import refusals
from tools.inbox.rules.automatic import has_away_subject, is_abuse_report, is_automatic, is_bounce, is_list
from tools.inbox.rules.bounces import BounceKind, classify_bounce
from tools.inbox.rules.dates import find_return
from tools.inbox.rules.referral import find_referral
from tools.inbox.rules.sentences import Sentence, fold_words, split_sentences
from tools.inbox.rules.stances import Stance, find_stances
from tools.inbox.trimming import trim_reply

SURE = 0.7
_AWAY = re.compile(
    r"\bout of (?:the |my )?office\b|\booo\b|^out (?:until|till|today|this week|sick)\b"
    r"|^back (?:on )?(?:monday|tuesday|wednesday|thursday|friday|next week|tomorrow)\b|\bout of town\b"
    r"|\b(?:i'?m|i am|am|be|are|is) (?:currently |presently |now |still )?(?:on|away on|off on"
    r"|taking) (?:\w+ ){0,3}(?:leave|vacation|holidays?|pto|sabbatical|break)\b|\bon (?:annual|maternity"
    r"|paternity|parental|sick|medical|family) leave|\b(?:i'?m|i am|am|be|are) (?:currently "
    r"|presently )?away\b|\baway from (?:my|the) (?:desk|office|e-?mail)|\blimited access to (?:my )?e-?mail"
    r"|\b(?:will|i'll|shall) (?:be back|return|be returning|respond when i|answer when i)"
    r"|\bback (?:in the office|at my desk|at work|on)\b|\bday off\b|\bi(?:'m| am) (?:out (?:sick|today|this"
    r"|until|for)|travell?ing|off (?:sick|today|until))|\bi return on\b|\bon my return\b|\bafter my return\b"
    r"|\b(?:office|clinic|practice|store|we|school) (?:is|are|will be) closed\b|\bat a conference"
    r"|\battending a conference"
    r"|\bnicht im (?:buro|haus)|\bim urlaub|\babwesend|\babwesenheit|\baußer haus|\bausser haus"
    r"|\bwieder (?:erreichbar|im buro|da\b|fur sie)|\belternzeit|\bmutterschutz|\bkrank\b.{0,20}bis"
    r"|\b(?:suis|serai|sommes) (?:actuellement )?(?:absente?s?|en (?:conge|vacances|deplacement))"
    r"|\babsente? (?:du|jusqu)|\bde retour le|\ben conges?\b"
    r"|\bfuera de (?:la )?oficina|\bde vacaciones|\bausente\b|\bde baja (?:medica|por|maternal)|\bregreso el|\bvolvere"
    r"|\bfuori (?:ufficio|sede)|\bin ferie|\bassente\b|\brientr(?:o|ero)|\bsaro di ritorno"
    r"|\bfora do escritorio|\bde ferias|\bestou ausente|\bregresso a|\bvolto (?:em|no|a|dia)|\bde licenca"
    r"|\bafwezig\b|\bniet (?:op kantoor|aanwezig)|\bmet (?:vakantie|verlof)|\bop vakantie|\bweer (?:aanwezig"
    r"|bereikbaar|terug)"
)  # fmt: skip
_ENGLISH = re.compile(r"\b(?:the|and|will|back|office|you|for|until|return\w*|am)\b")
_CONTRAST = re.compile(r"\b(?:but|however|though|although|that said|still|yet|aber|mais|pero|ma|mas|maar)\b")
_COURTESY = re.compile(
    r"^(?:(?:ok|okay|thanks?|thank you|thx|received|got it|noted|great|merci|danke|gracias|grazie|obrigad[oa]"
    r"|bedankt|cheers|will do|understood)\W*)+(?:so much|a lot|very much)?\W*$"
)
_NEEDS = re.compile(
    r"\b(?:need|must|require|have to|only if|as long as|before (?:we|i)|want (?:our|my)|important|mandatory"
    r"|would want)\b"
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|bonjour|hola|guten tag|ciao"
    r"|ola)\b[^.?!]{0,30}[,.!-]?$"
)
_ANGRY = re.compile(
    r"\b(?:annoy\w*|ridiculous|fed up|sick of|disgust\w*|unprofessional|waste (?:of|my)|stupid|idiots?|angry"
    r"|f[u*]ck\w*|shit|damn|hell)\b"
)  # fmt: skip


def classify(text: str, subject: str, headers: Mapping[str, str], sent: str = "") -> Understanding:
    """`text` is the whole or the new text; `sent` the ISO date or instant when the mail was written, '' if unknown."""
    new = trim_reply(text)
    if is_abuse_report(headers):
        return _build(
            Intent.COMPLAINT, 0.98, "A mail provider reports that somebody marked a mail of ours as spam.", ()
        )
    if is_bounce(headers, subject, text):
        return _read_bounce(subject, text)
    sentences = tuple(one for one in split_sentences(new) if not _GREETING.match(one.low))
    is_auto = is_automatic(headers, subject, new)
    stop = _read_refusal(sentences, subject, is_auto=is_auto, is_listed=is_list(headers))
    if stop:
        return stop
    stances = [(one, find_stances(one)) for one in sentences]
    if is_list(headers):
        return _build(Intent.OTHER, 0.9, "A mail from a mailing list.", (), needs_human=False)
    away = any(_AWAY.search(one.low) for one in sentences)
    if is_auto or (away and not any(Stance.MEET in said for _, said in stances)):
        return _read_automatic(new, subject, sent, stances, is_away=away, is_auto=is_auto)
    return _read_person(new, stances)


def asks_for_whole_firm(text: str) -> bool:
    """Whether a refusal speaks for everybody at the firm."""
    return refusals.speaks_for_firm(split_sentences(trim_reply(text)))


def _build(
    intent: Intent, confidence: float, summary: str, points: Sequence[Sentence], *, needs_human: bool | None = None
) -> Understanding:
    sentiment = {
        Intent.INTERESTED: Sentiment.POSITIVE,
        Intent.NOT_INTERESTED: Sentiment.NEGATIVE,
        Intent.UNSUBSCRIBE: Sentiment.NEGATIVE,
        Intent.COMPLAINT: Sentiment.NEGATIVE,
    }.get(intent, Sentiment.NEUTRAL)
    if any(_ANGRY.search(one.low) for one in points):
        sentiment = Sentiment.NEGATIVE
    return Understanding(
        intent=intent,
        confidence=confidence,
        needs_human=confidence < SURE if needs_human is None else needs_human,
        summary=summary,
        sentiment=sentiment,
        key_points=tuple(dict.fromkeys(one.quote[:300] for one in points))[:5],
    )


def _read_bounce(subject: str, text: str) -> Understanding:
    words = f"{subject}\n{text[:5000]}"
    is_delay = re.search(r"delay|warning only|will be retried|keep trying|still being retried", fold_words(words))
    kind = classify_bounce("delayed" if is_delay else "", "", words)
    said = {
        BounceKind.GONE: "The mail could not be delivered: the address does not exist.",
        BounceKind.HARD: "The mail could not be delivered.",
        BounceKind.SOFT: "The mail could not be delivered for now; it may still arrive.",
        BounceKind.POLICY: "The mail was refused because of who sends it or how.",
    }[kind]
    return _build(Intent.BOUNCE, 0.95, said, ())


def _read_refusal(
    sentences: Sequence[Sentence], subject: str, *, is_auto: bool, is_listed: bool
) -> Understanding | None:
    """Any refusal in words counts. A program's refusal counts only where it speaks to us; a newsletter's never."""
    if is_listed:
        return None
    outs = refusals.find_opt_outs(sentences)
    subject_low = re.sub(r"^(?:\w{2,4}: ?)+", "", fold_words(subject))
    if not outs and not is_auto and len(subject_low.split()) <= 4 and refusals.is_opt_out(subject_low):
        outs = (Sentence(subject, subject_low),)
    threats = () if is_auto else refusals.find_threats(sentences)
    if threats:
        points = (*threats, *outs)
        return _build(Intent.COMPLAINT, 0.92, f"They complain: {_quote(threats[0])}", points, needs_human=True)
    if outs:
        return _build(Intent.UNSUBSCRIBE, 0.95, f"They want no more mail: {_quote(outs[0])}", outs, needs_human=False)
    doubtful = () if is_auto else refusals.find_doubtful_opt_outs(sentences)
    if doubtful:
        said = f"They seem to want no more mail: {_quote(doubtful[0])}"
        return _build(Intent.UNSUBSCRIBE, 0.65, said, doubtful, needs_human=True)
    accusations = () if is_auto else refusals.find_accusations(sentences)
    if accusations:
        said = f"They call the mail spam: {_quote(accusations[0])}"
        return _build(Intent.COMPLAINT, 0.8, said, accusations, needs_human=True)
    return None


def _read_automatic(
    new: str,
    subject: str,
    sent: str,
    stances: Sequence[tuple[Sentence, frozenset[Stance]]],
    *,
    is_away: bool,
    is_auto: bool,
) -> Understanding:
    gone = [one for one, said in stances if Stance.NOT_ME in said]
    referral = find_referral([one.quote for one, _ in stances])
    if gone and not re.search(r"\b(?:until|back|return\w*)\b", " ".join(one.low for one in gone)):
        return _refer(Intent.WRONG_PERSON, 0.9, "The person is no longer there", referral, gone)
    if not is_away and not has_away_subject(subject):
        return _build(
            Intent.OTHER, 0.85, "An automatic answer that says nothing about the offer.", (), needs_human=False
        )
    if not is_away and not re.search(
        r"office|abwes|absen|ausen|fuera|fuori|fora|afwez|vacation|leave|urlaub", fold_words(subject)
    ):
        on = find_return(new, _parse_day(sent), day_first=not _ENGLISH.search(fold_words(new)))
        if not on:
            return _build(Intent.OTHER, 0.75, "An automatic answer.", (), needs_human=False)
    on = find_return(new, _parse_day(sent), day_first=not _ENGLISH.search(fold_words(new)))
    until = f", back on {on}" if on else "; no day of return is given"
    said = _build(Intent.OUT_OF_OFFICE, 0.97 if is_auto else 0.85, f"Out of office{until}.", ())
    return Understanding(
        said.intent, said.confidence, said.needs_human, said.summary, said.sentiment, return_on=on, referral=referral
    )


def _parse_day(sent: str) -> date | None:
    try:
        return date.fromisoformat(sent[:10])
    except ValueError:
        return None


def _refer(intent: Intent, confidence: float, words: str, referral: str, points: Sequence[Sentence]) -> Understanding:
    said = _build(intent, confidence, f"{words}{f'; they name {referral}' if referral else ''}.", points)
    return Understanding(
        said.intent, said.confidence, said.needs_human, said.summary, said.sentiment, said.key_points, "", referral
    )


def _read_person(new: str, stances: Sequence[tuple[Sentence, frozenset[Stance]]]) -> Understanding:
    by = {stance: [one for one, said in stances if stance in said] for stance in Stance}
    referral = find_referral([one.quote for one, _ in stances])
    if by[Stance.NOT_ME] and not by[Stance.MEET]:
        return _refer(Intent.WRONG_PERSON, 0.93, "Not the right person", referral, by[Stance.NOT_ME])
    if by[Stance.REDIRECT] and referral and not by[Stance.MEET]:
        return _refer(Intent.WRONG_PERSON, 0.88, "They point to somebody else", referral, by[Stance.REDIRECT])
    if by[Stance.NO]:
        return _weigh_no(stances, by)
    if by[Stance.MEET]:
        points = [*by[Stance.MEET], *by[Stance.ASK], *_needs(stances)]
        confidence = 0.6 if by[Stance.NOT_ME] else 0.93
        return _build(Intent.INTERESTED, confidence, f"They want to talk: {_quote(by[Stance.MEET][0])}", points)
    is_request = by[Stance.KEEN] and not any(one.is_question for one in by[Stance.ASK])
    if by[Stance.ASK] and not is_request:
        points = [*by[Stance.ASK], *_needs(stances)]
        confidence = 0.8 if by[Stance.KEEN] else 0.9
        return _build(Intent.NEEDS_CLARIFICATION, confidence, f"They ask: {_quote(by[Stance.ASK][0])}", points)
    if by[Stance.KEEN]:
        points = [*by[Stance.KEEN], *_needs(stances)]
        return _build(Intent.INTERESTED, 0.85, f"They are interested: {_quote(by[Stance.KEEN][0])}", points)
    if by[Stance.REDIRECT] and referral:
        return _refer(Intent.WRONG_PERSON, 0.8, "They point to somebody else", referral, by[Stance.REDIRECT])
    if not new.strip():
        return _build(Intent.OTHER, 0.3, "The mail holds no new words.", ())
    if _COURTESY.match(fold_words(new)):
        return _build(Intent.OTHER, 0.6, "A short thank you, no answer to the question.", ())
    first = stances[0][0] if stances else Sentence(new[:100], "")
    return _build(Intent.OTHER, 0.4, f"Not clear what they want: {_quote(first)}", [first])


def _weigh_no(
    stances: Sequence[tuple[Sentence, frozenset[Stance]]], by: Mapping[Stance, list[Sentence]]
) -> Understanding:
    """A no beside a yes: the later one counts, surely only after a "but"."""
    objections = by[Stance.NO]
    refused = f"Not interested: {_quote(objections[0])}"
    if not by[Stance.MEET]:
        confidence = 0.92 if not (by[Stance.KEEN] and len(stances) > 1) else 0.85
        return _build(Intent.NOT_INTERESTED, confidence, refused, objections)
    places = {
        stance: max(at for at, (_, said) in enumerate(stances) if stance in said) for stance in (Stance.NO, Stance.MEET)
    }
    has_contrast = any(_CONTRAST.search(one.low) for one, _ in stances)
    if places[Stance.MEET] > places[Stance.NO]:
        words = f"They want to talk, with reservations: {_quote(by[Stance.MEET][-1])}"
        return _build(Intent.INTERESTED, 0.75 if has_contrast else 0.6, words, [*by[Stance.MEET], *objections])
    if places[Stance.MEET] == places[Stance.NO]:
        return _weigh_halves(stances[places[Stance.NO]][0], objections)
    return _build(Intent.NOT_INTERESTED, 0.75 if has_contrast else 0.6, refused, objections)


def _weigh_halves(sentence: Sentence, objections: Sequence[Sentence]) -> Understanding:
    """Yes and no in one sentence: the half after the "but" decides."""
    halves = _CONTRAST.split(sentence.low, maxsplit=1)
    later = find_stances(Sentence(halves[-1], halves[-1]))
    if len(halves) > 1 and Stance.MEET in later and Stance.NO not in later:
        return _build(Intent.INTERESTED, 0.8, f"They want to talk: {_quote(sentence)}", [sentence])
    confidence = 0.8 if len(halves) > 1 and Stance.NO in later else 0.6
    return _build(Intent.NOT_INTERESTED, confidence, f"Not interested: {_quote(sentence)}", objections)


def _needs(stances: Sequence[tuple[Sentence, frozenset[Stance]]]) -> list[Sentence]:
    return [one for one, _ in stances if _NEEDS.search(one.low)]


def _quote(sentence: Sentence) -> str:
    words = sentence.quote if len(sentence.quote) <= 110 else f"{sentence.quote[:107].rstrip()}..."
    return f"“{words}”"
