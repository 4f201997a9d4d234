"""Which leads a list shows, as a person says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WantedLeads:
    """Everyday words; empty fields do not narrow. `industry` is a trade in words or its id, `location` any place."""

    status: str = ""
    tier: str = ""
    min_score: int | None = None
    industry: str = ""
    location: str = ""
    limit: int = 25
