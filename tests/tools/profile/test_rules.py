"""What a person says about himself is checked before it can stand in a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Correctable
from domain.profile import Profile
from tools.profile.rules import change_profile, drop_proof_point, list_changes, list_lines, say_missing


def test_fields_are_set_and_the_others_stay() -> None:
    before = Profile(sender_name="Ann Lee", company="Example Ltd")
    after = change_profile(before, {"company": " Other  Ltd ", "offer": "We help hotels save energy."})
    assert after == Profile(sender_name="Ann Lee", company="Other Ltd", offer="help hotels save energy")
    assert list_changes(before, after) == (
        ("Your company", "Other Ltd (was: Example Ltd)"),
        ("What you offer", "help hotels save energy"),
    )


def test_proof_points_are_appended_once_and_can_be_taken_out() -> None:
    profile = change_profile(Profile(), {"proof_point": "We audited 600 buildings"})
    profile = change_profile(profile, {"proof_point": "We audited 600 buildings."})
    profile = change_profile(profile, {"proof_point": "Our median client saves 11 percent."})
    assert profile.proof_points == ("We audited 600 buildings.", "Our median client saves 11 percent.")
    assert drop_proof_point(profile, 1).proof_points == ("Our median client saves 11 percent.",)
    with pytest.raises(Correctable, match="no proof point 3; you have 2"):
        drop_proof_point(profile, 3)


@pytest.mark.parametrize("address", ["ann", "ann@", "@example.com", "ann@exa mple.com", "ann@example..com"])
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(Correctable, match=r"ann@example\.com"):
        change_profile(Profile(), {"sender_email": address})


def test_an_address_is_kept_as_it_is_mailed() -> None:
    assert change_profile(Profile(), {"sender_email": "Ann@EXAMPLE.com"}).sender_email == "Ann@example.com"
    assert change_profile(Profile(), {"sender_email": "dana@lanternfield.example"}).sender_email.endswith(".example")


@pytest.mark.parametrize("name", ["sender_name", "company", "offer", "sender_email", "proof_point", "postal_address"])
@pytest.mark.parametrize("ending", ["\r\nBcc: x@example.com", "\n", "\r", "\x00", "\u2028x"])
def test_a_line_break_never_gets_into_a_mail(name: str, ending: str) -> None:
    with pytest.raises(Correctable):
        change_profile(Profile(), {name: f"Ann{ending}"})


def test_websites_get_their_scheme_and_nonsense_is_refused() -> None:
    assert change_profile(Profile(), {"website": "www.example.com"}).website == "https://www.example.com"
    with pytest.raises(Correctable, match="no web address"):
        change_profile(Profile(), {"website": "javascript:alert(1)"})


def test_what_is_empty_or_endless_is_refused() -> None:
    with pytest.raises(Correctable, match="is empty"):
        change_profile(Profile(), {"company": "   "})
    with pytest.raises(Correctable, match="at most 300"):
        change_profile(Profile(), {"offer": "x" * 301})


def test_what_is_missing_is_said_in_words() -> None:
    assert say_missing(Profile(sender_name="Ann", company="X", postal_address="Y", offer="z")) == "your email address"
    assert say_missing(Profile()).endswith(" and what you offer")


@given(
    st.sampled_from(("sender_name", "company", "offer", "proof_point", "website", "sender_email")), st.text(max_size=80)
)
def test_any_text_is_set_on_one_line_or_refused_in_a_sentence(name: str, value: str) -> None:
    try:
        profile = change_profile(Profile(), {name: value})
    except Correctable:
        return
    assert all("\n" not in line and "\r" not in line and line for _, line in list_lines(profile))
