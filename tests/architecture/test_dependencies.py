"""Every dependency is pinned, and every licence in the tree may be used."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.tree import ROOT

_WEAK = re.compile(r"\bLGPL\S*|Lesser General Public License|\bMPL\b|Mozilla Public License", re.IGNORECASE)
_STRONG = re.compile(r"\bA?GPL|Affero|General Public License", re.IGNORECASE)


def list_requirements(root: Path, *extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with these extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [line for extra in extras for line in project["optional-dependencies"][extra]]
    return [Requirement(line) for line in [*project["dependencies"], *asked]]


def list_extras(root: Path) -> tuple[str, ...]:
    """The names of all extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(project.get("optional-dependencies", {}))


def load_pins(root: Path) -> dict[str, Version]:
    """Package name -> pinned version. A line that is no exact pin raises ValueError."""
    pins: dict[str, Version] = {}
    for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, sign, version = line.partition("==")
        if not sign or not re.fullmatch(r"[\w.+!-]+", version):
            raise ValueError(f"constraints.txt: '{line}' is not of the form name==version")
        pins[canonicalize_name(name)] = Version(version)
    return pins


def find_unpinned(root: Path) -> list[str]:
    """Dependencies (of every extra) that have no pin, or one outside the range that pyproject.toml asks for."""
    pins = load_pins(root)
    problems = []
    for requirement in list_requirements(root, *list_extras(root)):
        pin = pins.get(canonicalize_name(requirement.name))
        if pin is None:
            problems.append(f"{requirement.name} has no pin")
        elif pin not in requirement.specifier:
            problems.append(f"{requirement.name} is pinned to {pin}, which is not {requirement.specifier}")
    return problems


def list_tree(requirements: list[Requirement]) -> list[Distribution]:
    """The installed distributions that the requirements bring with them, markers and extras followed."""
    found: dict[str, Distribution] = {}
    open_ends = [(requirement, "") for requirement in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while open_ends:
        requirement, extra = open_ends.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        found[key[0]] = distribution(requirement.name)
        needed = [Requirement(line) for line in found[key[0]].requires or []]
        open_ends += [(need, chosen) for need in needed for chosen in ("", *requirement.extras)]
    return [found[name] for name in sorted(found)]


def licence_of(dist: Distribution) -> str:
    """What a distribution says of its licence: the SPDX expression, else the classifiers, else the first line."""
    if "License-Expression" in dist.metadata:
        return dist.metadata["License-Expression"]
    classifiers = dist.metadata.get_all("Classifier") or []
    stated = [line.rsplit("::", 1)[-1].strip() for line in classifiers if line.startswith("License ::")]
    if named := [line for line in stated if line != "OSI Approved"]:
        return " AND ".join(named)
    text = dist.metadata["License"].strip() if "License" in dist.metadata else ""
    return text.splitlines()[0] if text else ""


def judge_licence(name: str, licence: str, named_in_docs: str) -> str:
    """Empty when the package may be used, else the reason. One free choice of an `OR` is enough."""
    verdict = _judge_expression(licence)
    if verdict == "strong":
        return f"{name}: '{licence}' may not be imported"
    if verdict == "weak" and f"`{name}`" not in named_in_docs:
        return f"{name}: '{licence or 'no licence stated'}' must be named in docs/licences.md"
    return ""


def _judge_expression(licence: str) -> str:
    """The verdict on the best choice: free (empty), weak or strong. Groups in parentheses are settled first."""
    while group := re.search(r"\(([^()]*)\)", licence):
        best = min(_split_choices(group[1]), key=_rank)
        licence = f"{licence[: group.start()]} {best} {licence[group.end() :]}"
    return _judge_choice(min(_split_choices(licence), key=_rank))


def _split_choices(licence: str) -> list[str]:
    return re.split(r"\s+OR\s+", licence.strip())


def _rank(choice: str) -> int:
    return ("", "weak", "strong").index(_judge_choice(choice))


def _judge_choice(choice: str) -> str:
    if _STRONG.search(_WEAK.sub("", choice)):
        return "strong"
    return "weak" if not choice or _WEAK.search(choice) else ""


def test_every_dependency_is_pinned() -> None:
    assert find_unpinned(ROOT) == []


def test_the_whole_installed_tree_is_pinned() -> None:
    pins = load_pins(ROOT)
    assert [
        dist.name for dist in list_tree(list_requirements(ROOT, "dev")) if canonicalize_name(dist.name) not in pins
    ] == []


def test_a_missing_and_a_wrong_pin_are_seen(tmp_path: Path) -> None:
    asked = '[project]\ndependencies = ["a>=2", "B_b[x]>=1"]\n[project.optional-dependencies]\nmore = ["c"]\n'
    (tmp_path / "pyproject.toml").write_text(asked)
    (tmp_path / "constraints.txt").write_text("# pins\na==1.0\nb-b==1.5\n")
    assert find_unpinned(tmp_path) == ["a is pinned to 1.0, which is not >=2", "c has no pin"]


@pytest.mark.parametrize("line", ["a>=1", "a @ file:///x", "a==1 --hash=sha256:0"])
def test_a_line_that_is_no_exact_pin_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "constraints.txt").write_text(line + "\n")
    with pytest.raises(ValueError, match="name==version"):
        load_pins(tmp_path)


def test_every_licence_in_the_tree_may_be_used() -> None:
    named = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    verdicts = [judge_licence(dist.name, licence_of(dist), named) for dist in list_tree(list_requirements(ROOT, "dev"))]
    assert [verdict for verdict in verdicts if verdict] == []


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "MIT AND (GPL-2.0 OR AGPL-3.0)",
        "GNU General Public License v2 (GPLv2)",
        "AGPL-3.0",
        "MIT AND GPLv3",
    ],
)
def test_a_gpl_licence_is_refused_even_when_named(licence: str) -> None:
    assert "may not be imported" in judge_licence("p", licence, "`p`")


@pytest.mark.parametrize(
    "licence",
    [
        "MPL-2.0",
        "LGPL-3.0-or-later",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "",
    ],
)
def test_a_weak_or_unstated_licence_must_be_named(licence: str) -> None:
    assert "must be named" in judge_licence("p", licence, "`q`")
    assert judge_licence("p", licence, "`p`") == ""


@pytest.mark.parametrize("licence", ["MIT", "Apache-2.0", "BSD License", "MIT OR GPL-2.0", "MPL-2.0 OR MIT", "PSF-2.0"])
def test_a_permissive_licence_is_free(licence: str) -> None:
    assert judge_licence("p", licence, "") == ""


def test_a_package_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(PackageNotFoundError):
        list_tree([Requirement("no-such-package-anywhere")])
