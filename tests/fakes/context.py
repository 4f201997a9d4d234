"""A CallContext for tests: a started run, progress that is kept, a stop that can be pulled."""

from dataclasses import dataclass, field

from db.ledger import Ledger
from domain.decisions import Actor, Channel, PersonDecision, Role, ShownText
from tools.spec import CallContext, Cancelled

CONVERSATION = "test-conversation"
OWNER = Actor("owner", Role.OWNER, Channel.TERMINAL)


@dataclass
class FakeProgress:
    """Keeps what it was told; `stop_after` pulls the stop once that many items are done."""

    told: list[tuple[int, int, str]] = field(default_factory=list)
    stop_after: int | None = None

    async def __call__(self, done: int, total: int, words: str) -> None:
        self.told.append((done, total, words))

    def check_stop(self) -> None:
        if self.stop_after is not None and self.told and self.told[-1][0] >= self.stop_after:
            raise Cancelled


def fake_decision(words: str = "yes", shown: tuple[ShownText, ...] = ()) -> PersonDecision:
    return PersonDecision(OWNER, words, shown, conversation_id=CONVERSATION)


async def fake_context(
    ledger: Ledger, decision: PersonDecision | None = None, progress: FakeProgress | None = None
) -> CallContext:
    """A context within a fresh run."""
    progress = progress or FakeProgress()
    async with ledger.writing() as books:
        run = await books.runs.start(CONVERSATION, [])
    return CallContext(CONVERSATION, run.id, 0, progress, progress.check_stop, decision)
