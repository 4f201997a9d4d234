"""The server of the page: our routes first, then Chainlit mounted at the root; opens the workspace while it runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import FileResponse, JSONResponse
from starlette.responses import Response

from domain.decisions import Channel
from runtime.bootstrap import App, open_app
from runtime.logs import start_logging
from runtime.settings import Mode, Settings
from runtime.workspace import find_workspace
from ui.acts import owner
from ui.chat import banner, sidecar_child
from ui.page import internals
from ui.page.chat_store import BlobFolder, ChatStore
from ui.page.desk import Desk, Status, close_desk, get_desk, open_desk
from ui.page.drops import Drops
from ui.page.folder import PageFolder
from ui.page.guard import Guard
from ui.page.news import News

log = logging.getLogger(__name__)

_Reader = Annotated[internals.User | None, Depends(internals.authenticated)]
_TARGET = Path(__file__).parent.parent / "app.py"


def page_folder(settings: Settings) -> PageFolder:
    return PageFolder(find_workspace(settings).folder / "ui")


def build_desk(opened: App, folder: PageFolder) -> Desk:
    return Desk(
        mind=opened.mind,
        shelf=opened.cards,
        memory=opened.services.conversations,
        shown=opened.services.drafts,
        happenings=opened.happenings,
        lists=opened.intake,
        drops=Drops(opened.workspace.files / "dropped"),
        next_steps=opened.services.report.next_steps,
        actor=owner(Channel.PAGE),
        status=describe_status(opened),
        store=ChatStore(folder.chat_store, BlobFolder(folder.blobs)),
    )


def describe_status(opened: App) -> Status:
    """The banner, without its first word, and what is connected."""
    mode = opened.settings.mode
    words = banner(opened).partition(" — ")[2]
    mailbox = "the practice mailbox" if mode is Mode.PRACTICE else "no mailbox"
    return Status(mode.value, words[:1].upper() + words[1:], f"Connected: {mailbox}, no model")


def build_server(settings: Settings, on_open: Callable[[], None]) -> FastAPI:
    """The whole page as one ASGI application. The folder must have been prepared and announced before."""
    folder = page_folder(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with open_app(settings) as opened:
            start_logging(opened.workspace.logs, "page")
            desk = build_desk(opened, folder)
            open_desk(desk)
            with sidecar_child(opened):
                follower = asyncio.create_task(News(desk).follow())
                warmer = asyncio.create_task(asyncio.to_thread(opened.mind.warm))
                on_open()
                yield
                for task in (follower, warmer):
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
            close_desk()
            await desk.store.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    _add_routes(app, folder)
    app.add_middleware(Guard)
    internals.mount(app, _TARGET)
    return app


def _add_routes(app: FastAPI, folder: PageFolder) -> None:
    @app.get("/health")
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/status")
    async def status() -> JSONResponse:
        return JSONResponse(asdict(get_desk().status))

    @app.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    async def no_such_route(rest: str) -> Response:
        # Without this Chainlit answers every unknown address with its page.
        return JSONResponse({"error": f"There is nothing at /api/{rest}."}, status_code=404)

    @app.get("/blobs/{key:path}")
    async def blob(key: str, user: _Reader) -> FileResponse:
        path = BlobFolder(folder.blobs).find(key)
        if path is None or user is None or not await get_desk().store.is_owner_of_blob(key, user.identifier):
            raise HTTPException(status_code=404)
        return FileResponse(path, media_type="application/json")
