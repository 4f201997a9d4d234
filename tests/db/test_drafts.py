"""Drafts keep every version, and an approval holds for exactly the text that was approved."""

import pytest

from db.ledger import Ledger
from db.repositories.drafts import NewDraft, NewPart
from domain.company import FoundContact
from domain.draft import Claim, Draft, DraftKind, DraftStatus, hash_text
from domain.errors import Correctable
from domain.events import EventName
from tests.fakes.context import CONVERSATION, fake_decision

FIRST = NewPart(0, "Energy", "Hello Ann", (Claim("900 people", 4),), 88, ("fine",), "composer")
SECOND = NewPart(1, "Energy", "One more thing", (), 80, (), "composer", wait_days=3)


@pytest.fixture
async def draft(ledger: Ledger, lead_id: int) -> Draft:
    async with ledger.writing() as books:
        company = (await books.leads.get(lead_id)).company_id
        found = FoundContact("Ann Lee", "Owner", "directory", "file.csv#2", email="ann@lakeside.example")
        (ann,) = await books.contacts.record(company, [found])
        new = NewDraft(lead_id, ann.id, DraftKind.OUTREACH, "me@us.example", ann.email, "size", (FIRST, SECOND))
        return await books.drafts.add(new)


async def test_a_draft_comes_back_with_its_parts_in_order(ledger: Ledger, lead_id: int, draft: Draft) -> None:
    async with ledger.reading() as books:
        assert await books.drafts.get(draft.id) == draft
        assert await books.drafts.list_(statuses=(DraftStatus.PENDING,), lead_ids=[lead_id]) == [draft]
        assert await books.drafts.list_(statuses=(DraftStatus.SENT,)) == []
        names = [event.name for event in await books.events.list_for_lead(lead_id)]
        with pytest.raises(Correctable, match="show my drafts"):
            await books.drafts.get(99)
    assert [(part.step, part.version, part.wait_days) for part in draft.parts] == [(0, 1, 0), (1, 1, 3)]
    assert draft.parts[0].claims == FIRST.claims and names[-1] is EventName.DRAFT_CREATED


async def test_an_edit_is_a_new_version_that_nobody_has_approved(ledger: Ledger, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.decisions.record(fake_decision(), "approve", "draft", draft.id, part=draft.parts[0])
        await books.drafts.set_status(draft.id, DraftStatus.APPROVED)
        assert await books.decisions.is_text_approved(draft.parts[0])
        edited = await books.drafts.add_version(draft.id, NewPart(0, "Energy", "Dear Ann", (), 90, (), "ann"))
        assert edited.status is DraftStatus.PENDING
        assert not await books.decisions.is_text_approved(edited.parts[0])
        old = await books.drafts.find_version(draft.id, 0, 1)
    assert [part.version for part in edited.parts] == [2, 1] and old == draft.parts[0]


async def test_an_approval_that_was_taken_back_no_longer_holds(ledger: Ledger, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.decisions.record(
            fake_decision("approve ann@x.example"), "approve", "draft", draft.id, part=draft.parts[0]
        )
        (decided,) = await books.decisions.list_recent(CONVERSATION)
        assert decided.words == "approve ***@x.example" and decided.body_hash == draft.parts[0].body_hash
        await books.decisions.revoke("draft", draft.id, "approve")
        assert not await books.decisions.is_text_approved(draft.parts[0])
        assert await books.decisions.list_recent(CONVERSATION) == []


async def test_a_message_id_is_minted_once_for_a_version(ledger: Ledger, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.drafts.mint_rfc_id(draft.parts[0], "one@us.example")
        await books.drafts.mint_rfc_id(draft.parts[0], "two@us.example")
        assert await books.drafts.find_rfc_id(draft.parts[0]) == "one@us.example"
        assert await books.drafts.find_rfc_id(draft.parts[1]) is None


async def test_what_was_shown_last_of_a_part_is_what_counts(ledger: Ledger, draft: Draft) -> None:
    async with ledger.writing() as books:
        await books.drafts.record_shown("talk", draft.parts)
        edited = await books.drafts.add_version(draft.id, NewPart(0, "Energy", "Dear Ann", (), 90, (), "ann"))
        await books.drafts.record_shown("talk", edited.parts[:1])
        shown = await books.drafts.list_shown("talk")
        assert await books.drafts.list_shown("another talk") == []
    assert [(one.step, one.version) for one in shown] == [(0, 2), (1, 1)]
    assert shown[0].body_hash == edited.parts[0].body_hash


def test_the_hash_tells_apart_what_a_reader_would() -> None:
    base = ("me@us.example", "ann@x.example", "Energy", "Hello", 0)
    others = [
        ("me@us.examplea", "nn@x.example", "Energy", "Hello", 0),
        ("me@us.example", "ann@x.example", "EnergyH", "ello", 0),
        ("me@us.example", "ann@x.example", "Energy", "Hello ", 0),
        ("me@us.example", "ann@x.example", "Energy", "Hello", 1),
    ]
    assert hash_text(*base) == hash_text(*base)
    assert len({hash_text(*one) for one in [base, *others]}) == 5
