"""Which database, and how it is opened: private files, no waiting without end, nothing left of what was deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import NullPool

from analyzer.history import errors
from analyzer.history.errors import HistoryError
from analyzer.history.failures import worded

PATIENCE = 5.0
"""Seconds to wait while another program is writing."""
ANSWER = 5
"""Seconds a server has to answer."""


def default_path() -> Path:
    """The file of saved cases in the user's data directory."""
    return platformdirs.user_data_path("kamoshirenai", appauthor=False) / "cases.sqlite3"


def file_of(url: str) -> Path | None:
    """The SQLite file that a setting names (empty: the default one), or nothing where it names a server.

    Raises:
        HistoryError: the setting cannot be understood.
    """
    if not url:
        return default_path()
    if "://" not in url:
        return Path(url).expanduser()
    parsed = _parsed(url)
    if parsed.drivername != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise HistoryError(errors.BAD_URL)
    return Path(parsed.database).expanduser()


def _parsed(url: str) -> sa.URL:
    try:
        return sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise HistoryError(errors.BAD_URL) from None


def engine_for(url: str) -> sa.Engine:
    """The engine for a setting; a SQLite file is made, readable by this user only, where there is none.

    Raises:
        HistoryError: the setting cannot be understood, or the file cannot be made.
    """
    with worded():
        path = file_of(url)
        if path is not None:
            return _sqlite(path)
        parsed = _parsed(url)
        if parsed.drivername not in {"postgres", "postgresql", "postgresql+psycopg"}:
            raise HistoryError(errors.BAD_URL)
        return _postgres(parsed)


def _sqlite(path: Path) -> sa.Engine:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    elif path.is_file() and not _is_sqlite(path):
        raise HistoryError(errors.NO_DATABASE)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        poolclass=NullPool,  # a connection held open would keep others from tidying the file
        hide_parameters=True,
        connect_args={"timeout": PATIENCE},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _is_sqlite(path: Path) -> bool:
    """Whether the file is SQLite's, or empty; SQLite itself would write over a very short one of another kind."""
    with path.open("rb") as file:
        head = file.read(16)
    return head in {b"", b"SQLite format 3\0"}


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where sqlite3 guesses
    for pragma in ("foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")


def _postgres(url: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": ANSWER, "options": f"-c lock_timeout={PATIENCE * 1000:.0f}ms"},
        )
    except ImportError:
        raise HistoryError(errors.NO_DRIVER) from None


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that only reads."""
    with worded(), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes, all of it or nothing; on SQLite one at a time."""
    with worded(), engine.execution_options(writing=True).begin() as connection:
        yield connection


def wipe(engine: sa.Engine) -> None:
    """Leave nothing of deleted rows: in none of SQLite's files; in PostgreSQL as far as VACUUM goes and this user may."""
    with worded(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            _wipe_file(connection)
        else:
            connection.exec_driver_sql("VACUUM (SKIP_LOCKED) cases, events, drafts")


def _wipe_file(connection: sa.Connection) -> None:
    """The rows' bytes are overwritten already (secure_delete); this empties a write-ahead log and packs the file anew."""
    try:
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        connection.exec_driver_sql("VACUUM")
        busy = busy or connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    except sa.exc.OperationalError as error:
        busy = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_BUSY"
        if not busy:
            raise
    if busy:
        raise HistoryError(errors.NOT_TIDY)
