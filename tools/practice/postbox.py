"""Carries mail between the practice workspace and its prospects: reads the outbox Maildir, fills the inbox Maildir.

Nothing is lost or filed twice, whatever is killed when: one process at a time holds the lock, an answer is staged in
the inbox's tmp, then noted as "filing", then renamed into new, then noted as "filed".
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from tools.practice.incoming import find_written_at
from tools.practice.prospects import PlannedAnswer, answer

SILENT, WAITING, FILING, FILED = "silent", "waiting", "filing", "filed"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one mail of the outbox: the name of its answer's file, when it is due, how far it got."""

    answer_file: str
    state: str
    due_at: datetime | None = None


def deliver_answers(outbox: Path, inbox: Path, now: datetime) -> int:
    """Plans an answer for each new mail in `outbox` and files those due by `now` into `inbox`/new; returns how many.

    A mail counts as received at its Date header. What was planned is kept in `planned.json` beside the inbox.
    """
    for folder in ("tmp", "new", "cur"):
        (inbox / folder).mkdir(parents=True, exist_ok=True)
    plan_path = inbox.parent / "planned.json"
    with _only_one(inbox.parent / "planned.lock"):
        plan = load_plan(plan_path)
        seen = dict(plan)
        mails = dict(_list_mails(outbox))
        recovered = _finish_filing(plan, inbox)
        _plan_new(plan, mails)
        due = {
            key: entry
            for key, entry in plan.items()
            if entry.state == WAITING and entry.due_at is not None and entry.due_at <= now and key in mails
        }
        for key, entry in due.items():
            _stage(entry, mails[key], inbox)
            plan[key] = Entry(entry.answer_file, FILING, entry.due_at)
        if due:
            _sync_folder(inbox / "tmp")
        if plan != seen:
            _save_plan(plan_path, plan)
        if due:
            _finish_filing(plan, inbox)
            _save_plan(plan_path, plan)
        return recovered + len(due)


def load_plan(path: Path) -> dict[str, Entry]:
    """The entries by the name of the outbox file, flags cut; empty when nothing was planned yet."""
    if not path.exists():
        return {}
    rows = json.loads(path.read_text("utf-8"))
    return {
        key: Entry(row["answer"], row["state"], datetime.fromisoformat(row["due_at"]) if row["due_at"] else None)
        for key, row in rows.items()
    }


def _save_plan(path: Path, plan: dict[str, Entry]) -> None:
    rows = {
        key: {"answer": entry.answer_file, "state": entry.state, "due_at": entry.due_at and entry.due_at.isoformat()}
        for key, entry in plan.items()
    }
    _write_whole(path.with_suffix(".tmp"), json.dumps(rows, indent=0).encode())
    path.with_suffix(".tmp").replace(path)
    _sync_folder(path.parent)


def _list_mails(outbox: Path) -> Iterator[tuple[str, Path]]:
    for folder in ("new", "cur"):
        for path in sorted((outbox / folder).glob("*")):
            if path.is_file():
                yield path.name.partition(":")[0], path


def _plan_new(plan: dict[str, Entry], mails: dict[str, Path]) -> None:
    """Adds an entry for every mail not yet in the plan; a second copy of a mail (same Message-ID) gets no answer."""
    known = {entry.answer_file for entry in plan.values()}
    for key, path in mails.items():
        if key in plan:
            continue
        raw = path.read_bytes()
        name = _answer_file(raw)
        planned = None if name in known else _plan(raw, path)
        known.add(name)
        plan[key] = Entry(name, WAITING if planned else SILENT, planned.due_at if planned else None)


def _plan(raw: bytes, path: Path) -> PlannedAnswer | None:
    received_at = find_written_at(message_from_bytes(raw, policy=default))
    # Without a Date the file's own time stands in: it is as fixed as a header, so the plan stays the same.
    return answer(raw, received_at or datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _answer_file(raw: bytes) -> str:
    """sha256 of the Message-ID, or of the whole mail when it has none."""
    message_id = str(message_from_bytes(raw, policy=default).get("Message-ID", "")).strip()
    return hashlib.sha256(message_id.encode() or raw).hexdigest()


def _stage(entry: Entry, mail: Path, inbox: Path) -> None:
    planned = _plan(mail.read_bytes(), mail)
    if planned is None:
        raise AssertionError("a waiting mail has an answer, because answers depend on the mail alone")
    _write_whole(inbox / "tmp" / entry.answer_file, planned.raw)


def _finish_filing(plan: dict[str, Entry], inbox: Path) -> int:
    """Moves staged answers into new. Gone from tmp means that it was moved before, by a process that was killed."""
    moved = 0
    for key, entry in plan.items():
        if entry.state != FILING:
            continue
        staged = inbox / "tmp" / entry.answer_file
        if staged.exists():
            staged.rename(inbox / "new" / entry.answer_file)
            moved += 1
        plan[key] = Entry(entry.answer_file, FILED, entry.due_at)
    if moved:
        _sync_folder(inbox / "new")
    return moved


def _write_whole(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Holds the file lock; the system frees it when the process dies, however it dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
