"""set_profile passes on what was said and nothing else."""

import pytest
from pydantic import ValidationError

from db.ledger import Ledger
from domain.decisions import Effect
from tests.fakes.clock import FakeClock
from tests.fakes.context import fake_context, fake_decision
from tools.profile.service import ProfileService
from tools.profile.tool import SET_PROFILE, SetProfile


async def test_only_what_was_said_is_changed(ledger: Ledger, clock: FakeClock) -> None:
    service, context = ProfileService(ledger, clock), await fake_context(ledger, fake_decision())
    await SET_PROFILE.call(service, SetProfile.model_validate({"company": "Example", "proof_point": "One"}), context)
    await SET_PROFILE.call(service, SetProfile.model_validate({"sender_name": "Ann", "proof_point": "Two"}), context)
    await SET_PROFILE.call(service, SetProfile.model_validate({"drop_proof_point": 1}), context)
    profile = await service.get()
    assert (profile.company, profile.sender_name, profile.proof_points) == ("Example", "Ann", ("Two.",))
    assert SET_PROFILE.effect is Effect.DECIDE


def test_invented_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        SetProfile.model_validate({"password": "x"})
