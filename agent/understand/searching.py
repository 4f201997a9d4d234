"""Finding firms: "find 10 healthcare firms in Buffalo", "5 more", "same for Albany"."""

import re
from dataclasses import replace

from agent.understand import amounts
from agent.understand.locating import Located, locate
from agent.understand.scene import SURE, Clause, Scene, SearchWish, Sense, ask
from agent.understand.text import MASK, Span, unquoted
from agent.understand.verbs import Verb
from domain.plan import Call, Option
from reference.trades import TradeMatch, scan_trades

_SIZES: tuple[tuple[str, str], ...] = (
    ("between", rf"(?:between|from)?\s*({amounts.POSITIVE})\s*(?:and|to|-)\s*({amounts.POSITIVE})"),
    ("least", rf"(?:more than|over|above|at least|minimum(?: of)?|min\.?|from|>=?|larger than|bigger than|upwards of)\s*({amounts.POSITIVE})"),
    ("least", rf"({amounts.POSITIVE})\s*(?:\+|or more|and more|plus|and up)"),
    ("most", rf"(?:less than|fewer than|under|below|at most|maximum(?: of)?|max\.?|up to|<=?|smaller than|no more than|not more than)\s*({amounts.POSITIVE})"),
    ("most", rf"({amounts.POSITIVE})\s*(?:or less|or fewer|and under|at most|and below)"),
)  # fmt: skip
_STAFF = r"\s*(?:employees?|people|staff(?: members)?|workers|heads|persons|ftes?|headcount|strong|man|members of staff)\b"
_BEFORE_SIZE = r"(?:\b(?:with|having|that have|who have|which have|that employ|employing|of|has|have|sized?)\s+)?(?:(?:a )?(?:staff|headcount|size|team) of )?"
_SIZE_PATTERNS = tuple((end, re.compile(_BEFORE_SIZE + r"(?<![\w.])" + body + _STAFF)) for end, body in _SIZES)
_KEYWORDS = re.compile(
    rf"\b(?:with (?:the )?keywords?|keywords?:?|mentioning|that mention|which mention|matching|about)\s+([\"']?[^,]+?[\"']?)(?=$|,| in | near )|\b(?:called|named)\s+([\"']{MASK}+[\"']?)"
)
_MORE = re.compile(rf"(?:(?:find|get|give|show)?(?: me)? ?)?(?P<n>{amounts.NUMBER})? ?(?:some )?(?:more|additional|further|other|another(?: (?P<m>{amounts.POSITIVE}))?|extra|new)(?: (?:ones?|of (?:them|these|those|the same)|like (?:these|those|them|that|this)|leads|companies|firms|please|from (?:there|the same (?:place|city|area))|there|of the same(?: kind)?))*")
_SAME = re.compile(
    r"^(?:(?:do |find |search |get )?(?:the )?same(?: (?:search|thing|again|ones?|kind|query))*(?: (?:but|for|in|with|as before|near|around|now|again))*|more (?:like|of) (?:these|those|them|that|this)(?: ones?)?|more(?= (?:in|from|near)\b)|(?:and |now )?(?:what|how) about|and(?: (?:for|in))?|now(?: (?:for|in|try))?|try|next|also|instead|repeat (?:that|this|it)(?: (?:for|in|with))?|again(?: (?:for|in|with))?|do (?:that|this|it)(?: again)? (?:for|in|with)|similar (?:ones|firms|companies))\b"
)
_GLUE = frozenset(
    "the a an of in at near around from within for to and or me us my our all any some more new other good best that are is which who "
    "based located operating firms companies businesses company firm business leads lead prospects prospect please up about approximately roughly "
    "ca like these those them there here least most active area region city county state town zip code greater metro downtown with ones one "
    "different independent exactly just only over under additional similar list search industry sector space field potential customers clients customer client "
    "same instead find what how now also again by named called it do this thing as before kind local but via total".split()
)
_NEEDS_BOTH = "What kind of firms shall I look for, and where? For example \"find 10 dentists in Buffalo\"."


def read_search(clause: Clause, scene: Scene) -> Sense | None:
    """A search, complete or completed from the one before it; None when the clause is about something else."""
    span = clause.span
    is_search_verb = clause.head is not None and clause.head.verb in (Verb.FIND, Verb.GET, Verb.SHOW)
    is_like_before = bool(_SAME.match(span.low) or _MORE.fullmatch(span.low) or _says_more(span.low))
    rest = clause.rest if is_search_verb else span
    found = _Slots(rest, scene)
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
    return bool(re.search(r"\b(?:lead|draft|reply|replies|email|mail) (?:#|no|\d)|\bmy (?:leads|drafts)\b|^(?:the )?(?:leads|drafts|replies)\b", low))


class _Slots:
    """The slots of a search found in one stretch of text, and the words left over."""

    def __init__(self, span: Span, scene: Scene) -> None:
        self.trouble = ""
        wish = SearchWish()
        low, wish = _take_sizes(span.low, wish)
        low, words = _take_keywords(span, low)
        self.place: Located = locate(Span(span.raw, low), scene)
        low = self.place.rest
        trades = scan_trades(low)
        self.trades: tuple[TradeMatch, ...] = trades
        for trade in trades:
            low = low[: trade.start] + " " * (trade.end - trade.start) + low[trade.end :]
        low, count, self.trouble = _take_count(low)
        self.leftover = [
            word for word in re.findall(r"[\w'&/-]+", low) if word not in _GLUE and word.strip("-'")
        ]
        industry = trades[-1].trade.id if trades else ""
        self.extra = tuple(dict.fromkeys(match.trade.id for match in trades if match.trade.id != industry))
        self.sureness = SURE if all(match.is_exact for match in trades) else 0.9
        self.wish = replace(wish, industry=industry, location=self.place.text, count=count, keywords=words)

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
        return low, replace(wish, min_employees=first) if end == "least" else replace(wish, max_employees=first)
    return low, wish


def _take_keywords(span: Span, low: str) -> tuple[str, tuple[str, ...]]:
    match = _KEYWORDS.search(low)
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
        options = tuple(
            Option(place, (replace(wish, location=place).to_call(),)) for place in found.place.options
        )
        return replace(ask(found.place.question, *options), wish=wish)
    if found.place.question or not wish.location:
        return replace(ask(found.place.question or _missing_place(found)), wish=wish)
    words = tuple(found.leftover)
    if words and len(words) <= 2 and not wish.keywords:
        wish = replace(wish, keywords=words)
        sureness = min(sureness, 0.85)
    elif words:
        sureness = min(sureness, 0.75 - 0.05 * min(len(words), 4))
    wishes = [wish] + [replace(wish, industry=trade) for trade in found.extra]
    if found.extra:
        wishes = wishes[1:] + wishes[:1]
        sureness = min(sureness, 0.85)
    calls: tuple[Call, ...] = tuple(each.to_call() for each in wishes)
    return Sense(calls, min(sureness, found.sureness, found.place.sureness, SURE), kind="leads", wish=wish)


def _missing_trade(found: _Slots, wish: SearchWish) -> str:
    words = " ".join(found.leftover[:4])
    if words:
        return f"I don't know a kind of firm called \"{words}\"; name it in plain words, such as dentists or hotels."
    if wish.location:
        return f"What kind of firms shall I look for in {wish.location}? For example dentists or hotels."
    return _NEEDS_BOTH


def _missing_place(found: _Slots) -> str:
    name = found.trades[-1].trade.plural if found.trades else "firms"
    return f"Where shall I look for {name}? Give me a city, county, state or ZIP code, for example \"in Buffalo\"."
