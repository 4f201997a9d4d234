"""What the agent sees of sending."""

from pydantic import Field

from domain.decisions import Effect
from tools.outcome import Outcome
from tools.send.service import SendService
from tools.spec import Args, CallContext, ToolSpec


class SendEmailsArgs(Args):
    drafts: tuple[int, ...] = Field(default=(), description="draft numbers; none means every approved draft")


class PauseSendingArgs(Args):
    on: bool = Field(description="true stops all sending, false lets it go on")


class UndoArgs(Args):
    pass


async def _send(service: SendService, args: SendEmailsArgs, context: CallContext) -> Outcome:
    return await service.send(args.drafts, context)


async def _pause(service: SendService, args: PauseSendingArgs, context: CallContext) -> Outcome:
    return await service.pause(args.on, context)


async def _undo(service: SendService, _args: UndoArgs, context: CallContext) -> Outcome:
    return await service.undo(context)


SEND_EMAILS = ToolSpec(
    name="send_emails",
    description="Send approved drafts: each is queued and leaves when the rules allow. Never approves anything.",
    args=SendEmailsArgs,
    words=("send the approved drafts", "send draft 3", "approve the rest and send them"),
    effect=Effect.SEND,
    service=SendService,
    call=_send,
)

PAUSE_SENDING = ToolSpec(
    name="pause_sending",
    description="Stop all sending at once, or let it go on.",
    args=PauseSendingArgs,
    words=("stop everything", "pause sending", "resume sending"),
    effect=Effect.DECIDE,
    service=SendService,
    call=_pause,
)

UNDO = ToolSpec(
    name="undo",
    description="Take back the last thing: mails still in the queue, else the last review or edit.",
    args=UndoArgs,
    words=("undo", "take that back"),
    effect=Effect.WRITE,
    service=SendService,
    call=_undo,
)
