"""What a card in the terminal says."""

import io

from rich.console import Console

from runtime.bootstrap import App
from tests.fakes.person import Person
from tools.outcome import DraftCard
from ui.show import show_artifact


async def test_a_draft_is_shown_with_all_that_its_approval_covers(app: App, say: Person) -> None:
    for sentence in ("find 1 hotel in Denver", "score them"):
        await say(sentence)
    heard = await say("draft emails to them")
    (card,) = [one for one in heard.artifacts if isinstance(one, DraftCard)]
    out = io.StringIO()
    show_artifact(Console(file=out, width=400), card)
    shown = out.getvalue()
    lines = [line for part in card.draft.parts for line in (part.subject, *part.body.splitlines())]
    assert all(line in shown for line in (*lines, card.draft.sender, card.draft.recipient))
