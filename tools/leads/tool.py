"""The tools list_leads, show_lead and review_leads as the agent sees them."""

from typing import Literal

from pydantic import Field

from domain.decisions import Decision, Effect
from tools.leads.service import LeadService
from tools.leads.wanted import WantedLeads
from tools.spec import Args, ToolSpec


class ListLeads(Args):
    """Which leads to list; whatever is left out does not narrow."""

    status: str = Field(
        default="", description="A stage or an everyday word: open, new, approved, contacted, waiting, all."
    )
    tier: str = Field(default="", description="A, B, C or D.")
    min_score: int | None = Field(default=None, ge=0, le=100, description="Only leads with at least this score.")
    industry: str = Field(default="", max_length=120, description="A trade in plain words, such as hospitals.")
    location: str = Field(default="", max_length=120, description="A city, county, state, ZIP code or country.")
    limit: int = Field(default=25, ge=1, le=1000, description="At most so many, best score first.")


LIST_LEADS = ToolSpec(
    name="list_leads",
    description="List leads that are already in the ledger, best score first. Does not search for new firms.",
    args=ListLeads,
    words=("show my leads", "list the approved leads", "which leads in Buffalo have tier A?", "show leads over 80"),
    effect=Effect.READ,
    service=LeadService,
    call=lambda service, args, context: service.list_leads(WantedLeads(**args.model_dump())),
)


class ShowLead(Args):
    """Which lead to show."""

    lead: int = Field(description="The lead's id.")


SHOW_LEAD = ToolSpec(
    name="show_lead",
    description="Show one lead in full: facts with their sources, the score with its reasons, people and mails.",
    args=ShowLead,
    words=("show lead 12", "tell me about lead 12", "explain the score of lead 12", "details of lead 12"),
    effect=Effect.READ,
    service=LeadService,
    call=lambda service, args, context: service.show_lead(args.lead),
)


class ReviewLeads(Args):
    """A person's decision about leads."""

    leads: tuple[int, ...] = Field(description="Ids of the leads that are decided.")
    decision: Literal["approve", "reject"] = Field(description="approve: worth writing to; reject: close it for good.")
    reason: str = Field(default="", max_length=500, description="Why, in the person's words.")


REVIEW_LEADS = ToolSpec(
    name="review_leads",
    description="Approve leads for outreach or reject them. Only a person decides; rejected leads get no mail.",
    args=ReviewLeads,
    words=("approve the top 5 leads", "reject lead 3, too small", "approve the rest of the leads", "approve lead 12"),
    effect=Effect.DECIDE,
    service=LeadService,
    call=lambda service, args, context: service.review_leads(args.leads, Decision(args.decision), args.reason, context),
)
