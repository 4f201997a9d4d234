"""What a conversation remembers: turns, focus, the pending question, proposals."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import FocusRow, PendingQuestionRow, ProposalRow, TurnRow
from db.repositories.calls import dump_call, load_call
from domain.clock import Clock
from domain.conversation import Focus, FocusKind, PendingQuestion, ProposalStatus, QuestionOption
from domain.errors import Correctable
from domain.identity import mask_addresses
from domain.plan import Call


class ConversationRepository:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def start_turn(self, conversation_id: str, text: str) -> int:
        """Stores the words of a turn with addresses masked; answers the turn's id."""
        row = TurnRow(conversation_id=conversation_id, masked_text=mask_addresses(text), started_at=self._clock.now())
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def end_turn(self, turn_id: int, route: str, run_id: int | None, ms: float) -> None:
        await self._session.execute(
            update(TurnRow).where(TurnRow.id == turn_id).values(route=route, run_id=run_id, ms=ms)
        )

    async def list_words(self, conversation_id: str, limit: int = 12) -> list[str]:
        """What the person said in the latest finished turns, oldest first."""
        query = select(TurnRow.masked_text).where(TurnRow.conversation_id == conversation_id, TurnRow.route != "")
        words = list(await self._session.scalars(query.order_by(TurnRow.id.desc()).limit(limit)))
        return words[::-1]

    async def set_focus(self, conversation_id: str, focus: Focus) -> None:
        key = (conversation_id, focus.kind.value)
        row = await self._session.get(FocusRow, key)
        if row is None:
            row = FocusRow(conversation_id=conversation_id, kind=focus.kind)
            self._session.add(row)
        row.ids = list(focus.ids)
        row.set_at = self._clock.now()
        await self._session.flush()

    async def list_focus(self, conversation_id: str) -> list[Focus]:
        """What the conversation looks at, the newest kind first."""
        query = select(FocusRow).where(FocusRow.conversation_id == conversation_id).order_by(FocusRow.set_at.desc())
        return [Focus(FocusKind(row.kind), tuple(row.ids)) for row in await self._session.scalars(query)]

    async def propose(self, conversation_id: str, calls: Sequence[Call]) -> int:
        row = ProposalRow(
            conversation_id=conversation_id,
            calls=[dump_call(call) for call in calls],
            status=ProposalStatus.OPEN,
            proposed_at=self._clock.now(),
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def list_proposed(self, proposal_id: int) -> tuple[Call, ...]:
        """The calls of an open proposal; raises Correctable when it was answered before."""
        row = await self._session.get(ProposalRow, proposal_id)
        if row is None or row.status != ProposalStatus.OPEN:
            raise Correctable("That question has been answered already; say again what you want.")
        return tuple(load_call(call) for call in row.calls)

    async def close_proposal(self, proposal_id: int, status: ProposalStatus) -> None:
        await self._session.execute(
            update(ProposalRow)
            .where(ProposalRow.id == proposal_id, ProposalRow.status == ProposalStatus.OPEN)
            .values(status=status, decided_at=self._clock.now())
        )

    async def ask(self, conversation_id: str, question: PendingQuestion) -> None:
        """Sets the question the conversation waits on, in place of any earlier one."""
        await self.drop_question(conversation_id)
        self._session.add(
            PendingQuestionRow(
                conversation_id=conversation_id,
                text=question.text,
                options=[{"label": one.label, "proposal_id": one.proposal_id} for one in question.options],
                asked_at=self._clock.now(),
            )
        )
        await self._session.flush()

    async def find_question(self, conversation_id: str) -> PendingQuestion | None:
        row = await self._session.get(PendingQuestionRow, conversation_id)
        if row is None:
            return None
        return PendingQuestion(row.text, tuple(QuestionOption(**option) for option in row.options))

    async def drop_question(self, conversation_id: str) -> None:
        await self._session.execute(
            delete(PendingQuestionRow).where(PendingQuestionRow.conversation_id == conversation_id)
        )
