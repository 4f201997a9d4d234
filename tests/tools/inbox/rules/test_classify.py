"""What replies say: wishes, refusals in many languages, absences, bounces; and what must not fool the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mail import Intent, Sentiment
from tools.inbox.rules import classify
from tools.inbox.rules.classify import asks_for_whole_firm

QUOTE = (
    "\n\nOn Mon, Nov 9, 2026 at 9:12 AM Dana Roe <dana@firm.example> wrote:\n> Interested?\n"
    '> If you\'d rather not hear from me, reply "unsubscribe" and I will stop.\n'
)
AUTO = {"Auto-Submitted": "auto-replied"}


def intent_of(text: str, subject: str = "Re: energy", headers: dict[str, str] | None = None) -> Intent:
    return classify(text, subject, headers or {}, "2026-11-09").intent


@pytest.mark.parametrize(
    "text",
    [
        "Please take me off whatever list this is.",
        "STOP",
        "I don't want your emails.",
        "How do I unsubscribe?",
        "Thanks, interesting, but please take me off your mailing list.",
        "Wrong person, please remove me from your list.",
        "This is my personal address. Delete it.",
        "Bitte nehmen Sie mich aus dem Verteiler.",
        "Kein Interesse, bitte nicht mehr melden.",
        "Merci de ne plus me contacter.",
        "Je vous demande de supprimer mon adresse de vos fichiers.",
        "Por favor, deme de baja de su lista.",
        "Non scrivetemi più.",
        "Não me envie mais e-mails.",
        "Gelieve mij uit te schrijven.",
        "Proszę o usunięcie mojego adresu",
        "Не пишите мне больше",
        "请不要再联系我",
    ],
)
def test_a_refusal_in_words_is_seen_in_any_language(text: str) -> None:
    assert intent_of(text) is Intent.UNSUBSCRIBE


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Sounds good, let's talk Thursday." + QUOTE, Intent.INTERESTED),
        ("What does it cost?" + QUOTE, Intent.NEEDS_CLARIFICATION),
        ("Thanks!" + QUOTE, Intent.OTHER),
        ("I don't want to unsubscribe, I want a demo!", Intent.INTERESTED),
        ("Please don't remove me from your list. I'd like to see a demo.", Intent.INTERESTED),
        ("Stop by our office on Tuesday, we would be glad to see it.", Intent.INTERESTED),
        ("Not uninteresting. Let's have a call.", Intent.INTERESTED),
        ("Happy to chat, how is Thursday?", Intent.INTERESTED),
        ("I can't say that I'm interested.", Intent.NOT_INTERESTED),
        ("We're not happy with our current provider, so yes, let's talk.", Intent.INTERESTED),
        ("Does your service stop working when the contract ends?", Intent.NEEDS_CLARIFICATION),
        ("Is this a scam?", Intent.NEEDS_CLARIFICATION),
        ("No thank you.\n\n--\nLee\nTo unsubscribe from our newsletter click here", Intent.NOT_INTERESTED),
    ],
)
def test_words_that_look_like_something_else_do_not_fool(text: str, intent: Intent) -> None:
    assert intent_of(text) is intent


def test_a_threat_is_a_complaint_and_goes_to_a_person() -> None:
    said = classify("This is spam and I am reporting you to the authorities.", "Re: x", {})
    assert (said.intent, said.needs_human, said.sentiment) == (Intent.COMPLAINT, True, Sentiment.NEGATIVE)


def test_doubt_asks_a_person_and_never_invents_an_intent() -> None:
    said = classify("Lorem ipsum dolor.", "Re: x", {})
    assert (said.intent, said.needs_human) == (Intent.OTHER, True)


def test_a_doubtful_refusal_still_stops_but_is_shown() -> None:
    said = classify("Your emails keep coming. Make them stop.", "Re: x", {})
    assert (said.intent, said.needs_human) == (Intent.UNSUBSCRIBE, True)


def test_questions_and_objections_are_quoted_as_written() -> None:
    said = classify("Hi Dana,\n\nWhat does it cost? We need three references.\n\nLee", "Re: x", {})
    assert said.key_points == ("What does it cost?", "We need three references.")
    assert said.summary == "They ask: “What does it cost?”"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("I am out of the office until November 16, 2026.", "2026-11-16"),
        ("On vacation from Nov 7 to Nov 20. Back on the 23rd.", "2026-11-23"),
        ("I will be out starting 11/09/2026 and will not return until 11/16/2026.", "2026-11-16"),
        ("I am away and will return next Monday.", "2026-11-16"),
        ("I'll be back in two weeks.", "2026-11-23"),
        ("Returning Jan 4.", "2027-01-04"),
        ("Ich bin vom 09.11. bis 20.11.2026 nicht im Büro.", "2026-11-20"),
        ("Je serai de retour le lundi 16 novembre.", "2026-11-16"),
        ("Regreso el 17 de noviembre.", "2026-11-17"),
        ("Sarò assente dal 9 al 13 novembre, rientro il 16.", "2026-11-16"),
        ("Estarei ausente até dia 20/11/2026.", "2026-11-20"),
        ("Ik ben met vakantie tot 23 november.", "2026-11-23"),
        ("I am out sick today.", ""),
    ],
)
def test_the_day_of_return_is_read(text: str, on: str) -> None:
    said = classify(text, "Out of office: energy", AUTO, "2026-11-09T10:00:00+00:00")
    assert (said.intent, said.return_on) == (Intent.OUT_OF_OFFICE, on)


def test_without_the_day_of_the_mail_a_year_is_not_guessed() -> None:
    assert classify("I am out of the office until November 16.", "Automatic reply", AUTO).return_on == ""


def test_an_automatic_answer_of_a_former_employee_names_the_successor() -> None:
    said = classify("Lee Park no longer works here. Please write to ann@x.example.", "Automatic reply", AUTO)
    assert (said.intent, said.referral) == (Intent.WRONG_PERSON, "ann@x.example")


@pytest.mark.parametrize(
    ("text", "referral"),
    [
        ("You want our facilities manager, Tom Becker.", "Tom Becker"),
        ("Try purchasing@harbor.example.", "purchasing@harbor.example"),
        ("I don't handle vendor decisions. Lee Park does.", "Lee Park"),
    ],
)
def test_a_referral_is_named(text: str, referral: str) -> None:
    said = classify(text, "Re: x", {})
    assert (said.intent, said.referral) == (Intent.WRONG_PERSON, referral)


def test_a_newsletter_is_nobodys_answer() -> None:
    said = classify("Ten tips. Unsubscribe below.", "News", {"List-Id": "<news.shop.example>"})
    assert (said.intent, said.needs_human) == (Intent.OTHER, False)


def test_a_bounce_in_plain_words_is_one_only_from_a_mail_system() -> None:
    text = "Delivery has failed to these recipients: a@b.example. The address couldn't be found."
    assert intent_of(text, "Undeliverable: energy", {"From": "postmaster@b.example"}) is Intent.BOUNCE
    assert intent_of("I could not deliver the parcel, is it yours?") is not Intent.BOUNCE


def test_an_abuse_report_is_a_complaint() -> None:
    headers = {"Content-Type": "multipart/report; report-type=feedback-report"}
    assert intent_of("An abuse report", "complaint", headers) is Intent.COMPLAINT


def test_a_refusal_may_speak_for_the_whole_firm() -> None:
    assert asks_for_whole_firm("Please don't write to anyone at our company again.")
    assert not asks_for_whole_firm("Please remove me.")


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_classified(text: str, subject: str) -> None:
    said = classify(text, subject, {}, "2026-11-09")
    assert 0 <= said.confidence <= 1 and said.summary
