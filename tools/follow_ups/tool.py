"""What the agent sees of follow-ups."""

from pydantic import Field

from domain.decisions import Effect
from tools.follow_ups.service import Action, FollowUpService
from tools.outcome import Outcome
from tools.spec import Args, CallContext, ToolSpec


class FollowUpsArgs(Args):
    action: Action = Field(default=Action.LIST, description="list, stop or start")
    leads: tuple[int, ...] = Field(default=(), description="lead numbers; none means every lead")


async def _run(service: FollowUpService, args: FollowUpsArgs, context: CallContext) -> Outcome:
    return await service.run(args.action, args.leads, context)


FOLLOW_UPS = ToolSpec(
    name="follow_ups",
    description="Show the planned follow-ups, stop them for leads, or plan them again.",
    args=FollowUpsArgs,
    words=("show the follow-ups", "stop the follow-ups to lead 3", "start the follow-ups again"),
    effect=Effect.WRITE,
    service=FollowUpService,
    call=_run,
)
