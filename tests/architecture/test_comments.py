"""Every silenced check says why; nothing committed names a machine or a download host."""

import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, list_files, list_modules, plant

_SILENCER = re.compile(
    r"#\s*(?:type:\s*ignore|noqa)"
    r"(?P<codes>\s*\[[\w, -]+\]|:\s*[A-Z]+\d+(?:[, ]+[A-Z]+\d+)*)?"
    r"(?P<rest>[^#]*(?:#[^#]*)?)"
)
_REASON = re.compile(r"[A-Za-z]{2,}\W+[A-Za-z]{2,}")

# Put together from pieces, so that this file does not hold what it looks for.
_FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.:/-])/(?:" + "|".join(["root", "work", "home/[a-z]+", "Users/[A-Za-z]+", "opt/wheels"]) + ")/",
            "index" + "-url",
            "find" + "-links",
            "files.pyth" + r"onhosted\.org",
            '"resol' + r'ved": *"',
            "registry" + ' *= *"',
        ]
    )
)


def find_unexplained(root: Path) -> list[str]:
    """Silenced checks (type ignores, lint exemptions) without codes or without a reason of two words or more."""
    problems = []
    for module in list_modules(root):
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
            if token.type != tokenize.COMMENT:
                continue
            for match in _SILENCER.finditer(token.string):
                if not match["codes"] or not _REASON.search(match["rest"]):
                    problems.append(f"{module.path}:{token.start[0]} {token.string}")
    return problems


def find_foreign_places(root: Path) -> list[str]:
    """Lines of committed text files that name a path of one machine or a host packages were downloaded from."""
    problems = []
    for path in list_files(root):
        data = (root / path).read_bytes()
        if b"\0" in data[:8192]:
            continue
        for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), start=1):
            if _FOREIGN.search(line):
                problems.append(f"{path}:{number} {line.strip()[:100]}")
    return problems


def test_every_silenced_check_has_a_reason() -> None:
    assert find_unexplained(ROOT) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# type: " + "ignore",
        "# type: " + "ignore[arg-type]",
        "# no" + "qa",
        "# no" + "qa: BLE001",
        "# no" + "qa: BLE001, ANN401",
        "# no" + "qa because it is so",
    ],
)
def test_a_silenced_check_without_a_reason_is_seen(tmp_path: Path, comment: str) -> None:
    assert len(find_unexplained(plant(tmp_path, "domain/a.py", f"x = 1  {comment}\n"))) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "# type: " + "ignore[arg-type]  # the library is not typed",
        "# no" + "qa: BLE001 the edge: logged once",
        "# no" + "qa: BLE001, ANN401  # the edge: logged once",
    ],
)
def test_a_reason_is_accepted(tmp_path: Path, comment: str) -> None:
    assert find_unexplained(plant(tmp_path, "domain/a.py", f"x = 1  {comment}\n")) == []


def test_nothing_committed_names_a_machine_or_a_download_host() -> None:
    assert find_foreign_places(ROOT) == []


@pytest.mark.parametrize("text", ["see /" + "root/x.py", "a = '/ho" + "me/anna/x'", "--index" + "-url https://x"])
def test_a_machine_path_is_seen(tmp_path: Path, text: str) -> None:
    assert len(find_foreign_places(plant(tmp_path, "docs/a.md", f"fine\n{text}\n"))) == 1


def test_a_path_inside_an_address_is_no_machine_path(tmp_path: Path) -> None:
    assert find_foreign_places(plant(tmp_path, "docs/a.md", "https://firm.example/work/us\n")) == []
