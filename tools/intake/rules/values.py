"""One cell of a file as a value: what means nothing, phones, ZIP codes, numbers, addresses. Pure."""

import re
from functools import lru_cache

from domain.identity import fold
from reference.places import PlaceKind, find_place_by_id, find_places, state_code
from reference.trades import find_trade, trade_of_naics

_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        ".",
        "?",
        "n/a",
        "#n/a",
        "na",
        "n.a.",
        "none",
        "null",
        "nil",
        "nan",
        "select",
        "unknown",
        "tbd",
        "not available",
        "not applicable",
        "not provided",
        "#name?",
        "#ref!",
        "#value!",
        "-999",
        "-999.0",
        "(blank)",
        "[blank]",
    }
)
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "opted out", "unsubscribed"})
_CLOSED = frozenset(
    {"closed", "permanently closed", "inactive", "out of business", "defunct", "dissolved", "closed permanently"}
)
# US territories have an ISO code of their own, but post, phone and this product treat them as states.
_TERRITORIES = frozenset({"PR", "PRI", "GU", "GUM", "VI", "VIR", "AS", "ASM", "MP", "MNP"})
_US_TERRITORY_STATES = frozenset({"PR", "GU", "VI", "AS", "MP"})
_ISO3 = {"USA": "US", "CAN": "CA", "GBR": "GB", "DEU": "DE", "FRA": "FR", "AUS": "AU", "IRL": "IE", "MEX": "MX"}
_ISO3 |= {"IND": "IN", "ISR": "IL", "NLD": "NL", "ESP": "ES", "ITA": "IT", "CHE": "CH", "AUT": "AT", "JPN": "JP"}
_MOST_CELL = 300
_EMAIL = re.compile(r"^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?[^\s/@]+\.[^\s/@.]{2,}(?:[/?#:]\S*)?$", re.IGNORECASE)
_NUMBER = re.compile(r"^\d[\d,]*(?:\.\d+)?$")
_US_ZIP = re.compile(r"^(\d{3,5})(?:\.0)?(?:-?\d{4})?$")
_COUNTY_WORD = re.compile(r"\b(?:county|parish|borough|census area|municipio|municipality|city)$", re.IGNORECASE)


def clean(cell: str) -> str:
    """The cell without odd spaces and the apostrophe that spreadsheets put before + and =; '' for a stand-in."""
    text = " ".join(cell.split())
    if len(text) > 1 and text[0] == "'" and text[1] in "+=-@":
        text = text[1:]
    return "" if text.casefold() in _NOTHING else text[:_MOST_CELL]


def parse_phone(cell: str, country: str) -> str:
    """A number as given; ten digits of a US or Canadian number as (716) 555-0101."""
    digits = re.sub(r"\D", "", cell)
    if len(digits) < 7 or not digits.strip("0"):
        return ""
    if country in ("US", "CA", "") and not re.search("[a-z]", cell, re.IGNORECASE):
        if len(digits) == 11 and digits[0] == "1":
            digits = digits[1:]
        if len(digits) == 10:
            return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return cell[:60]


def parse_postal_code(cell: str, country: str) -> str:
    """Five digits in the US, with the leading zero that spreadsheets lose; as given elsewhere."""
    match = _US_ZIP.match(cell)
    if country not in ("US", ""):
        return cell[:20]
    if match is None:
        return "" if country == "US" else cell[:20]
    code = match[1].zfill(5)
    return "" if code == "00000" else code


def parse_website(cell: str) -> str:
    """The address of a web site, or '' for words that are none."""
    return cell if _HOST.match(cell) else ""


def parse_email(cell: str) -> str:
    """An address, or ''; the mark of a locked one is none."""
    address = cell.removeprefix("mailto:").strip("<> ;,")
    return "" if "email_not_unlocked" in address or not _EMAIL.match(address) else address


def parse_count(cell: str) -> int | None:
    """A number of people or places; None for a range ("51-200", "10,000+") or a fraction, which state no number."""
    if not _NUMBER.match(cell):
        return None
    given = float(cell.replace(",", ""))
    number = int(given) if given.is_integer() else 0
    return number if 0 < number < 10_000_000 else None


def parse_degrees(cell: str, most: float) -> float | None:
    """Degrees within -most..most; None for 0, which stands for unknown in files."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return round(value, 6) if 0 < abs(value) <= most else None


def is_yes(cell: str) -> bool:
    return cell.casefold() in _YES


def is_closed(cell: str) -> bool:
    return cell.casefold() in _CLOSED


@lru_cache(maxsize=4096)
def parse_state(cell: str) -> str:
    """The code of a US state or Canadian province; other regions as given."""
    if cell.upper() in _US_TERRITORY_STATES:
        return cell.upper()
    return state_code(cell) or cell


def is_us_state(code: str) -> bool:
    return code in _US_TERRITORY_STATES or bool(find_place_by_id(f"state/US-{code}"))


@lru_cache(maxsize=1024)
def parse_country(cell: str) -> str:
    """The ISO code of a country; '' when nobody knows it."""
    code = cell.upper().replace(".", "")
    if code in _TERRITORIES:
        return "US"
    if code in _ISO3:
        return _ISO3[code]
    if len(code) == 2 and code.isalpha():
        return "GB" if code == "UK" else code
    return next((place.country for place in find_places(cell) if place.kind is PlaceKind.COUNTRY), "")


@lru_cache(maxsize=8192)
def parse_county(cell: str, state: str, country: str) -> str:
    """A US county with its word, as maps and other sources write it: Erie becomes Erie County."""
    if country != "US" or not cell or _COUNTY_WORD.search(cell) or state in ("DC", "AK", "GU", "VI", "AS", "MP"):
        return cell
    word = {"LA": "Parish", "PR": "Municipio"}.get(state, "County")
    return f"{cell} {word}"


@lru_cache(maxsize=4096)
def find_trade_id(naics: str, words: tuple[str, ...]) -> str:
    """The trade of a NAICS code, else of the first words that name one, else ''."""
    digits = naics.removesuffix(".0")
    trade = trade_of_naics(digits) if digits.isdigit() else None
    for text in words:
        trade = trade or find_trade(text.replace("_", " "))
    return trade.id if trade else ""


@lru_cache(maxsize=8192)
def split_location(text: str) -> tuple[str, str]:
    """City and state of "Saint Paul, Minnesota" or "Denver, CO, USA"; empty where it does not say so."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 2 and fold(parts[-1]) in ("usa", "us", "united states"):
        parts.pop()
    if len(parts) == 2 and parts[0]:
        return parts[0], parse_state(parts[1])
    return "", ""


_WHOLE_ADDRESS = re.compile(
    r"^(?P<street>.+?),\s*(?P<city>[^,\d]+),\s*(?P<state>[A-Z]{2}),?\s+(?P<zip>\d{5})(?:-\d{4})?$"
)


def split_address(text: str) -> tuple[str, str, str, str]:
    """Street, city, state and ZIP code of an address in one cell; the text itself as street when it is not one."""
    match = _WHOLE_ADDRESS.match(text)
    if match is None or not state_code(match["state"]):
        return text, "", "", ""
    street = re.sub(r"^(\d+), ", r"\1 ", match["street"])
    return street, match["city"].strip(), match["state"], match["zip"]
