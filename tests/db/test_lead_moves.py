"""Each accepted move of a lead appends exactly one event; a refused one appends nothing and changes nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.ledger import Ledger
from domain.errors import Refused
from domain.events import EventName
from domain.lead import Cause, Stage, can_move
from tests.fakes.clock import FakeClock
from tests.fakes.firms import make_firms, open_leads

_OWN_EVENT = {
    Stage.SCORED: EventName.LEAD_SCORED,
    Stage.APPROVED: EventName.LEAD_APPROVED,
    Stage.REJECTED: EventName.LEAD_REJECTED,
    Stage.CONTACT_FOUND: EventName.CONTACT_FOUND,
    Stage.NO_CONTACT: EventName.CONTACT_MISSING,
    Stage.OUTREACH_SENT: EventName.LEAD_CONTACTED,
    Stage.BOUNCED: EventName.LEAD_BOUNCED,
    Stage.UNSUBSCRIBED: EventName.LEAD_UNSUBSCRIBED,
    Stage.MEETING_BOOKED: EventName.MEETING_BOOKED,
    Stage.ARCHIVED: EventName.LEAD_ARCHIVED,
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.tuples(st.sampled_from(Stage), st.sampled_from(Cause)), min_size=1, max_size=25))
async def test_a_walk_over_the_ledger_leaves_one_event_for_each_accepted_move(
    ledger: Ledger, clock: FakeClock, tries: list[tuple[Stage, Cause]]
) -> None:
    # The ledger lives on between examples, so each walks a lead of its own.
    async with ledger.reading() as books:
        number = await books.companies.count()
    (lead,) = await open_leads(ledger, make_firms(number + 1)[number:], clock)
    stage, moves = Stage.NEW, []
    for to, cause in tries:
        try:
            async with ledger.writing() as books:
                await books.leads.move(lead, to, cause)
        except Refused:
            assert not can_move(stage, to, cause)
            continue
        moves.append((stage, to, cause))
        stage = to
    async with ledger.reading() as books:
        events = await books.events.list_for_lead(lead)
        assert (await books.leads.get(lead)).stage is stage
    assert events[0].name is EventName.LEAD_FOUND
    told = [(event.payload["from"], event.payload["to"], event.payload["cause"]) for event in events[1:]]
    assert told == [(before.value, to.value, cause.value) for before, to, cause in moves]
    assert [event.name for event in events[1:]] == [_OWN_EVENT.get(to, EventName.LEAD_MOVED) for _, to, _ in moves]
