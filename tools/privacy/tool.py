"""What the agent sees of privacy."""

from pydantic import Field

from domain.decisions import Effect
from tools.outcome import Outcome
from tools.privacy.service import PrivacyService
from tools.spec import Args, CallContext, ToolSpec


class SuppressArgs(Args):
    address: str = Field(default="", max_length=320, description="one e-mail address")
    domain: str = Field(default="", max_length=255, description="one domain, instead of an address")
    lift: bool = Field(default=False, description="true: writing there is allowed again")


class ForgetContactArgs(Args):
    address: str = Field(max_length=320, description="the e-mail address of the person to erase")


async def _suppress(service: PrivacyService, args: SuppressArgs, context: CallContext) -> Outcome:
    act = service.lift if args.lift else service.suppress
    return await act(args.address, args.domain, context)


async def _forget(service: PrivacyService, args: ForgetContactArgs, context: CallContext) -> Outcome:
    return await service.forget_contact(args.address, context)


SUPPRESS = ToolSpec(
    name="suppress",
    description="Never write to an address or a domain again, or allow it again.",
    args=SuppressArgs,
    words=("suppress pat@firm.com", "never write to firm.com again", "allow pat@firm.com again"),
    effect=Effect.DECIDE,
    service=PrivacyService,
    call=_suppress,
)

FORGET_CONTACT = ToolSpec(
    name="forget_contact",
    description="Erase everything known about the person behind an address, with proof.",
    args=ForgetContactArgs,
    words=("forget pat@firm.com", "erase all data about pat@firm.com"),
    effect=Effect.DECIDE,
    service=PrivacyService,
    call=_forget,
)
