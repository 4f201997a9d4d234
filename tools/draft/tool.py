"""What the agent sees of this slice."""

from pydantic import Field

from domain.decisions import Decision, Effect
from tools.draft.editing import DraftChange
from tools.draft.service import DraftService
from tools.outcome import Outcome
from tools.spec import Args, CallContext, ToolSpec


class DraftEmailsArgs(Args):
    leads: tuple[int, ...] = Field((), description="Leads to write to; empty means all that have a contact.")
    angle: str = Field("", max_length=60, description="An angle of the playbook, such as news or size.")
    instructions: str = Field("", max_length=2000, description="Changes to each mail, such as “shorter”.")


class ListDraftsArgs(Args):
    status: str = Field("", max_length=20, description="pending, approved, rejected, queued or sent; empty: all open.")
    draft: int | None = Field(None, description="One draft to show in full.")


class EditDraftArgs(Args):
    draft: int = Field(description="The draft to change.")
    instructions: str = Field("", max_length=5000, description="What to change, in words.")
    subject: str = Field("", max_length=500, description="A new subject.")
    body: str = Field("", max_length=20_000, description="A whole new text.")
    step: int = Field(0, ge=0, le=9, description="0 is the first mail, 1 its first follow-up.")


class ReviewDraftsArgs(Args):
    drafts: tuple[int, ...] = Field((), description="Drafts to decide about; empty means all pending ones.")
    decision: Decision = Field(description="approve, reject or regenerate.")
    reason: str = Field("", max_length=500, description="Why, in the person's words.")


async def _draft(service: DraftService, args: DraftEmailsArgs, context: CallContext) -> Outcome:
    return await service.draft_emails(args.leads, args.angle, args.instructions, context)


async def _list(service: DraftService, args: ListDraftsArgs, context: CallContext) -> Outcome:
    return await service.list_drafts(args.status, args.draft, context)


async def _edit(service: DraftService, args: EditDraftArgs, context: CallContext) -> Outcome:
    change = DraftChange(args.instructions, args.subject, args.body, args.step)
    return await service.edit_draft(args.draft, change, context)


async def _review(service: DraftService, args: ReviewDraftsArgs, context: CallContext) -> Outcome:
    return await service.review_drafts(args.drafts, args.decision, args.reason, context)


DRAFT_EMAILS = ToolSpec(
    name="draft_emails",
    description="Writes first mails with follow-ups from stored facts, or answers to leads that replied.",
    args=DraftEmailsArgs,
    words=("draft emails", "write to the approved ones", "draft an answer to the interested one"),
    effect=Effect.WRITE,
    service=DraftService,
    call=_draft,
)
LIST_DRAFTS = ToolSpec(
    name="list_drafts",
    description="Shows drafts in full, with the evidence behind each claim.",
    args=ListDraftsArgs,
    words=("show my drafts", "show draft 2", "which drafts are approved"),
    effect=Effect.READ,
    service=DraftService,
    call=_list,
)
EDIT_DRAFT = ToolSpec(
    name="edit_draft",
    description="Changes subject or text of a draft; its approval falls away.",
    args=EditDraftArgs,
    words=("make draft 2 shorter", "change the subject of draft 1 to A question", "remove the sentence about news"),
    effect=Effect.WRITE,
    service=DraftService,
    call=_edit,
)
REVIEW_DRAFTS = ToolSpec(
    name="review_drafts",
    description="Approves drafts word for word, rejects them with a reason, or has them written anew.",
    args=ReviewDraftsArgs,
    words=("approve draft 2", "approve the rest", "reject draft 3, too pushy", "write draft 1 again"),
    effect=Effect.DECIDE,
    service=DraftService,
    call=_review,
)
