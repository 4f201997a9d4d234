"""A click and the sentence do the same thing: the page over a real practice workspace."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.session import Input
from domain.draft import DraftStatus
from domain.errors import Correctable
from domain.lead import Stage
from domain.mail import MailState
from domain.runs import RunStatus
from domain.views import LeadFilter
from runtime.bootstrap import App
from tests.fakes.person import Person
from tests.ui.page.conftest import ANN
from tools.outcome import DraftCard, LeadTable
from ui.page.cards import lay_out
from ui.page.clicks import Clicks
from ui.page.desk import Desk, Status
from ui.page.drops import Drops, ask_about, build_options, forget_imported

CHAT = "test"


@pytest.fixture
async def clicks(app: App, store: Any) -> AsyncIterator[Clicks]:
    async def next_steps() -> tuple[str, ...]:
        return await app.services.report.next_steps()

    yield Clicks(
        Desk(
            mind=app.mind,
            shelf=app.cards,
            memory=app.services.conversations,
            shown=app.services.drafts,
            happenings=app.happenings,
            lists=app.intake,
            drops=Drops(app.workspace.files / "dropped"),
            next_steps=next_steps,
            actor=ANN,
            status=Status("practice", "", ""),
            store=store,
        )
    )


@pytest.fixture
async def drafts(say: Person) -> list[DraftCard]:
    """Drafts to three firms, shown in the chat."""
    heard = await say("find 5 hotels in Denver, score them and draft emails to the top 3")
    return [one for one in heard.artifacts if isinstance(one, DraftCard)]


async def _see(clicks: Clicks, *ids: int) -> list[dict[str, Any]]:
    """What a card shows of the drafts, as a click carries it."""
    data = await clicks.card_data({"kind": "draft", "ids": list(ids)})
    keys = ("step", "version", "body_hash")
    return [
        {"draft": card["draft"], "parts": [{key: part[key] for key in keys} for part in card["parts"]]}
        for card in data["cards"]
    ]


async def test_leads_ticked_and_approved_are_the_leads_of_the_sentence(app: App, say: Person, clicks: Clicks) -> None:
    await say("find 5 hotels in Denver")
    scored = await say("score them")
    (table,) = (one for one in scored.artifacts if isinstance(one, LeadTable))
    ids = [row.lead.id for row in table.rows[:2]]
    answer = await clicks.decide_leads(CHAT, {"decision": "approve", "leads": ids})
    assert answer["ok"]
    assert {row["stage"] for row in answer["cards"][0]["rows"]} == {"approved"}
    async with app.ledger.reading() as books:
        views = await books.leads.list_views(LeadFilter(stages=(Stage.APPROVED,)))
        (run, *_) = await books.runs.list_()
    assert [view.lead.id for view in views] == ids
    assert (run.calls[0].tool, run.status) == ("review_leads", RunStatus.DONE)


async def test_approve_and_send_sends_exactly_that_draft(app: App, drafts: list[DraftCard], clicks: Clicks) -> None:
    id_ = drafts[0].draft.id
    click = {"decision": "approve_send", "drafts": await _see(clicks, id_)}
    answer = await clicks.decide_drafts(CHAT, click)
    assert answer["ok"], answer["said"]
    again = await clicks.decide_drafts("other tab", click)
    assert not again["ok"]
    assert "already" in again["said"]
    async with app.ledger.reading() as books:
        mails = await books.mail.list_sent()
        others = await books.drafts.list_(ids=[card.draft.id for card in drafts[1:]])
    assert [(mail.draft_id, mail.step, mail.state) for mail in mails] == [(id_, 0, MailState.SENT)]
    assert {draft.status for draft in others} == {DraftStatus.PENDING}


async def test_an_edit_makes_the_click_of_the_other_tab_stale(drafts: list[DraftCard], clicks: Clicks) -> None:
    draft = drafts[0].draft
    seen = await _see(clicks, draft.id)
    body = draft.parts[0].body.replace("Best regards", "Kind regards").replace("\n\n", "\n\nA line of mine.\n\n", 1)
    edit = {"draft": seen[0], "step": 0, "subject": draft.parts[0].subject, "body": body}
    edited = await clicks.edit_draft(CHAT, edit)
    assert edited["ok"], edited["said"]
    assert "A line of mine." in edited["cards"][0]["parts"][0]["body"]
    stale = await clicks.decide_drafts("other tab", {"decision": "approve_send", "drafts": seen})
    assert not stale["ok"]
    assert "has changed since you saw it" in stale["said"]
    assert stale["cards"][0]["status"] == "pending"


async def test_a_sentence_after_an_edit_in_the_card_approves_the_text_that_the_card_shows(
    app: App, say: Person, drafts: list[DraftCard], clicks: Clicks
) -> None:
    draft = drafts[0].draft
    (seen,) = await _see(clicks, draft.id)
    body = draft.parts[0].body.replace("\n\n", "\n\nA line of mine.\n\n", 1)
    await clicks.edit_draft(CHAT, {"draft": seen, "step": 0, "subject": draft.parts[0].subject, "body": body})
    await say(f"approve draft {draft.id}")
    async with app.ledger.reading() as books:
        now = await books.drafts.get(draft.id)
    assert now.status is DraftStatus.APPROVED


async def test_after_a_click_the_rest_is_still_the_rest_of_what_was_shown(
    app: App, say: Person, drafts: list[DraftCard], clicks: Clicks
) -> None:
    await Person(app.mind, "another")("find 3 hotels in Buffalo, score them and draft emails to the top 2")
    ids = [card.draft.id for card in drafts]
    await clicks.decide_drafts(CHAT, {"decision": "approve_send", "drafts": await _see(clicks, ids[0])})
    await say("approve the rest and send them")
    async with app.ledger.reading() as books:
        mails = await books.mail.list_sent()
    assert {mail.draft_id for mail in mails} == set(ids)


async def test_regenerate_closes_the_draft_and_names_the_new_one(drafts: list[DraftCard], clicks: Clicks) -> None:
    id_ = drafts[0].draft.id
    answer = await clicks.decide_drafts(CHAT, {"decision": "regenerate", "drafts": await _see(clicks, id_)})
    assert answer["cards"][0]["status"] == "rejected"
    assert len(answer["made"]) == 1


async def test_a_click_does_not_set_going_a_plan_that_was_cut_off(
    app: App, drafts: list[DraftCard], clicks: Clicks
) -> None:
    async with app.ledger.writing() as books:
        cut = await books.runs.start(CHAT, [])
    await clicks.decide_drafts(CHAT, {"decision": "reject", "drafts": await _see(clicks, drafts[0].draft.id)})
    async with app.ledger.reading() as books:
        assert (await books.runs.get(cut.id)).status is RunStatus.RUNNING


async def test_after_a_person_is_erased_old_cards_show_nothing_of_her(
    app: App, say: Person, drafts: list[DraftCard], clicks: Clicks
) -> None:
    card = drafts[0]
    (spec,) = lay_out([replace(card)])
    await say(f"forget {card.draft.recipient}")
    heard = await say("yes")
    assert heard.events
    data = json.dumps(await clicks.card_data({"kind": spec.props["kind"], "ids": spec.props["ids"]}))
    assert card.draft.recipient not in data


@pytest.mark.parametrize("kind", ["company_table", "lead", "draft", "draft_table", "reply", "mail_table"])
async def test_unknown_ids_show_an_empty_card(clicks: Clicks, kind: str) -> None:
    data = await clicks.card_data({"kind": kind, "ids": [4711]})
    assert data["ok"]
    assert not any(card.get("rows") for card in data["cards"])


@pytest.fixture
def offer(app: App, tmp_path: Path) -> str:
    """A list that was dropped and waits."""
    (tmp_path / "0f3a").write_text("Company,Town,State,Mail\nFair Firm,Erie,PA,pat@fair.example\n,Erie,PA,\n")
    return Drops(app.workspace.files / "dropped").keep(tmp_path / "0f3a", "fair.csv")


async def _count_firms(app: App) -> int:
    async with app.ledger.reading() as books:
        return await books.companies.count()


async def test_a_dropped_list_is_imported_by_confirm_and_only_once(app: App, clicks: Clicks, offer: str) -> None:
    data = await clicks.import_data({"file": offer})
    assert (data["open"], data["cards"][0]["counts"]) == (True, [1, 0, 1])
    assert await _count_firms(app) == 0
    done = await clicks.decide_import(CHAT, {"file": offer, "decision": "import"})
    assert done["ok"] and done["said"].startswith("Imported 1 firm from fair.csv with 1 contact.")
    assert [card.element for card in done["shown"]] == ["ImportPreview"]
    assert await _count_firms(app) == 1
    again = await clicks.decide_import(CHAT, {"file": offer, "decision": "import"})
    assert not again["ok"] and "nothing was done again" in again["said"]
    assert (await clicks.import_data({"file": offer}))["open"] is False
    assert list((app.workspace.files / "dropped").iterdir()) == []


async def test_yes_imports_a_dropped_list_and_no_leaves_it(app: App, clicks: Clicks, offer: str) -> None:
    drops = Drops(app.workspace.files / "dropped")
    path = drops.find(offer)
    assert path
    for words, firms in (("no", 0), ("yes", 1)):
        await app.services.conversations.ask(CHAT, ask_about(offer), build_options(path))
        events = forget_imported(drops, app.cards, app.mind.turn(CHAT, Input(words, ANN)))
        assert [event async for event in events]
        assert await _count_firms(app) == firms
    assert not path.exists()


async def test_a_click_answers_the_question_so_that_a_later_yes_means_nothing(
    app: App, clicks: Clicks, offer: str
) -> None:
    path = Drops(app.workspace.files / "dropped").find(offer)
    assert path
    await app.services.conversations.ask(CHAT, ask_about(offer), build_options(path))
    left = await clicks.decide_import(CHAT, {"file": offer, "decision": "leave"})
    assert left["said"] == "All right, I leave fair.csv."
    assert await app.services.conversations.find_question(CHAT) is None
    assert await _count_firms(app) == 0 and not path.exists()


@pytest.mark.parametrize("file", ["../fair.csv", "../../ledger.db", "/etc/passwd", "..", "", "a/b.csv", "~root"])
@pytest.mark.parametrize("decision", ["import", "leave"])
async def test_a_forged_name_reads_and_deletes_nothing(app: App, clicks: Clicks, file: str, decision: str) -> None:
    beside = app.workspace.files / "fair.csv"
    beside.write_text("Company,Town\nFair Firm,Erie\n")
    with pytest.raises(Correctable, match="not the name of a list"):
        await clicks.decide_import(CHAT, {"file": file, "decision": decision})
    with pytest.raises(Correctable, match="not the name of a list"):
        await clicks.import_data({"file": file})
    assert await _count_firms(app) == 0 and beside.exists()
