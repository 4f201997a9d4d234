"""A CallContext for tests: a started run, progress that is kept, no stop unless asked for."""

from dataclasses import dataclass, field

from db.ledger import Ledger
from domain.decisions import Actor, Channel, PersonDecision, Role
from tools.spec import CallContext

CONVERSATION = "test-conversation"
OWNER = Actor("owner", Role.OWNER, Channel.TERMINAL)


@dataclass
class FakeProgress:
    """Keeps what it was told."""

    told: list[tuple[int, int, str]] = field(default_factory=list)

    async def __call__(self, done: int, total: int, words: str) -> None:
        self.told.append((done, total, words))


def fake_decision(words: str = "yes") -> PersonDecision:
    return PersonDecision(OWNER, words, conversation_id=CONVERSATION)


async def fake_context(ledger: Ledger, decision: PersonDecision | None = None) -> CallContext:
    async with ledger.writing() as books:
        run = await books.runs.start(CONVERSATION, [])
    return CallContext(CONVERSATION, run.id, 0, FakeProgress(), lambda: None, decision)
