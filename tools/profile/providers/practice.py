"""The fictional sender of the practice workspace."""

from domain.profile import Profile
from tools.practice.profile import practice_profile


def make_profile() -> Profile:
    """A filled profile of a firm that does not exist."""
    return practice_profile()
