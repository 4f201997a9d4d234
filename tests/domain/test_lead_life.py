"""The table of a lead's life against DESIGN.md 4, written down here a second time, and long walks over it."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.errors import Refused
from domain.lead import CONTACTED, Cause, Stage, can_move, require_move

# As the table of the design reads: stage | goes to. What needs a person or a mail is added below.
TABLE = """
new | scored rejected failed
scored | approved rejected scored
approved | contact_found no_contact rejected
no_contact | contact_found rejected archived
contact_found | message_generated rejected
message_generated | outreach_sent contact_found rejected bounced
outreach_sent | interested needs_clarification not_interested wrong_person unsubscribed bounced no_response
interested | scheduling_in_progress not_interested wrong_person unsubscribed interested needs_clarification
needs_clarification | scheduling_in_progress not_interested wrong_person unsubscribed interested needs_clarification
scheduling_in_progress | meeting_booked interested not_interested unsubscribed no_response
wrong_person | contact_found archived
bounced | contact_found archived
meeting_booked | scheduling_in_progress archived
rejected | archived
not_interested | archived
no_response | archived
archived |
unsubscribed |
failed | new
"""
WORK = {line.split("|")[0].strip(): frozenset(line.split("|")[1].split()) for line in TABLE.strip().splitlines()}
BROUGHT_BACK_BY_A_PERSON = {"meeting_booked", "rejected", "not_interested", "no_response", "archived"}
# "Every stage from outreach_sent on, archived included"; a lead that a person rejected was never written to.
AFTER_A_MAIL = {
    "outreach_sent",
    "interested",
    "needs_clarification",
    "scheduling_in_progress",
    "meeting_booked",
    "wrong_person",
    "bounced",
    "not_interested",
    "no_response",
    "archived",
}
BY_MAIL = {"interested", "needs_clarification", "not_interested", "wrong_person", "unsubscribed", "bounced"}


def allowed(stage: str, to: str, cause: str) -> bool:
    """The design, in other words than the code."""
    if stage == "unsubscribed":
        return False
    return (
        to in WORK[stage]
        or (cause == "person" and stage in BROUGHT_BACK_BY_A_PERSON and to == "approved")
        or (cause == "person" and stage == "approved" and to == "scored")
        or (cause == "mail" and stage in AFTER_A_MAIL and to in BY_MAIL)
        or (cause == "suppression" and to == "unsubscribed")
    )


def test_the_table_names_every_stage() -> None:
    assert set(WORK) == {stage.value for stage in Stage}


def test_every_move_is_as_the_design_says() -> None:
    differing = [
        (stage.value, to.value, cause.value)
        for stage in Stage
        for to in Stage
        for cause in Cause
        if can_move(stage, to, cause) != allowed(stage.value, to.value, cause.value)
    ]
    assert differing == []


def reach(start: Stage, causes: set[Cause], without: set[Stage]) -> set[Stage]:
    """Every stage that can be reached by moves of these causes that avoid some stages."""
    reached: set[Stage] = {start}
    edge: set[Stage] = {start}
    while edge:
        further = {to for stage in edge for to in Stage if any(can_move(stage, to, cause) for cause in causes)}
        edge = further - reached - without
        reached |= edge
    return reached


def test_every_stage_is_reached_from_new() -> None:
    assert reach(Stage.NEW, set(Cause), set()) == set(Stage)


@pytest.mark.parametrize("start", [Stage.NEW, Stage.SCORED, Stage.REJECTED, Stage.FAILED])
def test_no_mail_leaves_before_a_person_approved_the_lead_unless_it_wrote_first(start: Stage) -> None:
    reached = reach(start, set(Cause) - {Cause.MAIL}, {Stage.APPROVED})
    assert reached.isdisjoint({Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED, Stage.OUTREACH_SENT})


@pytest.mark.parametrize("cause", list(Cause))
def test_unsubscribed_is_never_left(cause: Cause) -> None:
    assert not any(can_move(Stage.UNSUBSCRIBED, to, cause) for to in Stage)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.UNSUBSCRIBED])
def test_a_suppression_ends_every_stage(stage: Stage) -> None:
    assert can_move(stage, Stage.UNSUBSCRIBED, Cause.SUPPRESSION)


def test_a_reply_moves_every_contacted_stage_and_no_earlier_one() -> None:
    assert {stage.value for stage in CONTACTED} == AFTER_A_MAIL
    for stage in CONTACTED:
        assert all(can_move(stage, Stage(to), Cause.MAIL) for to in BY_MAIL)
    for stage in (Stage.NEW, Stage.SCORED, Stage.APPROVED, Stage.CONTACT_FOUND, Stage.REJECTED):
        assert not can_move(stage, Stage.INTERESTED, Cause.MAIL)


def test_a_refused_move_names_both_stages() -> None:
    with pytest.raises(Refused, match="new cannot become outreach_sent") as error:
        require_move(Stage.NEW, Stage.OUTREACH_SENT, Cause.WORK)
    assert error.value.code == "BAD_MOVE"


class LeadWalk(RuleBasedStateMachine):
    """Any order of tries; what is accepted must keep the promises of the design."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage.NEW
        self.path = [Stage.NEW]

    @rule(to=st.sampled_from(Stage), cause=st.sampled_from(Cause))
    def try_a_move(self, to: Stage, cause: Cause) -> None:
        before = self.stage
        try:
            require_move(before, to, cause)
        except Refused:
            assert not allowed(before.value, to.value, cause.value)
            return
        assert allowed(before.value, to.value, cause.value)
        self.stage = to
        self.path.append(to)

    @rule()
    def work_one_step_on(self) -> None:
        steps = sorted(to for to in Stage if can_move(self.stage, to, Cause.WORK))
        if steps:
            self.stage = steps[len(self.path) % len(steps)]
            self.path.append(self.stage)

    @invariant()
    def no_mail_without_a_contact_and_a_draft(self) -> None:
        if Stage.OUTREACH_SENT in self.path:
            before = self.path[: self.path.index(Stage.OUTREACH_SENT)]
            assert {Stage.CONTACT_FOUND, Stage.MESSAGE_GENERATED} <= set(before)

    @invariant()
    def after_unsubscribed_there_is_nothing(self) -> None:
        assert Stage.UNSUBSCRIBED not in self.path[:-1]


TestLeadWalk = LeadWalk.TestCase
TestLeadWalk.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
