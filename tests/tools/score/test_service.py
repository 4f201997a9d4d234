"""Scoring leads through the service: stages, events, resuming, scoring again."""

from dataclasses import replace

import pytest

from db.ledger import Ledger
from domain.events import EventName
from domain.lead import Cause, Stage
from domain.runs import ItemStatus
from domain.views import LeadFilter
from memory.profile import get_playbook, save_playbook
from tests.fakes.clock import FakeClock
from tests.fakes.context import FakeProgress, fake_context
from tests.fakes.firms import make_firms, open_leads
from tools.outcome import LeadTable
from tools.score.service import ScoreService
from tools.spec import Cancelled


@pytest.fixture
def service(ledger: Ledger, clock: FakeClock) -> ScoreService:
    return ScoreService(ledger, clock)


async def test_all_new_leads_are_scored_and_listed_best_first(
    ledger: Ledger, clock: FakeClock, service: ScoreService
) -> None:
    ids = await open_leads(ledger, make_firms(10), clock)
    context = await fake_context(ledger)
    outcome = await service.score_leads((), context)
    (table,) = outcome.artifacts
    assert isinstance(table, LeadTable)
    values = [row.score.value for row in table.rows if row.score]
    assert values == sorted(values, reverse=True) and len(values) == 10
    assert outcome.leads == tuple(row.lead.id for row in table.rows) and set(outcome.leads) == set(ids)
    assert outcome.summary.startswith("Scored 10 leads: ") and "“approve the top 5”" in outcome.summary
    async with ledger.reading() as books:
        assert [(await books.leads.get(lead)).stage for lead in ids] == [Stage.SCORED] * 10
        run = await books.runs.get(context.run_id)
    assert run.total == run.finished == 10
    assert isinstance(context.progress, FakeProgress) and context.progress.told[-1][:2] == (10, 10)


async def test_each_scoring_appends_exactly_one_event_and_one_row(
    ledger: Ledger, lead_id: int, service: ScoreService
) -> None:
    for _ in range(2):
        await service.score_leads((lead_id,), await fake_context(ledger))
    async with ledger.reading() as books:
        names = [event.name for event in await books.events.list_for_lead(lead_id)]
        assert names == [EventName.LEAD_FOUND, EventName.LEAD_SCORED, EventName.LEAD_SCORED]
        assert len(await books.leads.list_scores(lead_id)) == 2


async def test_scoring_a_lead_again_later_writes_a_row_and_moves_no_stage(
    ledger: Ledger, lead_id: int, service: ScoreService
) -> None:
    await service.score_leads((), await fake_context(ledger))
    async with ledger.writing() as books:
        await books.leads.move(lead_id, Stage.APPROVED, Cause.PERSON)
        playbook = (await get_playbook(books)).playbook
        await save_playbook(books, replace(playbook, icp=replace(playbook.icp, trades=("hotel",))), "owner")
    outcome = await service.score_leads((lead_id,), await fake_context(ledger))
    assert "Changed: Lakeside General Hospital" in outcome.summary and "stayed at the same stage" in outcome.summary
    async with ledger.reading() as books:
        assert (await books.leads.get(lead_id)).stage is Stage.APPROVED
        newest, oldest = await books.leads.list_scores(lead_id)
        events = await books.events.list_for_lead(lead_id)
    assert (newest.icp_version, oldest.icp_version) == (1, 0) and newest.value < oldest.value
    assert [event.name for event in events].count(EventName.LEAD_SCORED) == 1


async def test_a_failed_lead_is_tried_again(ledger: Ledger, lead_id: int, service: ScoreService) -> None:
    async with ledger.writing() as books:
        await books.leads.fail(lead_id, "no answer from the source")
    await service.score_leads((lead_id,), await fake_context(ledger))
    async with ledger.reading() as books:
        lead = await books.leads.get(lead_id)
    assert lead.stage is Stage.SCORED and lead.failed_cause == "no answer from the source"


async def test_with_nothing_to_score_the_next_step_is_said(
    ledger: Ledger, clock: FakeClock, service: ScoreService
) -> None:
    empty = await service.score_leads((), await fake_context(ledger))
    assert not empty.is_ok and "find" in empty.summary
    await open_leads(ledger, make_firms(2), clock)
    await service.score_leads((), await fake_context(ledger))
    again = await service.score_leads((), await fake_context(ledger))
    assert again.is_ok and again.leads and "scored already" in again.summary


async def test_a_stopped_batch_goes_on_where_it_stopped(
    ledger: Ledger, clock: FakeClock, service: ScoreService
) -> None:
    ids = await open_leads(ledger, make_firms(150), clock)
    context = await fake_context(ledger)
    asked: list[int] = []

    def stop_at_the_second_chunk() -> None:
        asked.append(1)
        if len(asked) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        await service.score_leads(ids, replace(context, check_stop=stop_at_the_second_chunk))
    async with ledger.reading() as books:
        assert len(await books.leads.list_ids(LeadFilter(stages=(Stage.SCORED,), limit=500))) == 100
    outcome = await service.score_leads(ids, context)
    assert outcome.leads is not None and len(outcome.leads) == 150
    async with ledger.writing() as books:
        assert all([len(await books.leads.list_scores(lead)) == 1 for lead in ids])
        assert await books.runs.open_items(context.run_id, 0, ids) == []
        assert (await books.runs.get(context.run_id)).finished == 150
        await books.runs.finish_items(context.run_id, 0, (), ItemStatus.DONE)
