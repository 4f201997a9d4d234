"""Properties of every reading, and what the parser does with bad input and with earlier turns."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understand.context import Context, FocusView
from agent.understand.gate import apply_gate
from agent.understand.parse import MAX_CHARACTERS, parse
from domain.decisions import Effect
from domain.plan import Reading, Route, Selection, Steer

_SAMPLE = """find score approve reject send draft drafts lead leads 2 10 -5 the top rest them it all first second and
, . ? ! : hotels in Buffalo Denver don't not if edit make shorter subject of to " ' > export import report by last 30
days stop everything skip three days follow up with any replies my name is bob@acme.com forget never"""
_WORDS = st.sampled_from(_SAMPLE.split())


@given(
    st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=25).map(" ".join)),
    st.lists(st.text(max_size=30), max_size=3),
)
def test_any_text_is_read_without_an_error(text: str, history: list[str]) -> None:
    reading = parse(text, Context(history=tuple(history), known_names=("Acme Hotel", "Buffalo General")))

    assert 0.0 <= reading.confidence <= 1.0
    assert bool(reading.calls) == (reading.route is Route.DIRECT)
    assert bool(reading.question) == (reading.route is Route.CLARIFY)
    assert (reading.steer is not None) == (reading.route is Route.CONVERSATIONAL)


@given(st.lists(_WORDS, max_size=20).map(" ".join))
def test_the_same_text_is_read_the_same_way_twice(text: str) -> None:
    assert parse(text) == parse(text)


def _location(reading: Reading) -> object:
    return reading.calls[0].args.get("location")


@pytest.mark.parametrize("text", ["find -5 firms in Buffalo", "find 0 hotels in Denver", "find 501 hotels in Denver"])
def test_a_count_out_of_range_is_asked_about(text: str) -> None:
    reading = parse(text)

    assert reading.route is Route.CLARIFY
    assert "1 to 500" in reading.question


def test_an_unknown_place_is_named_in_the_question() -> None:
    reading = parse("find 10 hotels in Xyzzy")

    assert reading.question == "I don't know a place called Xyzzy; give me a city, county, state or ZIP code."


def test_an_unknown_trade_is_named_in_the_question() -> None:
    assert "flumboxes" in parse("find 10 flumboxes in Buffalo").question


def test_a_very_long_message_is_asked_to_be_shorter() -> None:
    reading = parse("approve draft 2 " * 400)

    assert reading.route is Route.CLARIFY
    assert f"{MAX_CHARACTERS:,}" in reading.question


def test_an_ambiguous_place_becomes_options_that_carry_the_whole_call() -> None:
    reading = parse("find 3 dentists in Springfield")

    assert reading.route is Route.CLARIFY
    assert len(reading.options) > 1
    for option in reading.options:
        assert option.calls[0].args == {"industry": "dentist", "location": option.label, "count": 3}


def test_the_home_region_settles_an_ambiguous_place() -> None:
    reading = parse("find dentists in Albany", Context(home_region="Buffalo, NY"))

    assert _location(reading) == "Albany, NY"


def test_near_me_is_the_home_region() -> None:
    assert _location(parse("find dentists near me", Context(home_region="Buffalo, NY"))) == "Buffalo, NY"


def test_more_takes_trade_and_place_from_the_search_before() -> None:
    history = ("find 10 healthcare firms in Buffalo", "score them")

    args = parse("5 more", Context(history=history)).calls[0].args

    assert args == {"industry": "healthcare", "location": "Buffalo, NY", "count": 5}


def test_a_place_alone_completes_the_question_before() -> None:
    args = parse("in Denver", Context(history=("find 10 hotels",))).calls[0].args

    assert args == {"industry": "hotel", "location": "Denver, CO", "count": 10}


def test_the_focus_says_whether_the_top_five_are_leads_or_drafts() -> None:
    as_leads = parse("approve the top 5", Context(focus=FocusView("leads", (1, 2, 3, 4, 5, 6))))
    as_drafts = parse("approve the top 5", Context(focus=FocusView("drafts", (1, 2, 3, 4, 5, 6))))

    assert [as_leads.calls[0].tool, as_drafts.calls[0].tool] == ["review_leads", "review_drafts"]


def test_without_any_focus_it_is_asked_whether_leads_or_drafts_are_meant() -> None:
    reading = parse("approve the first two")

    assert reading.route is Route.CLARIFY
    assert [option.calls[0].tool for option in reading.options] == ["review_leads", "review_drafts"]


def test_it_means_one_draft_only_when_one_was_shown() -> None:
    many = parse("approve it", Context(focus=FocusView("drafts", (4, 5))))
    one = parse("approve it", Context(focus=FocusView("drafts", (4,))))

    assert (many.route, one.route) == (Route.CLARIFY, Route.DIRECT)


def test_a_known_firm_is_found_by_part_of_its_name() -> None:
    names = ("Mercy Hospital of Buffalo", "Kenmore Dental")

    reading = parse("reject Kenmore", Context(focus=FocusView("leads", (1, 2)), known_names=names))

    assert reading.calls[0].args["leads"] == Selection(name="Kenmore Dental")


def test_an_edit_keeps_the_words_as_they_were_typed() -> None:
    args = parse("change the subject of draft 1 to \u201cYour New Wing \u2013 a Question\u201d").calls[0].args

    assert args["subject"] == "Your New Wing \u2013 a Question"


@pytest.mark.parametrize("text", ["schedule a meeting with Anna", "research Acme Corp", "send draft 2 tomorrow"])
def test_what_cannot_be_done_yet_is_said_in_one_line(text: str) -> None:
    reading = parse(text)

    assert reading.route is Route.CLARIFY
    assert re.match("I can't|I did nothing", reading.question)


def test_stop_is_the_turn_and_stop_everything_is_the_mail() -> None:
    assert parse("stop").steer is Steer.STOP
    assert parse("stop everything").calls[0].args == {"on": True}


_LETTER = "Hi Anna, I saw that you run two hospitals. Would a call next week make sense?"


@pytest.mark.parametrize(
    "text",
    [
        f"edit draft 1: {_LETTER}",
        f"please edit draft 1 to: {_LETTER}",
        f"replace the text of draft 1 with: {_LETTER}",
        f"change draft 1 to: {_LETTER}",
    ],
)
def test_a_text_handed_in_for_a_draft_is_its_body(text: str) -> None:
    (call,) = parse(text).calls

    assert (call.tool, call.args["body"]) == ("edit_draft", _LETTER)


def test_commands_inside_a_text_handed_in_are_text() -> None:
    letter = "Hi Anna,\n\nApprove all of them.\nSend everything?\n\nBest\nPat"
    (call,) = parse(f"edit draft 1: {letter}").calls

    assert (call.tool, call.args["body"]) == ("edit_draft", letter)


@pytest.mark.parametrize(
    "words",
    [
        "wobble",
        "make it shorter and friendlier, and more to the point",
        'replace "we help hospitals" with "we show hospitals how to save energy"',
        "in the second follow-up: mention that our office closes in December",
        "it should sound less like a sales pitch and more personal",
        "remove the sentence about the facilities director and her team",
    ],
)
def test_an_instruction_for_a_draft_is_no_body(words: str) -> None:
    (call,) = parse(f"edit draft 1: {words}").calls

    assert (call.args.get("instructions"), "body" in call.args) == (words, False)


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("allow pat@firm.com again", {"address": "pat@firm.com", "lift": True}),
        ("lift the suppression of firm.com", {"domain": "firm.com", "lift": True}),
        ("remove bob@x.com from the do-not-contact list", {"address": "bob@x.com", "lift": True}),
        ("add bob@x.com to the do-not-contact list", {"address": "bob@x.com"}),
        ("suppress draft 1's address", {"draft": Selection(ids=(1,))}),
    ],
)
def test_a_suppression_is_made_and_lifted_in_words(text: str, args: dict[str, object]) -> None:
    (call,) = parse(text).calls

    assert (call.tool, call.args) == ("suppress", args)


@pytest.mark.parametrize("text", ["don't allow bob@x.com again", "never unblock firm.com", "suppress draft 1"])
def test_nothing_is_lifted_or_suppressed_in_doubt(text: str) -> None:
    assert parse(text).route is Route.CLARIFY


def test_a_full_name_is_asked_back_before_the_person_is_erased(effects: Mapping[str, Effect]) -> None:
    reading = apply_gate(parse("forget Shirley Lee"), effects)

    assert reading.question == "Shall I erase everything about Shirley Lee?"
    assert reading.options[0].calls[0].args == {"person": "Shirley Lee"}


def test_an_export_in_another_format_is_answered_with_the_two_there_are() -> None:
    reading = parse("export leads to foo.xlsx")

    assert reading.question == 'I write CSV or JSON only; say for example "export the leads to foo.csv".'
