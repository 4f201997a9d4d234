"""Answers to sentences that steer the program itself: greeting, help, skip, go live, what do you know about me."""

from datetime import timedelta

from agent.services import MindServices
from domain.errors import LeadloopError
from domain.plan import Reading, Steer
from tools.outcome import Outcome

_GREETING = "Hello! I find firms, score them, find the right person and write mails that you approve."
_THANKS = "You are welcome."
_OFF_TOPIC = "That is outside my trade: I find firms, write to them and read the answers."
_NOTHING_RUNS = "Nothing is running here. To keep mail from leaving, say “stop everything”."
_GO_LIVE = (
    "This version sends in the practice workspace only; it cannot connect a mailbox yet. You can already search your "
    "own lists: leadloop directory add FILE --mode live, then leadloop chat --mode live."
)


async def steer(reading: Reading, conversation_id: str, services: MindServices) -> Outcome:
    """What to say; SKIP_DAYS also moves the practice clock. RESUME never comes here, STOP only when nothing runs."""
    match reading.steer:
        case Steer.SKIP_DAYS:
            return await _skip(reading.days, services)
        case Steer.STOP:
            return Outcome(_NOTHING_RUNS)
        case Steer.ABOUT_ME:
            return await services.profile.about_me(conversation_id)
        case Steer.GO_LIVE:
            return Outcome(_GO_LIVE)
        case Steer.THANKS:
            return Outcome(_THANKS)
        case Steer.OFF_TOPIC:
            return Outcome(f"{_OFF_TOPIC} {await _next(services)}")
        case Steer.HELP:
            return Outcome(_help(services) + "\n" + await _next(services))
        case _:
            return Outcome(f"{_GREETING} {await _next(services)}")


async def _skip(days: int, services: MindServices) -> Outcome:
    if services.practice_time is None:
        return Outcome("Only the practice clock can be moved; this workspace is live.", is_ok=False)
    try:
        now = await services.practice_time.skip(timedelta(days=days))
    except LeadloopError as error:
        return Outcome(str(error), is_ok=False)
    news = await services.due.work()
    return Outcome(f"It is now {now:%A, %d %B %Y} in the practice workspace. {news}")


async def _next(services: MindServices) -> str:
    steps = await services.report.next_steps()
    return "Next you could say: " + " · ".join(f"“{step}”" for step in steps) if steps else ""


def _help(services: MindServices) -> str:
    lines = ["You can say, in your own words:"]
    lines += [f"  “{words}” — {description}" for description, words in services.toolbox.examples]
    lines.append("  Also: “stop”, “go on”, “skip three days”, “what do you know about me?”")
    return "\n".join(lines)
