"""The tools of the slice take what the agent says and refuse what it invents."""

import pytest
from pydantic import ValidationError

from db.ledger import Ledger
from domain.decisions import Effect
from domain.errors import Refused
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tools.leads.service import LeadService
from tools.leads.tool import LIST_LEADS, REVIEW_LEADS, SHOW_LEAD, ListLeads, ReviewLeads, ShowLead


async def test_calls_reach_the_service(ledger: Ledger, clock: FakeClock, lead_id: int) -> None:
    service, context = LeadService(ledger, clock), await fake_context(ledger, fake_decision())
    listed = await LIST_LEADS.call(service, ListLeads(industry="hospitals", location="Buffalo", limit=5), context)
    assert listed.leads == (lead_id,)
    assert (await SHOW_LEAD.call(service, ShowLead(lead=lead_id), context)).leads == (lead_id,)
    args = ReviewLeads(leads=(lead_id,), decision="reject", reason="too far")
    assert "too far" in (await REVIEW_LEADS.call(service, args, context)).summary


async def test_a_review_needs_a_person(ledger: Ledger, clock: FakeClock, lead_id: int) -> None:
    assert REVIEW_LEADS.effect is Effect.DECIDE and LIST_LEADS.effect is SHOW_LEAD.effect is Effect.READ
    args = ReviewLeads(leads=(lead_id,), decision="approve", reason="")
    with pytest.raises(Refused):
        await REVIEW_LEADS.call(LeadService(ledger, clock), args, await fake_context(ledger))


@pytest.mark.parametrize(
    "args",
    [
        {"leads": [1], "decision": "regenerate"},
        {"leads": [1], "decision": "approve", "force": True},
        {"leads": ["first"], "decision": "approve"},
        {"decision": "approve"},
    ],
)
def test_invented_arguments_are_refused(args: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ReviewLeads.model_validate(args)
    with pytest.raises(ValidationError):
        ListLeads.model_validate({"limit": 0})
