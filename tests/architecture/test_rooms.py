"""The rooms are ours, named well, and no window shadows one."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path, PurePosixPath

import pytest

from tests.architecture.tree import ROOMS, ROOT, list_files, list_missing_rooms, plant

FORBIDDEN_NAME = re.compile(r"^(utils?|helpers?|common|misc|managers?)$|_(utils?|helpers?|managers?)$|^base_")


def find_vague_names(root: Path) -> list[str]:
    """Python files and their folders with a name that says nothing about what they hold."""
    return [
        path
        for path in list_files(root)
        if path.endswith(".py")
        and any(FORBIDDEN_NAME.search(part) for part in PurePosixPath(path).with_suffix("").parts)
    ]


def find_shadowing_windows(root: Path) -> list[str]:
    """Modules directly in ui/ named like a top-level folder: Chainlit puts ui/ first on sys.path, so they would win."""
    names = {*ROOMS, "tests"}
    inside = [PurePosixPath(path).relative_to("ui") for path in list_files(root) if path.startswith("ui/")]
    return sorted({path.parts[0] for path in inside if path.parts[0].removesuffix(".py") in names})


def find_strangers(root: Path, rooms: tuple[str, ...], *flags: str) -> list[str]:
    """Rooms that Python, started in the root with these flags, takes from somewhere else.

    With `-P` the root is not on the path, as for the installed `leadloop` command.
    """
    code = "import importlib.util as u, sys\nfor n in sys.argv[1:]: s = u.find_spec(n); print(n, s and s.origin)"
    printed = subprocess.run(
        [sys.executable, *flags, "-c", code, *rooms], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    pairs = (line.split(" ", 1) for line in printed.splitlines())
    return [f"{name} is {origin}" for name, origin in pairs if Path(origin) != root / name / "__init__.py"]


def test_every_room_is_here() -> None:
    missing = list_missing_rooms(ROOT)
    if missing:
        pytest.skip(f"rooms that are not in this checkout yet: {', '.join(missing)}")


def test_every_room_resolves_to_this_checkout() -> None:
    here = tuple(room for room in ROOMS if room not in list_missing_rooms(ROOT))
    assert find_strangers(ROOT, (*here, "tests")) == []


def test_the_installed_command_takes_every_room_from_this_checkout() -> None:
    if not list(Path(sysconfig.get_path("purelib")).glob("leadloop-*.dist-info")):
        pytest.skip("leadloop is not installed in this environment (`make test` installs it)")
    here = tuple(room for room in ROOMS if room not in list_missing_rooms(ROOT))
    assert find_strangers(ROOT, here, "-P") == []


def test_a_room_from_elsewhere_is_seen(tmp_path: Path) -> None:
    root = plant(tmp_path.resolve(), "domain/__init__.py", "")
    assert find_strangers(root, ("domain", "json")) == [
        f"json is {__import__('json').__file__}",
    ]


def test_names_say_what_a_module_holds() -> None:
    assert find_vague_names(ROOT) == []


@pytest.mark.parametrize("path", ["tools/utils.py", "tools/helpers/x.py", "agent/run_manager.py", "db/base_model.py"])
def test_a_vague_name_is_seen(tmp_path: Path, path: str) -> None:
    plant(tmp_path, "tools/search/providers/base.py", "")
    assert find_vague_names(plant(tmp_path, path, "")) == [path]


def test_no_window_module_carries_the_name_of_a_room() -> None:
    assert find_shadowing_windows(ROOT) == []


def test_a_shadowing_window_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "ui/agent.py", "")
    plant(tmp_path, "ui/tools/x.py", "")
    plant(tmp_path, "ui/terminal/tools.py", "")
    assert find_shadowing_windows(tmp_path) == ["agent.py", "tools"]
