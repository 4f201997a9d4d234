"""import_leads as the agent sees it."""

from pydantic import Field

from domain.decisions import Effect
from tools.intake.service import IntakeService
from tools.outcome import Outcome
from tools.spec import Args, CallContext, ToolSpec


class ImportArgs(Args):
    """Which file to read."""

    file: str = Field(min_length=1, description="The path of a CSV file with one firm a row.")


async def _import(service: IntakeService, args: ImportArgs, context: CallContext) -> Outcome:
    return await service.import_file(args.file, context)


IMPORT_LEADS = ToolSpec(
    name="import_leads",
    description="Reads a CSV file of firms and puts each open firm into the list of leads.",
    args=ImportArgs,
    words=("import leads.csv", "read my list of firms from ~/Documents/firms.csv"),
    effect=Effect.WRITE,
    service=IntakeService,
    call=_import,
)
