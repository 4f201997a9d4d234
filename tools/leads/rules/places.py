"""Which firms a place in a sentence means, by the words of their address."""

from collections.abc import Sequence

from domain.company import Company
from domain.identity import fold
from domain.views import LeadView
from reference.places import state_code, state_name


def pick_in_place(views: Sequence[LeadView], location: str) -> list[LeadView]:
    """The leads there. "New York" is the city when there are leads in it, else the county, else the state."""
    first, _, rest = (part.strip() for part in location.partition(","))
    around = [view for view in views if not rest or _fits_area(view.company, rest)]
    for level in range(len(_levels(None))):
        found = [view for view in around if fold(first) in _levels(view.company)[level]]
        if found:
            return found
    return []


def _levels(company: Company | None) -> tuple[frozenset[str], ...]:
    """The folded names of a firm's city, county, state, ZIP and country, each in its usual forms."""
    if company is None:
        return (frozenset(),) * 5
    county = fold(company.county).removesuffix(" county")
    counties = {county, f"{county} county"} if county else set[str]()
    return (
        _names(company.city),
        frozenset(counties),
        _names(company.state, state_name(company.state)),
        _names(company.postal_code),
        _names(company.country, *(("usa", "united states") if company.country == "US" else ())),
    )


def _names(*names: str) -> frozenset[str]:
    return frozenset(fold(name).strip() for name in names if name)


def _fits_area(company: Company, area: str) -> bool:
    """Whether the words after the comma ("NY", "New York", "Erie County, NY") name the firm's state or country."""
    known = frozenset().union(*_levels(company)[1:])
    parts = [part.strip() for part in area.split(",") if part.strip()]
    return all(fold(part) in known or (state_code(part) or "-") == company.state.upper() for part in parts)
