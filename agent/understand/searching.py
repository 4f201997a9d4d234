"""Finding firms: "find 10 healthcare firms in Buffalo", "5 more", "same for Albany"."""

import re
from dataclasses import replace

from agent.understand import amounts
from agent.understand.locating import Located, locate, locate_bare
from agent.understand.names import find_whole_name
from agent.understand.scene import SURE, Clause, Scene, SearchWish, Sense, ask
from agent.understand.tables import phrases, word_list
from agent.understand.text import Span, unquoted
from agent.understand.verbs import Verb
from domain.plan import Call, Option
from reference.trades import TradeMatch, scan_trades

_SIZES: tuple[tuple[str, str], ...] = (
    ("between", rf"(?:at least|more than|over|min\.?|minimum) ({amounts.POSITIVE})(?:\s*,)? (?:and |but |"
rf"to )?(?:at most|less than|fewer than|no more than|under|below|up to|max\.?|maximum) ({amounts.POSITIVE})"),
    ("between", rf"(?:between|from)?\s*({amounts.POSITIVE})\s*(?:and|to|-)\s*({amounts.POSITIVE})"),
    ("least", rf"(?:more than|over|above|at least|minimum(?: of)?|min\.?|from|>=?|larger than|bigger than|"
rf"upwards of)\s*({amounts.POSITIVE})"),
    ("least", rf"({amounts.POSITIVE})\s*(?:\+|or more|and more|plus|and up)"),
    ("most", rf"(?:less than|fewer than|under|below|at most|maximum(?: of)?|max\.?|up to|<=?|smaller than|"
rf"no more than|not more than)\s*({amounts.POSITIVE})"),
    ("most", rf"({amounts.POSITIVE})\s*(?:or less|or fewer|and under|at most|and below)"),
)  # fmt: skip
_STAFF = (
    r"\s*(?:employees?|people|staff(?: members)?|workers|heads|persons|ftes?|headcount|strong|man|members of staff)\b"
)
_BEFORE_SIZE = (
    r"(?:\b(?:with|having|that have|who have|which have|that employ|employing|of|has|have|"
    r"sized?)\s+)?(?:(?:a )?(?:staff|headcount|size|team) of )?"
)
_SIZE_PATTERNS = tuple((end, re.compile(_BEFORE_SIZE + r"(?<![\w.])" + body + _STAFF)) for end, body in _SIZES)
_DISTANCE = re.compile(
    r"\b(?:within|in|up to|about|around|less than)? ?(?:a )?\d+[ -]?(?:miles?|mi|km|kilomet(?:er|"
    r"re)s?|minutes?)(?: (?:radius|of|from|around|drive|away))*\b"
)
_NEEDS_BOTH = 'What kind of firms shall I look for, and where? For example "find 10 dentists in Buffalo".'


_NOT_A_SEARCH = re.compile(r"\b(?:drafts?|e-?mails?|mails?|versions?|subject|repl(?:y|ies))\b")


def read_search(clause: Clause, scene: Scene) -> Sense | None:
    """A search, complete or completed from the one before it; None when the clause is about something else."""
    span = clause.span
    is_search_verb = clause.head is not None and clause.head.verb in (Verb.FIND, Verb.GET, Verb.SHOW)
    is_like_before = bool(
        phrases("same_search").match(span.low) or phrases("more_firms").fullmatch(span.low) or _says_more(span.low)
    )
    if clause.is_asked and re.match(r"(?:which|who|how many)\b.*\b(?:ones?|them|these|those)\b", span.low):
        return None
    if not (clause.head and clause.head.verb is Verb.FIND) and _NOT_A_SEARCH.search(span.low):
        return None
    is_lead_list = bool(re.search(r"\b(?:leads?|pipeline)\b", span.low)) and not (
        clause.head and clause.head.verb is Verb.FIND
    )
    is_wanted = clause.head is not None and clause.head.verb is Verb.GET and bool(scan_trades(span.low))
    if is_lead_list and not is_wanted and not re.search(rf"{amounts.NUMBER} (?:more|new)\b", span.low):
        return None
    if clause.head and clause.head.verb is not Verb.FIND and find_whole_name(clause.rest, scene.names):
        return None
    same = phrases("same_search").match(span.low)
    rest = clause.rest if is_search_verb else span.cut(same.end()) if same and scene.wish else span
    is_short = scene.wish is not None and clause.head is None and len(span.low.split()) <= 3
    found = _Slots(rest, scene, is_expected=is_short or (is_like_before and scene.wish is not None))
    has_slots = bool(found.wish.industry or found.place.text or found.place.question)
    if is_like_before and scene.wish:
        return _repeat(found, scene, scene.wish)
    if is_search_verb and clause.head is not None and (has_slots or clause.head.verb is Verb.FIND):
        if clause.head.verb is not Verb.FIND and not (found.wish.industry or scene.wish):
            return None
        if clause.head.verb is Verb.FIND and _is_about_rows(rest.low):
            return None
        return _complete(found, scene, clause.head.sureness)
    if found.wish.industry and (found.place.text or found.place.question) and found.is_clean:
        return _complete(found, scene, 0.92)
    if scene.wish and has_slots and found.is_clean and len(span.low.split()) <= 7:
        return _repeat(found, scene, scene.wish)
    return None


def _says_more(low: str) -> bool:
    return bool(re.search(rf"^(?:find |get |give |show )?(?:me )?(?:{amounts.NUMBER} )?(?:more|another)\b", low))


def _is_about_rows(low: str) -> bool:
    """ "find the second lead": a look at what is there, no search outside."""
    return bool(
        re.search(
            r"\b(?:lead|draft|reply|replies|email|mail) (?:#|no|\d)|\bmy (?:leads|drafts)\b|^(?:the |"
            r"my )?lead\b|^(?:the|these|our|those) (?:leads|drafts|replies)\b",
            low,
        )
    )


class _Slots:
    """The slots of a search found in one stretch of text, and the words left over."""

    def __init__(self, span: Span, scene: Scene, is_expected: bool) -> None:
        self.trouble = ""
        wish = SearchWish()
        low, wish = _take_sizes(span.low, wish)
        low, words = _take_keywords(span, low)
        self.place: Located = locate(Span(span.raw, low), scene)
        if is_expected and not self.place.text and not self.place.question:
            self.place = locate_bare(Span(span.raw, low), scene)
        low = self.place.rest
        trades = scan_trades(low)
        self.trades: tuple[TradeMatch, ...] = trades
        for trade in trades:
            low = low[: trade.start] + " " * (trade.end - trade.start) + low[trade.end :]
        self.distance = bool(_DISTANCE.search(low))
        low = _DISTANCE.sub(lambda match: " " * len(match.group()), low)
        low, count, self.trouble = _take_count(low)
        self.leftover = [
            word for word in re.findall(r"[\w'&/-]+", low) if word not in word_list("search_glue") and word.strip("-'")
        ]
        industry = trades[-1].trade.id if trades else ""
        self.extra = tuple(dict.fromkeys(match.trade.id for match in trades if match.trade.id != industry))
        self.sureness = SURE if all(match.is_exact for match in trades) else 0.9
        self.wish = replace(wish, industry=industry, location=self.place.text, count=count, keywords=words)

    @property
    def is_limited(self) -> bool:
        """Whether the words left over take something away or are numbers, so that they are no keywords."""
        return any(word in word_list("search_limits") or word[0].isdigit() for word in self.leftover)

    @property
    def is_clean(self) -> bool:
        return not self.leftover


def _take_sizes(low: str, wish: SearchWish) -> tuple[str, SearchWish]:
    for end, pattern in _SIZE_PATTERNS:
        match = pattern.search(low)
        if not match:
            continue
        low = low[: match.start()] + " " * len(match.group()) + low[match.end() :]
        first = amounts.parse_number(match[1])
        if end == "between":
            return low, replace(wish, min_employees=first, max_employees=amounts.parse_number(match[2]))
        wish = replace(wish, min_employees=first) if end == "least" else replace(wish, max_employees=first)
    return low, wish


def _take_keywords(span: Span, low: str) -> tuple[str, tuple[str, ...]]:
    match = phrases("keywords").search(low)
    if not match:
        return low, ()
    group = 1 if match[1] else 2
    said = unquoted(span.cut(match.start(group), match.end(group)))
    words = tuple(word.strip() for word in re.split(r",| and | or ", said) if word.strip())
    return low[: match.start()] + " " * len(match.group()) + low[match.end() :], words


def _take_count(low: str) -> tuple[str, int | None, str]:
    match = re.search(rf"(?<![\w.]){amounts.NUMBER}", low)
    if not match:
        return low, None, ""
    rest = low[: match.start()] + " " * len(match.group()) + low[match.end() :]
    value = amounts.parse_number(match.group())
    if value is None or not 1 <= value <= amounts.MAX_COUNT:
        return rest, None, f"I can look for 1 to {amounts.MAX_COUNT} firms at a time; how many shall it be?"
    return rest, value, ""


def _repeat(found: _Slots, scene: Scene, before: SearchWish) -> Sense:
    """The search before with what is said anew put in its place."""
    said = found.wish
    is_new_place = bool(said.location)
    wish = SearchWish(
        industry=said.industry or before.industry,
        location=said.location or before.location,
        count=said.count if said.count is not None else (before.count if is_new_place or said.industry else None),
        keywords=said.keywords or before.keywords,
        min_employees=said.min_employees or before.min_employees,
        max_employees=said.max_employees or before.max_employees,
    )
    return _finish(found, scene, wish, 0.95)


def _complete(found: _Slots, scene: Scene, sureness: float) -> Sense:
    wish, before = found.wish, scene.wish
    if before and not wish.industry and not found.leftover:
        wish = replace(wish, industry=before.industry)
        sureness = min(sureness, 0.9)
    if not wish.location and not found.place.question:
        home = before.location if before and before.location else scene.home_region
        wish = replace(wish, location=home)
        sureness = min(sureness, 0.9)
    return _finish(found, scene, wish, sureness)


def _finish(found: _Slots, scene: Scene, wish: SearchWish, sureness: float) -> Sense:
    """The call, or the one question that is open."""
    if found.trouble:
        return replace(ask(found.trouble), wish=wish)
    if not wish.industry:
        return replace(ask(_missing_trade(found, wish)), wish=wish)
    if found.place.options:
        options = tuple(Option(place, (replace(wish, location=place).to_call(),)) for place in found.place.options)
        return replace(ask(found.place.question, *options), wish=wish)
    if found.place.question or not wish.location:
        return replace(ask(found.place.question or _missing_place(found)), wish=wish)
    words = tuple(found.leftover)
    if found.distance:
        question = f"I can't limit a search by distance yet; shall I look in {wish.location} instead?"
        return replace(ask(question, Option("yes", (wish.to_call(),)), Option("no")), wish=wish)
    if words and len(words) <= 2 and not wish.keywords and not found.is_limited:
        wish = replace(wish, keywords=words)
        sureness = min(sureness, 0.85)
    elif words:
        sureness = min(sureness, 0.75 - 0.05 * min(len(words), 4))
    wishes = [replace(wish, industry=trade) for trade in found.extra] + [wish]
    wishes += [replace(each, location=place) for place in found.place.more for each in wishes]
    if len(wishes) > 1:
        sureness = min(sureness, 0.85)
    calls: tuple[Call, ...] = tuple(each.to_call() for each in wishes)
    return Sense(calls, min(sureness, found.sureness, found.place.sureness, SURE), kind="leads", wish=wish)


def _missing_trade(found: _Slots, wish: SearchWish) -> str:
    words = " ".join(found.leftover[:4])
    if words:
        return f'I don\'t know a kind of firm called "{words}"; name it in plain words, such as dentists or hotels.'
    if wish.location:
        return f"What kind of firms shall I look for in {wish.location}? For example dentists or hotels."
    return _NEEDS_BOTH


def _missing_place(found: _Slots) -> str:
    name = found.trades[-1].trade.plural if found.trades else "firms"
    return f'Where shall I look for {name}? Give me a city, county, state or ZIP code, for example "in Buffalo".'
