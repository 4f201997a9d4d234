"""Judging the reply rules: intents, missed stops, dates; and the labelled set itself stays read rightly."""

from domain.mail import Intent
from evals.replies.judge import LabelledReply, judge_replies, judge_rows


def test_a_missed_stop_and_a_wrong_date_are_counted() -> None:
    rows = [
        LabelledReply(text="Lorem ipsum.", intent=Intent.UNSUBSCRIBE),
        LabelledReply(text="Unsubscribe", intent=Intent.UNSUBSCRIBE, needs_human=False),
        LabelledReply(
            text="I am out of office until 2026-11-16.", intent=Intent.OUT_OF_OFFICE, return_date="2026-11-17"
        ),
    ]
    verdicts = judge_rows(rows)
    assert verdicts.shares["missed stops"] == 0.5 and verdicts.shares["return dates"] == 0
    assert [(miss.expected, miss.found) for miss in verdicts.misses] == [("2026-11-17", "2026-11-16")]


def test_the_labelled_replies_are_read_rightly() -> None:
    verdicts = judge_replies()
    right = sum(case.expected == case.found for case in verdicts.cases)
    assert right / len(verdicts.cases) >= 0.97 and len(verdicts.cases) >= 120
    assert verdicts.shares["missed stops"] == 0 and verdicts.shares["sure and wrong"] <= 0.02
