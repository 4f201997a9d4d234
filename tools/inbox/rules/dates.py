"""When somebody who is away returns: dates in words and figures, in several languages, as an ISO date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.inbox.rules.sentences import fold_words

_MONTHS = (
    "january jan januar janner janvier janv enero ene gennaio gen janeiro januari",
    "february feb februar fevrier fevr febrero febbraio fevereiro fev februari",
    "march mar marz maerz mars marzo marco maart mrt",
    "april apr avril avr abril aprile abr",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dicembre dic dezembro",
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_MONTH = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS = (
    "monday mon montag lundi lunes lunedi segunda maandag",
    "tuesday tue tues dienstag mardi martes martedi terca dinsdag",
    "wednesday wed mittwoch mercredi miercoles mercoledi quarta woensdag",
    "thursday thu thurs donnerstag jeudi jueves giovedi quinta donderdag",
    "friday fri freitag vendredi viernes venerdi sexta vrijdag",
    "saturday sat samstag sonnabend samedi sabado sabato zaterdag",
    "sunday sun sonntag dimanche domingo domenica zondag",
)
_WEEKDAY_OF = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_WEEKDAY = "(?:" + "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True)) + r")\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|o)?"
_YEAR = r"(?:,? ?(?:de |del )?(?P<year>20\d\d)\b)?"
_FORMS = (
    re.compile(r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(rf"\b{_DAY} ?(?:of |de |di |do )?(?P<name>{_MONTH}){_YEAR}"),
    re.compile(rf"\b(?P<name>{_MONTH}) (?:the )?{_DAY}\b(?!:){_YEAR}"),
    re.compile(r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?\b(?!/)"),
    re.compile(r"\b(?P<day>\d{1,2})[.-] ?(?P<month>\d{1,2})[.-](?:(?P<year>20\d\d|\d\d)\b)?"),
)
_ORDINAL = re.compile(
    r"\b(?:the|am|den|le|el|il|dia) (?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\b(?! ?(?:am|pm|uhr|minutes|days|hours|%|:))"
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<tomorrow>tomorrow|morgen|demain|manana|domani|amanha)|(?:in|within|dans|en|tra|fra|em"
    rf"|over) (?P<count>\d{{1,2}}|a|an|one|two|three|four|ein|eine|einer|zwei|drei|une?|deux|trois|una?|dos"
    rf"|tres|due|tre|dois|duas|een|twee|drie) (?P<unit>days?|weeks?|tag\w*|wochen?|jours?|semaines?|dias?"
    rf"|semanas?|giorni|settiman\w|dagen|dag|week|weken)|(?P<next_week>next week|nachste woche|kommende woche"
    rf"|la semaine prochaine|la proxima semana|la settimana prossima|na proxima semana|volgende week)"
    rf"|(?P<weekday>{_WEEKDAY}))"
)  # fmt: skip
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "a an one ein eine einer un une una um uma een",
            "two zwei deux dos due dois duas twee",
            "three drei trois tres tre drie",
            "four",
        ),
        start=1,
    )
    for word in words.split()
}
_BACK = (
    r"\b(?:back|return\w*|re-?open\w*|again|resum\w+|available (?:again |from|on|as of)|in the office (?:on|again"
    r"|from)|zuruck\w*|wieder\w*|ab (?:dem|montag)?|retour|revien\w*|de nouveau|regres\w*|vuelv\w*|vuelta"
    r"|reincorpor\w*|torn\w*|rientr\w*|di nuovo|volt\w+|terug\w*|weer)\b"
)
_UNTIL = (
    r"\b(?:until|till?|through|thru|up to|ending|to|bis|einschliesslich|jusqu\w*|au|hasta|fino|al|sino|ate"
    r"|tot(?: en met)?|t/m)\b|-"
)
_BEFORE_BACK = re.compile(_BACK + r"(?:(?!\b(?:until|bis|from|before)\b).){0,40}$")
_BEFORE_UNTIL = re.compile(rf"(?:{_UNTIL})[^.!?\d]{{0,25}}$")
_AFTER_BACK = re.compile(r"^.{0,25}\b(?:back|wieder|zuruck|erreichbar|de retour|again|terug|weer|reopen\w*|return)\b")
_BEFORE_START = re.compile(
    r"\b(?:from|since|vom|von|du|depuis|desde|del|dal|de|van|vanaf|sinds|between|starting|dated?|wrote|on your"
    r"|sent)\b[^.!?\d]{0,15}$"
)
_EVENT = re.compile(r"\b(?:conference|event|webinar|founded|est|since|copyright|deadline)\b[^.!?]{0,20}$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    on: date


def find_return(text: str, sent: date | None, *, day_first: bool) -> str:
    """The ISO date of the return, '' when none is said. `day_first` reads 3/4 as the third of April.

    `sent` is the day the mail was written: a year that is left out and "next Monday" count from it.
    """
    low = fold_words(text[:3000])
    found = [one for one in _list_dates(low, sent, day_first) if sent is None or one.on >= sent]
    ranked = sorted(found, key=lambda one: (-_weigh(low, one), one.start))
    return ranked[0].on.isoformat() if ranked and _weigh(low, ranked[0]) > 0 else ""


def _weigh(low: str, one: _Candidate) -> int:
    before = low[max(0, one.start - 60) : one.start]
    if _BEFORE_BACK.search(before):
        return 4
    if _BEFORE_UNTIL.search(before):
        return 3
    if _BEFORE_START.search(before) or _EVENT.search(before):
        return 0
    if _AFTER_BACK.search(low[one.end :]):
        return 3
    return 1


def _list_dates(low: str, sent: date | None, day_first: bool) -> Iterator[_Candidate]:
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(low):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            on = _read(match.groupdict(), sent, day_first)
            if on:
                taken.append(match.span())
                yield _Candidate(*match.span(), on)
    for match in (*_RELATIVE.finditer(low), *_ORDINAL.finditer(low)) if sent else ():
        if sent is None or any(start - 14 <= match.start() <= end for start, end in taken):
            continue
        on = _read_relative(match.groupdict(), sent, low[max(0, match.start() - 12) : match.start()])
        if on:
            yield _Candidate(*match.span(), on)


def _read(parts: dict[str, str | None], sent: date | None, day_first: bool) -> date | None:
    year = parts.get("year")
    name = (parts.get("name") or "").strip(".")
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        month, day = (second, first) if (day_first and second <= 12) or first > 12 else (first, second)
    else:
        month = _MONTH_OF[name] if name else int(parts["month"] or 0)
        day = int(parts["day"] or 0)
    if year:
        return _build(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if sent is None:
        return None
    this = _build(sent.year, month, day)
    return this if this and this >= sent - timedelta(days=30) else _build(sent.year + 1, month, day)


def _build(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_relative(parts: dict[str, str | None], sent: date, before: str) -> date | None:
    if parts.get("day"):
        day = int(parts["day"] or 0)
        this = _build(sent.year, sent.month, day)
        after = (sent.replace(day=1) + timedelta(days=32)).replace(day=1)
        return this if this and this >= sent else _build(after.year, after.month, day)
    if parts.get("tomorrow"):
        return sent + timedelta(days=1)
    if parts.get("next_week"):
        return sent + timedelta(days=7 - sent.weekday())
    if parts.get("weekday"):
        # Said on a Monday, "Monday" and "next Monday" are both a week away.
        return sent + timedelta(days=(_WEEKDAY_OF[parts["weekday"] or ""] - sent.weekday() - 1) % 7 + 1)
    word, unit = parts.get("count") or "1", parts.get("unit") or "day"
    count = int(word) if word.isdigit() else _COUNTS.get(word, 1)
    is_week = unit[:2] in ("we", "wo", "se")
    return sent + timedelta(days=count * (7 if is_week else 1))
