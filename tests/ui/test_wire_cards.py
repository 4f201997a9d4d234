"""The JSON of a report: what the page draws."""

from dataclasses import replace
from datetime import date

from tests.ui.page.samples import EVERY
from tools.outcome import DaySends, Report
from ui.wire_cards import render_report


def test_a_report_has_its_days_and_the_time_the_work_took() -> None:
    (report,) = (one for one in EVERY if isinstance(one, Report))
    days = (DaySends(date(2026, 11, 19), 0), DaySends(date(2026, 11, 20), 3))
    told = render_report(replace(report, days=days, worked_ms=1234.6))
    assert told["sent_per_day"] == [{"day": "2026-11-19", "sent": 0}, {"day": "2026-11-20", "sent": 3}]
    assert told["worked_ms"] == 1235
