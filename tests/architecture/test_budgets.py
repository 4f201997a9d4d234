"""No file over 300 lines, no function over 50, none with more than 6 parameters."""

import ast
from pathlib import Path

from tests.architecture.tree import ROOT, Module, list_modules, plant

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
MAX_PARAMETERS = 6
# A migration is a record of what was done once: it is never changed, so it need not be easy to change.
RECORDS = "db/migrations/versions/"


def find_oversize(root: Path) -> list[str]:
    """One line for each file or function over its budget. Tests may take more parameters: fixtures."""
    problems: list[str] = []
    for module in list_modules(root):
        if module.path.startswith(RECORDS):
            continue
        lines = len(module.text.splitlines())
        if lines > MAX_FILE_LINES:
            problems.append(f"{module.path}: {lines} lines, at most {MAX_FILE_LINES}")
        problems += _oversize_functions(module)
    return problems


def _oversize_functions(module: Module) -> list[str]:
    problems = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > MAX_FUNCTION_LINES:
            problems.append(f"{module.path}:{node.lineno} {node.name}: {lines} lines, at most {MAX_FUNCTION_LINES}")
        count = _count_parameters(node)
        if count > MAX_PARAMETERS and module.room != "tests" and not _is_command(node):
            problems.append(f"{module.path}:{node.lineno} {node.name}: {count} parameters, at most {MAX_PARAMETERS}")
    return problems


def _is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Typer makes one flag of each parameter, so a command has as many as it has flags."""
    return any(ast.unparse(one).startswith("app.command") for one in node.decorator_list)


def _count_parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [arg.arg for arg in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
    return len(names) - (bool(names) and names[0] in ("self", "cls"))


def test_files_and_functions_keep_their_budgets() -> None:
    assert find_oversize(ROOT) == []


def test_a_file_of_301_lines_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "domain/long.py", "x = 1\n" * 301)
    plant(tmp_path, "domain/fits.py", "x = 1\n" * 300)
    assert find_oversize(tmp_path) == ["domain/long.py: 301 lines, at most 300"]


def test_a_function_of_51_lines_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "domain/long.py", "def work() -> None:\n" + "    x = 1\n" * 50)
    plant(tmp_path, "domain/fits.py", "async def work() -> None:\n" + "    x = 1\n" * 49)
    assert find_oversize(tmp_path) == ["domain/long.py:1 work: 51 lines, at most 50"]


def test_a_seventh_parameter_is_seen_and_self_is_not_counted(tmp_path: Path) -> None:
    plant(tmp_path, "domain/wide.py", "def wide(a, b, c, *, d, e, f, g): ...\n")
    plant(tmp_path, "domain/fits.py", "class A:\n    def fits(self, a, b, c, d, e, f): ...\n")
    assert find_oversize(tmp_path) == ["domain/wide.py:1 wide: 7 parameters, at most 6"]


def test_migrations_are_records_without_a_budget(tmp_path: Path) -> None:
    plant(tmp_path, "db/migrations/versions/0001_first.py", "x = 1\n" * 400)
    assert find_oversize(tmp_path) == []
