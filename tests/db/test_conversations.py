"""What a conversation remembers: words without addresses, focus, one question, proposals that are answered once."""

from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.conversation import Focus, FocusKind, PendingQuestion, ProposalStatus, QuestionOption
from domain.errors import Correctable
from domain.plan import Call, Selection
from tests.fakes.clock import FakeClock


async def test_words_are_kept_with_addresses_hidden_and_only_of_finished_turns(ledger: Ledger) -> None:
    async with ledger.writing() as books:
        turn = await books.conversations.start_turn("talk", "never write to ann.lee+x@example.com again")
        await books.conversations.end_turn(turn, "direct", None, 3.0)
        await books.conversations.start_turn("talk", "not finished")
        other = await books.conversations.start_turn("other", "elsewhere")
        await books.conversations.end_turn(other, "direct", None, 3.0)
        assert await books.conversations.list_words("talk") == ["never write to ***@example.com again"]


async def test_the_latest_words_come_oldest_first(ledger: Ledger) -> None:
    async with ledger.writing() as books:
        for words in ("one", "two", "three"):
            await books.conversations.end_turn(await books.conversations.start_turn("talk", words), "direct", None, 1.0)
        assert await books.conversations.list_words("talk", limit=2) == ["two", "three"]


async def test_the_focus_of_each_kind_is_what_was_set_last(ledger: Ledger, clock: FakeClock) -> None:
    async with ledger.writing() as books:
        await books.conversations.set_focus("talk", Focus(FocusKind.LEADS, (1, 2)))
        clock.move(timedelta(seconds=1))
        await books.conversations.set_focus("talk", Focus(FocusKind.DRAFTS, (7,)))
        clock.move(timedelta(seconds=1))
        await books.conversations.set_focus("talk", Focus(FocusKind.LEADS, (3,)))
        await books.conversations.set_focus("other", Focus(FocusKind.LEADS, (9,)))
    async with ledger.reading() as books:
        assert await books.conversations.list_focus("talk") == [
            Focus(FocusKind.LEADS, (3,)),
            Focus(FocusKind.DRAFTS, (7,)),
        ]


async def test_a_new_question_takes_the_place_of_the_old_one(ledger: Ledger) -> None:
    first = PendingQuestion("Which?", (QuestionOption("this", 1), QuestionOption("neither", None)))
    second = PendingQuestion("Really?", ())
    async with ledger.writing() as books:
        await books.conversations.ask("talk", first)
        assert await books.conversations.find_question("talk") == first
        await books.conversations.ask("talk", second)
        assert await books.conversations.find_question("talk") == second
        await books.conversations.drop_question("talk")
        assert await books.conversations.find_question("talk") is None


@pytest.mark.parametrize("status", [ProposalStatus.CONFIRMED, ProposalStatus.DECLINED])
async def test_a_proposal_is_answered_once(ledger: Ledger, status: ProposalStatus) -> None:
    calls = (Call("review_leads", {"leads": Selection(ids=(1, 2)), "decision": "approve"}),)
    async with ledger.writing() as books:
        proposal = await books.conversations.propose("talk", calls)
        assert await books.conversations.list_proposed(proposal) == calls
        await books.conversations.close_proposal(proposal, status)
        with pytest.raises(Correctable, match="answered already"):
            await books.conversations.list_proposed(proposal)
