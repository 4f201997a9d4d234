"""The people of practice firms."""

from domain.company import EmailStatus, FoundContact
from tools.practice.people import make_people

TITLES = ("Facilities Director", "Chief Operating Officer", "Practice Manager")


def _many() -> list[tuple[FoundContact, ...]]:
    return [make_people(f"Firm {number}", f"firm-{number}.example", TITLES) for number in range(400)]


def test_the_same_firm_has_the_same_people() -> None:
    assert make_people("Elmwood Dental", "elmwood.example", TITLES) == make_people(
        "Elmwood Dental", "elmwood.example", TITLES
    )


def test_about_one_firm_in_ten_has_nobody_and_none_more_than_three() -> None:
    sizes = [len(people) for people in _many()]
    assert 20 <= sizes.count(0) <= 65
    assert set(sizes) == {0, 1, 2, 3}


def test_the_first_person_has_a_title_that_was_asked_for() -> None:
    assert all(people[0].title in TITLES for people in _many() if people)


def test_people_of_a_firm_differ_in_name_and_title() -> None:
    for people in _many():
        assert len({person.email for person in people}) == len(people)
        assert len({person.title for person in people}) == len(people)


def test_addresses_are_under_the_firms_domain_and_mostly_fit_to_be_written_to() -> None:
    people = [person for firm in _many() for person in firm]
    assert all(person.email.endswith(".example") and person.email.count("@") == 1 for person in people)
    sure = sum(person.email_status in (EmailStatus.VERIFIED, EmailStatus.PUBLISHED) for person in people)
    assert len(people) > sure > 0.7 * len(people)


def test_a_firm_without_a_domain_has_nobody_to_write_to() -> None:
    assert make_people("Elmwood Dental", "", TITLES) == ()


def test_no_titles_asked_for_still_gives_people() -> None:
    assert any(make_people(f"Firm {number}", f"firm-{number}.example", ()) for number in range(10))
