"""What the architecture tests read: the checkout's committed files and the syntax trees of its Python files."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("evals", "ui", "scheduler", "runtime", "agent", "tools", "memory", "prompts", "db", "reference", "domain")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path relative to the root (with slashes), its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The top-level folder."""
        return self.path.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The dotted module name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def list_files(root: Path) -> tuple[str, ...]:
    """The files of a git checkout that are or would be committed, relative and sorted.

    Of any other folder (an unpacked archive, a planted tree) all files but caches and hidden ones.
    """
    if not (root / ".git").exists():
        inside = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        return tuple(sorted(path.as_posix() for path in inside if not any(map(_is_leftover, path.parts))))
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted(path for path in set(listed) if path and (root / path).is_file()))


def _is_leftover(part: str) -> bool:
    return part.startswith(".") or part == "__pycache__" or part.endswith(".egg-info")


@cache
def list_modules(root: Path) -> tuple[Module, ...]:
    """Every Python file under the root, parsed."""
    found = []
    for path in list_files(root):
        if path.endswith(".py"):
            text = (root / path).read_text(encoding="utf-8")
            found.append(Module(path, text, ast.parse(text, filename=path)))
    return tuple(found)


def list_room_modules(root: Path) -> tuple[Module, ...]:
    """The Python files of the product itself, without tests."""
    return tuple(module for module in list_modules(root) if module.room in ROOMS)


def list_missing_rooms(root: Path) -> tuple[str, ...]:
    """Rooms that this checkout does not have."""
    return tuple(room for room in ROOMS if not (root / room / "__init__.py").is_file())


def list_imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything the module imports; `from a import b` gives `a.b`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            start = _resolve(module, node)
            for alias in node.names:
                yield node.lineno, f"{start}.{alias.name}"


def _resolve(module: Module, node: ast.ImportFrom) -> str:
    """The absolute module that a `from ... import` names."""
    if not node.level:
        return node.module or ""
    is_package = module.path.endswith("/__init__.py")
    parts = module.name.split(".")
    above = parts[: len(parts) - node.level + is_package]
    return ".".join([*above, *([node.module] if node.module else [])])


def plant(root: Path, path: str, text: str) -> Path:
    """Writes one file of a planted tree, for the tests that show a check to fail; gives back the root."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    list_files.cache_clear()
    list_modules.cache_clear()
    return root
