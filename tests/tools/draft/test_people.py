"""How people are addressed: nobody is greeted as a desk, a title or an initial."""

import pytest

from tools.draft.rules.people import first_name, job_title, person_name


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Dr. Ada Moss", "Ada"),
        ("ANN LEE", "Ann"),
        ("mary ann o'brien", "Mary"),
        ("Ann Lee, MD", "Ann"),
        ("Ann Lee, DDS, PhD", "Ann"),
        ("Herr Hans Müller", "Hans"),
        ("Frau Dr. Eva Maier", "Eva"),
        ("Sr. Juan López", "Juan"),
        ("Jean-Luc Picard", "Jean-Luc"),
        ("Dipl.-Ing. Hans Maier", "Hans"),
        ("Dean Winter", "Dean"),
    ],
)
def test_the_given_name_is_found(name: str, given: str) -> None:
    assert first_name(name) == given


@pytest.mark.parametrize(
    "name",
    [
        *("", "A. Moss", "J.R. Smith", "AJ Lee", "Dr Lee", "Rev. King", "Moss, Ada", "Mr. and Mrs. Lee", "Info Desk"),
        *(
            "Sales Team",
            "Front Desk",
            "Office Manager",
            "The Owner",
            "Dean of Students",
            "ann.lee@x.example",
            "Ann Ann",
        ),
        *("Ann / Bob Lee", "Customer Service", "Unknown Unknown", "(Ann) Lee", "Test 2"),
    ],
)
def test_what_is_no_given_name_is_not_used_as_one(name: str) -> None:
    assert first_name(name) == ""


def test_the_full_name_is_a_persons_or_none() -> None:
    assert person_name("Dr. Ada Moss, MD") == "Dr. Ada Moss"
    assert person_name("ADA MOSS") == "Ada Moss"
    assert person_name("A. Moss") == "A. Moss"
    assert person_name("Sales Team") == "" and person_name("Moss, Ada") == ""


def test_a_title_says_what_somebody_does_or_is_left_out() -> None:
    assert job_title("President & CEO") == "President & CEO"
    assert job_title("Partner, Esq.") == "Partner"
    assert job_title("VP, Operations") == "VP, Operations"
    assert job_title("CEO") == "CEO"
    assert [job_title(one) for one in ("n/a", "Dr", "MD", "Mr.", "-", "Unknown", "12", "x" * 80)] == [""] * 8
