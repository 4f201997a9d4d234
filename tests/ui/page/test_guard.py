"""Who is let in, and what every answer carries."""

from typing import Any

import pytest

from ui.page.guard import Guard, Message, Receive, Scope, Send


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"page"})


async def _ask(path: str = "/", kind: str = "http", **headers: str) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {}

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": kind, "path": path, "method": "GET", "headers": raw}
    await Guard(_app)(scope, receive, send)
    return sent


async def test_the_page_itself_is_let_in() -> None:
    for headers in ({}, {"origin": "http://127.0.0.1:8000"}):
        sent = await _ask(host="127.0.0.1:8000", **headers)
        assert sent[0]["status"] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "[::1", "10.0.0.5:8000"])
async def test_another_name_for_this_machine_is_refused(host: str) -> None:
    assert (await _ask(host=host))[0]["status"] == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1:8000.evil.example"]
)
async def test_another_page_is_refused_by_http_and_by_websocket(origin: str) -> None:
    assert (await _ask(host="127.0.0.1:8000", origin=origin))[0]["status"] == 403
    refused = await _ask("/ws/socket.io/", "websocket", host="127.0.0.1:8000", origin=origin)
    assert refused[0]["type"] == "websocket.close"


@pytest.mark.parametrize("path", ["/mcp", "/project/element", "/project/thread/share", "/copilot/index.js"])
async def test_doors_that_the_page_does_not_use_are_closed(path: str) -> None:
    assert (await _ask(path, host="localhost:8000"))[0]["status"] == 403


async def test_every_answer_forbids_outside_requests_and_frames() -> None:
    sent = await _ask(host="127.0.0.1:8000")
    headers = dict(sent[0]["headers"])
    policy = headers[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "img-src 'self' data:;" in policy
    assert "connect-src 'self';" in policy
    assert headers[b"x-frame-options"] == b"DENY"
