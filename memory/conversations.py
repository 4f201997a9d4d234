"""What a conversation remembers: its turns, what "those" means, the question it waits on, the proposals behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.ledger import Ledger
from domain.conversation import Focus, PendingQuestion, ProposalStatus, QuestionOption
from domain.decisions import ShownText
from domain.plan import Call, Option
from memory.practice_time import PracticeTime
from memory.profile import find_profile

# More names than anybody has in mind; a look through them stays well under a millisecond.
_MOST_NAMES = 1_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a turn starts from, read in one transaction with the turn's own row.

    `words` are earlier turns, oldest first; `focus` has the newest kind first; `shown` are the mail texts this
    conversation has shown in full; `names` are firms still worked on.
    """

    words: tuple[str, ...]
    focus: tuple[Focus, ...]
    question: PendingQuestion | None
    options: tuple[Option, ...]
    shown: tuple[ShownText, ...]
    home_region: str
    names: tuple[str, ...]


class Conversations:
    """The memory of every conversation of a workspace."""

    def __init__(self, ledger: Ledger, practice_time: PracticeTime | None = None) -> None:
        self._ledger = ledger
        self._practice_time = practice_time

    async def start_turn(self, conversation_id: str, text: str) -> tuple[int, Remembered]:
        """Stores the new turn and answers its id and what the conversation remembers.

        In a practice workspace the turn starts at the time that another process may have moved the clock to.
        """
        async with self._ledger.writing() as books:
            if self._practice_time:
                self._practice_time.adopt(await books.workspace.clock_offset())
            conversations = books.conversations
            question = await conversations.find_question(conversation_id)
            options = []
            for one in question.options if question else ():
                calls = await conversations.list_proposed(one.proposal_id) if one.proposal_id else ()
                options.append(Option(one.label, calls))
            remembered = Remembered(
                words=tuple(await conversations.list_words(conversation_id)),
                focus=tuple(await conversations.list_focus(conversation_id)),
                question=question,
                options=tuple(options),
                shown=tuple(await books.drafts.list_shown(conversation_id)),
                home_region=(await find_profile(books)).home_region,
                names=tuple(await books.leads.list_open_names(_MOST_NAMES)),
            )
            return await conversations.start_turn(conversation_id, text), remembered

    async def end_turn(self, turn_id: int, route: str, run_id: int | None, ms: float) -> None:
        async with self._ledger.writing() as books:
            await books.conversations.end_turn(turn_id, route, run_id, ms)

    async def list_focus(self, conversation_id: str) -> tuple[Focus, ...]:
        async with self._ledger.reading() as books:
            return tuple(await books.conversations.list_focus(conversation_id))

    async def find_question(self, conversation_id: str) -> PendingQuestion | None:
        """The question this conversation waits on."""
        async with self._ledger.reading() as books:
            return await books.conversations.find_question(conversation_id)

    async def ask(self, conversation_id: str, text: str, options: Sequence[Option]) -> None:
        """Keeps the question; the calls behind each option are stored as a proposal that the answer replays."""
        async with self._ledger.writing() as books:
            kept = []
            for option in options:
                has_calls = bool(option.calls)
                proposal = await books.conversations.propose(conversation_id, option.calls) if has_calls else None
                kept.append(QuestionOption(option.label, proposal))
            await books.conversations.ask(conversation_id, PendingQuestion(text, tuple(kept)))

    async def answer(self, conversation_id: str, question: PendingQuestion, chosen: str | None) -> tuple[Call, ...]:
        """Closes the question; answers the stored calls of the chosen option, none for "no" or another subject."""
        async with self._ledger.writing() as books:
            await books.conversations.drop_question(conversation_id)
            calls: tuple[Call, ...] = ()
            for option in question.options:
                if option.proposal_id is None:
                    continue
                if option.label == chosen:
                    calls = await books.conversations.list_proposed(option.proposal_id)
                status = ProposalStatus.CONFIRMED if option.label == chosen else ProposalStatus.DECLINED
                await books.conversations.close_proposal(option.proposal_id, status)
            return calls
