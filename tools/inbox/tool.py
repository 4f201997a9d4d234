"""The tools check_inbox and list_replies as the agent sees them."""

from pydantic import Field

from domain.decisions import Effect
from domain.mail import Intent
from tools.inbox.service import InboxService
from tools.spec import Args, ToolSpec


class CheckInbox(Args):
    """Takes no arguments."""


CHECK_INBOX = ToolSpec(
    name="check_inbox",
    description="Read new mail and say who is interested, who asks, who declined, what bounced.",
    args=CheckInbox,
    words=("check the inbox", "any replies?", "did anyone answer?", "read my mail", "is there new mail?"),
    effect=Effect.READ,
    service=InboxService,
    call=lambda service, args, context: service.check(context),
)


class ListReplies(Args):
    """Which replies to show; empty fields do not narrow."""

    intent: Intent | None = Field(None, description="Only replies of this intent.")
    lead: int | None = Field(None, description="Only replies of this lead.", ge=1)


LIST_REPLIES = ToolSpec(
    name="list_replies",
    description="Show the replies with what each means and the suggested answer, newest first.",
    args=ListReplies,
    words=("show the replies", "who is interested?", "show me the out of office replies", "what did lead 4 answer?"),
    effect=Effect.READ,
    service=InboxService,
    call=lambda service, args, context: service.list_replies(args.intent, args.lead, context),
)
