"""Who may do what: read the clock, catch everything, decide for a person, reach the practice world, load LangChain."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, Module, list_imports, list_modules, list_room_modules, plant

CLOCK = "domain/clock.py"
_CLOCK_CALLS = {
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "localtime", "gmtime"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "func": {"now", "current_timestamp", "current_date"},
}

# The outermost places, where a bug is logged once with an id and told to the person in one sentence.
EDGES: frozenset[str] = frozenset(
    {"agent/session.py", "scheduler/__main__.py", "scheduler/engine.py", "ui/cli.py", "ui/page/handlers.py"}
)

DECIDERS = ("agent/decide.py", "ui/acts.py")

_MIND_FRAMEWORKS = ("langchain", "langchain_core", "langchain_ollama", "langgraph", "langsmith")


def find_clock_readers(root: Path) -> list[str]:
    """Calls that read the machine's or the database's clock, outside the one module that may."""
    return [
        f"{module.path}:{line} {call}"
        for module in list_room_modules(root)
        if module.path != CLOCK
        for line, call in _clock_calls(module)
    ]


def _clock_calls(module: Module) -> Iterator[tuple[int, str]]:
    for line, name in list_imports(module):
        if name.startswith("time.") and name.removeprefix("time.") in _CLOCK_CALLS["time"]:
            yield line, name
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rsplit(".", 1)[-1]
            if node.attr in _CLOCK_CALLS.get(owner, ()):
                yield node.lineno, f"{owner}.{node.attr}"


def find_broad_catches(root: Path, edges: frozenset[str]) -> list[str]:
    """Handlers that catch everything outside the listed edges, and edges that no longer have one.

    A handler that ends with a bare `raise` only tidies up and is no catch.
    """
    found = [
        (module.path, node.lineno)
        for module in list_room_modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node)
    ]
    stale = sorted(edges - {path for path, _ in found})
    problems = [f"{path}:{line} catches everything" for path, line in found if path not in edges]
    return problems + [f"{path} is listed as an edge and catches nothing broad" for path in stale]


def _is_broad(node: ast.ExceptHandler) -> bool:
    if node.type is None:
        return True
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(ast.unparse(kind) in ("Exception", "BaseException") for kind in kinds)


def _raises_again(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def find_deciders(root: Path) -> list[str]:
    """Places that build a PersonDecision without being one of the two that may."""
    problems = []
    for module in list_room_modules(root):
        if module.path in DECIDERS:
            continue
        names = {"PersonDecision"} | {
            alias.asname
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name == "PersonDecision" and alias.asname
        }
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in names:
                problems.append(f"{module.path}:{node.lineno} builds a PersonDecision")
    return problems


def find_practice_users(root: Path) -> list[str]:
    """Imports of the fictional world outside providers/practice.py, and of those files outside bootstrap."""
    problems = []
    for module in list_room_modules(root):
        is_provider = module.path.startswith("tools/") and module.path.endswith("/providers/practice.py")
        is_practice = module.path.startswith("tools/practice/")
        for line, name in list_imports(module):
            goes_past = _is_within(name, "tools.practice") and not (is_provider or is_practice)
            wires = _is_practice_provider(name) and module.path != "runtime/bootstrap.py"
            if goes_past or wires:
                problems.append(f"{module.path}:{line} imports {name}")
    return problems


def _is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _is_practice_provider(name: str) -> bool:
    parts = name.split(".")
    return parts[0] == "tools" and parts[2:4] == ["providers", "practice"]


def find_loaded_frameworks(root: Path, modules: list[str]) -> list[str]:
    """Top-level packages of the mind's frameworks that are loaded when Python, started in root, imports the modules."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-c", code, *modules]
    loaded = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.split()
    return [name for name in loaded if name in _MIND_FRAMEWORKS]


def test_only_the_clock_module_reads_the_clock() -> None:
    assert find_clock_readers(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "from time import monotonic",
        "import time\nx = time.perf_counter()",
        "import datetime\nx = datetime.datetime.now()",
        "from datetime import date\nx = date.today()",
        "from datetime import datetime\nf = datetime.now",
        "from sqlalchemy import func\nx = func.now()",
    ],
)
def test_a_second_clock_reader_is_seen(tmp_path: Path, line: str) -> None:
    plant(tmp_path, CLOCK, "import time\nx = time.time()\n")
    plant(tmp_path, "agent/fits.py", "def f(clock): return clock.now()\n")
    assert len(find_clock_readers(plant(tmp_path, "agent/late.py", line + "\n"))) == 1


def test_only_the_edges_catch_everything() -> None:
    assert find_broad_catches(ROOT, EDGES) == []


@pytest.mark.parametrize("kind", ["", " Exception", " BaseException as error", " (ValueError, Exception)"])
def test_a_broad_catch_is_seen(tmp_path: Path, kind: str) -> None:
    plant(tmp_path, "tools/a.py", f"try:\n    x = 1\nexcept{kind}:\n    x = 2\n")
    plant(tmp_path, "tools/tidies.py", "try:\n    x = 1\nexcept BaseException:\n    x = 2\n    raise\n")
    assert find_broad_catches(tmp_path, frozenset()) == ["tools/a.py:3 catches everything"]
    assert find_broad_catches(tmp_path, frozenset({"tools/a.py"})) == []


def test_an_edge_without_its_catch_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "tools/a.py", "x = 1\n")
    assert find_broad_catches(tmp_path, frozenset({"tools/a.py"})) == [
        "tools/a.py is listed as an edge and catches nothing broad"
    ]


def test_a_person_decides_in_two_places_only() -> None:
    assert find_deciders(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "from domain.decisions import PersonDecision\nx = PersonDecision(1, 2)\n",
        "from domain.decisions import PersonDecision as P\nx = P(1, 2)\n",
        "from domain import decisions\nx = decisions.PersonDecision(1, 2)\n",
    ],
)
def test_a_third_decider_is_seen(tmp_path: Path, text: str) -> None:
    for path in DECIDERS:
        plant(tmp_path, path, text)
    plant(tmp_path, "agent/reads.py", "def f(decision: PersonDecision) -> None: ...\n")
    assert len(find_deciders(plant(tmp_path, "tools/send/service.py", text))) == 1


def test_the_practice_world_is_reached_through_its_providers_only() -> None:
    assert find_practice_users(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tools/search/service.py", "from tools.practice import firms\n"),
        ("tools/search/service.py", "from tools import practice\n"),
        ("tools/search/service.py", "from tools.search.providers.practice import Firms\n"),
        ("tools/search/service.py", "from .providers import practice\n"),
        ("ui/cli.py", "import tools.send.providers.practice\n"),
    ],
)
def test_a_way_into_the_practice_world_is_seen(tmp_path: Path, path: str, text: str) -> None:
    plant(tmp_path, "tools/search/providers/practice.py", "from tools.practice import firms\n")
    plant(tmp_path, "tools/practice/firms.py", "from tools.practice import names\n")
    plant(tmp_path, "runtime/bootstrap.py", "from tools.search.providers import practice\n")
    assert len(find_practice_users(plant(tmp_path, path, text))) == 1


def test_understanding_a_sentence_loads_no_mind_framework() -> None:
    modules = [module.name for module in list_modules(ROOT) if module.path.startswith("agent/understand")]
    if not modules:
        pytest.skip("agent/understand is not in this checkout yet")
    assert find_loaded_frameworks(ROOT, modules) == []


def test_a_loaded_framework_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "langgraph/__init__.py", "")
    plant(tmp_path, "agent/__init__.py", "")
    plant(tmp_path, "agent/understand.py", "def f() -> None:\n    pass\n\nimport langgraph\n")
    assert find_loaded_frameworks(tmp_path, ["agent.understand"]) == ["langgraph"]
