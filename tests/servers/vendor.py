"""Plays a vendor's HTTP API on loopback, with faults. Its own program, started by path; it imports nothing of ours.

`python tests/servers/vendor.py SCRIPT.json` prints its port on one line and serves until its stdin is closed. The
script maps "METHOD /path" to a list of replies; they are played in turn, the last one again and again.
`GET /_requests` lists what was asked.

A reply is `{"verb": ..., "body": any JSON, "status": 200, "seconds": 0}`; the verbs:
ok (the body) | status (the body with that status) | retry_after (429 with Retry-After: seconds) | slow (ok after
`seconds`) | hang (never answers) | truncated (half of the promised bytes) | wrong_type (HTML instead of JSON) |
reset (the connection is torn down without a byte).
"""

import json
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LOG_PATH = "/_requests"
HANG_SECONDS = 600.0
VERBS = ("ok", "status", "retry_after", "slow", "hang", "truncated", "wrong_type", "reset")


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted reply; see the module header for the verbs."""

    verb: str
    body: Any = None
    status: int = 200
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in. `headers` has lower-case names."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str


class Play:
    """The script and how far each route has got; safe for several threads."""

    def __init__(self, script: Mapping[str, Sequence[Reply]]) -> None:
        self._script = script
        self._next: dict[str, int] = {}
        self._lock = threading.Lock()
        self.asked: list[Asked] = []

    def take(self, asked: Asked) -> Reply | None:
        """Notes the request and gives the reply that is due; None when the script has no such route."""
        route = f"{asked.method} {asked.path}"
        with self._lock:
            self.asked.append(asked)
            replies = self._script.get(route)
            if not replies:
                return None
            place = self._next.get(route, 0)
            self._next[route] = place + 1
            return replies[min(place, len(replies) - 1)]


def load_script(path: Path) -> dict[str, list[Reply]]:
    """The script file; raises ValueError for a verb that does not exist and TypeError for an unknown field."""
    script = {route: [Reply(**reply) for reply in replies] for route, replies in json.loads(path.read_text()).items()}
    unknown = {reply.verb for replies in script.values() for reply in replies} - set(VERBS)
    if unknown:
        raise ValueError(f"unknown verbs {sorted(unknown)}; there are {', '.join(VERBS)}")
    return script


class Handler(BaseHTTPRequestHandler):
    """Answers one connection after the play of its server."""

    server: "VendorServer"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == LOG_PATH:
            asked = self.server.play.asked
            self._send(200, [{name: getattr(each, name) for name in Asked.__slots__} for each in asked])
            return
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size).decode("utf-8", errors="replace")
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.play.take(Asked(self.command, path, query, headers, body))
        if reply is None:
            self._send(404, {"error": f"the script has no route '{self.command} {path}'"})
        else:
            self._act(reply)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def _act(self, reply: Reply) -> None:
        match reply.verb:
            case "retry_after":
                self._send(429, reply.body, {"Retry-After": f"{reply.seconds:g}"})
            case "slow":
                time.sleep(reply.seconds)
                self._send(reply.status, reply.body)
            case "hang":
                time.sleep(HANG_SECONDS)
                self.close_connection = True
            case "truncated":
                whole = json.dumps(reply.body).encode()
                self._send_bytes(reply.status, whole[: len(whole) // 2], {"Content-Length": str(len(whole))})
                self.close_connection = True
            case "wrong_type":
                page = b"<html><body>Service notice</body></html>"
                self._send_bytes(reply.status, page, {"Content-Length": str(len(page))}, "text/html")
            case "reset":
                self._reset()
            case _:
                self._send(reply.status, reply.body)

    def _send(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self._send_bytes(status, data, {"Content-Length": str(len(data)), **(headers or {})})

    def _send_bytes(
        self, status: int, data: bytes, headers: Mapping[str, str], content_type: str = "application/json"
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _reset(self) -> None:
        # Linger on with zero seconds makes close() send RST instead of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        os.close(self.connection.detach())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what was asked is in the log route."""


class VendorServer(ThreadingHTTPServer):
    """Binds a free port on loopback and nothing else."""

    daemon_threads = True

    def __init__(self, play: Play) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.play = play

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away, or a connection torn down by the script, is no news."""


def main() -> None:
    """Serves the script named on the command line; ends with the process that started it."""
    server = VendorServer(Play(load_script(Path(sys.argv[1]))))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)  # noqa: T201 the port is this program's output
    sys.stdin.read()


if __name__ == "__main__":
    main()
