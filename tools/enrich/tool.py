"""What the agent sees of this slice."""

from pydantic import Field

from domain.decisions import Effect
from tools.enrich.service import EnrichService
from tools.outcome import Outcome
from tools.spec import Args, CallContext, ToolSpec


class EnrichContactsArgs(Args):
    leads: tuple[int, ...] = Field((), description="Leads to find a person for; empty means all approved leads.")


async def _enrich(service: EnrichService, args: EnrichContactsArgs, context: CallContext) -> Outcome:
    return await service.enrich_contacts(args.leads, context)


ENRICH_CONTACTS = ToolSpec(
    name="enrich_contacts",
    description="Finds the right person with a usable address for approved leads.",
    args=EnrichContactsArgs,
    words=("find contacts", "who should I write to at these firms", "find the decision makers for the approved ones"),
    effect=Effect.SPEND,
    service=EnrichService,
    call=_enrich,
)
