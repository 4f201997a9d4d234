"""Reads the counts and puts them into reports: the funnel, the runs, what could come next."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from db.directory import DirectoryIndex
from db.ledger import Ledger
from domain.clock import Clock
from domain.errors import Correctable
from domain.views import Breakdown
from reference.trades import list_trades
from tools.outcome import AngleRow, Outcome, Report, RunTable
from tools.report.rules import (
    DAYS_SHOWN,
    SEARCH,
    build_rows,
    compute_reply_rate,
    count_days,
    list_funnel,
    list_remarks,
    say_rate,
    suggest_steps,
)

_RUNS_SHOWN = 20
_NO_FIRMS = "There are no firms to search yet: “leadloop directory add FILE --mode live” loads your own list first."


class ReportService:
    """The door to the numbers for agent and windows. `directory`: the only source of firms there is, if it is one."""

    def __init__(self, ledger: Ledger, clock: Clock, directory: DirectoryIndex | None = None) -> None:
        self._ledger = ledger
        self._clock = clock
        self._directory = directory

    async def report(self, period_days: int, by: str) -> Outcome:
        """The funnel and reply rates of the last days; `by` tells apart angles (also when empty) or what else it names.

        Raises Correctable for a word the results cannot be told apart by.
        """
        breakdown = _parse_breakdown(by)
        now = self._clock.now()
        since = now - timedelta(days=period_days)
        async with self._ledger.reading() as books:
            tally = await books.tallies.count(since)
            results = await books.tallies.list_results(since, breakdown)
            waiting = await books.tallies.waiting(now)
            sent_at = await books.tallies.list_sent_at(now - timedelta(days=DAYS_SHOWN))
            worked_ms = await books.tallies.sum_worked_ms(since)
        rows = build_rows(results)
        if breakdown is Breakdown.INDUSTRY:
            rows = _name_trades(rows)
        rate = compute_reply_rate(tally.angles)
        remarks = list_remarks(tally, waiting, rows, period_days)
        sends = count_days(sent_at, now.date())
        report = Report(period_days, tally, rate, rows, remarks, breakdown.value, sends, worked_ms)
        days = "day" if period_days == 1 else f"{period_days} days"
        told = [f"{count:,} {name}" for name, count in list_funnel(tally) if count]
        if not told:
            first = f"Next: “{suggest_steps(waiting)[0]}”."
            return Outcome(f"Nothing happened in the last {days}. {await self.find_need() or first}", (report,))
        answered = f" {say_rate(rate)}." if rate else ""
        summary = f"In the last {days}: {', '.join(told)}.{answered}"
        if remarks:
            summary += f" {remarks[0]}"
        return Outcome(summary, (report,))

    async def show_runs(self, asking_run: int = 0) -> Outcome:
        """The latest runs and the calls to outside services since the oldest of them; not the run that asks."""
        async with self._ledger.reading() as books:
            latest = await books.runs.list_(_RUNS_SHOWN + 1)
            runs = [run for run in latest if run.id != asking_run][:_RUNS_SHOWN]
            calls = await books.runs.count_service_calls(runs[-1].started_at) if runs else []
        if not runs:
            return Outcome("Nothing has been run yet; say “find 10 healthcare firms in Buffalo”.")
        counts = Counter(run.status.value.replace("_", " ") for run in runs)
        told = ", ".join(f"{number} {status}" for status, number in counts.most_common())
        services = [
            f"{name} {count:,}{f' ({failed:,} failed)' if failed else ''} at {ms:,.0f} ms each"
            for _, name, count, failed, ms in calls
        ]
        outside = f" Outside calls: {'; '.join(services)}." if services else " No call went to an outside service."
        which = "The latest run" if len(runs) == 1 else f"The latest {len(runs)} runs"
        return Outcome(f"{which}: {told}.{outside}", (RunTable(tuple(runs)),))

    async def next_steps(self) -> tuple[str, ...]:
        """Sentences a person could say now, the most useful first."""
        async with self._ledger.reading() as books:
            steps = suggest_steps(await books.tallies.waiting(self._clock.now()))
        return tuple(step for step in steps if step != SEARCH) if SEARCH in steps and await self.find_need() else steps

    async def find_need(self) -> str:
        """What has to be done outside the chat before a search can find anything; empty when nothing has."""
        return _NO_FIRMS if self._directory and not await self._directory.count() else ""


def _parse_breakdown(by: str) -> Breakdown:
    word = by.strip().lower().rstrip("s")
    same = {"": "angle", "trade": "industry", "sector": "industry", "city": "location", "place": "location"}
    try:
        return Breakdown(same.get(word, word))
    except ValueError as error:
        known = "angle, tier, industry or location"
        raise Correctable(f"The report cannot be broken down by “{by}”; say {known}.") from error


def _name_trades(rows: tuple[AngleRow, ...]) -> tuple[AngleRow, ...]:
    """The rows with the trades' plural names in place of their ids."""
    names = {trade.id: trade.plural for trade in list_trades()}
    return tuple(replace(row, angle=names.get(row.angle, row.angle)) for row in rows)
