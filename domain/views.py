"""Values that join several nouns, as tables and cards need them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.company import Company, Contact
from domain.lead import Lead, Stage
from domain.mail import Intent, MailState
from domain.score import Score, Tier


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead with its company, its latest score and its chosen contact, and where the company came from."""

    lead: Lead
    company: Company
    score: Score | None
    contact: Contact | None
    source: str


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Which leads a list shows; empty fields do not narrow. `trades` are taxonomy ids.

    `created_from` and `created_to` are the first and the last moment at which a lead may have come in.
    """

    ids: tuple[int, ...] | None = None
    stages: tuple[Stage, ...] = ()
    tier: Tier | None = None
    min_score: int | None = None
    trades: tuple[str, ...] = ()
    city: str = ""
    county: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    name: str = ""
    created_from: datetime | None = None
    created_to: datetime | None = None
    limit: int = 50


class Breakdown(StrEnum):
    """By what the results of first mails can be told apart."""

    ANGLE = "angle"
    TIER = "tier"
    INDUSTRY = "industry"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for whom: leads by their next step, texts and answers that wait for a person, mails on their way.

    `replies` are leads whose interested or asking mail nobody has answered; `follow_ups` those that are due.
    """

    new: int
    scored: int
    approved: int
    with_contact: int
    drafts: int
    approved_drafts: int
    queued: int
    parked: int
    replies: int
    follow_ups: int
    contacted: int


@dataclass(frozen=True, slots=True)
class AngleResult:
    """How an angle (or a tier, a trade, a place) fared: leads whose first mail was sent with it, and how many of them
    gave a human answer, or an interested one, after it.
    """

    angle: str
    sent: int
    replied: int
    interested: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a period: leads by the events that happened, mails by state, replies by intent."""

    found: int
    scored: int
    approved: int
    with_contact: int
    drafted: int
    contacted: int
    replied: int
    meetings: int
    mails: dict[MailState, int]
    intents: dict[Intent, int]
    stages: dict[Stage, int]
    angles: tuple[AngleResult, ...]
