"""What the parser may know besides the sentence: earlier turns, what is on the screen, the person's region."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["leads", "drafts", "replies"]


@dataclass(frozen=True, slots=True)
class FocusView:
    """What was last shown in this conversation: the kind of rows and their ledger ids, in the order shown."""

    kind: Kind
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """`history`: earlier turns of the person, oldest first. `home_region`: "Buffalo, NY" or a state.

    `known_names`: names of firms in the ledger that the person may call by name.
    """

    history: tuple[str, ...] = ()
    focus: FocusView | None = None
    home_region: str = ""
    known_names: tuple[str, ...] = ()
