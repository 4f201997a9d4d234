"""One short piece of news about a practice firm, as a local paper or the firm's own page would put it."""

from reference.trades import Trade
from tools.practice.dice import Dice
from tools.practice.name_words import LANDMARKS, STREETS

_FACTS = (
    "opened a second {site} on {street} in {month}",
    "moved to a larger building on {street} this {season}",
    "is hiring {few} people for its {city} team",
    "was named one of the best {plural} in {city} by readers of the local paper",
    "celebrates {years} years in business this year",
    "plans an extension of its {street} {site}, to be finished by {month}",
    "took over a smaller competitor from {landmark} in {month}",
    "started an apprenticeship for {few} young people in {month}",
    "bought the building on {street} that it had rented for {years} years",
    "received a county award for good employers in {month}",
    "replaced its whole heating and cooling plant in {month}",
    "has longer opening hours since {month}",
    "put {few} electric vehicles on the road in {month}",
    "named a new general manager in {month}",
    "reopened after a renovation of its {street} {site}",
    "was awarded a state grant for new equipment in {month}",
    "added a new line of services in {month} after requests from customers",
    "sponsors the youth league at {landmark} this {season}",
    "signed a lease for {thousand},000 square feet near {landmark}",
    "announced that it will double the size of its {site} near {landmark}",
)
_MONTHS = tuple(
    "January,February,March,April,May,June,July,August,September,October,November,December".split(",")
)
_SEASONS = ("spring", "summer", "fall", "winter")
_SITES = {
    "food_service": "location", "hospitality": "house", "retail": "store", "manufacturing": "plant", "healthcare": "location",
    "automotive": "shop", "beauty": "studio", "finance": "branch", "education": "campus", "logistics": "terminal",
    "agriculture": "site", "construction": "yard",
}  # fmt: skip


def build_news(name: str, trade: Trade, city: str, dice: Dice) -> str:
    """One sentence that begins with the firm's name and can be quoted as it stands."""
    fact = dice.pick(_FACTS).format(
        site=_SITES.get(trade.sector, "office"),
        street=dice.pick(STREETS),
        month=dice.pick(_MONTHS),
        season=dice.pick(_SEASONS),
        few=dice.between(3, 14),
        city=city,
        plural=trade.plural,
        years=dice.pick((10, 15, 20, 25, 30, 40, 50)),
        landmark=dice.pick(LANDMARKS),
        thousand=dice.between(6, 48),
    )
    return f"{name} {fact}."
