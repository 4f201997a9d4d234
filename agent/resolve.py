"""From "the second one" to ledger ids, just before a call runs."""

from agent.services import MindServices
from domain.conversation import FocusKind
from domain.errors import Correctable
from domain.plan import Call, Selection, Value

_LEADS = ("leads", "lead")
_DRAFTS = ("drafts", "draft")
# These take an address; a person or a draft stands for one until the call runs, and leaves no name in the call's row.
_PRIVACY = ("suppress", "forget_contact")


async def resolve_call(call: Call, conversation_id: str, services: MindServices) -> Call:
    """The call with every Selection replaced by ids. Raises Correctable when nothing or too much is meant."""
    if call.tool in _PRIVACY:
        call = await _with_address(call, services)
    if not any(isinstance(value, Selection) for value in call.args.values()):
        return call
    focus = {one.kind: one.ids for one in await services.conversations.list_focus(conversation_id)}
    args: dict[str, Value] = {}
    for name, value in call.args.items():
        if not isinstance(value, Selection):
            args[name] = value
            continue
        if name in _LEADS:
            ids = await services.leads.resolve(value, focus.get(FocusKind.LEADS, ()))
        elif name in _DRAFTS:
            ids = await services.drafts.resolve(value, focus.get(FocusKind.DRAFTS, ()))
        else:
            raise Correctable(f"{call.tool} takes no selection for {name}.")
        if value.is_one:
            _only(name.removesuffix("s"), ids)
        args[name] = ids if name.endswith("s") else _only(name, ids)
    return Call(call.tool, args)


async def _with_address(call: Call, services: MindServices) -> Call:
    """The call with the address of the person or of the draft's recipient. Raises Correctable for none or several."""
    person, draft = call.args.get("person"), call.args.get("draft")
    rest = {name: value for name, value in call.args.items() if name not in ("person", "draft")}
    if isinstance(person, str):
        return Call(call.tool, {**rest, "address": await services.leads.find_address(person)})
    if isinstance(draft, Selection):
        number = _only("draft", await services.drafts.resolve(draft, ()))
        return Call(call.tool, {**rest, "address": await services.drafts.get_address(number)})
    return call


def _only(name: str, ids: tuple[int, ...]) -> int:
    if len(ids) != 1:
        shown = ", ".join(str(id_) for id_ in ids[:8]) + (" or another" if len(ids) > 8 else "")
        raise Correctable(f"Which {name} do you mean: {shown}? Say it again with the number: “{name} {ids[0]}”.")
    return ids[0]
