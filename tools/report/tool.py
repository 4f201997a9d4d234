"""The tools report and show_runs as the agent sees them."""

from pydantic import Field

from domain.decisions import Effect
from tools.report.service import ReportService
from tools.spec import Args, ToolSpec


class ReportArgs(Args):
    """Which days and how to break the results down."""

    period_days: int = Field(default=30, ge=1, le=3650, description="The last so many days.")
    by: str = Field(default="", max_length=40, description="angle, tier, industry or location; empty means angle.")


REPORT = ToolSpec(
    name="report",
    description="Report the funnel from found to meeting, reply rates with how sure they are, and what stands out.",
    args=ReportArgs,
    words=("how are we doing?", "show the report", "report for the last 7 days by tier"),
    effect=Effect.READ,
    service=ReportService,
    call=lambda service, args, context: service.report(args.period_days, args.by),
)


class ShowRuns(Args):
    """Nothing to say."""


SHOW_RUNS = ToolSpec(
    name="show_runs",
    description="Show what was run lately, how it ended, and how often outside services were called.",
    args=ShowRuns,
    words=("show the runs", "what did you do?", "show the last runs"),
    effect=Effect.READ,
    service=ReportService,
    call=lambda service, args, context: service.show_runs(context.run_id),
)
