"""The docs speak of what is there: paths, slices, ledger tables."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOMS, ROOT, list_files, list_missing_rooms, plant

_CODE = re.compile(r"`([^`\n]+)`")
_PLACE = re.compile(rf"^(?:{'|'.join([*ROOMS, 'tests', 'docs'])})/[\w./-]*$")
_TABLE = re.compile(r'__tablename__ = "(\w+)"')
DATA_MAP = "docs/decisions/0004-data-map.md"
DECISION_PARTS = ("## Context", "## Decision", "## Consequences", "## Rejected")
# A page is what a person reads in one go.
PAGE_LINES = 80


def find_dead_places(root: Path) -> list[str]:
    """Places in backticks (`tools/send`, `docs/licences.md`) that Markdown files name and the checkout lacks."""
    problems = []
    for path in list_files(root):
        if not path.endswith(".md") or path.startswith("tests/"):
            continue
        for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), start=1):
            named = [text for text in _CODE.findall(line) if _PLACE.match(text)]
            problems += [f"{path}:{number} {place}" for place in named if not (root / place).exists()]
    return problems


def find_dead_commands(root: Path) -> list[str]:
    """`make` commands that Markdown files name in backticks and the Makefile lacks."""
    phony = re.findall(r"^\.PHONY: (.*)$", (root / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    targets = {target for line in phony for target in line.split()}
    problems = []
    for path in list_files(root):
        if path.endswith(".md"):
            named = re.findall(r"`make ([\w-]+)", (root / path).read_text(encoding="utf-8"))
            problems += [f"{path}: make {target}" for target in named if target not in targets]
    return problems


def find_unmapped_tables(root: Path) -> list[str]:
    """Tables of the ledger that the data map does not name, and names there that are no table."""
    sources = [root / path for path in list_files(root) if path.startswith("db/models/") and path.endswith(".py")]
    tables = {name for source in sources for name in _TABLE.findall(source.read_text(encoding="utf-8"))}
    rows = [line for line in (root / DATA_MAP).read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    mapped = {name for row in rows for name in _CODE.findall(row.split("|")[1])}
    return sorted(tables ^ mapped)


def find_broken_decisions(root: Path) -> list[str]:
    """Decision records that lack a part or are longer than a page."""
    problems = []
    for path in list_files(root):
        if path.startswith("docs/decisions/"):
            lines = (root / path).read_text(encoding="utf-8").splitlines()
            problems += [f"{path} lacks '{part}'" for part in DECISION_PARTS if part not in lines]
            if len(lines) > PAGE_LINES:
                problems.append(f"{path} has {len(lines)} lines, at most {PAGE_LINES}")
    return problems


def test_docs_name_only_places_that_exist() -> None:
    missing = list_missing_rooms(ROOT)
    if missing:
        pytest.skip(f"the docs speak of rooms that are not in this checkout yet: {', '.join(missing)}")
    assert find_dead_places(ROOT) == []


def test_a_place_that_does_not_exist_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "tools/send/rules.py", "")
    plant(tmp_path, "README.md", "`tools/send` and `tools/send/rules.py`, `make test`, `tools/<slice>/tool.py`\n")
    assert find_dead_places(plant(tmp_path, "docs/a.md", "one\n`tools/fax`\n")) == ["docs/a.md:2 tools/fax"]


def test_docs_name_only_make_commands_that_exist() -> None:
    assert find_dead_commands(ROOT) == []


def test_a_make_command_that_does_not_exist_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "Makefile", ".PHONY: run test\n.PHONY: clean\n")
    assert find_dead_commands(plant(tmp_path, "README.md", "`make run`, `make clean`, `make coffee`\n")) == [
        "README.md: make coffee"
    ]


def test_the_data_map_names_every_table_of_the_ledger() -> None:
    if "db" in list_missing_rooms(ROOT):
        pytest.skip("db is not in this checkout yet")
    assert find_unmapped_tables(ROOT) == []


def test_a_table_without_a_line_in_the_map_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, DATA_MAP, "| `leads`, `scores` | x |\n| `gone` | x |\n")
    plant(tmp_path, "db/models/a.py", '__tablename__ = "leads"\n__tablename__ = "scores"\n__tablename__ = "secrets"\n')
    assert find_unmapped_tables(tmp_path) == ["gone", "secrets"]


def test_decisions_have_their_parts_and_fit_a_page() -> None:
    assert find_broken_decisions(ROOT) == []


def test_a_decision_without_its_parts_is_seen(tmp_path: Path) -> None:
    text = "\n".join(DECISION_PARTS[:3]) + "\n" * PAGE_LINES
    assert find_broken_decisions(plant(tmp_path, "docs/decisions/0009-x.md", text)) == [
        "docs/decisions/0009-x.md lacks '## Rejected'",
        "docs/decisions/0009-x.md has 82 lines, at most 80",
    ]
