"""The critic takes off points for what readers dislike, and says why."""

import pytest

from tests.tools.draft.conftest import PROFILE
from tools.draft.rules.critic import Judged, Verdict, judge
from tools.draft.rules.layout import take_apart

GOOD = (
    "Hello Ada,\n\nI was going through the hospitals in Buffalo and stopped at Lakeside General. "
    "You are listed there as Owner, so I hope this is on the right desk.\n\n"
    "At Bell Energy we help hospitals cut their energy bill. We have audited more than 600 buildings since 2014.\n\n"
    "Would a ten minute call be worth your time?\n\n"
    "Regards,\nAnna Bell\nFounder, Bell Energy\n\n1 Main Street, Rochester, NY 14604\n"
    'Reply "stop" and I will not write again.'
)


def verdict(body: str = GOOD, subject: str = "A question for Lakeside General", **more: object) -> Verdict:
    text = Judged(0, subject, body, take_apart(body, PROFILE), (), **more)  # type: ignore[arg-type]  # keyword arguments
    return judge(text, PROFILE)


def test_a_good_mail_has_nothing_to_mend() -> None:
    assert verdict() == Verdict(100, ())


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("Would a ten minute call be worth your time?", "Shall we talk? Or not? When?", "It asks 3 questions"),
        ("Would a ten minute call be worth your time?", "That is all.", "It asks for nothing"),
        ("We have audited", "GUARANTEED: we have audited", "reads like advertising"),
        ("I was going through", "I hope this finds you well. I was going through", "is an empty phrase"),
        ("worth your time?", "worth your time?!", "Exclamation marks"),
        ("we help hospitals", "we help HOSPITALS", "in capitals"),
        ("1 Main Street, Rochester, NY 14604", "", "postal address"),
        ('Reply "stop" and I will not write again.', "", "way out"),
        ("Hello Ada,\n\n", "", "no greeting"),
        ("Regards", "and so on " * 130 + "\n\nRegards", "It is long"),
    ],
)
def test_each_fault_costs_points_and_is_named(old: str, new: str, note: str) -> None:
    judged = verdict(GOOD.replace(old, new))
    assert judged.score < 100
    assert any(note in one for one in judged.notes), judged.notes


@pytest.mark.parametrize(
    ("subject", "note"),
    [("", "empty"), ("Re: our talk", "trick"), ("BUY OUR THINGS", "capitals"), ("long " * 20, "seen whole")],
)
def test_subjects_are_judged(subject: str, note: str) -> None:
    assert any(note in one for one in verdict(subject=subject.strip()).notes)


def test_a_reply_may_be_short_and_carry_its_prefix() -> None:
    body = GOOD.replace(GOOD[GOOD.index("I was going") : GOOD.index("Would a ten")], "Thank you, Tuesday it is.\n\n")
    assert verdict(body, "Re: a question", is_reply=True) == Verdict(100, ())
    assert any("very short" in note for note in verdict(body).notes)


def test_a_number_earns_nothing_and_an_unbacked_one_costs() -> None:
    text = Judged(0, "A question", GOOD, take_apart(GOOD, PROFILE), ("400 beds",))
    assert judge(text, PROFILE).score == 80


def test_a_copy_of_another_open_draft_is_noticed() -> None:
    assert any("another open draft" in one for one in verdict(others=(GOOD.replace("Ada", "Ben"),)).notes)
