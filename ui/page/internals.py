"""Every name of Chainlit that is not its public interface, in one place, so that an update has one place to look at.

tests/ui/page/test_internals.py trips when the pinned version or one of these names changes.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import copy_context
from pathlib import Path
from typing import Any

import chainlit.server
from chainlit.auth import get_current_user as authenticated
from chainlit.context import context, init_http_context, init_ws_context
from chainlit.session import WebsocketSession, ws_sessions_id
from chainlit.step import Step
from chainlit.user import PersistedUser, User
from chainlit.utils import mount_chainlit, utc_now
from fastapi import FastAPI

PINNED = "2.12.0"
Speech = Callable[[], Coroutine[Any, Any, None]]

_OUTSIDE = re.compile(r"<(?:link|meta)\b[^>]*\"https?://[^>]*>\s*")


def strip_outside_links(html: str) -> str:
    """The page without links to other hosts: with the network shut they make it unusable."""
    return _OUTSIDE.sub("", html)


def serve_offline() -> None:
    """Makes Chainlit serve its page without anything from other hosts."""
    original: Callable[[str], str] = chainlit.server.get_html_template

    def render_template(root_path: str) -> str:
        return strip_outside_links(original(root_path))

    chainlit.server.get_html_template = render_template


def replace_stop(on_stop: Callable[[], Awaitable[None]]) -> None:
    """The stop button asks the mind to stop between two items; Chainlit would tear the running turn apart."""

    async def stop(socket_id: str) -> None:
        session = WebsocketSession.get(socket_id)
        if session:
            init_ws_context(session)
            await on_stop()

    chainlit.server.sio.on("stop", stop)


def conversation_id() -> str:
    """The thread of the chat that is being answered; the ledger knows the conversation by it."""
    return str(context.session.thread_id)


def list_sessions(user: str) -> list[WebsocketSession]:
    """The browser tabs of that user which are open now."""
    connected = chainlit.server.sio.manager.is_connected
    return [
        session
        for session in list(ws_sessions_id.values())
        if session.user and session.user.identifier == user and connected(session.socket_id, "/")
    ]


async def speak_in(session: WebsocketSession, title: str, say: Speech) -> None:
    """Runs `say` as if it answered in that tab. A chat without a word yet gets a title first, or it is never kept."""

    async def inside() -> None:
        init_ws_context(session)
        if not session.has_first_interaction:
            session.has_first_interaction = True
            await context.emitter.init_thread(title)
        await say()

    await asyncio.create_task(inside(), context=copy_context())


async def speak_in_stored(thread_id: str, user: PersistedUser, say: Speech) -> None:
    """Runs `say` in a stored thread that no browser has open."""

    async def inside() -> None:
        init_http_context(thread_id=thread_id, user=user)
        await say()

    await asyncio.create_task(inside(), context=copy_context())


def begin_step(name: str) -> Step:
    """A step below the message that is being answered; without its run as parent it would land at the very end."""
    run = context.current_run
    step = Step(name=name, type="tool", show_input=False, parent_id=run.id if run else None)
    step.start = utc_now()
    return step


def end_step(step: Step, *, is_ok: bool) -> None:
    """Ends the shimmer."""
    step.end = utc_now()
    step.is_error = not is_ok


async def toast(text: str) -> None:
    await context.emitter.send_toast(text, "success")


def mount(app: FastAPI, target: Path) -> None:
    """Mounts Chainlit below our own routes; `target` is the module that registers the handlers."""
    serve_offline()
    mount_chainlit(app=app, target=str(target), path="/")
    # Mounted at the root every path is Chainlit's; its middleware that checks this fails when a browser hangs up.
    parts = chainlit.server.app.user_middleware
    parts[:] = [part for part in parts if getattr(part.cls, "__name__", "") != "ChainlitMiddleware"]


__all__ = ["PersistedUser", "User", "authenticated"]
