"""Suppressing stops all mail to an address or domain; forgetting leaves no trace of it in the ledger's bytes."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.ledger import Ledger
from domain.conversation import PendingQuestion, QuestionOption
from domain.draft import Draft, DraftStatus
from domain.errors import Correctable, Refused
from domain.lead import Stage
from domain.mail import FollowUpStatus, Intent, MailState, SuppressionKind
from domain.plan import Call
from tests.fakes.approved import add_reply, approved_draft, part
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tests.fakes.mailer import FakeMailer
from tests.fakes.places import FakePlaces
from tools.outcome import Card
from tools.privacy.service import PrivacyService
from tools.send.rules import OPEN_POLICY, SendPolicy
from tools.send.service import SendService

ADDRESS = "person1@firm1.example"
COPIES = "other files of the workspace that hold it"
UNDOABLE = SendPolicy(30, (500,), None, 0, 0, 60, 60)


async def queue(ledger: Ledger, clock: FakeClock, policy: SendPolicy = UNDOABLE) -> tuple[Draft, FakeMailer]:
    sequence = (part(), part(1, "One more thing.\n", wait_days=3))
    draft, mailer = await approved_draft(ledger, clock, parts=sequence), FakeMailer()
    service = SendService(ledger, clock, mailer, policy, FakePlaces())
    await service.send((), await fake_context(ledger, fake_decision()))
    return draft, mailer


async def release(ledger: Ledger, clock: FakeClock, mailer: FakeMailer) -> None:
    clock.move(timedelta(minutes=5))
    await SendService(ledger, clock, mailer, UNDOABLE, FakePlaces()).release_due()


@pytest.mark.parametrize(("address", "domain"), [("PERSON1+news@firm1.example", ""), ("", "Firm1.Example")])
async def test_suppressing_cancels_the_queued_mail_and_unsubscribes_the_lead(
    ledger: Ledger, clock: FakeClock, address: str, domain: str
) -> None:
    draft, mailer = await queue(ledger, clock)
    context = await fake_context(ledger, fake_decision())
    outcome = await PrivacyService(ledger).suppress(address, domain, context)
    assert "1 lead unsubscribed, 1 queued mail cancelled" in outcome.summary
    await release(ledger, clock, mailer)
    async with ledger.reading() as books:
        assert (await books.leads.get(draft.lead_id)).stage is Stage.UNSUBSCRIBED
        assert (await books.drafts.get(draft.id)).status is DraftStatus.REJECTED
        (mail,) = await books.mail.list_sent()
    assert mailer.taken == [] and mail.state is MailState.CANCELLED


async def test_suppressing_stops_planned_follow_ups(ledger: Ledger, clock: FakeClock) -> None:
    await queue(ledger, clock, OPEN_POLICY)
    outcome = await PrivacyService(ledger).suppress(ADDRESS, "", await fake_context(ledger, fake_decision()))
    assert "1 follow-up stopped" in outcome.summary
    async with ledger.reading() as books:
        (planned,) = await books.follow_ups.list_()
    assert planned.status is FollowUpStatus.STOPPED


async def test_every_act_of_privacy_needs_a_person(ledger: Ledger) -> None:
    service, nobody = PrivacyService(ledger), await fake_context(ledger)
    for act in (
        service.suppress(ADDRESS, "", nobody),
        service.lift(ADDRESS, "", nobody),
        service.forget_contact(ADDRESS, nobody),
    ):
        with pytest.raises(Refused) as error:
            await act
        assert error.value.code == "NEEDS_PERSON"


@pytest.mark.parametrize(
    ("address", "domain"),
    [("", ""), ("a@x.example", "x.example"), ("a@x.example, b@y.example", ""), ("", "gmail.com"), ("", "nonsense")],
)
async def test_what_is_not_one_address_or_one_domain_is_asked_again(ledger: Ledger, address: str, domain: str) -> None:
    with pytest.raises(Correctable):
        await PrivacyService(ledger).suppress(address, domain, await fake_context(ledger, fake_decision()))


async def test_a_person_may_lift_a_suppression(ledger: Ledger) -> None:
    service, context = PrivacyService(ledger), await fake_context(ledger, fake_decision())
    await service.suppress(ADDRESS, "", context)
    outcome = await service.lift(ADDRESS, "", context)
    assert outcome.is_ok and not (await service.lift(ADDRESS, "", context)).is_ok
    async with ledger.reading() as books:
        assert await books.suppressions.find_for(ADDRESS) is None


async def _talk_about(ledger: Ledger, clock: FakeClock, draft: Draft) -> None:
    """Fills the places where an address or a name gathers: runs, turns, questions, replies, shown texts."""
    await add_reply(ledger, clock, draft.lead_id, Intent.OTHER)
    async with ledger.writing() as books:
        await books.runs.start("test", [Call("forget_contact", {"address": ADDRESS.upper()})])
        await books.conversations.start_turn("test", f"what did Pat Stone ({ADDRESS}) say?")
        proposal = await books.conversations.propose("test", [Call("suppress", {"address": ADDRESS})])
        question = PendingQuestion(f"Write to {ADDRESS}?", (QuestionOption("yes", proposal),))
        await books.conversations.ask("test", question)
        await books.drafts.record_shown("test", draft.parts)


def _raw_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("ledger.db*"))


async def test_forgetting_leaves_the_address_nowhere_in_the_bytes_of_the_ledger(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    draft, _ = await queue(ledger, clock, OPEN_POLICY)
    await _talk_about(ledger, clock, draft)
    assert ledger.find_files_holding(ADDRESS.encode())
    context = await fake_context(ledger, fake_decision(f"forget {ADDRESS}"))
    outcome = await PrivacyService(ledger).forget_contact(ADDRESS, context)
    card = outcome.artifacts[0]
    assert isinstance(card, Card)
    proof = dict(card.lines)
    assert proof["rows that still hold the address"] == "0" and proof["files that still hold it"] == "none"
    assert {"contacts", "evidence", "messages", "drafts", "draft parts", "shown parts", "runs", "turns"} <= proof.keys()
    raw = _raw_bytes(tmp_path)
    assert raw and ADDRESS.encode() not in raw.lower() and b"Pat Stone" not in raw


async def test_after_forgetting_the_hash_goes_on_suppressing_and_nothing_is_left_to_read(
    ledger: Ledger, clock: FakeClock
) -> None:
    draft, mailer = await queue(ledger, clock)
    await PrivacyService(ledger).forget_contact(ADDRESS, await fake_context(ledger, fake_decision()))
    await release(ledger, clock, mailer)
    async with ledger.reading() as books:
        suppression = await books.suppressions.find_for(ADDRESS)
        (mail,) = await books.mail.list_sent()
        erased = await books.drafts.get(draft.id)
        contact = await books.contacts.get(draft.contact_id)
        lead = await books.leads.get(draft.lead_id)
    assert suppression and suppression.value == "" and mailer.taken == []
    assert (mail.state, mail.text, mail.recipient) == (MailState.CANCELLED, "", "")
    assert (erased.status, erased.recipient, erased.parts[0].body) == (DraftStatus.REJECTED, "", "")
    assert contact.erased_at and not contact.email and lead.stage is Stage.UNSUBSCRIBED and lead.contact_id is None


async def test_forgetting_one_person_leaves_the_others_as_they_are(ledger: Ledger, clock: FakeClock) -> None:
    other = await approved_draft(ledger, clock, 11)
    await approved_draft(ledger, clock, 1)
    await PrivacyService(ledger).forget_contact(ADDRESS, await fake_context(ledger, fake_decision()))
    async with ledger.reading() as books:
        assert await books.drafts.get(other.id) == other
        assert (await books.contacts.get(other.contact_id)).email == "person11@firm11.example"


async def test_forgetting_somebody_unknown_still_keeps_him_from_being_written_to(ledger: Ledger) -> None:
    outcome = await PrivacyService(ledger).forget_contact(
        "who@nowhere.example", await fake_context(ledger, fake_decision())
    )
    assert "Nothing was known" in outcome.summary
    async with ledger.reading() as books:
        found = await books.suppressions.find_for("who@nowhere.example")
    assert found and found.kind is SuppressionKind.ADDRESS and found.value == ""


async def test_an_old_copy_of_the_ledger_that_still_holds_the_address_is_named(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    await approved_draft(ledger, clock)
    (tmp_path / "ledger.db.bak-0001").write_bytes(b"..." + ADDRESS.encode() + b"...")
    outcome = await PrivacyService(ledger).forget_contact(ADDRESS, await fake_context(ledger, fake_decision()))
    assert "ledger.db.bak-0001" in outcome.summary


def _write_copies(workspace: Path) -> None:
    for name, text in (
        ("outbox/new/one", "To: Person1@firm1.example"),
        ("outbox/new/two", "To: person11@firm11.example"),
        ("outbox/cur/three:2,S", "To: aperson1@firm1.example, person1@firm1.example.org"),
        ("inbox/cur/four:2,S", "From: Pat <person1@firm1.example>"),
        ("files/quarantine/five.eml", "broken <a href=3Dperson1@firm1.example>"),
        ("files/leads.csv", "1,person1@firm1.example"),
    ):
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(text)


async def test_mail_files_that_name_the_address_go_and_exports_are_named(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    await approved_draft(ledger, clock)
    _write_copies(tmp_path / "workspace")
    context = await fake_context(ledger, fake_decision())
    outcome = await PrivacyService(ledger, tmp_path / "workspace").forget_contact(ADDRESS, context)
    (card,) = outcome.artifacts
    assert isinstance(card, Card)
    left = {file.name for file in (tmp_path / "workspace").rglob("*") if file.is_file()}
    assert left == {"two", "three:2,S", "leads.csv"}
    assert dict(card.lines)["mail files of the workspace deleted"] == "3"
    assert "files/leads.csv" in outcome.summary and "one" not in dict(card.lines)[COPIES]
    assert "3 mail files of the workspace went too" in outcome.summary
