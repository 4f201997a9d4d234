"""From the words people use for where leads stand to stages."""

from domain.errors import Correctable
from domain.lead import CONTACTED, Stage
from domain.score import Tier

UNDECIDED = (Stage.NEW, Stage.SCORED)
# What a person approved and nobody has written to yet.
APPROVED = (Stage.APPROVED, Stage.NO_CONTACT, Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED)
_CLOSED = (
    Stage.REJECTED,
    Stage.NOT_INTERESTED,
    Stage.NO_RESPONSE,
    Stage.UNSUBSCRIBED,
    Stage.ARCHIVED,
    Stage.FAILED,
)
# What is put away after a while when nothing more happens.
ARCHIVABLE = (Stage.REJECTED, Stage.NOT_INTERESTED, Stage.NO_RESPONSE, Stage.WRONG_PERSON, Stage.BOUNCED)
OPEN = tuple(stage for stage in Stage if stage not in _CLOSED)
_CONTACTED = tuple(stage for stage in Stage if stage in CONTACTED and stage is not Stage.ARCHIVED)

_WORDS: dict[str, tuple[Stage, ...]] = {
    "all": (),
    "any": (),
    "everything": (),
    "open": OPEN,
    "active": OPEN,
    "closed": _CLOSED,
    "lost": _CLOSED,
    "undecided": UNDECIDED,
    "unapproved": UNDECIDED,
    "pending": UNDECIDED,
    "to_review": UNDECIDED,
    "unscored": (Stage.NEW,),
    "approved": APPROVED,
    "with_contact": (Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED),
    "without_contact": (Stage.NO_CONTACT,),
    "drafted": (Stage.MESSAGE_GENERATED,),
    "queued": (Stage.MESSAGE_GENERATED,),
    "contacted": _CONTACTED,
    "sent": _CONTACTED,
    "written_to": _CONTACTED,
    "waiting": (Stage.OUTREACH_SENT,),
    "silent": (Stage.OUTREACH_SENT, Stage.NO_RESPONSE),
    "quiet": (Stage.OUTREACH_SENT, Stage.NO_RESPONSE),
    "unanswered": (Stage.OUTREACH_SENT, Stage.NO_RESPONSE),
    "interested": (Stage.INTERESTED,),
    "hot": (Stage.INTERESTED, Stage.SCHEDULING_IN_PROGRESS),
    "keen": (Stage.INTERESTED,),
    "replied": (
        Stage.INTERESTED,
        Stage.NEEDS_CLARIFICATION,
        Stage.SCHEDULING_IN_PROGRESS,
        Stage.MEETING_BOOKED,
        Stage.NOT_INTERESTED,
        Stage.WRONG_PERSON,
    ),
    "asking": (Stage.NEEDS_CLARIFICATION,),
    "meeting": (Stage.MEETING_BOOKED,),
    "meetings": (Stage.MEETING_BOOKED,),
    "booked": (Stage.MEETING_BOOKED,),
    "opted_out": (Stage.UNSUBSCRIBED,),
}


def parse_status(words: str) -> tuple[Stage, ...]:
    """The stages that a status word or a stage's own name stands for; empty means every stage.

    Everyday words win over stage names, so "approved" are all that a person approved and nobody has written to yet.
    Raises Correctable for a word that is neither.
    """
    word = words.strip().lower().replace("-", " ").replace(" ", "_")
    if not word:
        return ()
    if word in _WORDS:
        return _WORDS[word]
    try:
        return (Stage(word),)
    except ValueError as error:
        known = "open, new, scored, approved, contacted, waiting, interested, rejected or all"
        raise Correctable(f"No lead has a status called “{words}”; say for example {known}.") from error


def parse_tier(words: str) -> Tier | None:
    """The tier, None for no word; raises Correctable for anything but A, B, C and D."""
    word = words.strip().upper().removeprefix("TIER").strip()
    if not word:
        return None
    try:
        return Tier(word)
    except ValueError as error:
        raise Correctable(f"There is no tier “{words}”; the tiers are A, B, C and D.") from error


def say_stage(stage: Stage) -> str:
    """The stage in words for a sentence: "contact found"."""
    return stage.value.replace("_", " ")
