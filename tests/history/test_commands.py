"""``kamoshirenai history …`` and what ``doctor`` says of saved cases, each in a process of its own."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from analyzer.case import Corrected
from analyzer.history import open_history
from tests.conftest import Run
from tests.history.making import case

PASSWORD = "geheim-123"  # noqa: S105  what must never be shown


@pytest.fixture
def environment(url: str) -> dict[str, str]:
    """The environment of a command that works on the test's database."""
    return {"KAMOSHIRENAI_DATABASE_URL": url}


def test_export_delete_import(kamoshirenai: Run, environment: dict[str, str], url: str, tmp_path: Path) -> None:
    """What export wrote, for this user's eyes only, comes back by import after delete-all; the second time it is known."""
    saved = open_history(url).create(case("田中様とお会いした。"))
    file = tmp_path / "cases.jsonl"
    done = kamoshirenai("history", "export", file, environment=environment)
    assert (done.returncode, done.stderr, stat.S_IMODE(file.stat().st_mode)) == (0, b"", 0o600)
    refused = kamoshirenai("history", "delete-all", given=b"n\n", environment=environment)
    assert (refused.returncode, len(open_history(url).find())) == (130, 1)
    kamoshirenai("history", "delete-all", "--yes", environment=environment)
    assert open_history(url).find() == []
    for counts in (b"new 1, grew 0, known 0\n", b"new 0, grew 0, known 1\n"):
        assert kamoshirenai("history", "import", file, environment=environment).stdout == counts
    assert open_history(url).load(saved.id).case == saved.case


def test_corrections(kamoshirenai: Run, environment: dict[str, str], url: str, tmp_path: Path) -> None:
    """The corrected cases are written, a case a line, and counted."""
    history = open_history(url)
    history.append(history.create(case("一")).id, Corrected(aspect="authority", value="weak"), seen=1)
    history.create(case("二"))
    done = kamoshirenai("history", "corrections", tmp_path / "c.jsonl", environment=environment)
    assert done.stdout == b"1\n"
    lines = (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["events"][0]["note"]["text"] for line in lines] == ["一"]


def test_bad_files_are_one_line(kamoshirenai: Run, tmp_path: Path) -> None:
    """No file, no export, binary and an unreachable database end with exit code 2 and one line, without the password."""
    (tmp_path / "text.txt").write_text("議事録", encoding="utf-8")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    here = {"KAMOSHIRENAI_DATABASE_URL": str(tmp_path / "cases.sqlite3")}
    away = {"KAMOSHIRENAI_DATABASE_URL": f"postgresql://rep:{PASSWORD}@127.0.0.1:1/x"}
    for command, environment in (
        (("import", tmp_path / "missing"), here),
        (("import", tmp_path / "text.txt"), here),
        (("import", tmp_path / "binary"), here),
        (("export", tmp_path / "no" / "folder.jsonl"), here),
        (("export", tmp_path / "away.jsonl"), away),
    ):
        done = kamoshirenai("history", *command, environment=environment)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, b"", 1), command
        assert b"Traceback" not in done.stderr
        assert PASSWORD.encode() not in done.stderr
    assert not (tmp_path / "away.jsonl").exists()


def test_doctor_says_whether_the_database_answers(
    kamoshirenai: Run, environment: dict[str, str], url: str, tmp_path: Path
) -> None:
    """The number of saved cases where it answers; the sentence and exit code 2 where not; never the password, and no file is made."""
    open_history(url).create(case("一"))
    done = kamoshirenai("doctor", environment=environment)
    assert "✓ 保存した案件 / saved cases: 1 " in done.stdout.decode()
    assert f"KAMOSHIRENAI_DATABASE_URL = {'*' * 8}" in done.stdout.decode()
    away = {"KAMOSHIRENAI_DATABASE_URL": f"postgresql://rep:{PASSWORD}@127.0.0.1:1/x"}
    down = kamoshirenai("doctor", environment=away)
    assert down.returncode == 2
    assert "✗ 保存した案件 / saved cases" in down.stdout.decode()
    assert PASSWORD not in down.stdout.decode() + down.stderr.decode()
    path = tmp_path / "none yet.sqlite3"
    fresh = kamoshirenai("doctor", environment={"KAMOSHIRENAI_DATABASE_URL": str(path)})
    assert str(path) in fresh.stdout.decode()
    assert not path.exists()
