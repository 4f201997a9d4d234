"""The practice postbox: each answer is filed once, when it is due, whatever is killed in between."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from tools.practice import postbox
from tools.practice.postbox import deliver_answers, load_plan

SENT_AT = datetime(2026, 11, 3, 15, 12, 9, tzinfo=UTC)
LATER = SENT_AT + timedelta(days=3)


class Killed(BaseException):
    """Stands for kill -9 at a point of the code."""


def _post(outbox: Path, number: int, sent_at: datetime | None = SENT_AT) -> Path:
    message = EmailMessage()
    message["From"] = "Dana Whitlock <dana.whitlock@lanternfield.example>"
    message["To"] = f"pat.{number}@firm-{number}.example"
    message["Subject"] = "Your energy bills"
    if sent_at is not None:
        message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = f"<m{number}@lanternfield.example>"
    message.set_content("A short call?")
    (outbox / "new").mkdir(parents=True, exist_ok=True)
    path = outbox / "new" / f"{number}.mail"
    path.write_bytes(message.as_bytes())
    return path


def _boxes(tmp_path: Path, mails: int = 40) -> tuple[Path, Path]:
    outbox, inbox = tmp_path / "outbox", tmp_path / "inbox"
    for number in range(mails):
        _post(outbox, number)
    return outbox, inbox


def _names(inbox: Path) -> list[str]:
    return sorted(path.name for path in (inbox / "new").iterdir())


def test_answers_are_filed_when_they_are_due(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path)
    at_once = deliver_answers(outbox, inbox, SENT_AT + timedelta(seconds=30))
    after = deliver_answers(outbox, inbox, LATER)
    assert at_once > 5 and after > 0
    assert len(_names(inbox)) == at_once + after
    assert not list((inbox / "tmp").iterdir())


def test_a_second_look_files_nothing_again_even_when_the_reader_has_taken_the_mail(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path)
    assert deliver_answers(outbox, inbox, LATER) > 0
    for path in (inbox / "new").iterdir():
        path.rename(inbox / "cur" / f"{path.name}:2,S")
    for path in (outbox / "new").iterdir():
        (outbox / "cur").mkdir(exist_ok=True)
        path.rename(outbox / "cur" / f"{path.name}:2,S")
    assert deliver_answers(outbox, inbox, LATER) == 0
    for path in (inbox / "cur").iterdir():
        path.unlink()
    assert deliver_answers(outbox, inbox, LATER) == 0


def test_mail_that_comes_later_is_answered_too(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path, 5)
    deliver_answers(outbox, inbox, LATER)
    before = len(_names(inbox))
    for number in range(5, 40):
        _post(outbox, number)
    assert deliver_answers(outbox, inbox, LATER) > 0
    assert len(_names(inbox)) > before


def test_an_empty_or_missing_outbox_is_no_trouble(tmp_path: Path) -> None:
    assert deliver_answers(tmp_path / "outbox", tmp_path / "inbox", LATER) == 0


def test_a_copy_of_a_mail_gets_no_second_answer(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path)
    once = deliver_answers(outbox, inbox, LATER)
    for path in list((outbox / "new").iterdir()):
        (outbox / "new" / f"copy-{path.name}").write_bytes(path.read_bytes())
    assert deliver_answers(outbox, inbox, LATER) == 0
    assert len(_names(inbox)) == once


def test_a_mail_without_a_date_counts_from_its_file(tmp_path: Path) -> None:
    outbox, inbox = tmp_path / "outbox", tmp_path / "inbox"
    for number in range(20):
        os.utime(_post(outbox, number, sent_at=None), (SENT_AT.timestamp(), SENT_AT.timestamp()))
    assert deliver_answers(outbox, inbox, SENT_AT - timedelta(minutes=1)) == 0
    assert deliver_answers(outbox, inbox, LATER) > 0


STEPS = ("_stage", "_save_plan", "_finish_filing", "_sync_folder", "_write_whole")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5, 9])
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_at_any_step_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, moment: int, after: bool
) -> None:
    outbox, inbox = _boxes(tmp_path, 25)
    whole = tmp_path / "whole"
    deliver_answers(outbox, whole / "inbox", LATER)
    real = getattr(postbox, step)
    calls = 0

    def dying(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == moment and not after:
            raise Killed
        result = real(*args)
        if calls == moment:
            raise Killed
        return result

    with monkeypatch.context() as patch:
        patch.setattr(postbox, step, dying)
        try:
            deliver_answers(outbox, inbox, LATER)
        except Killed:
            # What was filed before the kill is read and cleared away before the next try.
            taken = [path.name for path in (inbox / "new").iterdir()]
        else:
            taken = []
    for name in taken:
        (inbox / "new" / name).unlink()
    deliver_answers(outbox, inbox, LATER)
    assert sorted(taken + _names(inbox)) == _names(whole / "inbox")


def test_a_torn_staged_file_is_written_anew(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path, 25)
    deliver_answers(outbox, tmp_path / "whole" / "inbox", LATER)
    (inbox / "tmp").mkdir(parents=True)
    for name in _names(tmp_path / "whole" / "inbox"):
        (inbox / "tmp" / name).write_bytes(b"To")
    deliver_answers(outbox, inbox, LATER)
    for name in _names(inbox):
        assert (inbox / "new" / name).read_bytes() == (tmp_path / "whole" / "inbox" / "new" / name).read_bytes()


def test_two_processes_file_each_answer_once(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path, 60)
    code = (
        "import sys; from pathlib import Path; from datetime import datetime;"
        "from tools.practice.postbox import deliver_answers;"
        "print(deliver_answers(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3])))"
    )
    command = [sys.executable, "-c", code, str(outbox), str(inbox), LATER.isoformat()]
    root = Path(__file__).parents[3]
    running = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    counts = [int(process.communicate()[0]) for process in running]
    assert sum(counts) == len(_names(inbox)) == max(counts)


def test_the_plan_says_what_became_of_every_mail(tmp_path: Path) -> None:
    outbox, inbox = _boxes(tmp_path)
    deliver_answers(outbox, inbox, SENT_AT + timedelta(seconds=30))
    states = [entry.state for entry in load_plan(tmp_path / "planned.json").values()]
    assert len(states) == 40
    assert set(states) == {postbox.SILENT, postbox.WAITING, postbox.FILED}
