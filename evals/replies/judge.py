"""Runs the reply rules over labelled replies. Nothing else of the product runs: no ledger, no mailbox, no model."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from domain.mail import Intent, Understanding
from evals.jsonl import load_rows
from evals.scorecard import Judged, Verdicts
from tools.inbox.rules import classify

LABELS = Path(__file__).parent / "labels_dev.jsonl"
_STOPS = (Intent.UNSUBSCRIBE, Intent.COMPLAINT)


class LabelledReply(BaseModel):
    """A reply as it came (quotes and all) and what it says.

    `return_date` is an ISO date; `referral` the address or name a reply points to. None is: not judged.
    `needs_human`: whether a person must look; None is: not judged.
    """

    model_config = ConfigDict(extra="forbid")
    text: str
    subject: str = ""
    headers: Mapping[str, str] = {}
    sent: str = ""
    intent: Intent
    return_date: str | None = None
    referral: str | None = None
    needs_human: bool | None = None


def judge_replies() -> Verdicts:
    """The rules against the labelled replies of this folder."""
    return judge_rows(load_rows(LABELS, LabelledReply))


def judge_rows(rows: Sequence[LabelledReply]) -> Verdicts:
    """`sure and wrong`: of all replies, those got wrong without asking a person. `missed stops`: of those that want no
    more mail, those that would not be suppressed. `return dates`, `referrals`: of those labelled, those got right.
    """
    found = [classify(row.text, row.subject, row.headers, row.sent) for row in rows]
    pairs = list(zip(rows, found, strict=True))
    wrong = [row.intent is not said.intent for row, said in pairs]
    stops = [said.intent not in _STOPS for row, said in pairs if row.intent in _STOPS]
    false_stops = [said.intent in _STOPS for row, said in pairs if row.intent not in _STOPS]
    sure = [is_wrong and not said.needs_human for is_wrong, (_, said) in zip(wrong, pairs, strict=True)]
    dates = [_judge_value(row, row.return_date, said.return_on) for row, said in pairs if row.return_date is not None]
    names = [_judge_value(row, row.referral, said.referral) for row, said in pairs if row.referral is not None]
    asked = [_judge_asking(row, said) for row, said in pairs if row.needs_human is not None]
    return Verdicts(
        tuple(Judged(row.text, row.intent.value, said.intent.value) for row, said in pairs),
        {
            "sure and wrong": _share(sure),
            "missed stops": _share(stops),
            "false stops": _share(false_stops),
            "return dates": _share([miss is None for miss in dates]),
            "referrals": _share([miss is None for miss in names]),
            "asked a person rightly": _share([miss is None for miss in asked]),
        },
        tuple(miss for miss in (*dates, *names, *asked) if miss),
    )


def _judge_value(row: LabelledReply, wanted: str | None, came: str) -> Judged | None:
    return None if came == wanted else Judged(row.text, wanted or "nothing", came or "nothing")


def _judge_asking(row: LabelledReply, said: Understanding) -> Judged | None:
    if said.needs_human == row.needs_human:
        return None
    return Judged(row.text, f"needs_human {row.needs_human}", f"needs_human {said.needs_human}")


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
