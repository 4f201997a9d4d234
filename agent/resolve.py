"""From "the second one" to ledger ids, just before a call runs."""

from agent.services import MindServices
from domain.conversation import FocusKind
from domain.errors import Correctable
from domain.plan import Call, Selection, Value

_LEADS = ("leads", "lead")
_DRAFTS = ("drafts", "draft")


async def resolve_call(call: Call, conversation_id: str, services: MindServices) -> Call:
    """The call with every Selection replaced by ids. Raises Correctable when nothing or too much is meant."""
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


def _only(name: str, ids: tuple[int, ...]) -> int:
    if len(ids) != 1:
        shown = ", ".join(str(id_) for id_ in ids[:8]) + (" or another" if len(ids) > 8 else "")
        raise Correctable(f"Which {name} do you mean: {shown}? Say it again with the number: “{name} {ids[0]}”.")
    return ids[0]
