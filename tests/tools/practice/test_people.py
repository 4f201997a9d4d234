"""The people of practice firms."""

from domain.company import EmailStatus, FoundContact
from reference.places import find_places
from tools.practice.companies import make_companies
from tools.practice.people import make_people
from tools.practice.persona import Kind, build_persona

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


def test_a_hospital_has_no_owner() -> None:
    for number in range(60):
        people = make_people("Elmwood General Hospital", f"elmwood-{number}.example", ("Owner", "Facilities Director"))
        assert all(person.title != "Owner" for person in people)


def test_a_newcomers_first_list_has_people_to_write_to_who_answer_in_many_ways() -> None:
    titles = ("Facilities Director", "Operations Director", "Chief Operating Officer", "General Manager", "Owner")
    # When a changed word list turns this red, choose another _WORLD in tools/practice/dice.py.
    kinds: list[Kind] = []
    for firm in make_companies("healthcare", find_places("Buffalo, NY")[0], 10):
        people = make_people(firm.name, firm.website.removeprefix("https://www."), titles)
        sure = [person for person in people if person.email_status in (EmailStatus.VERIFIED, EmailStatus.PUBLISHED)]
        kinds.extend(build_persona(person.email).first for person in sure[:1])
    assert len(kinds) >= 8
    assert len(set(kinds)) >= 5
    assert kinds.count(Kind.INTERESTED) >= 2 and kinds.count(Kind.SILENT) >= 2
