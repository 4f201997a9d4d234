"""The people of a practice firm: names, titles, addresses."""

from domain.company import EmailStatus, FoundContact
from reference.names import GIVEN_NAMES, SURNAMES
from tools.practice.dice import Dice
from tools.practice.spelling import build_address, build_slug

SOURCE = "practice"
_OTHER_TITLES = ("Office Manager", "Operations Manager", "General Manager", "Owner", "Controller", "Facilities Manager")
# Firms that nobody owns in the way a shop is owned.
_NO_OWNER = (
    "hospital",
    "medical center",
    "college",
    "university",
    "bank",
    "credit union",
    "church",
    "library",
    "school",
)
_STATUSES = ((EmailStatus.VERIFIED, 6), (EmailStatus.PUBLISHED, 3), (EmailStatus.PATTERN, 2))
_HOW_MANY = ((0, 10), (1, 35), (2, 35), (3, 20))


def make_people(company_name: str, domain: str, titles: tuple[str, ...]) -> tuple[FoundContact, ...]:
    """Zero to three people of a firm, the same each time, those with the titles asked for first.

    About one firm in ten has nobody. Without a domain there are no addresses to give, so there is nobody either.
    """
    if not domain:
        return ()
    dice = Dice("people", company_name.strip().lower(), domain.lower())
    wanted = dice.weighted(_HOW_MANY)
    has_owner = not any(word in company_name.lower() for word in _NO_OWNER)
    titles = tuple(title for title in titles if has_owner or "owner" not in title.lower())
    roles = [role for role in dict.fromkeys((*titles, *_OTHER_TITLES)) if has_owner or role != "Owner"]
    people: dict[str, FoundContact] = {}
    for place in range(wanted):
        # The first person mostly has the title that is wanted most; the others are taken from further down.
        reach = len(titles) if titles and (place == 0 or dice.happens(0.6)) else len(roles)
        role = roles.pop(min(dice.below(reach), dice.below(reach), len(roles) - 1))
        given, surname = dice.pick(GIVEN_NAMES), dice.pick(SURNAMES)
        address = build_address(given, surname, domain)
        page = f"practice://people/{domain}/{build_slug(f'{given} {surname}')}"
        people[address] = FoundContact(
            name=f"{given} {surname}",
            title=role,
            source=SOURCE,
            source_url=page,
            email=address,
            email_status=EmailStatus.VERIFIED if place == 0 and dice.happens(0.5) else dice.weighted(_STATUSES),
            phone=f"555-01{dice.below(100):02d}" if dice.happens(0.3) else "",
        )
    return tuple(people.values())
