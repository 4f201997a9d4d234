"""Who the user is, what he sells and to whom: the profile and the ideal customer profile (ICP)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Profile:
    """The sender.

    `offer` is one clause that follows "we" ("help hospitals cut their energy bill"); `proof_points` are the user's own
    claims about himself, one sentence each; `postal_address` stands in every mail by law.
    """

    sender_name: str = ""
    sender_title: str = ""
    sender_email: str = ""
    company: str = ""
    website: str = ""
    postal_address: str = ""
    offer: str = ""
    proof_points: tuple[str, ...] = ()
    home_region: str = ""

    def missing(self) -> tuple[str, ...]:
        """The names of the fields without which nothing can be written or sent."""
        needed = ("sender_name", "sender_email", "company", "postal_address", "offer")
        return tuple(name for name in needed if not getattr(self, name))


@dataclass(frozen=True, slots=True)
class Band:
    """A range of employees and the share (0..1) of the size points it earns."""

    low: int
    high: int
    share: float


@dataclass(frozen=True, slots=True)
class Icp:
    """The ideal customer profile. No trades or no places means: any will do.

    Weights are points and add up to 100; `tier_floors` go down from A to D, and D starts at 0. ValueError otherwise.
    """

    trades: tuple[str, ...]
    places: tuple[str, ...]
    size_bands: tuple[Band, ...]
    category_points: float
    size_points: float
    place_points: float
    completeness_points: float
    confidence_points: float
    tier_floors: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        weights = (
            self.category_points,
            self.size_points,
            self.place_points,
            self.completeness_points,
            self.confidence_points,
        )
        if min(weights) < 0 or abs(sum(weights) - 100) > 1e-6:
            raise ValueError(
                f"the weights of the ICP must not be negative and must add up to 100, not {sum(weights):g}"
            )
        if any(not 0 <= band.share <= 1 or band.low > band.high for band in self.size_bands):
            raise ValueError("a size band needs low <= high and a share from 0 to 1")
        tiers, floors = [tier for tier, _ in self.tier_floors], [floor for _, floor in self.tier_floors]
        if tiers != ["A", "B", "C", "D"] or floors != sorted(floors, reverse=True) or floors[-1] != 0:
            raise ValueError("tier_floors must name A, B, C, D with floors that go down to 0")


@dataclass(frozen=True, slots=True)
class Angle:
    """A way to open the conversation: the facts it needs, and for each place in the mail several wordings.

    Subjects, openings and asks are Jinja templates over the facts; an angle is taken only when all `needs` are known.
    """

    name: str
    needs: tuple[str, ...]
    subjects: tuple[str, ...]
    openings: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SequenceStep:
    """A follow-up: days after the mail before it, and wordings that bring `{{ fresh }}`, a thing not said before."""

    wait_days: int
    openings: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """One version of the way of selling: ICP, job titles looked for, angles, follow-ups.

    `wording` holds what all mails share (greeting, introduction, sign-off, way out), several wordings for each slot.
    """

    name: str
    icp: Icp
    titles: tuple[str, ...]
    angles: tuple[Angle, ...]
    steps: tuple[SequenceStep, ...]
    wording: dict[str, tuple[str, ...]] = field(default_factory=dict)
