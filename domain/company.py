"""Companies, people and the evidence for every fact about them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fact(StrEnum):
    """The facts about a prospect that Leadloop stores; none is stored without Evidence."""

    NAME = "name"
    WEBSITE = "website"
    PHONE = "phone"
    STREET = "street"
    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    TRADE = "trade"
    EMPLOYEES = "employees"
    SITES = "sites"
    NEWS = "news"
    TITLE = "title"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from.

    The source's name, its address (a URL or file#line), when it was read, the words it was read from.
    """

    fact: Fact
    value: str
    source: str
    source_url: str
    fetched_at: datetime
    quote: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """What a source says about one firm, before the ledger knows it. Every field set here has its Evidence row."""

    name: str
    source: str
    source_url: str
    city: str = ""
    state: str = ""
    country: str = "US"
    county: str = ""
    street: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    website: str = ""
    trade: str = ""
    employees: int | None = None
    sites: int | None = None
    news: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Company:
    """A firm as the ledger knows it. `domain` is the host of its website without www; `trade` an id of the taxonomy."""

    id: int
    name: str
    identity_key: str
    domain: str
    website: str
    phone: str
    street: str
    city: str
    county: str
    state: str
    postal_code: str
    country: str
    latitude: float | None
    longitude: float | None
    trade: str
    employees: int | None
    sites: int | None
    created_at: datetime


class EmailStatus(StrEnum):
    """How sure an address is. Only the first two are written to."""

    VERIFIED = "verified"
    PUBLISHED = "published"
    PATTERN = "pattern"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundContact:
    """What a finder says about one person."""

    name: str
    title: str
    source: str
    source_url: str
    email: str = ""
    email_status: EmailStatus = EmailStatus.UNKNOWN
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a company. Erasure empties name, title, email and phone and sets erased_at."""

    id: int
    company_id: int
    name: str
    title: str
    email: str
    email_status: EmailStatus
    phone: str
    created_at: datetime
    erased_at: datetime | None = None
