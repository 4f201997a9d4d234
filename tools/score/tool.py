"""The tool score_leads as the agent sees it."""

from pydantic import Field

from domain.decisions import Effect
from tools.score.service import ScoreService
from tools.spec import Args, ToolSpec


class ScoreLeads(Args):
    """Which leads to score."""

    leads: tuple[int, ...] = Field(
        default=(), description="Ids of the leads; empty means every lead that has no score yet."
    )


SCORE_LEADS = ToolSpec(
    name="score_leads",
    description="Score leads from 0 to 100 against the ideal customer profile, with a tier A to D and the reasons.",
    args=ScoreLeads,
    words=("score them", "rate these firms", "score all new leads", "rescore lead 4"),
    effect=Effect.WRITE,
    service=ScoreService,
    call=lambda service, args, context: service.score_leads(args.leads, context),
)
