"""Deleted for good: not a byte of a case is left in any of SQLite's files, not a row in PostgreSQL, not a reply in the cache."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from analyzer.case import BriefSaved, Profile, ReadingMade, text_hash
from analyzer.engines.language_model.cache import ResponseCache, forget_replies
from analyzer.history import History, HistoryError, database, open_history
from analyzer.history.upgrade import bring_up_to_date
from analyzer.settings import settings
from tests.history.making import case, note, reading
from tests.history.test_store import refuse

WORDS = "xyzzy-words"
FORMS = [WORDS.encode(), "極秘事項".encode(), "極秘事項".encode("utf-16-le"), b"\\u6975\\u79d8\\u4e8b\\u9805"]


def _traces(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") for one in FORMS if path.is_file() and one in path.read_bytes()]


def _fill(history: History, *, around: int = 20) -> str:
    """A large case with the secret in note, name, reading, brief, among others that stay; gives its id."""
    for number in range(around):
        history.create(case(f"普通のメモ{number}" * 200))
    made = case(*(f"{WORDS} 極秘事項 {number} " * 300 for number in range(5)), customer=f"極秘事項{WORDS}")
    saved = history.create(made)
    history.append(saved.id, ReadingMade.by_reading(made.notes, reading(f"{WORDS}極秘事項")), seen=5)
    history.append(saved.id, BriefSaved(text=f"極秘事項 {WORDS}", blanks={"x": WORDS}), seen=6)
    history.undo(saved.id, seen=7)
    history.put_draft(f"{saved.id} brief", f"極秘事項 {WORDS} " * 100)
    for number in range(around):
        history.create(case(f"あとのメモ{number}" * 200))
    return saved.id


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_no_byte_is_left_in_any_file(mode: str, sqlite_url: str, tmp_path: Path) -> None:
    """Whatever journal the file was set to, a deleted case's words are in none of the files beside it; the others are all there."""
    path = tmp_path / "saved" / "cases.sqlite3"
    history = open_history(sqlite_url)
    connection = sqlite3.connect(path)
    assert connection.execute(f"PRAGMA journal_mode = {mode}").fetchone() == (mode,)
    # It stays open, so that a write-ahead log outlives each of the history's own connections.
    case_id = _fill(history)
    assert _traces(tmp_path)
    history.delete(case_id, forget=refuse)
    assert _traces(tmp_path) == []
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert (len(history.find()), len(history.find("普通のメモ"))) == (40, 20)
    connection.close()
    assert _traces(tmp_path) == []


def test_a_merged_case_goes_with_the_whole(sqlite_url: str, tmp_path: Path) -> None:
    """Deleting a case deletes what was merged into it; of one that was merged and parted again nothing is left in the other either."""
    history = open_history(sqlite_url)
    inner, outer = _fill(history, around=0), history.create(case("普通"))
    history.merge(outer.id, inner, seen=1)
    history.delete(outer.id, forget=refuse)
    assert (_traces(tmp_path), history.find()) == ([], [])
    inner, outer = _fill(history, around=0), history.create(case("普通"))
    outermost = history.create(case("外"))
    merged = history.merge(outer.id, inner, seen=1).saved
    read = ReadingMade.by_reading(merged.case.notes, reading(WORDS))
    history.append(outer.id, read, seen=2)
    history.merge(outermost.id, outer.id, seen=1)
    history.append(outermost.id, read, seen=2)
    for seen in (3, 4):
        history.undo(outermost.id, seen=seen)
    for seen in (3, 4):
        history.undo(outer.id, seen=seen)
    history.delete(inner, forget=refuse)
    assert _traces(tmp_path) == []
    assert {one.id: [note.text for note in one.case.notes] for one in history.load_all()} == {
        outer.id: ["普通"],
        outermost.id: ["外"],
    }
    assert len(history.append(outer.id, note("次"), seen=5).saved.case.notes) == 2


def test_delete_all_leaves_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """Every case, draft and the profile of the owner is gone, in bytes too; another owner's stay."""
    history, other = open_history(sqlite_url), open_history(sqlite_url, owner=lambda: "b")
    _fill(history)
    history.put_draft("new", WORDS)
    history.save_profile(Profile(name=WORDS))
    other.create(case("残る"))
    history.delete_all(forget=refuse)
    assert _traces(tmp_path) == []
    assert len(other.find("残る")) == 1


def test_a_dropped_draft_is_overwritten(sqlite_url: str, tmp_path: Path) -> None:
    """A draft that was dropped leaves no bytes: drafts are notes too."""
    history = open_history(sqlite_url)
    history.put_draft("new", f"{WORDS} " * 1000)
    history.drop_draft("new")
    assert history.draft("new") == ""
    assert _traces(tmp_path) == []


def test_the_rows_are_gone(history: History, url: str) -> None:
    """In either kind of database no row of the case, and none of its events, is left."""
    case_id = _fill(history, around=2)
    history.delete(case_id, forget=refuse)
    with database.engine_for(url).connect() as connection:
        for table, column in (("cases", "id"), ("events", "case_id")):
            rows = connection.execute(sa.text(f"SELECT count(*) FROM {table} WHERE {column} = :id"), {"id": case_id})  # noqa: S608
            assert rows.scalar() == 0
        assert connection.execute(sa.text("SELECT count(*) FROM events")).scalar() == 4
    history.delete(case_id, forget=refuse)


@pytest.fixture
def replies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ResponseCache]:
    """The response cache that the environment names."""
    monkeypatch.setenv("KAMOSHIRENAI_RESPONSE_CACHE", str(tmp_path / "replies"))
    settings.cache_clear()
    yield ResponseCache(tmp_path / "replies")
    settings.cache_clear()


def test_postgresql_is_vacuumed(postgres_url: str) -> None:
    """Deleting vacuums the tables that held the case, as the server's own statistics say."""
    history = open_history(postgres_url)
    history.delete(history.create(case("一")).id, forget=refuse)
    asked = sa.text("SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL")
    with database.engine_for(postgres_url).connect() as connection:
        assert set(connection.execute(asked).scalars()) == {"cases", "events", "drafts"}


def test_kept_replies_about_the_case_are_purged(history: History, replies: ResponseCache) -> None:
    """Replies about the notes at every moment of the case go – shorter, undone, merged – and those about other notes stay."""
    saved, other = history.create(case("一")), history.create(case("別"))
    history.append(saved.id, note("二"), seen=1)
    history.undo(saved.id, seen=2)
    parted = history.merge(saved.id, other.id, seen=3).saved
    history.append(saved.id, ReadingMade.by_reading(parted.case.notes, reading()), seen=4)
    history.undo(saved.id, seen=5)
    history.undo(saved.id, seen=6)
    for texts in (["一"], ["一", "二"], ["一", "別"], ["別"], ["無関係"]):
        replies.keep(text_hash(texts), "question", "answer")
    history.delete(saved.id, forget=forget_replies)
    kept = [
        texts
        for texts in (["一"], ["一", "二"], ["一", "別"], ["別"], ["無関係"])
        if replies.find(text_hash(texts), "question")
    ]
    assert kept == [["別"], ["無関係"]]


def test_replies_about_both_go_with_either(history: History, replies: ResponseCache) -> None:
    """Where a case was merged and parted again, deleting it purges what was asked about both together, without a reading too."""
    saved, other = history.create(case("一")), history.create(case("別"))
    history.merge(saved.id, other.id, seen=1)
    history.undo(saved.id, seen=2)
    for texts in (["一", "別"], ["別"], ["無関係"]):
        replies.keep(text_hash(texts), "question", "answer")
    history.delete(other.id, forget=forget_replies)
    assert [texts for texts in (["一", "別"], ["別"], ["無関係"]) if replies.find(text_hash(texts), "question")] == [
        ["無関係"]
    ]


def test_a_file_in_use_is_told(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program reads the log, the case is deleted and the sentence says to close it and delete again; then nothing is left."""
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    history = open_history(sqlite_url)
    reader = sqlite3.connect(tmp_path / "saved" / "cases.sqlite3")
    reader.execute("PRAGMA journal_mode = wal")
    case_id = _fill(history, around=1)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    with pytest.raises(HistoryError) as raised:
        history.delete(case_id, forget=refuse)
    assert "もう一度削除" in raised.value.words.ja
    assert "delete again" in raised.value.words.en
    reader.close()
    history.delete(case_id, forget=refuse)
    assert (_traces(tmp_path), len(history.find())) == ([], 2)


def test_opening_again_migrates_nothing(history: History, url: str) -> None:
    """A database that is up to date is left as it is."""
    saved = history.create(case("一"))
    bring_up_to_date(database.engine_for(url))
    assert open_history(url).load(saved.id).case == saved.case
