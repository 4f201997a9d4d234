"""Scores: 0 to 100 with the reasons that add up to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tier(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a score: the criterion, the points it gave of the most it could, and why in words."""

    criterion: str
    points: float
    most: float
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score row. `icp_version` is the version of the playbook that made it, so an old score can be explained."""

    id: int
    lead_id: int
    value: int
    tier: Tier
    reasons: tuple[Reason, ...]
    icp_version: int
    created_at: datetime
