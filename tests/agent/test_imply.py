"""What a sentence implies: it approves the leads it points at, and no others."""

import pytest

from agent.imply import mark_pointed_at
from domain.lead import Stage
from domain.plan import Call, Selection
from domain.views import LeadFilter
from runtime.bootstrap import App
from tests.fakes.person import Person

_BARE = (Call("draft_emails", {"leads": Selection()}),)


@pytest.mark.parametrize(
    "words",
    [
        "draft emails to them",
        "write to all of them",
        "score them and draft emails to all of those",
        "email each of these",
    ],
)
def test_words_in_the_clause_that_asks_point_at_leads(words: str) -> None:
    assert mark_pointed_at(_BARE, words) != _BARE


@pytest.mark.parametrize("words", ["draft emails", "show all leads and draft emails", "score them, then draft emails"])
def test_words_elsewhere_in_the_sentence_point_at_nobody(words: str) -> None:
    assert mark_pointed_at(_BARE, words) == _BARE


async def _stages(app: App) -> set[Stage]:
    async with app.ledger.reading() as books:
        return {view.lead.stage for view in await books.leads.list_views(LeadFilter())}


async def test_all_in_another_clause_approves_nobody(app: App, say: Person) -> None:
    for sentence in ("find 3 hotels in Denver", "score them"):
        await say(sentence)
    heard = await say("show all leads and draft emails")
    assert "is approved yet" in heard.words
    assert await _stages(app) == {Stage.SCORED}


async def test_a_plan_that_was_cut_off_still_means_the_leads_its_sentence_pointed_at(app: App, say: Person) -> None:
    for sentence in ("find 3 hotels in Denver", "score them"):
        await say(sentence)
    calls = mark_pointed_at(_BARE, "draft emails to them")
    run = await app.services.runs.start("test", calls)
    await app.services.runs.let_go(run.id)
    heard = await say("go on")
    assert heard.tools() == ["review_leads", "enrich_contacts", "draft_emails"]
