"""Bring a database's tables to what this program knows; old data comes along, a newer database is left alone."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from analyzer.history import errors
from analyzer.history.database import reading, writing
from analyzer.history.errors import HistoryError

REVISIONS = ("0001", "0002")
"""Every revision in migrations/versions, oldest first; named here so that an up-to-date database is opened without loading Alembic."""
_LOCK = 7_205_159
"""Any number: who holds PostgreSQL's advisory lock of it is migrating."""


def bring_up_to_date(engine: sa.Engine, to: str = REVISIONS[-1]) -> None:
    """Migrate where needed, in one transaction; two programs starting at once wait for each other.

    Raises:
        HistoryError: the database was written by a newer program, or is another program's.
    """
    with reading(engine) as connection:
        if _revision(connection) == to:
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        found = _revision(connection)
        if found is None and _holds_other_tables(connection):
            raise HistoryError(errors.NOT_OURS)
        if found != to:
            _migrate(connection, to)


def _revision(connection: sa.Connection) -> str | None:
    """The revision the database is at; ``None`` where this program has not made its tables."""
    if not sa.inspect(connection).has_table("kamoshirenai_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM kamoshirenai_version").scalar()
    if found not in REVISIONS:
        raise HistoryError(errors.TOO_NEW)
    return found


def _holds_other_tables(connection: sa.Connection) -> bool:
    """Whether tables of our names are there without our version; only true under the lock, since another start may be making them."""
    inspector = sa.inspect(connection)
    return inspector.has_table("cases") or inspector.has_table("events")


def _migrate(connection: sa.Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
