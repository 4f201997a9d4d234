"""The profile changes by a person's word, version by version."""

import pytest

from db.ledger import Ledger
from db.repositories.playbooks import PlaybookKind
from domain.errors import Correctable, Refused
from domain.profile import Profile
from memory.profile import find_profile
from tests.fakes.approved import add_draft, add_lead
from tests.fakes.clock import FakeClock
from tests.fakes.context import CONVERSATION, fake_context, fake_decision
from tools.outcome import Card
from tools.profile.service import ProfileService

FULL = {
    "sender_name": "Ann Lee",
    "sender_email": "ann@example.com",
    "company": "Example Ltd",
    "postal_address": "12 Main Street, Buffalo, NY 14201",
    "offer": "help hotels save energy",
}


@pytest.fixture
def service(ledger: Ledger, clock: FakeClock) -> ProfileService:
    return ProfileService(ledger, clock)


async def test_without_a_person_the_profile_stays(ledger: Ledger, service: ProfileService) -> None:
    with pytest.raises(Refused) as error:
        await service.set_profile(FULL, None, await fake_context(ledger))
    assert error.value.code == "NEEDS_PERSON"
    async with ledger.reading() as books:
        assert await find_profile(books) == Profile()


async def test_every_change_is_a_version_with_who_made_it(ledger: Ledger, service: ProfileService) -> None:
    context = await fake_context(ledger, fake_decision("my company is Example Ltd"))
    first = await service.set_profile({"company": "Example Ltd"}, None, context)
    assert "I still need your name" in first.summary
    second = await service.set_profile({"company": "Other Ltd", "proof_point": "We exist"}, None, context)
    (card,) = second.artifacts
    assert isinstance(card, Card) and card.title == "Your profile, version 2"
    assert card.lines == (("Your company", "Other Ltd (was: Example Ltd)"), ("What you can prove (1)", "We exist."))
    dropped = await service.set_profile({}, 1, context)
    assert "what you can prove (1)" in dropped.summary
    async with ledger.reading() as books:
        stored = await books.playbooks.find_latest(PlaybookKind.PROFILE)
        decided = await books.decisions.list_recent(CONVERSATION)
    assert stored and (stored.version, stored.made_by) == (3, "owner")
    assert [(one.action, one.subject_id) for one in decided] == [("profile", 3), ("profile", 2), ("profile", 1)]


async def test_saying_the_same_again_makes_no_version(ledger: Ledger, service: ProfileService) -> None:
    context = await fake_context(ledger, fake_decision())
    await service.set_profile(FULL, None, context)
    again = await service.set_profile(FULL, None, context)
    assert again.summary == "Your profile says that already." and not again.artifacts
    with pytest.raises(Correctable, match="Nothing to change"):
        await service.set_profile({}, None, context)


async def test_a_wrong_value_leaves_everything_as_it_was(ledger: Ledger, service: ProfileService) -> None:
    context = await fake_context(ledger, fake_decision())
    with pytest.raises(Correctable):
        await service.set_profile({"company": "Example Ltd", "sender_email": "nonsense"}, None, context)
    async with ledger.reading() as books:
        assert await books.playbooks.find_latest(PlaybookKind.PROFILE) is None


async def _is_complete(service: ProfileService) -> bool:
    return not (await service.get()).missing()


async def test_it_is_complete_once_all_that_a_mail_needs_is_known(ledger: Ledger, service: ProfileService) -> None:
    assert not await _is_complete(service)
    await service.set_profile(FULL, None, await fake_context(ledger, fake_decision()))
    assert await _is_complete(service)


async def test_all_that_is_known_about_the_user_can_be_asked(
    ledger: Ledger, lead_id: int, service: ProfileService
) -> None:
    empty = await service.about_me(CONVERSATION)
    assert empty.summary.startswith("I do not know your name yet.")
    await service.set_profile(FULL, None, await fake_context(ledger, fake_decision()))
    outcome = await service.about_me(CONVERSATION)
    assert outcome.summary == "You are Ann Lee of Example Ltd. You help hotels save energy."
    (card,) = outcome.artifacts
    assert isinstance(card, Card)
    lines = dict(card.lines)
    assert lines["Your email address"] == "ann@example.com" and lines["Leads"].startswith("1, of which 0")
    assert lines["Way of selling"] == "default, as shipped"


async def test_a_practice_profile_is_filled_in_once(service: ProfileService) -> None:
    await service.fill_if_empty(Profile(sender_name="Dana"))
    await service.fill_if_empty(Profile(sender_name="Other"))
    assert (await service.get()).sender_name == "Dana"


async def test_drafts_with_the_old_words_are_pointed_out(
    ledger: Ledger, clock: FakeClock, service: ProfileService
) -> None:
    async with ledger.writing() as books:
        lead_id, contact_id = await add_lead(books, clock)
        await add_draft(books, lead_id, contact_id)
    outcome = await service.set_profile({"company": "Other Ltd"}, None, await fake_context(ledger, fake_decision()))
    assert "1 open draft was written before: “regenerate all drafts”" in outcome.summary
