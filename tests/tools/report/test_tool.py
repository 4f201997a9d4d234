"""The tools of the slice reach the service with their defaults."""

import pytest
from pydantic import ValidationError

from db.ledger import Ledger
from domain.decisions import Effect
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context
from tools.outcome import Report
from tools.report.service import ReportService
from tools.report.tool import REPORT, SHOW_RUNS, ReportArgs, ShowRuns


async def test_calls_reach_the_service(ledger: Ledger, clock: FakeClock, lead_id: int) -> None:
    service, context = ReportService(ledger, clock), await fake_context(ledger)
    outcome = await REPORT.call(service, ReportArgs.model_validate({"by": "tier"}), context)
    (report,) = outcome.artifacts
    assert isinstance(report, Report) and (report.period_days, report.by, report.tally.found) == (30, "tier", 1)
    assert (await SHOW_RUNS.call(service, ShowRuns(), context)).summary.startswith("Nothing has been run yet")
    assert REPORT.effect is SHOW_RUNS.effect is Effect.READ


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_period_is_at_least_a_day_and_at_most_ten_years(days: int) -> None:
    with pytest.raises(ValidationError):
        ReportArgs(period_days=days, by="")
