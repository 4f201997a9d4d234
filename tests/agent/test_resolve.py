"""A person meant by name or by a draft: the address is found when the call runs, and erasure leaves no name behind."""

from runtime.bootstrap import App
from tests.fakes.person import Person


async def _draft_one(app: App, say: Person) -> tuple[str, str]:
    """One drafted lead of the practice workspace; the name and the address of its contact."""
    await say("find 3 hotels in Denver")
    await say("draft emails to the top 1")
    (draft,) = await _list_drafts(app)
    address = await app.services.drafts.get_address(draft)
    async with app.ledger.reading() as books:
        (contact,) = await books.contacts.list_by_email(address)
    return contact.name, address


async def _list_drafts(app: App) -> tuple[int, ...]:
    async with app.ledger.reading() as books:
        return tuple(draft.id for draft in await books.drafts.list_())


async def test_a_person_is_forgotten_by_name_and_the_name_goes_too(app: App, say: Person) -> None:
    name, address = await _draft_one(app, say)
    assert "Shall I erase" in (await say(f"forget {name}")).words
    heard = await say("yes")
    assert heard.tools() == ["forget_contact"] and heard.steps[0].is_ok
    await app.ledger.checkpoint(rewrite=True)
    for needle in (name, address):
        assert not app.ledger.find_files_holding(needle.encode())


async def test_a_name_nobody_bears_is_asked_for_an_address(say: Person) -> None:
    await say("forget Nobody Atall")
    heard = await say("yes")
    assert not heard.steps[0].is_ok and "give me the address" in heard.steps[0].summary


async def test_the_recipient_of_a_draft_is_suppressed_and_allowed_again(app: App, say: Person) -> None:
    _, address = await _draft_one(app, say)
    (draft,) = await _list_drafts(app)
    heard = await say(f"suppress draft {draft}'s address")
    assert address in heard.steps[0].summary and "never written to" in heard.steps[0].summary
    heard = await say(f"allow {address} again")
    assert "may be written to again" in heard.steps[0].summary
