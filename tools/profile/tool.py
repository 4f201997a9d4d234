"""The tool set_profile as the agent sees it."""

from pydantic import Field

from domain.decisions import Effect
from tools.outcome import Outcome
from tools.profile.service import ProfileService
from tools.spec import Args, CallContext, ToolSpec


class SetProfile(Args):
    """What the person says about himself; whatever is left out stays as it is."""

    sender_name: str | None = Field(default=None, description="The person's own name.")
    sender_title: str | None = Field(default=None, description="His title, such as Founder.")
    sender_email: str | None = Field(default=None, description="The address his mails come from.")
    company: str | None = Field(default=None, description="His company.")
    website: str | None = Field(default=None, description="His company's website.")
    postal_address: str | None = Field(default=None, description="The postal address that stands in every mail by law.")
    offer: str | None = Field(
        default=None, description="One clause that follows “we”: help hospitals cut their energy bill."
    )
    home_region: str | None = Field(default=None, description="Where he sells, such as Western New York.")
    proof_point: str | None = Field(
        default=None, description="One more claim about himself that he can prove, one sentence."
    )
    drop_proof_point: int | None = Field(
        default=None, description="The number of a proof point to take out, counted from 1."
    )


async def _call(service: ProfileService, args: SetProfile, context: CallContext) -> Outcome:
    changes = args.model_dump(exclude_none=True, exclude={"drop_proof_point"})
    return await service.set_profile(changes, args.drop_proof_point, context)


SET_PROFILE = ToolSpec(
    name="set_profile",
    description="Change what mails say about the sender: name, company, address, offer, proof points.",
    args=SetProfile,
    words=(
        "my name is Ann Lee",
        "my company is Example Ltd",
        "we help hotels save energy",
        "my email is ann@example.com",
    ),
    effect=Effect.DECIDE,
    service=ProfileService,
    call=_call,
)
