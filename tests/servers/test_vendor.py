"""The scripted vendor does what its verbs say, as a plain client sees it.

Loopback only and quick, so it runs in the default suite with 127.0.0.1 opened; `servers` is for real servers.
"""

import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.servers.launch import play_vendor
from tests.servers.vendor import load_script

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

FIRM = {"name": "Acme Dental", "city": "Buffalo"}


def ask(url: str, path: str, timeout: float = 5.0, method: str = "GET", body: str | None = None) -> tuple[int, Any]:
    """Status and parsed JSON; raises what the standard client raises."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=timeout)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def test_replies_come_in_turn_and_the_last_repeats(tmp_path: Path) -> None:
    script: dict[str, list[dict[str, Any]]] = {
        "GET /firms": [{"verb": "status", "status": 503, "body": "down"}, {"verb": "ok", "body": [FIRM]}]
    }
    with play_vendor(tmp_path, script) as url:
        assert [ask(url, "/firms?q=1") for _ in range(3)] == [(503, "down"), (200, [FIRM]), (200, [FIRM])]


def test_a_limit_names_its_seconds(tmp_path: Path) -> None:
    with play_vendor(tmp_path, {"GET /firms": [{"verb": "retry_after", "seconds": 7}]}) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
        connection.request("GET", "/firms")
        response = connection.getresponse()
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        connection.close()


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ({"verb": "hang"}, TimeoutError),
        ({"verb": "slow", "seconds": 5, "body": FIRM}, TimeoutError),
        ({"verb": "truncated", "body": FIRM}, http.client.IncompleteRead),
        ({"verb": "wrong_type"}, json.JSONDecodeError),
        ({"verb": "reset"}, ConnectionError),
    ],
)
def test_each_fault_reaches_the_client_as_what_it_is(
    tmp_path: Path, reply: dict[str, object], error: type[Exception]
) -> None:
    with play_vendor(tmp_path, {"GET /firms": [reply]}) as url, pytest.raises(error):
        ask(url, "/firms", timeout=0.3)


def test_a_slow_reply_comes_in_the_end(tmp_path: Path) -> None:
    with play_vendor(tmp_path, {"GET /firms": [{"verb": "slow", "seconds": 0.05, "body": FIRM}]}) as url:
        assert ask(url, "/firms") == (200, FIRM)


def test_what_was_asked_can_be_read_back(tmp_path: Path) -> None:
    with play_vendor(tmp_path, {"POST /search": [{"verb": "ok", "body": []}]}) as url:
        ask(url, "/search?page=2", method="POST", body='{"q": "dentist"}')
        assert ask(url, "/missing")[0] == 404
        _, asked = ask(url, "/_requests")
    assert [(each["method"], each["path"], each["query"], each["body"]) for each in asked] == [
        ("POST", "/search", "page=2", '{"q": "dentist"}'),
        ("GET", "/missing", "", ""),
    ]


def test_a_verb_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    path.write_text('{"GET /x": [{"verb": "explode"}]}')
    with pytest.raises(ValueError, match="explode"):
        load_script(path)
