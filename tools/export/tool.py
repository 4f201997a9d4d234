"""export_leads as the agent sees it."""

from pydantic import Field

from domain.decisions import Effect
from tools.export.service import ExportService
from tools.outcome import Outcome
from tools.spec import Args, CallContext, ToolSpec


class ExportArgs(Args):
    """Where to, and which leads."""

    target: str = Field(default="csv", min_length=1, description="csv, json, or a file name or full path ending so.")
    leads: tuple[int, ...] = Field(default=(), description="The leads to export; none means all.")


async def _export(service: ExportService, args: ExportArgs, context: CallContext) -> Outcome:
    return await service.export(args.target, args.leads, context)


EXPORT_LEADS = ToolSpec(
    name="export_leads",
    description="Writes leads with scores, reasons, contacts and the source of every fact to a CSV or JSON file.",
    args=ExportArgs,
    words=("export the leads to csv", "save those as json", "export the top 5 to leads.csv"),
    effect=Effect.WRITE,
    service=ExportService,
    call=_export,
)
