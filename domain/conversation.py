"""What a conversation holds between turns: the focus and the pending question."""

from dataclasses import dataclass
from enum import StrEnum


class FocusKind(StrEnum):
    LEADS = "leads"
    DRAFTS = "drafts"
    REPLIES = "replies"


class ProposalStatus(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Focus:
    """What was last listed or made, of one kind."""

    kind: FocusKind
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuestionOption:
    """An answer's words and the proposal it replays; None is an answer that does nothing."""

    label: str
    proposal_id: int | None


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    text: str
    options: tuple[QuestionOption, ...]
