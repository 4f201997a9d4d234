"""Plans that commands name: single tools, and the whole line of `leadloop run`. Same executor and gates as in chat."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from rich.console import Console

from agent.events import Done
from domain.decisions import Channel
from domain.errors import Correctable
from domain.plan import Call, Selection, Value
from reference.trades import find_trade
from runtime.bootstrap import App
from ui.acts import command_decision, owner
from ui.chat import JsonWindow, ScreenWindow

# Commands of one tool share a conversation, so what is left of one is never taken for another.
_ONE_TOOL = "command"
_STAGES = ("score", "contacts", "drafts", "export")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What `leadloop run` was asked for; `approve` is the person's decision for the N best."""

    industry: str
    place: str
    count: int
    file: Path | None
    approve: int
    until: str


async def run_tool(opened: App, name: str, args: dict[str, Value], *, is_json: bool) -> bool:
    """Runs one tool as a plan of its own, so that it is noted like any other run."""
    return await _run(opened, _ONE_TOOL, [Call(name, args)], name, is_json=is_json)


async def run_pipeline(opened: App, plan: Pipeline, *, is_json: bool) -> bool:
    """Find, score, approve, contacts, drafts, export; the same command again finishes a run that was cut off."""
    calls = _calls(plan)
    name = hashlib.sha256(repr(astuple(plan)).encode()).hexdigest()[:12]
    words = f"run --industry {plan.industry} --place {plan.place} --approve {plan.approve}"
    is_ok = await _run(opened, f"run-{name}", calls, words, is_json=is_json)
    if is_ok and not plan.approve and plan.until != "score" and not is_json:
        Console().print("Stopped after the scores: nobody is approved yet. Add --approve N to go on with the N best.")
    return is_ok


def _calls(plan: Pipeline) -> list[Call]:
    if plan.until not in _STAGES:
        raise Correctable(f"--until takes {', '.join(_STAGES)}, not {plan.until}.")
    trade = find_trade(plan.industry)
    if trade is None:
        raise Correctable(f"I know no trade called {plan.industry}; try hospitals, hotels or law firms.")
    wanted: dict[str, Value] = {"industry": trade.id, "location": plan.place}
    if plan.file:
        calls = [Call("import_leads", {"file": str(plan.file)}), Call("list_leads", {**wanted, "limit": plan.count})]
    else:
        calls = [Call("search_companies", {**wanted, "count": plan.count})]
    those: dict[str, Value] = {"leads": Selection()}
    calls.append(Call("score_leads", those))
    if not plan.approve:
        return calls
    calls.append(Call("review_leads", {"leads": Selection(top=plan.approve), "decision": "approve"}))
    rest = (Call("enrich_contacts", those), Call("draft_emails", those), Call("export_leads", {"target": "csv"}))
    return [*calls, *rest[: _STAGES.index(plan.until)]]


async def _run(opened: App, conversation_id: str, calls: Sequence[Call], words: str, *, is_json: bool) -> bool:
    window = JsonWindow() if is_json else ScreenWindow(Console(highlight=False))
    decision = command_decision(owner(Channel.COMMAND), f"leadloop {words}")
    is_ok = False
    resumes = conversation_id != _ONE_TOOL
    async for event in opened.mind.run_plan(conversation_id, calls, decision, resumes=resumes):
        window.show(event)
        if isinstance(event, Done):
            is_ok = event.is_ok
    return is_ok
