"""Cards carry ids: what they show is fetched when they are drawn."""

import json
from pathlib import Path

from agent.events import Question
from tests.ui.page.samples import ADDRESS, BODY, DRAFT_CARD, EVERY, SENDER
from ui.page.cards import lay_out, offer_card, question_card

ELEMENTS = Path(__file__).parent.parent.parent.parent / "ui" / "page" / "public" / "elements"


def test_no_card_holds_an_address_or_a_mail_text() -> None:
    for spec in lay_out(EVERY):
        props = json.dumps(spec.props)
        assert ADDRESS not in props
        assert SENDER not in props
        assert BODY.splitlines()[2] not in props


def test_every_card_has_its_element() -> None:
    specs = [*lay_out(EVERY), question_card(Question("Which?", ("a", "b")))]
    for spec in specs:
        assert (ELEMENTS / f"{spec.element}.jsx").is_file()
    assert {path.stem for path in ELEMENTS.glob("*.jsx")} == {spec.element for spec in specs}


def test_a_dropped_list_is_a_card_with_nothing_but_its_name() -> None:
    assert offer_card("a.csv").props == {"kind": "import_offer", "ids": [], "file": "a.csv"}


def test_drafts_in_a_row_share_a_card_so_that_the_rest_can_be_approved_together() -> None:
    (one,) = lay_out([DRAFT_CARD, DRAFT_CARD])
    assert one.props["ids"] == [7, 7]


def test_a_question_holds_neither_its_words_nor_its_options() -> None:
    spec = question_card(Question(f"Write to {ADDRESS}?", ("yes", "no")))
    assert ADDRESS not in json.dumps(spec.props)
    assert "yes" not in json.dumps(spec.props)
