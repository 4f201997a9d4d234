"""The words in which the inbox tells what came."""

from collections.abc import Mapping

from domain.mail import Intent

_NAMES: dict[Intent, str] = {
    Intent.INTERESTED: "interested",
    Intent.NEEDS_CLARIFICATION: "question",
    Intent.NOT_INTERESTED: "not interested",
    Intent.WRONG_PERSON: "wrong person",
    Intent.UNSUBSCRIBE: "wants no more mail",
    Intent.OUT_OF_OFFICE: "out of office",
    Intent.BOUNCE: "bounced",
    Intent.COMPLAINT: "complaint",
    Intent.OTHER: "other",
}


def name_intent(intent: Intent) -> str:
    return _NAMES[intent]


def count_replies(counts: Mapping[Intent, int], asking: int) -> str:
    """ "5 new mails: 2 interested, 1 question, 2 bounced. 1 needs your eye: say “show the replies”." """
    total = sum(counts.values())
    if not total:
        return "No new mail."
    parts = [f"{counts[intent]} {_NAMES[intent]}" for intent in _NAMES if counts.get(intent)]
    said = f"{total} new mail{'' if total == 1 else 's'}: {', '.join(parts)}."
    if asking:
        said += f" {asking} need{'s' if asking == 1 else ''} your eye; “show the replies” shows all."
    return said
