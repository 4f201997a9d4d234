"""Reports count what happened, each lead once."""

from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.errors import Correctable
from domain.mail import Intent
from domain.plan import Call
from domain.runs import RunStatus, RunStep
from tests.fakes.clock import FakeClock
from tests.fakes.context import CONVERSATION
from tests.fakes.firms import make_firms, open_leads, score_leads
from tests.fakes.mailed import receive_answer, send_mail, write_draft
from tools.outcome import Report, RunTable
from tools.report.service import ReportService


@pytest.fixture
def service(ledger: Ledger, clock: FakeClock) -> ReportService:
    return ReportService(ledger, clock)


async def read(service: ReportService, days: int = 30, by: str = "") -> Report:
    (report,) = (await service.report(days, by)).artifacts
    assert isinstance(report, Report)
    return report


@pytest.fixture
async def ids(ledger: Ledger, clock: FakeClock) -> tuple[int, ...]:
    """Six leads: five scored, three written to; one answered with interest, one is away, one bounced."""
    leads = await open_leads(ledger, make_firms(6), clock)
    await score_leads(ledger, dict(zip(leads, (90, 85, 70, 60, 50), strict=False)))
    for lead, angle in zip(leads, ("size", "size", "news"), strict=False):
        await send_mail(ledger, clock, lead, angle)
    await receive_answer(ledger, clock, leads[0], Intent.INTERESTED)
    await receive_answer(ledger, clock, leads[1], Intent.OUT_OF_OFFICE)
    await receive_answer(ledger, clock, leads[2], Intent.BOUNCE)
    return leads


async def test_the_funnel_counts_each_lead_once_and_narrows(
    ledger: Ledger, clock: FakeClock, service: ReportService, ids: tuple[int, ...]
) -> None:
    await score_leads(ledger, {ids[3]: 61, ids[4]: 51})
    await receive_answer(ledger, clock, ids[0], Intent.NEEDS_CLARIFICATION)
    tally = (await read(service)).tally
    assert (tally.found, tally.scored, tally.approved, tally.with_contact) == (6, 5, 3, 3)
    assert (tally.drafted, tally.contacted, tally.replied, tally.meetings) == (3, 3, 1, 0)
    outcome = await service.report(30, "")
    assert outcome.summary.startswith("In the last 30 days: 6 found, 5 scored, 3 approved, 3 with a contact")


async def test_an_absence_note_or_a_bounce_is_no_reply(service: ReportService, ids: tuple[int, ...]) -> None:
    report = await read(service)
    assert report.reply_rate and report.reply_rate.value == pytest.approx(1 / 3)
    assert [(row.angle, row.sent, row.replied, row.interested) for row in report.angles] == [
        ("size", 2, 1, 1),
        ("news", 1, 0, 0),
    ]
    assert not any(row.is_enough for row in report.angles)
    assert any("bounced" in remark for remark in report.remarks)


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("angle", {"size", "news"}),
        ("tier", {"A", "B"}),
        ("trade", {"dentists"}),
        ("location", {"Buffalo"}),
    ],
)
async def test_results_are_told_apart_by(
    service: ReportService, ids: tuple[int, ...], by: str, labels: set[str]
) -> None:
    report = await read(service, by=by)
    assert {row.angle for row in report.angles} == labels and sum(row.sent for row in report.angles) == 3
    assert report.by in ("angle", "tier", "industry", "location")


async def test_an_unknown_breakdown_names_the_known_ones(service: ReportService) -> None:
    with pytest.raises(Correctable, match="angle, tier, industry or location"):
        await service.report(30, "weather")


async def test_what_happened_before_the_period_is_left_out_and_an_odd_funnel_explained(
    ledger: Ledger, clock: FakeClock, service: ReportService, ids: tuple[int, ...]
) -> None:
    clock.move(timedelta(days=40))
    quiet = await service.report(30, "")
    assert quiet.summary.startswith("Nothing happened in the last 30 days.")
    await send_mail(ledger, clock, ids[3])
    report = await read(service)
    assert (report.tally.found, report.tally.scored, report.tally.contacted) == (0, 0, 1)
    assert any("approved 1 but scored 0" in remark for remark in report.remarks)
    assert report.reply_rate and report.reply_rate.value == 0


async def test_sends_are_counted_by_day_and_work_by_its_steps(
    ledger: Ledger, clock: FakeClock, service: ReportService, ids: tuple[int, ...]
) -> None:
    clock.move(timedelta(days=2))
    await send_mail(ledger, clock, ids[3])
    async with ledger.writing() as books:
        run = await books.runs.start(CONVERSATION, [Call("score_leads"), Call("report")])
        for at, ms in enumerate((1500.0, 500.5)):
            await books.runs.finish_step(RunStep(run.id, at, "score_leads", "{}", "", True, ms, clock.now()))
    report = await read(service)
    assert [day.sent for day in report.days] == [*[0] * 11, 3, 0, 1]
    assert report.days[-1].on == clock.now().date()
    assert report.worked_ms == 2000.5
    clock.move(timedelta(days=31))
    later = await read(service)
    assert (sum(day.sent for day in later.days), later.worked_ms) == (0, 0)


async def test_an_answer_that_waits_stops_waiting_when_it_is_answered(
    ledger: Ledger, clock: FakeClock, service: ReportService, ids: tuple[int, ...]
) -> None:
    async with ledger.reading() as books:
        waiting = await books.tallies.waiting(clock.now())
    assert (waiting.replies, waiting.scored, waiting.new, waiting.contacted) == (1, 2, 1, 3)
    assert (await service.next_steps())[0] == "any replies?"
    await write_draft(ledger, ids[3])
    async with ledger.reading() as books:
        assert (await books.tallies.waiting(clock.now())).drafts == 1


async def test_an_empty_ledger_suggests_how_to_begin(service: ReportService) -> None:
    assert await service.next_steps() == ("find 10 healthcare firms in Buffalo",)
    assert "find 10 healthcare firms" in (await service.report(30, "")).summary
    assert "Nothing has been run yet" in (await service.show_runs()).summary


async def test_runs_are_shown_with_the_calls_that_went_outside(ledger: Ledger, service: ReportService) -> None:
    async with ledger.writing() as books:
        first = await books.runs.start(CONVERSATION, [Call("score_leads")])
        await books.runs.end(first.id, RunStatus.DONE)
        await books.runs.start(CONVERSATION, [Call("report")])
        for is_ok in (True, False):
            await books.runs.record_service_call("provider", "directory", "search", is_ok=is_ok, detail="", ms=12)
    outcome = await service.show_runs()
    (table,) = outcome.artifacts
    assert isinstance(table, RunTable) and [run.calls[0].tool for run in table.rows] == ["report", "score_leads"]
    (others,) = (await service.show_runs(table.rows[0].id)).artifacts
    assert isinstance(others, RunTable) and [run.id for run in others.rows] == [first.id]
    assert outcome.summary == (
        "The latest 2 runs: 1 running, 1 done. Outside calls: directory 2 (1 failed) at 12 ms each."
    )
