"""What Chainlit calls: chat started or resumed, a message, the stop button, clicks. Registered by ui/app.py."""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chainlit as cl

from agent.events import Notice
from domain.errors import LeadloopError
from ui.page import internals
from ui.page.cards import CardSpec, offer_card
from ui.page.clicks import Clicks, refusal
from ui.page.desk import CardKind, get_desk
from ui.page.drops import ask_about, build_options, forget_imported
from ui.page.starters import build_starters
from ui.page.turns import TurnView, say

if TYPE_CHECKING:
    from agent.session import Input

log = logging.getLogger(__name__)

# Words beside a dropped list that ask for nothing but the import.
_ONLY_IMPORT = re.compile(
    r"(?!.*\b(?:and|then)\b)(?:please )?(?:(?:import|read|add|load|take|use|here)\b[^,;]{0,30})?(?:,? please)?", re.I
)


def register() -> None:
    """Hands the functions below to Chainlit. Nobody sets a password here: the page is bound to this machine."""
    cl.data_layer(lambda: get_desk().store)
    cl.header_auth_callback(authenticate)
    cl.set_starters(starters)
    cl.on_chat_start(start_chat)
    cl.on_chat_resume(resume_chat)
    cl.on_message(answer)
    internals.replace_stop(stop)
    for name, work in _CLICKS.items():
        cl.action_callback(name)(_click(work))


async def authenticate(_headers: Mapping[str, str]) -> cl.User | None:
    """Whoever reaches this address on this machine owns the workspace."""
    return cl.User(identifier=get_desk().actor.user, metadata={})


async def starters(_user: cl.User | None = None, _language: str | None = None) -> list[cl.Starter]:
    """The next steps that make sense now, as buttons of the first screen."""
    chosen = build_starters(await get_desk().next_steps())
    return [cl.Starter(label=one.label, message=one.message, icon=one.icon) for one in chosen]


async def start_chat() -> None:
    """Nothing is said before the person speaks, so that the first screen keeps its starters."""


async def resume_chat(_thread: Mapping[str, Any]) -> None:
    """A plan that a crash cut off is offered again; the cards fetch what they show by themselves."""
    for event in await get_desk().mind.welcome(internals.conversation_id()):
        if isinstance(event, Notice) and "go on" in event.text:
            await say(event.text)


async def answer(message: cl.Message) -> None:
    """One turn. It goes on by itself, so that closing the tab in the middle loses nothing."""
    from agent.session import Input

    desk = get_desk()
    dropped = [(Path(str(one.path)), one.name) for one in message.elements or () if one.path]
    work = _offer(dropped, message.content) if dropped else _take_turn(Input(message.content, desk.actor))
    await asyncio.shield(asyncio.create_task(work))


async def _take_turn(given: "Input") -> None:
    desk = get_desk()
    events = desk.mind.turn(internals.conversation_id(), given)
    await TurnView(desk.shelf).show_all(forget_imported(desk.drops, desk.shelf, events))


async def _offer(dropped: Sequence[tuple[Path, str]], text: str) -> None:
    """Shows what importing the dropped lists would bring. A single one can also be answered in words."""
    desk = get_desk()
    if not _ONLY_IMPORT.fullmatch(text.strip(" .!")):
        await say("I look at the list first; say the rest again once it is imported.")
    for path, name in dropped:
        try:
            kept = await asyncio.to_thread(desk.drops.keep, path, name)
            file = desk.drops.find(kept)
            if file is None:
                continue
            try:
                outcome = await desk.lists.preview(str(file))
            except LeadloopError:
                desk.drops.forget(str(file))
                raise
            if len(dropped) == 1:
                await desk.memory.ask(internals.conversation_id(), ask_about(kept), build_options(file))
            await say(f"{outcome.summary} Press Confirm or say “yes” to import it.", [offer_card(kept)])
        except LeadloopError as error:
            await say(str(error))


async def stop() -> None:
    """The stop button says what a person would type; the running turn ends itself between two items."""
    from agent.session import Input

    desk = get_desk()
    async for event in desk.mind.turn(internals.conversation_id(), Input("stop", desk.actor)):
        if isinstance(event, Notice):
            await internals.toast(event.text)


Work = Callable[[Clicks, str, object], Awaitable[dict[str, Any]]]

_CLICKS: dict[str, Work] = {
    "card_data": lambda clicks, _, payload: clicks.card_data(payload),
    "question_data": lambda clicks, chat, payload: clicks.question_data(chat, payload),
    "drafts_decide": lambda clicks, chat, payload: clicks.decide_drafts(chat, payload),
    "draft_edit": lambda clicks, chat, payload: clicks.edit_draft(chat, payload),
    "leads_decide": lambda clicks, chat, payload: clicks.decide_leads(chat, payload),
    "import_data": lambda clicks, _, payload: clicks.import_data(payload),
    "import_decide": lambda clicks, chat, payload: clicks.decide_import(chat, payload),
}


class _Shared:
    """One Clicks per desk, so that its lock covers every tab."""

    clicks: Clicks | None = None
    desk: object = None


def get_clicks() -> Clicks:
    desk = get_desk()
    if _Shared.clicks is None or _Shared.desk is not desk:
        _Shared.clicks, _Shared.desk = Clicks(desk), desk
    return _Shared.clicks


def _click(work: Work) -> Callable[[cl.Action], Awaitable[dict[str, Any]]]:
    async def run(action: cl.Action) -> dict[str, Any]:
        # The click is carried to its end even when the tab that made it is closed.
        return await asyncio.shield(asyncio.create_task(_answer_click(work, action)))

    return run


async def _answer_click(work: Work, action: cl.Action) -> dict[str, Any]:
    try:
        done = await work(get_clicks(), internals.conversation_id(), action.payload)
        if made := done.get("made"):
            # Written anew means a new draft: it gets a card of its own, which stays in the chat.
            await say(done["said"], [CardSpec("DraftCard", {"kind": CardKind.DRAFTS.value, "ids": made, "title": ""})])
        if shown := done.pop("shown", None):
            await say(done["said"], shown)
        return done
    except LeadloopError as error:
        return refusal(error)
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("click failed (%s)", reference)
        return {
            "ok": False,
            "said": f"Something broke on my side and I stopped there (error {reference} in the log).",
            "cards": [],
        }
