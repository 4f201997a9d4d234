"""Starts the page: a free port, the folder, then the server. Chainlit is imported last, because it reads the folder."""

import logging
import socket
from collections.abc import Callable

from domain.errors import Unavailable
from runtime.settings import Settings
from runtime.workspace import find_workspace

HOST = "127.0.0.1"
_TRIED = 20


def find_port(wanted: int) -> int:
    """The port itself when it is free, else the next free one. Raises Unavailable when none of twenty is."""
    for port in range(wanted, min(wanted + _TRIED, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise Unavailable("PORT", f"The ports {wanted} to {wanted + _TRIED - 1} are all busy; give another with --port.")


def serve(settings: Settings, wanted_port: int, tell: Callable[[str], None]) -> None:
    """Serves until it is interrupted."""
    workspace = find_workspace(settings)
    workspace.prepare()
    port = find_port(wanted_port)
    if port != wanted_port:
        tell(f"Port {wanted_port} is busy (another program uses it), so I took {port}.")
    from ui.page.folder import PageFolder

    folder = PageFolder(workspace.folder / "ui")
    folder.prepare()
    folder.announce()
    import uvicorn

    from ui.page.server import build_server

    logging.getLogger("chainlit").setLevel(logging.WARNING)
    server = build_server(settings, lambda: tell(f"Leadloop is at http://{HOST}:{port} — open it in your browser."))
    # Its log goes where ours goes, into the workspace.
    uvicorn.run(server, host=HOST, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=3)
