"""The search for people against a real ledger."""

import pytest

from db.ledger import Ledger
from db.repositories.received import ReceivedMail
from domain.company import EmailStatus, FoundContact
from domain.lead import Cause, HoldReason, Stage
from domain.mail import Intent, SuppressionKind, Understanding
from domain.score import Tier
from tests.fakes.clock import FakeClock
from tests.fakes.contact_finder import FakeContactFinder
from tests.fakes.context import fake_context
from tools.enrich.service import EnrichService
from tools.outcome import LeadTable, Outcome


def person(
    name: str = "Ada Moss",
    title: str = "Facilities Director",
    email: str = "ada.moss@lakeside.example",
    status: EmailStatus = EmailStatus.VERIFIED,
) -> FoundContact:
    return FoundContact(name, title, "fake", "fake://page", email, status)


@pytest.fixture
async def approved(ledger: Ledger, lead_id: int) -> int:
    async with ledger.writing() as books:
        await books.leads.add_score(lead_id, 80, Tier.A, [], 0)
        await books.leads.move(lead_id, Stage.APPROVED, Cause.PERSON)
    return lead_id


async def enrich(ledger: Ledger, clock: FakeClock, *finders: FakeContactFinder, leads: tuple[int, ...] = ()) -> Outcome:
    return await EnrichService(ledger, clock, finders).enrich_contacts(leads, await fake_context(ledger))


async def stage_of(ledger: Ledger, lead_id: int) -> Stage:
    async with ledger.reading() as books:
        return (await books.leads.get(lead_id)).stage


async def test_an_approved_lead_gets_its_person_with_evidence(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    outcome = await enrich(ledger, clock, FakeContactFinder(person()))
    async with ledger.reading() as books:
        view = await books.leads.get_view(approved)
        assert view.contact is not None
        evidence = await books.contacts.list_evidence(view.contact.id)
    assert view.lead.stage is Stage.CONTACT_FOUND
    assert {one.value for one in evidence} >= {"Ada Moss", "Facilities Director", "ada.moss@lakeside.example"}
    assert outcome.leads == (approved,)
    assert outcome.summary.startswith("Found a contact for 1 of 1 leads")
    (table,) = outcome.artifacts
    assert isinstance(table, LeadTable)
    assert table.marks[approved] == "Ada Moss, Facilities Director"


async def test_a_lead_nobody_approved_is_not_looked_up(ledger: Ledger, clock: FakeClock, lead_id: int) -> None:
    finder = FakeContactFinder(person())
    outcome = await enrich(ledger, clock, finder, leads=(lead_id,))
    assert finder.asked == []
    assert "1 skipped: not scored yet" in outcome.summary
    assert not outcome.is_ok


async def test_a_finder_that_is_down_is_passed_over_and_named(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    outcome = await enrich(
        ledger, clock, FakeContactFinder(name="first", is_down=True), FakeContactFinder(person(), name="second")
    )
    assert await stage_of(ledger, approved) is Stage.CONTACT_FOUND
    assert "First could not be asked: first does not answer" in outcome.summary


async def test_a_lead_stays_approved_when_no_finder_could_be_asked(
    ledger: Ledger, clock: FakeClock, approved: int
) -> None:
    await enrich(ledger, clock, FakeContactFinder(is_down=True))
    assert await stage_of(ledger, approved) is Stage.APPROVED


async def test_without_finders_it_says_how_to_bring_people_in(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    outcome = await enrich(ledger, clock)
    assert "No contact finder is set up" in outcome.summary
    assert "import contacts.csv" in outcome.summary
    assert await stage_of(ledger, approved) is Stage.APPROVED


async def test_people_from_a_file_count_first(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    async with ledger.writing() as books:
        lead = await books.leads.get(approved)
        await books.contacts.record(lead.company_id, [person(status=EmailStatus.PUBLISHED)])
    finder = FakeContactFinder(person("Other", email="other@lakeside.example"))
    await enrich(ledger, clock, finder)
    assert finder.asked == []
    assert await stage_of(ledger, approved) is Stage.CONTACT_FOUND


async def test_nobody_found_moves_the_lead_and_a_retry_may_find_one(
    ledger: Ledger, clock: FakeClock, approved: int
) -> None:
    await enrich(ledger, clock, FakeContactFinder())
    assert await stage_of(ledger, approved) is Stage.NO_CONTACT
    await enrich(ledger, clock, FakeContactFinder(person()))
    assert await stage_of(ledger, approved) is Stage.CONTACT_FOUND


async def test_a_guessed_address_is_the_last_resort_and_puts_the_lead_on_hold(
    ledger: Ledger, clock: FakeClock, approved: int
) -> None:
    outcome = await enrich(ledger, clock, FakeContactFinder(person(status=EmailStatus.PATTERN)))
    async with ledger.reading() as books:
        lead = await books.leads.get(approved)
    assert lead.stage is Stage.CONTACT_FOUND
    assert lead.hold is not None
    assert lead.hold.reason is HoldReason.UNSURE_PERSON
    assert "guessed address" in outcome.summary


async def test_a_guess_that_a_file_confirms_is_no_longer_held(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    guess = person(status=EmailStatus.PATTERN)
    await enrich(ledger, clock, FakeContactFinder(guess))
    async with ledger.writing() as books:
        lead = await books.leads.get(approved)
        assert await books.contacts.record_many([(lead.company_id, person(status=EmailStatus.PUBLISHED))]) == 0
    outcome = await enrich(ledger, clock, FakeContactFinder(guess), leads=(approved,))
    async with ledger.reading() as books:
        view = await books.leads.get_view(approved)
    assert view.lead.hold is None
    assert view.contact is not None
    assert view.contact.email_status is EmailStatus.PUBLISHED
    assert outcome.is_ok


async def test_a_suppressed_address_is_neither_chosen_nor_stored(
    ledger: Ledger, clock: FakeClock, approved: int
) -> None:
    async with ledger.writing() as books:
        await books.suppressions.add(SuppressionKind.ADDRESS, "ADA.moss@lakeside.example", "asked")
    await enrich(ledger, clock, FakeContactFinder(person()))
    async with ledger.reading() as books:
        lead = await books.leads.get(approved)
        assert await books.contacts.list_for(lead.company_id) == []
    assert lead.stage is Stage.NO_CONTACT


@pytest.mark.parametrize("address", ["a@x.example, b@y.example", "a@x.example\nBcc: b@y.example", "a b@x.example", "a"])
async def test_what_is_not_one_plain_address_is_never_chosen(
    ledger: Ledger, clock: FakeClock, approved: int, address: str
) -> None:
    await enrich(ledger, clock, FakeContactFinder(person(email=address)))
    assert await stage_of(ledger, approved) is Stage.NO_CONTACT


async def test_after_a_bounce_another_address_is_chosen(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    first, second = person(), person("Bo Lind", "Owner", "bo.lind@lakeside.example")
    await enrich(ledger, clock, FakeContactFinder(first))
    async with ledger.writing() as books:
        for to, cause in (
            (Stage.MESSAGE_GENERATED, Cause.WORK),
            (Stage.OUTREACH_SENT, Cause.WORK),
            (Stage.BOUNCED, Cause.MAIL),
        ):
            await books.leads.move(approved, to, cause)
    await enrich(ledger, clock, FakeContactFinder(first, second))
    async with ledger.reading() as books:
        view = await books.leads.get_view(approved)
    assert view.lead.stage is Stage.CONTACT_FOUND
    assert view.contact is not None
    assert view.contact.email == "bo.lind@lakeside.example"


@pytest.mark.parametrize(
    ("referral", "is_trusted", "chosen"),
    [
        ("cy.ort@lakeside.example", True, "cy.ort@lakeside.example"),
        ("cy.ort@lakeside.example", False, "bo.lind@lakeside.example"),
        ("cy.ort@elsewhere.example", True, "bo.lind@lakeside.example"),
        ("Cy Ort", True, "bo.lind@lakeside.example"),
    ],
)
async def test_a_colleague_named_in_a_proven_reply_comes_first(
    ledger: Ledger, clock: FakeClock, approved: int, referral: str, is_trusted: bool, chosen: str
) -> None:
    await enrich(ledger, clock, FakeContactFinder(person()))
    async with ledger.writing() as books:
        lead = await books.leads.get(approved)
        for to in (Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT, Stage.WRONG_PERSON):
            await books.leads.move(approved, to, Cause.MAIL if to is Stage.WRONG_PERSON else Cause.WORK)
        mail = ReceivedMail(
            rfc_id="r1@x.example",
            in_reply_to="",
            content_hash="1",
            mailbox="inbox",
            sender="ada.moss@lakeside.example",
            recipient="me@bell.example",
            subject="Re: a question",
            text="Not me.",
            received_at=clock.now(),
            is_trusted=is_trusted,
            lead_id=approved,
            contact_id=lead.contact_id,
            understanding=Understanding(Intent.WRONG_PERSON, 0.9, False, "", referral=referral),
        )
        await books.received.add(mail)
    await enrich(ledger, clock, FakeContactFinder(person("Bo Lind", "Owner", "bo.lind@lakeside.example")))
    async with ledger.reading() as books:
        view = await books.leads.get_view(approved)
    assert view.contact is not None
    assert view.contact.email == chosen


async def test_a_resumed_batch_asks_nobody_twice(ledger: Ledger, clock: FakeClock, approved: int) -> None:
    finder = FakeContactFinder()
    service = EnrichService(ledger, clock, [finder])
    context = await fake_context(ledger)
    await service.enrich_contacts((approved,), context)
    await service.enrich_contacts((approved,), context)
    assert len(finder.asked) == 1


async def test_every_call_to_a_finder_is_logged_without_addresses(
    ledger: Ledger, clock: FakeClock, approved: int
) -> None:
    await enrich(ledger, clock, FakeContactFinder(person()))
    async with ledger.reading() as books:
        ((kind, name, calls, failures, _),) = await books.runs.count_service_calls(clock.now())
    assert (kind, name, calls, failures) == ("provider", "fake", 1, 0)
