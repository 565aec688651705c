"""What a database reports, turned into a sentence for the rep."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy import exc

from analyzer.history import errors
from analyzer.history.errors import HistoryError
from analyzer.words import Words

_BY_SQLITE = {
    "SQLITE_BUSY": errors.LOCKED,
    "SQLITE_LOCKED": errors.LOCKED,
    "SQLITE_FULL": errors.DISK_FULL,
    "SQLITE_READONLY": errors.READ_ONLY,
    "SQLITE_CANTOPEN": errors.READ_ONLY,
    "SQLITE_PERM": errors.READ_ONLY,
    "SQLITE_NOTADB": errors.NO_DATABASE,
    "SQLITE_CORRUPT": errors.NO_DATABASE,
}
"""By the first two parts of SQLite's own names (SQLITE_BUSY_SNAPSHOT, SQLITE_READONLY_DBMOVED, …)."""

_BY_POSTGRES = {
    "53100": errors.DISK_FULL,
    "25006": errors.READ_ONLY,
    "42501": errors.READ_ONLY,
    "55P03": errors.LOCKED,
    "40P01": errors.LOCKED,
}
"""By SQLSTATE: disk_full, read_only_sql_transaction, insufficient_privilege, lock_not_available, deadlock_detected."""


@contextmanager
def worded() -> Iterator[None]:
    """Every failure inside leaves as a ``HistoryError``; the cause stays out of it, for it may hold an address or a note's words."""
    try:
        yield
    except exc.DBAPIError as error:
        raise HistoryError(_of_database(error)) from None
    except ValueError as error:  # a stored event that this program does not know, or that is no JSON
        raise HistoryError(errors.TOO_NEW if isinstance(error, ValidationError) else errors.NO_DATABASE) from None
    except exc.SQLAlchemyError:
        raise HistoryError(errors.FAILED) from None
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise HistoryError(errors.DISK_FULL if full else errors.READ_ONLY) from None


def _of_database(error: exc.DBAPIError) -> Words:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name:
        return _BY_SQLITE.get("_".join(name.split("_")[:2]), errors.FAILED)
    state = getattr(error.orig, "sqlstate", None)
    if state in _BY_POSTGRES:
        return _BY_POSTGRES[state]
    gone = error.connection_invalidated or (isinstance(error, exc.OperationalError) and not state)
    return errors.UNREACHABLE if gone or str(state).startswith(("08", "28", "3D", "57P")) else errors.FAILED
