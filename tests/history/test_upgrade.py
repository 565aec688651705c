from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from analyzer.case import Note, Profile
from analyzer.history import History, HistoryError, open_history, upgrade
from analyzer.history.database import engine_for, writing
from analyzer.history.tables import metadata
from tests.history import written
from tests.history.making import note


@pytest.fixture
def old(url: str, tmp_path: Path) -> str:
    """A database written by the previous revision: for SQLite the stored file, for PostgreSQL the same rows."""
    if url.startswith("sqlite"):
        shutil.copy(written.FILE, tmp_path / "old.db")
        return str(tmp_path / "old.db")
    written.write(engine_for(url))
    return url


def _check(history: History) -> None:
    assert [line.customer for line in history.find()] == ["みなと精工2", "みなと精工1"]
    saved = history.load(history.find("河合 abc 精工1")[0].id)
    case = saved.case
    assert case.notes == (Note.model_validate(written.EVENTS[0]["note"]),)
    assert case.reading is not None
    assert case.reading.findings["authority"].quotes[0].text == "動かな"
    assert case.corrections == {"information": "sufficient"}
    assert [event.move for event in case.moves_done] == ["introduce_managers"]
    assert [event.reaction for event in case.reactions] == ["refuses"]
    assert (saved.length, saved.changed.hour) == (7, 1)
    line = history.find("精工1")[0]
    assert (line.contact, line.notes, line.rep) == ("河合", 1, "佐藤")
    assert history.profile() == Profile.model_validate(written.PROFILE)


def test_what_the_previous_revision_wrote_is_all_there(old: str) -> None:
    """Every case, event, name and the profile is found after the upgrade, searchable, and the case can go on."""
    history = open_history(old)
    _check(history)
    case_id = history.find("精工1")[0].id
    assert len(history.append(case_id, note("次"), seen=7).saved.case.notes) == 2
    history.put_draft("new", "下書き")
    assert open_history(old).draft("new") == "下書き"


def test_two_programs_may_upgrade_at_once(old: str) -> None:
    """Whoever comes second waits and finds it done."""
    with ThreadPoolExecutor(4) as pool:
        histories = list(pool.map(open_history, [old] * 4))
    for history in histories:
        _check(history)


def test_two_programs_may_make_it_at_once(url: str) -> None:
    """The first start of two programs at the same moment makes one database."""
    with ThreadPoolExecutor(4) as pool:
        for history in list(pool.map(open_history, [url] * 4)):
            assert history.find() == []


def test_an_upgrade_that_fails_leaves_the_old_state(old: str) -> None:
    """Where one event cannot be read, nothing is half upgraded: the database stays at its revision, with every row."""
    engine = engine_for(old)
    with writing(engine) as connection:
        connection.execute(sa.text("UPDATE events SET data = '{broken' WHERE seq = 6"))
    with pytest.raises(HistoryError, match="damaged"):
        open_history(old)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM kamoshirenai_version")).scalar() == "0001"
        assert "search" not in {column["name"] for column in sa.inspect(connection).get_columns("cases")}
        assert not sa.inspect(connection).has_table("drafts")
    with writing(engine) as connection:
        data = json.dumps({"at": written.AT.format(6), **written.EVENTS[6]})
        connection.execute(sa.text("UPDATE events SET data = :data WHERE seq = 6"), {"data": data})
    _check(open_history(old))


def test_a_newer_database_is_left_alone(url: str) -> None:
    """A revision that this program does not know is told in one sentence, and nothing is changed."""
    history = open_history(url)
    history.put_draft("new", "下書き")
    engine = engine_for(url)
    with writing(engine) as connection:
        connection.execute(sa.text("UPDATE kamoshirenai_version SET version_num = '0999'"))
    with pytest.raises(HistoryError) as raised:
        open_history(url)
    assert "更新" in raised.value.words.ja
    assert "newer" in raised.value.words.en


def test_another_programs_tables_are_left_alone(url: str) -> None:
    """Where a table of one of our names is somebody else's, nothing is made beside it."""
    engine = engine_for(url)
    with writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE cases (court TEXT)"))
    with pytest.raises(HistoryError, match="another program"):
        open_history(url)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["cases"]


def test_the_migrations_make_what_the_program_uses(url: str) -> None:
    """After all migrations the tables, columns and their emptiness are those of tables.py, and the list of revisions is whole."""
    open_history(url)
    with engine_for(url).connect() as connection:
        found = sa.inspect(connection)
        assert set(found.get_table_names()) == {*metadata.tables, "kamoshirenai_version"}
        for name, table in metadata.tables.items():
            made = {column["name"]: bool(column["nullable"]) for column in found.get_columns(name)}
            assert made == {column.name: bool(column.nullable) for column in table.columns}
    scripts = ScriptDirectory(str(Path(upgrade.__file__).parent / "migrations"))
    assert tuple(one.revision for one in reversed(list(scripts.walk_revisions()))) == upgrade.REVISIONS


def test_an_up_to_date_history_opens_without_alembic(sqlite_url: str) -> None:
    """Alembic is loaded where there is something to migrate, not at every start."""
    open_history(sqlite_url)
    program = "import sys; from analyzer.history import open_history; open_history(sys.argv[1]); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, sqlite_url], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


def test_the_stored_file_is_what_the_script_writes(tmp_path: Path) -> None:
    """The fixture can be made anew and then holds the same rows."""
    written.write(engine_for(str(tmp_path / "new.db")))
    for table in ("cases", "events", "profiles", "kamoshirenai_version"):
        rows = []
        for path in (written.FILE, tmp_path / "new.db"):
            shutil.copy(path, tmp_path / "looked_at.db")
            with engine_for(str(tmp_path / "looked_at.db")).connect() as connection:
                rows.append(connection.execute(sa.text(f"SELECT * FROM {table}")).all())  # noqa: S608
        assert rows[0] == rows[1]
        assert rows[0]
