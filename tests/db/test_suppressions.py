"""Who asked not to be written to is recognised in every spelling, also after erasure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ledger import Ledger
from domain.identity import address_key, host_key
from domain.mail import SuppressionKind

ADDRESS, DOMAIN = SuppressionKind.ADDRESS, SuppressionKind.DOMAIN


async def suppressed(ledger: Ledger, kind: SuppressionKind, value: str, address: str) -> bool:
    async with ledger.writing() as books:
        await books.suppressions.add(kind, value, "asked")
    async with ledger.reading() as books:
        return await books.suppressions.find_for(address) is not None


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("ann@example.com", "ann@example.com"),
        ("Ann@Example.COM", "ann@example.com"),
        ("ann@example.com", "ann+news@example.com"),
        ("ann+crm@example.com", "ANN@example.com."),
        ("a.n.n@gmail.com", "ann+x@googlemail.com"),
        ("ann@münchen.example", "ann@xn--mnchen-3ya.example"),
        ("ann@ＥＸＡＭＰＬＥ.com", "ann@example.com"),
        ("<ann@example.com>", " ann@example.com "),
    ],
)
async def test_an_address_is_recognised_in_another_spelling(ledger: Ledger, value: str, address: str) -> None:
    assert await suppressed(ledger, ADDRESS, value, address)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("ann@example.com", "anne@example.com"),
        ("a.nn@example.com", "ann@example.com"),
        ("ann@example.com", "ann@mail.example.com"),
    ],
)
async def test_another_address_is_not_suppressed_with_it(ledger: Ledger, value: str, address: str) -> None:
    assert not await suppressed(ledger, ADDRESS, value, address)


@pytest.mark.parametrize(
    ("value", "address", "is_hit"),
    [
        ("example.com", "ann@example.com", True),
        ("@example.com", "ann@mail.example.com", True),
        ("EXAMPLE.com.", "ann@deep.mail.example.com", True),
        ("münchen.example", "ann@sub.xn--mnchen-3ya.example", True),
        ("mail.example.com", "ann@example.com", False),
        ("ample.com", "ann@example.com", False),
        ("com", "ann@example.com", False),
    ],
)
async def test_a_domain_covers_its_hosts_and_no_other(ledger: Ledger, value: str, address: str, is_hit: bool) -> None:
    assert await suppressed(ledger, DOMAIN, value, address) is is_hit


async def test_suppressing_twice_is_one_row_and_lifting_ends_it(ledger: Ledger) -> None:
    async with ledger.writing() as books:
        assert await books.suppressions.add(ADDRESS, "ann@example.com", "asked")
        assert not await books.suppressions.add(ADDRESS, "ANN+1@example.com", "again")
        (row,) = await books.suppressions.list_()
        assert row.reason == "asked"
        assert await books.suppressions.lift(ADDRESS, "Ann@Example.com")
        assert not await books.suppressions.lift(ADDRESS, "ann@example.com")
        assert await books.suppressions.find_for("ann@example.com") is None


async def test_after_erasure_the_address_is_unreadable_and_still_never_written_to(ledger: Ledger) -> None:
    async with ledger.writing() as books:
        await books.suppressions.add(ADDRESS, "ann@example.com", "asked")
        await books.suppressions.forget_value("Ann@example.com")
        (row,) = await books.suppressions.list_()
        found = await books.suppressions.find_for("ann@example.com")
    assert row.value == "" and "ann" not in row.value_hash and found and found.id == row.id


@given(st.emails())
def test_a_key_is_the_key_of_itself_and_of_any_case_and_tag(address: str) -> None:
    key = address_key(address)
    assert address_key(key) == key
    local, _, host = address.rpartition("@")
    if "+" not in local:
        assert address_key(f"{local}+tag@{host.upper()}") == key


@given(st.text(max_size=60))
def test_any_text_has_a_host_key(text: str) -> None:
    assert host_key(text) == host_key(text.upper()) or not text.isascii()
