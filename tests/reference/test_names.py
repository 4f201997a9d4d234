"""Name lists are plain, varied and without doubles."""

import pytest

from reference.names import GIVEN_NAMES, SURNAMES, is_given_name


@pytest.mark.parametrize("names", [GIVEN_NAMES, SURNAMES])
def test_the_lists_are_long_and_hold_each_name_once(names: tuple[str, ...]) -> None:
    assert len(names) >= 300
    assert len(set(names)) == len(names)
    assert all(name.isalpha() and name[0].isupper() for name in names)


def test_a_given_name_is_told_in_any_case() -> None:
    assert is_given_name("Mary")
    assert is_given_name("mary")
    assert not is_given_name("Hospital")
    assert not is_given_name("")
