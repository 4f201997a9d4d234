"""What practice prospects do with mail: every persona, true bounces, no answer to machines."""

import email
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.practice.persona import Kind, build_persona
from tools.practice.profile import practice_profile
from tools.practice.prospects import PlannedAnswer, answer, find_slots
from tools.practice.talk import ASKS_FOR_TIMES, DECLINES_AFTER_ALL, NONE_FITS, PICKS
from tools.practice.wordings import OPENERS, OUT_OF_OFFICE

SENT_AT = datetime(2026, 11, 3, 15, 12, 9, tzinfo=UTC)
SENDER = "dana.whitlock@lanternfield.example"
BODY = 'Hi there,\n\nWe check energy bills. A short call?\n\nDana\nIf this is not for you, reply "stop".'


def _mail(to: str, body: str = BODY, message_id: str = "m1@lanternfield.example", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = f"Dana Whitlock <{SENDER}>"
    message["To"] = to
    message["Subject"] = "Your energy bills"
    message["Date"] = format_datetime(SENT_AT)
    message["Message-ID"] = f"<{message_id}>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def _address_of(wanted: Callable[[str], bool]) -> str:
    """The first made address that behaves as wanted."""
    return next(found for number in range(5000) if wanted(found := f"pat.{number}@firm-{number}.example"))


def _who_is(kind: Kind) -> str:
    return _address_of(lambda address: build_persona(address).first is kind)


def _read(planned: PlannedAnswer | None) -> EmailMessage:
    assert planned is not None
    return email.message_from_bytes(planned.raw, policy=default)


def _text(planned: PlannedAnswer | None) -> str:
    part = _read(planned).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _own_words(planned: PlannedAnswer | None) -> str:
    """The text without what it quotes, wherever the quote stands."""
    text = _text(planned).replace("\u2019", "'").split("-----Original Message-----")[0]
    return "\n".join(line for line in text.splitlines() if not line.startswith(">") and not line.endswith("wrote:"))


def test_the_same_mail_gets_the_same_answer() -> None:
    for number in range(60):
        mail = _mail(f"pat.{number}@firm-{number}.example")
        assert answer(mail, SENT_AT) == answer(mail, SENT_AT)


def test_every_persona_is_met_and_about_a_third_stay_silent() -> None:
    kinds = Counter(build_persona(f"pat.{number}@firm-{number}.example").first for number in range(2000))
    assert set(kinds) == set(Kind)
    assert 500 <= kinds[Kind.SILENT] <= 820
    assert kinds[Kind.SOFT_BOUNCE] < kinds[Kind.HARD_BOUNCE] < kinds[Kind.INTERESTED]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SILENT])
def test_every_answer_fits_the_mail_it_answers_and_is_trusted(kind: Kind) -> None:
    address = _who_is(kind)
    reply = _read(answer(_mail(f"Pat Doe <{address}>"), SENT_AT))
    assert not reply.defects
    assert "dmarc=pass" in reply["Authentication-Results"]
    assert SENDER in reply["To"]
    assert reply["Message-ID"].endswith(f"@{address.partition('@')[2]}>")
    if kind not in (Kind.HARD_BOUNCE, Kind.SOFT_BOUNCE):
        assert reply["From"] == f"Pat Doe <{address}>"
        assert reply["In-Reply-To"] == "<m1@lanternfield.example>"
        assert "<m1@lanternfield.example>" in reply["References"]


@pytest.mark.parametrize("kind", list(OPENERS))
def test_answers_are_worded_in_many_ways(kind: Kind) -> None:
    openings: set[str] = set()
    for number in range(4000):
        address = f"pat.{number}@firm-{number}.example"
        if build_persona(address).first is kind and len(openings) < 40:
            openings.add(_text(answer(_mail(address), SENT_AT)))
    assert len(OPENERS[kind]) >= 8
    assert len(openings) == 40


def test_the_other_kinds_of_talk_have_eight_wordings_or_more() -> None:
    for wordings in (OUT_OF_OFFICE, PICKS, ASKS_FOR_TIMES, DECLINES_AFTER_ALL):
        assert len(set(wordings)) == len(wordings) >= 8


def _blocks(status: Message) -> list[Message]:
    """The header blocks of a message/delivery-status part, as the standard library reads them."""
    blocks = status.get_payload()
    assert isinstance(blocks, list)
    return [block for block in blocks if isinstance(block, Message)]


def test_a_hard_bounce_is_a_true_delivery_status_notification() -> None:
    address = _who_is(Kind.HARD_BOUNCE)
    bounce = _read(answer(_mail(address), SENT_AT))
    assert bounce.get_content_type() == "multipart/report"
    assert bounce.get_param("report-type") == "delivery-status"
    human, status, returned = bounce.iter_parts()
    assert human.get_content_type() == "text/plain"
    per_message, per_recipient = _blocks(status)
    assert per_message["Reporting-MTA"].startswith("dns;")
    assert per_recipient["Final-Recipient"].endswith(address)
    assert per_recipient["Action"] == "failed"
    assert per_recipient["Status"].startswith("5.")
    assert returned.get_content_type() == "text/rfc822-headers"
    assert "Message-ID: <m1@lanternfield.example>" in returned.get_content()


def test_a_soft_bounce_is_delayed_or_a_full_or_unreachable_mailbox() -> None:
    bounce = _read(answer(_mail(_who_is(Kind.SOFT_BOUNCE)), SENT_AT))
    status = _blocks(list(bounce.iter_parts())[1])[1]
    assert status["Action"] == "delayed" or status["Status"] in ("5.2.2", "4.4.7")


def test_an_absence_is_marked_automatic_and_names_a_later_date() -> None:
    reply = _read(answer(_mail(_who_is(Kind.OUT_OF_OFFICE)), SENT_AT))
    assert reply["Auto-Submitted"] == "auto-replied"
    assert reply["Return-Path"] == "<>"
    assert any(character.isdigit() for character in str(reply.get_content()))


def test_a_wrong_person_names_a_colleague_of_the_same_firm() -> None:
    address = _who_is(Kind.WRONG_PERSON)
    own_words = _own_words(answer(_mail(address), SENT_AT)).replace(address, "")
    assert f"@{address.partition('@')[2]}" in own_words


def test_most_answers_come_at_once_and_some_take_hours_or_a_day() -> None:
    waits = []
    for number in range(400):
        planned = answer(_mail(f"pat.{number}@firm-{number}.example"), SENT_AT)
        if planned is not None:
            assert planned.due_at >= SENT_AT
            waits.append(planned.due_at - SENT_AT)
    at_once = sum(wait <= timedelta(seconds=30) for wait in waits)
    assert at_once > 0.7 * len(waits)
    assert any(timedelta(minutes=30) < wait < timedelta(hours=8) for wait in waits)
    assert timedelta(hours=12) < max(waits) < timedelta(days=2)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=1"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.lanternfield.example>"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
    ],
)
def test_automatic_mail_is_never_answered(headers: dict[str, str]) -> None:
    for kind in Kind:
        assert answer(_mail(_who_is(kind), **headers), SENT_AT) is None


def test_answers_of_prospects_are_themselves_never_answered_by_machines_in_a_loop() -> None:
    for kind in (Kind.OUT_OF_OFFICE, Kind.HARD_BOUNCE):
        planned = answer(_mail(_who_is(kind)), SENT_AT)
        assert planned is not None
        assert answer(planned.raw, SENT_AT) is None


@pytest.mark.parametrize(
    "to", ["someone@real-firm.test", SENDER, "colleague@lanternfield.example", "a@x.example, b@x.example", ""]
)
def test_only_single_prospects_of_the_practice_world_answer(to: str) -> None:
    assert answer(_mail(to), SENT_AT) is None


def test_a_silent_person_may_answer_a_follow_up() -> None:
    address = _address_of(lambda a: build_persona(a).first is Kind.SILENT and build_persona(a).wakes_at == 1)
    assert answer(_mail(address), SENT_AT) is None
    follow_up = {"In_Reply_To": "<m1@lanternfield.example>", "References": "<m1@lanternfield.example>"}
    assert answer(_mail(address, message_id="m2@lanternfield.example", **follow_up), SENT_AT) is not None


def test_a_person_who_said_no_asks_to_be_left_alone_when_written_to_again() -> None:
    address = _who_is(Kind.NOT_INTERESTED)
    again = _mail(address, message_id="m2@lanternfield.example", In_Reply_To="<m1@lanternfield.example>")
    own_words = _own_words(answer(again, SENT_AT)).lower()
    assert any(words in own_words for words in ("take me off", "remove me", "write again", "stop emailing"))


def _our_answer(address: str, body: str, turns: int = 1) -> bytes:
    domain = address.partition("@")[2]
    thread = " ".join(["<m1@lanternfield.example>", *(f"<r{turn}@{domain}>" for turn in range(turns))])
    return _mail(address, body, "m9@lanternfield.example", In_Reply_To=f"<r{turns - 1}@{domain}>", References=thread)


def test_an_interested_person_picks_one_of_the_times_we_offer() -> None:
    offer = "Good to hear. I could do:\n- Tuesday, November 10 at 10:00 am ET\n- Thursday, November 12 at 2:30 pm ET\n"
    picked = 0
    for number in range(400):
        address = f"pat.{number}@firm-{number}.example"
        if build_persona(address).opinion is Kind.INTERESTED:
            words = _own_words(answer(_our_answer(address, offer), SENT_AT))
            hits = sum(slot in words for slot in ("November 10 at 10:00 am ET", "November 12 at 2:30 pm ET"))
            assert hits == 1 or any(refusal in words for refusal in NONE_FITS)
            picked += hits == 1
    assert picked > 20


def test_the_confirmation_of_a_picked_time_needs_no_answer() -> None:
    address = _who_is(Kind.INTERESTED)
    assert answer(_our_answer(address, "Confirmed: Tuesday at 10:00 am. Talk then!", turns=2), SENT_AT) is None


def test_an_answered_question_leads_on() -> None:
    address = _who_is(Kind.QUESTION)
    assert answer(_our_answer(address, "It costs nothing up front."), SENT_AT) is not None


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Tuesday at 10:00 or Wed 14:30?", ("Tuesday at 10:00", "Wed 14:30")),
        ("1. Mon, Nov 9, 9:00 AM EST\n2. Fri, Nov 13, 3 pm", ("Mon, Nov 9, 9:00 AM EST", "Fri, Nov 13, 3 pm")),
        ("Let me know.\n> Tuesday at 10:00", ()),
        ("No times here, Monday perhaps.", ()),
    ],
)
def test_offered_times_are_found_in_the_new_text(text: str, slots: tuple[str, ...]) -> None:
    assert find_slots(text) == slots


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_taken_without_a_crash(junk: bytes) -> None:
    answer(b"From: a@b.example\nTo: pat.1@firm-1.example\nSubject: " + junk, SENT_AT)
    answer(junk, SENT_AT)


def test_the_practice_profile_lacks_nothing_and_is_fictional() -> None:
    profile = practice_profile()
    assert profile.missing() == ()
    assert profile.sender_email.endswith(".example") and profile.website.endswith(".example")
    assert all(point.endswith(".") for point in profile.proof_points)
