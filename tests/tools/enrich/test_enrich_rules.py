"""Who is the right person."""

import pytest

from domain.company import EmailStatus, FoundContact
from tools.enrich.rules import GOOD_FIT, choose_person, seniority, title_fit

TITLES = ("Facilities Director", "Operations Director", "Chief Operating Officer", "General Manager", "Owner")


def someone(title: str, status: EmailStatus = EmailStatus.VERIFIED, email: str = "a@x.example") -> FoundContact:
    return FoundContact("A B", title, "s", "", email, status)


@pytest.mark.parametrize("title", ["Director of Facilities", "COO", "GM", "Co-Owner", "Dir. of Operations", "OWNER"])
def test_titles_fit_however_they_are_spelled(title: str) -> None:
    assert title_fit(title, TITLES) >= GOOD_FIT


@pytest.mark.parametrize("title", ["Controller", "Receptionist", "", "Head Chef", "Nurse"])
def test_other_titles_do_not_fit(title: str) -> None:
    assert title_fit(title, TITLES) < GOOD_FIT


def test_seniority_follows_the_say_a_title_suggests() -> None:
    ranks = [seniority(one) for one in ("Owner", "Director of Care", "Office Manager", "Controller", "Assistant")]
    assert ranks == sorted(ranks, reverse=True)


def test_a_sure_address_beats_a_better_title_with_a_guessed_one() -> None:
    guessed = someone("Facilities Director", EmailStatus.PATTERN, "guess@x.example")
    choice = choose_person([guessed, someone("Controller")], TITLES, ())
    assert choice is not None
    assert choice.person.title == "Controller"
    assert choice.is_sure


def test_an_address_of_unknown_standing_is_never_chosen() -> None:
    assert choose_person([someone("Owner", EmailStatus.UNKNOWN)], TITLES, ()) is None


def test_barred_addresses_are_passed_over_in_any_spelling() -> None:
    assert choose_person([someone("Owner", email="A+b@X.example")], TITLES, {"a@x.example"}) is None
