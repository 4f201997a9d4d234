"""The command line of evals."""

import json
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from evals import __main__ as command
from evals import sets
from evals.scorecard import Judged, Verdicts


@pytest.fixture
def one_set(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, object]:
    table = MappingProxyType({"tiny": lambda: Verdicts((Judged("hello", "a", "a"),), {"wrong actions": 0.0})})
    monkeypatch.setattr(sets, "SETS", table)
    return table


def test_a_scorecard_is_printed_as_json(one_set: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["scorecard", "tiny", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["name"], printed["count"], printed["accuracy"]) == ("tiny", 1, 1.0)


def test_a_scorecard_is_printed_as_a_table(one_set: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["scorecard", "tiny"]) == 0
    assert "tiny: accuracy 100.0%, cases 1" in capsys.readouterr().out


def test_an_unknown_set_ends_with_1_and_names_the_sets(one_set: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["scorecard", "nothing"]) == 1
    assert "Choose one of: tiny." in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["dance"], ["scorecard"]])
def test_wrong_usage_ends_with_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(argv)
    assert ended.value.code == 2
