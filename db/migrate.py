"""Brings a ledger to the newest schema: backs up, migrates with foreign keys off, checks, or changes nothing."""

import shutil
import sqlite3
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from domain.errors import Unavailable

_HERE = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("path_separator", "os")
    return config


@cache
def newest_revision() -> str:
    """The revision that this version of Leadloop wants."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def read_revision(path: Path) -> str | None:
    """The revision a ledger file is at, None for a new one. Raises Unavailable when the file is no ledger."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise Unavailable(
            "LEDGER", f"{path} is not a Leadloop ledger ({error}); move it away and start again."
        ) from error
    return str(row[0]) if row else None


def migrate(path: Path) -> None:
    """Creates the ledger or brings it to the newest revision; does nothing when it is there.

    An older ledger is copied beside itself first (ledger.db.bak-<revision>); after migrating, foreign keys are checked.
    """
    revision = read_revision(path)
    if revision == newest_revision():
        return
    if revision:
        shutil.copy2(path, path.with_name(f"{path.name}.bak-{revision}"))
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    event.listen(engine, "connect", _disable_foreign_keys)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise Unavailable("LEDGER", f"Migrating {path} would break {len(broken)} rows; nothing was changed.")
    engine.dispose()


def _disable_foreign_keys(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()
