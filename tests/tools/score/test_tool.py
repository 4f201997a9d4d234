"""score_leads reaches the service; no lead named means every new one."""

from db.ledger import Ledger
from domain.decisions import Effect
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context
from tools.score.service import ScoreService
from tools.score.tool import SCORE_LEADS, ScoreLeads


async def test_no_lead_named_means_every_new_one(ledger: Ledger, clock: FakeClock, lead_id: int) -> None:
    args = ScoreLeads.model_validate({})
    outcome = await SCORE_LEADS.call(ScoreService(ledger, clock), args, await fake_context(ledger))
    assert outcome.leads == (lead_id,) and SCORE_LEADS.effect is Effect.WRITE
