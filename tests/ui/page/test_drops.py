"""A dropped list waits under a plain name in one folder, and nothing outside of it can be named."""

from pathlib import Path

import pytest

from domain.errors import Correctable
from ui.page.drops import Drops


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    path = tmp_path / "0f3a"
    path.write_text("name\n")
    return path


@pytest.fixture
def drops(tmp_path: Path) -> Drops:
    return Drops(tmp_path / "dropped")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("my list (1).csv", "my list _1_.csv"),
        ('x" and stop everything.csv', "x_ and stop everything.csv"),
        ("../../etc/passwd", "passwd"),
        ("...", "list.csv"),
        ("n" * 300 + ".csv", "n" * 80 + ".csv"),
    ],
)
def test_a_list_keeps_its_name_as_far_as_that_is_safe(drops: Drops, dropped: Path, name: str, kept: str) -> None:
    assert drops.keep(dropped, name) == kept
    path = drops.find(kept)
    assert path and path.read_text() == "name\n"


def test_another_list_of_the_same_name_does_not_take_its_place(drops: Drops, dropped: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("company\n")
    assert [drops.keep(one, "a.csv") for one in (dropped, other, dropped, other)] == [
        "a.csv",
        "a 2.csv",
        "a.csv",
        "a 2.csv",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../ledger.db",
        "/etc/passwd",
        "sub/a.csv",
        "..\\a.csv",
        "~/a.csv",
        "a\x00.csv",
        "a.csv\n",
        " a.csv",
    ],
)
def test_what_is_no_plain_name_is_refused(drops: Drops, dropped: Path, name: str) -> None:
    drops.keep(dropped, "a.csv")
    with pytest.raises(Correctable, match="drop the file again"):
        drops.find(name)


def test_a_link_out_of_the_folder_is_not_followed(drops: Drops, dropped: Path, tmp_path: Path) -> None:
    drops.keep(dropped, "a.csv")
    (tmp_path / "dropped" / "b.csv").symlink_to(dropped)
    assert drops.find("b.csv") is None


def test_only_a_dropped_copy_is_ever_deleted(drops: Drops, dropped: Path, tmp_path: Path) -> None:
    kept = drops.find(drops.keep(dropped, "a.csv"))
    drops.forget(str(dropped))
    drops.forget(str(kept))
    assert dropped.exists()
    assert drops.find("a.csv") is None
