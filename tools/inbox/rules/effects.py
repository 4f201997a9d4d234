"""What a mail that was understood does to its lead: one pure decision, carried out by filing.py in one transaction."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from domain.lead import Cause, Hold, HoldReason, Stage, can_move
from domain.mail import Intent, Understanding
from tools.inbox.rules.bounces import BounceKind
from tools.inbox.rules.matching import Strength

STAGE_OF: dict[Intent, Stage] = {
    Intent.INTERESTED: Stage.INTERESTED,
    Intent.NEEDS_CLARIFICATION: Stage.NEEDS_CLARIFICATION,
    Intent.NOT_INTERESTED: Stage.NOT_INTERESTED,
    Intent.WRONG_PERSON: Stage.WRONG_PERSON,
    Intent.UNSUBSCRIBE: Stage.UNSUBSCRIBED,
    Intent.COMPLAINT: Stage.UNSUBSCRIBED,
}
REFUSALS = frozenset({Intent.UNSUBSCRIBE, Intent.COMPLAINT})
ADVANCES = frozenset({Intent.INTERESTED, Intent.NEEDS_CLARIFICATION})
# A bounce of an earlier mail says little about a lead that has answered since.
_NOT_YET_ANSWERED = frozenset(
    {Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT, Stage.NO_RESPONSE, Stage.ARCHIVED, Stage.WRONG_PERSON}
)
_AWAY_WITHOUT_DATE = timedelta(days=7)
_LONGEST_AWAY = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a mail is to take effect. `stage` None: no lead. `bounce` None: no bounce about our mail."""

    understanding: Understanding
    strength: Strength
    stage: Stage | None
    is_automatic: bool
    is_trusted: bool
    bounce: BounceKind | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Effects:
    """`understanding` is what is stored: it may ask for a person where the mail alone did not."""

    understanding: Understanding
    moves_to: Stage | None = None
    hold: Hold | None = None
    suppresses: bool = False
    stops_company: bool = False
    has_responded: bool = False
    pauses_sending: bool = False
    bounces_mail: bool = False


def decide(it: Situation) -> Effects:
    """Refusals count from anyone; what would advance a lead counts only from its proven sender."""
    if it.understanding.intent is Intent.BOUNCE:
        return _bounced(it)
    if it.stage is None:
        asks = not it.is_automatic or it.understanding.intent in REFUSALS
        return Effects(
            _ask(it.understanding, "It fits no lead.") if asks else it.understanding,
            suppresses=it.understanding.intent in REFUSALS,
        )
    if it.understanding.intent in REFUSALS:
        return _refused(it)
    if it.strength is Strength.DOMAIN:
        return _weak(it)
    if it.understanding.intent is Intent.OUT_OF_OFFICE:
        return _away(it)
    if it.is_automatic and it.understanding.intent not in (Intent.WRONG_PERSON, Intent.NOT_INTERESTED):
        return Effects(it.understanding)
    return _answered(it, it.stage)


def _bounced(it: Situation) -> Effects:
    if it.bounce is None or it.stage is None:
        return Effects(_ask(it.understanding, "It does not fit a mail of ours, so nothing was changed."))
    if it.bounce is BounceKind.SOFT:
        return Effects(it.understanding)
    if it.bounce is BounceKind.POLICY:
        return Effects(
            _ask(it.understanding, "Sending is paused until you look at it."), pauses_sending=True, bounces_mail=True
        )
    if it.stage not in _NOT_YET_ANSWERED:
        return Effects(
            _ask(it.understanding, "This lead has answered before, so it stays where it is."), bounces_mail=True
        )
    is_gone = it.bounce is BounceKind.GONE
    moves_to = Stage.BOUNCED if can_move(it.stage, Stage.BOUNCED, Cause.MAIL) else None
    return Effects(it.understanding, moves_to=moves_to, suppresses=is_gone, stops_company=True, bounces_mail=True)


def _refused(it: Situation) -> Effects:
    """Suppressed at once, whoever wrote; a weak match pauses the lead instead of ending it."""
    if it.strength is Strength.DOMAIN:
        return replace(_weak(it), suppresses=True)
    moves_to = None if it.stage is Stage.UNSUBSCRIBED else Stage.UNSUBSCRIBED
    return Effects(
        it.understanding, moves_to=moves_to, suppresses=True, stops_company=True, has_responded=not it.is_automatic
    )


def _weak(it: Situation) -> Effects:
    if it.is_automatic and it.understanding.intent not in REFUSALS:
        return Effects(it.understanding)
    asking = _ask(it.understanding, "It was matched by the sender's domain only, so the lead is paused.")
    return Effects(asking, hold=Hold(HoldReason.WEAK_MATCH), stops_company=True, has_responded=True)


def _away(it: Situation) -> Effects:
    """Held until a business day after the return, at 09:00 UTC."""
    back = _parse_day(it.understanding.return_on)
    latest = it.now + _LONGEST_AWAY
    until = next_business_day(back) if back else it.now + _AWAY_WITHOUT_DATE
    if until <= it.now:
        return Effects(it.understanding)
    if until > latest:
        return Effects(
            _ask(it.understanding, "That is far off: decide whether to wait."),
            hold=Hold(HoldReason.OUT_OF_OFFICE, latest),
        )
    return Effects(it.understanding, hold=Hold(HoldReason.OUT_OF_OFFICE, until))


def _answered(it: Situation, stage: Stage) -> Effects:
    """A person wrote: the firm gets no more follow-ups, whatever was said."""
    said = it.understanding
    answered = Effects(said, stops_company=True, has_responded=True)
    to = STAGE_OF.get(said.intent)
    if to is None or said.needs_human:
        return replace(answered, understanding=_ask(said, ""))
    if said.intent in ADVANCES and not it.is_trusted:
        return replace(answered, understanding=_ask(said, "The sender is not proven, so please confirm it."))
    if not can_move(stage, to, Cause.MAIL):
        return replace(answered, understanding=_ask(said, f"The lead is {stage.replace('_', ' ')} and stays so."))
    return replace(answered, moves_to=to)


def _ask(said: Understanding, why: str) -> Understanding:
    return replace(said, needs_human=True, summary=f"{said.summary} {why}".strip())


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def next_business_day(back: date) -> datetime:
    """09:00 UTC of the first working day after the day of return."""
    day = back + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
