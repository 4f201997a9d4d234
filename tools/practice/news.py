"""One short piece of news about a practice firm, as a local paper or the firm's own page would put it."""

from dataclasses import dataclass

from reference.trades import Trade, get_trade
from tools.practice.dice import Dice
from tools.practice.name_words import list_words

_ANY = (
    "opened a second {site} on {street} in {month}",
    "moved to a larger building on {street} this {season}",
    "is hiring {few} people for its {city} {site}",
    "celebrates {years} years in business this year",
    "bought the building on {street} that it had rented since it opened",
    "was named one of the county's best employers in {month}",
    "named a new general manager in {month}",
    "sponsors the youth league at {landmark} this {season}",
    "added evening hours in {month}",
    "announced that it will double the size of its {site} near {landmark}",
    "joined the {city} chamber of commerce's mentoring program in {month}",
)
# What only fits some: by the mood of the trade's style.
_BY_MOOD: dict[str, tuple[str, ...]] = {
    "care": (
        "replaced its heating and cooling plant in {month}",
        "received a state grant for new equipment in {month}",
        "took {few} new nurses and therapists on board in {month}",
        "renovated its {street} {site} and reopened in {month}",
        "started a shuttle for patients from {landmark} in {month}",
    ),
    "food": (
        "was voted a readers' favorite by the local paper in {month}",
        "reopened after a renovation of its kitchen in {month}",
        "began to buy from farms around {city} this {season}",
        "started a catering service in {month}",
    ),
    "grand": (
        "reopened after a renovation of its {street} {site} in {month}",
        "added a conference wing in {month}",
        "replaced its heating and cooling plant in {month}",
    ),
    "nature": (
        "was named one of the best {plural} in {city} by readers of the local paper",
        "expanded its grounds near {landmark} this {season}",
    ),
    "office": (
        "merged with a smaller firm from {landmark} in {month}",
        "promoted {few} employees in {month}",
        "opened an office on {street} in {month}",
    ),
    "retail": (
        "was named one of the best {plural} in {city} by readers of the local paper",
        "doubled its floor space on {street} in {month}",
        "started delivery in {city} this {season}",
    ),
    "soft": (
        "was named one of the best {plural} in {city} by readers of the local paper",
        "won a design award in {month}",
        "renovated its rooms on {street} this {season}",
    ),
    "tech": (
        "signed a lease for {thousand},000 square feet near {landmark}",
        "won a state grant for research in {month}",
        "plans to hire {dozens} engineers by {month}",
    ),
    "trade": (
        "put {few} electric vehicles on the road in {month}",
        "started an apprenticeship for {few} young people in {month}",
        "signed a lease for {thousand},000 square feet near {landmark}",
        "received a state grant for new machines in {month}",
        "finished work on the new library near {landmark} in {month}",
    ),
}

_SEASONS = ("spring", "summer", "fall", "winter")
_SITES = {
    "food_service": "location", "hospitality": "house", "retail": "store", "wholesale": "warehouse",
    "healthcare": "location",
    "manufacturing": "plant", "automotive": "shop", "beauty": "studio", "finance": "branch", "education": "campus",
    "logistics": "terminal", "agriculture": "site", "construction": "yard", "recreation": "venue", "fitness": "studio",
    "animal_care": "location", "hospital": "campus", "waste": "yard", "energy": "site", "mining": "site",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """What a piece of news is about: the firm, the mood of its trade's style, its town and its size."""

    name: str
    trade: Trade
    mood: str
    city: str
    employees: int


def build_news(about: News, dice: Dice) -> str:
    """One sentence that begins with the firm's name and can be quoted as it stands."""
    fact = dice.pick([fact for fact in _ANY + _BY_MOOD[about.mood] * 2 if _fits(fact, about)])
    words = fact.format(
        site=_site(about.trade),
        street=dice.pick(list_words("street")),
        month=dice.pick(list_words("month")),
        season=dice.pick(_SEASONS),
        few=dice.between(2, max(3, min(14, about.employees // 4))),
        city=about.city,
        plural=about.trade.plural,
        years=dice.pick((10, 15, 20, 25, 30, 40, 50)),
        landmark=dice.pick(list_words("landmark")),
        thousand=max(3, about.employees * dice.between(2, 5) // 10),
        dozens=max(1, about.employees // 40) * 10,
    )
    return f"{about.name} {words}."


# Facts that only firms of some sectors can tell, by words in them.
_ONLY_IN = {
    "new library": ("construction",),
    "delivery in": ("retail", "food_service", "wholesale"),
    "floor space": ("retail",),
    "its kitchen": ("food_service", "hospitality"),
    "catering service": ("food_service",),
    "farms around": ("food_service", "food_processing"),
    "shuttle for patients": ("healthcare", "clinic", "hospital"),
    "nurses": ("healthcare", "clinic", "hospital"),
    "for research": ("manufacturing", "research", "it", "electronics_maker"),
}
_NEVER_IN = {"readers of the local paper": ("nonprofit", "education", "government", "manufacturing")}


def _fits(fact: str, about: News) -> bool:
    """Keeps facts away from firms they would sound silly for."""
    sector = about.trade.sector
    if any(words in fact and sector not in sectors for words, sectors in _ONLY_IN.items()):
        return False
    if any(words in fact and sector in sectors for words, sectors in _NEVER_IN.items()):
        return False
    if "engineers" in fact or "square feet" in fact:
        return 30 <= about.employees <= 400
    return "heating and cooling" not in fact or about.employees >= 30


def _site(trade: Trade) -> str:
    """What such a firm calls its place; the nearest of its sectors that has a word for it decides."""
    current = trade
    while current.id not in _SITES and current.sector:
        current = get_trade(current.sector)
    return _SITES.get(current.id, "office")
