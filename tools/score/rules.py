"""How well a firm fits the ideal customer profile, in points with reasons. Pure; no model is ever asked for a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.company import Company, Evidence
from domain.errors import Correctable
from domain.identity import domain_of, fold
from domain.profile import Icp
from domain.score import Reason, Tier
from reference.places import state_name
from reference.trades import Trade, covers, get_trade

_SIBLING_SHARE = 0.5
# Share of the confidence points by the number of sources that say something about the firm.
_SOURCE_SHARES = (0.0, 0.6, 0.8, 1.0)
_OWN_SITE_SHARE = 0.2
_FRESH = ((timedelta(days=180), 1.0), (timedelta(days=540), 0.8))
_STALE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """A score before it is stored; the points of the reasons add up to `value` before rounding."""

    value: int
    tier: Tier
    reasons: tuple[Reason, ...]


def score(company: Company, facts: Sequence[Evidence], icp: Icp, *, has_contact: bool, now: datetime) -> Judgement:
    """Judges a firm by what is known about it at that moment. More knowledge never costs points."""
    reasons = (
        _judge_category(company, icp),
        _judge_size(company, icp),
        _judge_place(company, icp),
        _judge_completeness(company, icp, has_contact),
        _judge_confidence(company, facts, icp, now),
    )
    # Half points are rounded up; the small extra absorbs what binary fractions lose.
    value = min(100, int(sum(reason.points for reason in reasons) + 0.5 + 1e-9))
    return Judgement(value, _tier_of(value, icp), reasons)


def _reason(criterion: str, share: float, most: float, text: str) -> Reason:
    return Reason(criterion, min(most, round(share * most, 1)) if share < 1 else most, most, text)


def _tier_of(value: int, icp: Icp) -> Tier:
    return Tier(next(tier for tier, floor in icp.tier_floors if value >= floor))


def _judge_category(company: Company, icp: Icp) -> Reason:
    share, text = _fit_trade(company.trade, icp.trades)
    return _reason("trade", share, icp.category_points, text)


def _fit_trade(trade_id: str, wanted: Sequence[str]) -> tuple[float, str]:
    trade = _find(trade_id)
    if trade is None:
        return 0.0, "what kind of firm it is, is not known"
    if not wanted:
        return 1.0, f"{_with_article(trade.name)}; any trade is welcome"
    if any(covers(one, trade.id) for one in wanted):
        return 1.0, f"{_with_article(trade.name)}: a trade you look for"
    for one in wanted:
        near = _find(one)
        if near is not None and trade.sector and trade.sector == near.sector:
            return _SIBLING_SHARE, f"{_with_article(trade.name)}: close to the {near.plural} you look for"
        if near is not None and covers(trade.id, near.id):
            return _SIBLING_SHARE, f"{_with_article(trade.name)}: may be one of the {near.plural} you look for"
    return 0.0, f"{_with_article(trade.name)}: not a trade you look for"


def _with_article(noun: str) -> str:
    """ "a hospital", "an urgent care center", "an HVAC contractor", "a university"."""
    word = noun.split()[0]
    letters = "aefhilmnorsx" if word.isupper() else "aeiou"
    is_vowel = word[0].lower() in letters and not word.lower().startswith(("uni", "use", "uti", "eu"))
    return f"{'an' if is_vowel else 'a'} {noun}"


def _find(trade_id: str) -> Trade | None:
    try:
        return get_trade(trade_id)
    except Correctable:
        return None


def _judge_size(company: Company, icp: Icp) -> Reason:
    if company.employees is None:
        return _reason("size", 0.0, icp.size_points, "how many people work there is not known")
    people = f"{company.employees:,} people" if company.employees != 1 else "1 person"
    share = max((band.share for band in icp.size_bands if band.low <= company.employees <= band.high), default=0.0)
    best = max(icp.size_bands, key=lambda band: band.share, default=None)
    if best is None or share >= best.share:
        return _reason("size", share, icp.size_points, f"{people}: the size you look for")
    word = "smaller" if company.employees < best.low else "larger"
    return _reason(
        "size", share, icp.size_points, f"{people}: {word} than the best fit ({best.low:,} to {best.high:,})"
    )


def _judge_place(company: Company, icp: Icp) -> Reason:
    where = ", ".join(part for part in (company.city, company.state) if part) or "an unknown place"
    if not icp.places:
        return _reason("place", 1.0, icp.place_points, f"in {where}; any place is welcome")
    share = 1.0 if any(_is_in(company, place) for place in icp.places) else 0.0
    words = "where you look" if share else "outside the places you look in"
    return _reason("place", share, icp.place_points, f"in {where}: {words}")


def _is_in(company: Company, place: str) -> bool:
    """Whether a place of the ICP ("NY", "New York", "Buffalo, NY", "Erie County") names where the firm is."""
    area = state_name(company.state)
    names = {fold(name) for name in (company.city, company.state, area, company.country, company.postal_code) if name}
    if company.county:
        county = fold(company.county).removesuffix(" county")
        names |= {county, f"{county} county"}
    parts = [fold(part).strip() for part in place.split(",") if part.strip()]
    return bool(parts) and all(part in names for part in parts)


def _judge_completeness(company: Company, icp: Icp, has_contact: bool) -> Reason:
    known = {
        "website": bool(company.website),
        "phone": bool(company.phone),
        "street": bool(company.street),
        "size": company.employees is not None,
        "trade": bool(company.trade),
        "contact": has_contact,
    }
    missing = [name for name, is_known in known.items() if not is_known]
    text = f"not known yet: {', '.join(missing)}" if missing else "all the basics are known"
    return _reason("completeness", 1 - len(missing) / len(known), icp.completeness_points, text)


def _judge_confidence(company: Company, facts: Sequence[Evidence], icp: Icp, now: datetime) -> Reason:
    sources = sorted({fact.source for fact in facts})
    if not sources:
        return _reason("confidence", 0.0, icp.confidence_points, "no source stands behind it")
    share = _SOURCE_SHARES[min(len(sources), len(_SOURCE_SHARES) - 1)]
    has_own_site = bool(company.domain) and any(domain_of(fact.source_url) == company.domain for fact in facts)
    if has_own_site:
        share = min(1.0, share + _OWN_SITE_SHARE)
    age = now - max(fact.fetched_at for fact in facts)
    share *= next((fresh for limit, fresh in _FRESH if age <= limit), _STALE_SHARE)
    count = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
    own = ", its own website among them" if has_own_site else ""
    return _reason("confidence", share, icp.confidence_points, f"{count}{own}, read {_age_words(age)}")


def _age_words(age: timedelta) -> str:
    days = max(0, age.days)
    if days == 0:
        return "today"
    if days < 60:
        return "yesterday" if days == 1 else f"{days} days ago"
    return f"{days // 30} months ago"
