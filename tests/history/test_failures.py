"""What can go wrong with a database ends in one sentence, with nothing half-written and no secret shown."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from analyzer.case import Corrected
from analyzer.history import History, HistoryError, database, open_history
from analyzer.settings import Settings
from tests.history.making import case, note
from tests.history.test_store import refuse

PASSWORD = "geheim-123"  # noqa: S105  what must never be shown


def _says(raised: pytest.ExceptionInfo[HistoryError], ja: str, en: str) -> None:
    assert ja in raised.value.words.ja
    assert en in raised.value.words.en
    assert PASSWORD not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("host", ["127.0.0.1:1", "no-such-host.invalid"])
def test_a_server_that_does_not_answer(host: str) -> None:
    """A server that is not there is told in a sentence, without address and password."""
    with pytest.raises(HistoryError) as raised:
        open_history(f"postgresql://rep:{PASSWORD}@{host}/cases")
    _says(raised, "つながりません", "does not answer")
    assert host not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://rep:{PASSWORD}@127.0.0.1/cases",
        f"postgresql+nonsense://rep:{PASSWORD}@127.0.0.1/cases",
        f"postgresql://rep:{PASSWORD}@127.0.0.1:port/cases",
        f"://{PASSWORD}",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_cannot_be_understood(url: str) -> None:
    """A setting that names no database we know is told without showing it."""
    with pytest.raises(HistoryError) as raised:
        open_history(url)
    _says(raised, "KAMOSHIRENAI_DATABASE_URL", "postgresql://")


def test_without_the_driver_the_sentence_says_what_to_install() -> None:
    """Where psycopg is not installed, PostgreSQL's address names the extra."""
    program = "import sys; sys.modules['psycopg'] = None; from analyzer.history import open_history; open_history(sys.argv[1])"
    command = [sys.executable, "-c", program, f"postgresql://rep:{PASSWORD}@127.0.0.1:1/x"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert "kamoshirenai[postgres]" in done.stderr
    assert PASSWORD not in done.stderr


def test_a_connection_that_broke_is_made_anew(postgres_url: str, server: sa.Engine) -> None:
    """After the server dropped every connection the next operation works."""
    history = open_history(postgres_url)
    saved = history.create(case("一"))
    with server.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%%'"
        )
    assert history.load(saved.id).case == saved.case


def test_a_full_disk_writes_nothing(sqlite_url: str) -> None:
    """Where the file cannot grow, nothing of the case or the note is there, what was there stays, and shorter ones still go in."""
    history = open_history(sqlite_url)
    saved = history.create(case("一"))

    def no_room(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 20")

    event.listen(history._engine, "connect", no_room)
    for attempt in (
        lambda: history.create(case("長" * 100_000)),
        lambda: history.append(saved.id, note("短"), note("長" * 100_000), seen=1),
        lambda: history.put_draft("new", "長" * 100_000),
    ):
        with pytest.raises(HistoryError) as raised:
            attempt()
        _says(raised, "ディスクがいっぱい", "disk is full")
    assert ([line.id for line in history.find()], history.load(saved.id).length, history.draft("new")) == (
        [saved.id],
        1,
        "",
    )
    history.append(saved.id, note("短"), seen=1)


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder that whoever runs the test may read but not write; for root, by being somebody else meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="kamoshirenai-read-only-"))
    open_history(str(folder / "cases.sqlite3")).create(case("一"))
    (folder / "cases.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder(as_nobody: Path) -> None:
    """What is there can be read; writing, or beginning a history there, says so."""
    history = open_history(str(as_nobody / "cases.sqlite3"))
    saved = history.load(history.find()[0].id)
    for attempt in (
        lambda: history.create(case("二")),
        lambda: history.append(saved.id, note("二"), seen=1),
        lambda: history.delete(saved.id, forget=refuse),
        lambda: open_history(str(as_nobody / "new.sqlite3")),
        lambda: open_history(str(as_nobody / "deeper" / "new.sqlite3")),
    ):
        with pytest.raises(HistoryError) as raised:
            attempt()
        _says(raised, "書き込めません", "cannot be written")
    assert history.load(saved.id).case == saved.case


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    """A path that is a folder is a place that cannot be written."""
    with pytest.raises(HistoryError) as raised:
        open_history(str(tmp_path))
    _says(raised, "書き込めません", "cannot be written")


def test_a_locked_file_is_waited_for_and_then_told(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes nothing is written; once it is done the same call works."""
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    history = open_history(sqlite_url)
    saved = history.create(case("一"))
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(HistoryError) as raised:
        history.append(saved.id, note("二"), seen=1)
    _says(raised, "書き込み中", "is writing")
    other.execute("ROLLBACK")
    other.close()
    assert history.append(saved.id, note("二"), seen=1).between == ()


def test_a_locked_row_is_waited_for_and_then_told(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL too gives up waiting for another program in the end."""
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    history = open_history(postgres_url)
    saved = history.create(case("一"))
    with database.engine_for(postgres_url).begin() as other:
        other.execute(sa.text("SELECT id FROM cases FOR UPDATE"))
        with pytest.raises(HistoryError) as raised:
            history.append(saved.id, note("二"), seen=1)
    _says(raised, "書き込み中", "is writing")
    assert history.append(saved.id, note("二"), seen=1).between == ()


@pytest.mark.parametrize("content", ["議事録です。\n" * 500, "x"])
def test_a_file_that_is_no_database(content: str, tmp_path: Path) -> None:
    """A file of another kind is told, and stays as it is."""
    path = tmp_path / "notes.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(HistoryError) as raised:
        open_history(str(path))
    _says(raised, "データベースではありません", "no database")
    assert path.read_text(encoding="utf-8") == content


def test_a_damaged_file(sqlite_url: str) -> None:
    """A file whose middle was overwritten is told as damaged, whichever operation meets it first."""
    history = open_history(sqlite_url)
    for number in range(20):
        history.create(case(f"{number}" * 4000))
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(HistoryError) as raised:
        open_history(sqlite_url).load_all()
    _says(raised, "壊れている", "damaged")


def test_an_event_of_a_newer_program(history: History, url: str) -> None:
    """A stored event of an unknown kind is told as newer when its case is loaded; the list and other cases still work."""
    saved, other = history.create(case("一")), history.create(case("二"))
    history.append(saved.id, Corrected(aspect="authority", value="weak"), seen=1)
    with database.writing(database.engine_for(url)) as connection:
        connection.execute(sa.text("""UPDATE events SET data = '{"kind":"dreamt_of"}' WHERE seq = 1"""))
    with pytest.raises(HistoryError) as raised:
        history.load(saved.id)
    _says(raised, "更新", "update")
    assert (len(history.find()), history.load(other.id).case) == (2, other.case)


def test_file_and_folder_are_private(sqlite_url: str) -> None:
    """Only this user may read the file and look into the folder that was made for it."""
    open_history(sqlite_url).create(case("一"))
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_without_a_setting_the_file_lies_in_the_users_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default place is the data directory of whoever uses it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    open_history("").create(case("一"))
    assert (tmp_path / "kamoshirenai" / "cases.sqlite3").is_file()


def test_the_setting_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings' nor a history's text shows the password."""
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", f"postgresql://rep:{PASSWORD}@127.0.0.1:1/x")
    engine = database.engine_for(Settings().database_url.get_secret_value())
    assert PASSWORD not in f"{Settings()!r} {History(engine)!r} {engine!r}"
