"""Readings under way, and what happens where something cannot be saved, read or chosen."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from openai.types.chat import ChatCompletionChunk
from streamlit.testing.v1 import AppTest

from analyzer.case import Case, Profile, Reacted
from analyzer.engines import EngineError, read_case
from analyzer.engines.language_model.progress import followed
from analyzer.history import open_history
from analyzer.page.jobs import Jobs
from analyzer.reading import Reading
from analyzer.settings import settings
from analyzer.words import Words
from tests.page.conftest import FOUNDING, analyzed, shown
from tests.page.test_cases import id_of, opened, stored, toasts

SLOW = Words(ja="モデルが答えません。", en="The model does not answer.")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The engine waits until the gate is opened."""
    opened_gate = threading.Event()

    def slow(case: Case, *_: Any, **__: Any) -> Reading:
        opened_gate.wait(20)
        return read_case(case, "offline", Profile())

    monkeypatch.setattr("analyzer.page.readings.read_case", slow)
    monkeypatch.setattr("analyzer.page.readings.QUICK", 0.05)
    yield opened_gate
    opened_gate.set()


def ended(page: AppTest) -> AppTest:
    """The page once the reading in its address has come to an end."""
    from analyzer.page.jobs import jobs

    value = page.query_params["job"]
    job = jobs().find(value if isinstance(value, str) else value[0], "local")
    assert job is not None
    assert job.wait(20)
    page.run()
    assert not page.exception
    return page


def test_a_long_reading_shows_its_stage_and_its_id(page: AppTest, gate: threading.Event) -> None:
    """While the engine works, the stage, the way to stop and the note are there; then the result takes their place."""
    analyzed(page, FOUNDING)
    assert "議事録を読み取る" in shown(page)
    assert page.button(key="cancel_reading")
    assert "job" in page.query_params
    gate.set()
    ended(page)
    assert "白石様は ③" in shown(page)
    assert "job" not in page.query_params


def test_another_session_picks_the_result_up(page: AppTest, gate: threading.Event) -> None:
    """A reload at the address finds the reading under way, also without its id, and then the result; the note is saved before."""
    analyzed(page, FOUNDING)
    assert stored(id_of(page)).notes[0].text == FOUNDING
    again = opened(case=id_of(page))
    assert "議事録を読み取る" in shown(again)
    gate.set()
    assert "白石様は ③" in shown(ended(again))


def test_the_reading_is_saved_although_nobody_looks(page: AppTest, gate: threading.Event) -> None:
    """The job belongs to the server: the case has its reading when it is opened later."""
    from analyzer.page.jobs import jobs

    analyzed(page, FOUNDING)
    job = jobs().of_case(id_of(page), "local")
    assert job is not None
    gate.set()
    assert job.wait(20)
    assert stored(id_of(page)).reading is not None


def test_a_reading_can_be_stopped(page: AppTest, gate: threading.Event) -> None:
    """After stopping, the note is still saved, nothing is read, and the page offers to read it again."""
    analyzed(page, FOUNDING)
    page.button(key="cancel_reading").click().run()
    assert not page.exception
    assert "読み取りをやめました" in toasts(page)
    assert FOUNDING.splitlines()[1] in shown(page)
    gate.set()
    assert stored(id_of(page)).reading is None
    page.button(key="read_now").click().run()
    ended(page) if "job" in page.query_params else None
    assert "白石様は ③" in shown(page)


def test_a_correction_made_meanwhile_is_kept(founding: AppTest, gate: threading.Event) -> None:
    """What another window corrects while a reading runs stands after it."""
    analyzed(founding, "2025/12/3 アサヒ精機 白石様\n稟議がまた差し戻された。")
    other = opened(case=id_of(founding))
    saved = open_history().load(id_of(founding))
    open_history().append(saved.id, Reacted(move="introduce_managers", reaction="evades"), seen=saved.length)
    gate.set()
    ended(founding)
    case = stored(id_of(other))
    assert case.reading is not None
    assert len(case.reactions) == 1


def test_a_failed_reading_keeps_the_note(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engine fails, its sentence stands on the page, the note is saved, the text is still in the box."""

    def fail(*_: Any, **__: Any) -> Reading:
        raise EngineError(SLOW)

    monkeypatch.setattr("analyzer.page.readings.read_case", fail)
    analyzed(page, FOUNDING)
    assert SLOW.ja in shown(page)
    assert page.text_area(key="notes_text").value == FOUNDING
    assert stored(id_of(page)).notes[0].text == FOUNDING


def test_what_went_wrong_stays_with_its_case(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence about one case's failed reading is not shown on another page."""

    def fail(*_: Any, **__: Any) -> Reading:
        raise EngineError(SLOW)

    monkeypatch.setattr("analyzer.page.readings.read_case", fail)
    analyzed(page, FOUNDING)
    del page.query_params["case"]
    page.run()
    assert SLOW.ja not in shown(page)


def test_only_its_owner_finds_a_job() -> None:
    """Another user does not get at a reading by its id."""
    jobs = Jobs()
    case = Case.of_notes(FOUNDING)
    job = jobs.start("1", "one", lambda: read_case(case, "offline", Profile()), lambda _: None)
    assert jobs.find(job.id, "one") is job
    assert jobs.find(job.id, "two") is None
    assert jobs.of_case("1", "two") is None


def test_what_comes_after_stopping_is_thrown_away() -> None:
    """A stopped reading saves nothing, whatever the engine still answers."""
    jobs, go = Jobs(), threading.Event()
    kept: list[Reading] = []

    def keep(reading: Reading) -> None:
        kept.append(reading)

    def read() -> Reading:
        go.wait(20)
        return read_case(Case.of_notes(FOUNDING), "offline", Profile())

    job = jobs.start("1", "one", read, keep)
    job.cancel()
    go.set()
    after = jobs.start("2", "one", lambda: read_case(Case.of_notes(FOUNDING), "offline", Profile()), lambda _: None)
    assert after.wait(20)
    assert job.stage == "cancelled"
    assert kept == []


def streamed(pieces: Iterator[int]) -> Reading:
    """A model's reply that comes piece by piece, as from a model file."""
    chunk = ChatCompletionChunk.model_validate({
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "choices": [{"index": 0, "delta": {"content": "x"}}],
    })  # fmt: skip
    followed(cast("Any", (chunk for _ in pieces)), 100)
    return read_case(Case.of_notes(FOUNDING), "offline", Profile())


def test_a_model_file_says_how_long_it_will_take() -> None:
    """What the engine tells about the remaining time is with the job while it runs."""
    job = Jobs().start("1", "one", lambda: streamed(iter(range(5))), lambda _: None)
    assert job.wait(20)
    assert job.left is not None


def test_stopping_ends_a_reply_that_is_still_written() -> None:
    """A stopped reading does not go on writing until the end."""
    begun, ended = threading.Event(), threading.Event()

    def endless() -> Iterator[int]:
        begun.set()
        try:
            while True:
                time.sleep(0.01)
                yield 1
        finally:
            ended.set()

    job = Jobs().start("1", "one", lambda: streamed(endless()), lambda _: None)
    assert begun.wait(20)
    job.cancel()
    assert ended.wait(20)
    assert job.stage == "cancelled"
    assert job.problem is None


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that nobody answers for."""
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", "postgresql://127.0.0.1:9/nothing")
    settings.cache_clear()


@pytest.mark.usefixtures("unreachable")
def test_without_a_database_the_page_still_works(page: AppTest) -> None:
    """The result is there, a sentence says that it is not saved and why, and the text stays in the box."""
    analyzed(page, FOUNDING)
    words = shown(page)
    assert "白石様は ③" in words
    assert "データベースにつながりません" in words
    assert "保存されていません" in words
    assert page.text_area(key="notes_text").value == FOUNDING
    page.segmented_control(key="value_authority").set_value("strong").run()
    assert "白石様は ①" in shown(page)


@pytest.mark.usefixtures("unreachable")
def test_without_a_database_the_list_says_why(page: AppTest) -> None:
    """The page with all cases names the reason."""
    page.session_state["go_to_cases"] = True
    page.run()
    assert not page.exception
    assert "データベースにつながりません" in shown(page)


def test_what_could_not_be_saved_is_saved_later(
    page: AppTest, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case begun while the place for cases was missing is saved, with its correction, once it is back."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", str(tmp_path / "file" / "cases.sqlite3"))
    settings.cache_clear()
    analyzed(page, FOUNDING)
    page.segmented_control(key="value_authority").set_value("strong").run()
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", str(database))
    settings.cache_clear()
    page.button(key="save_again").click().run()
    assert not page.exception
    assert stored(id_of(page)).corrections == {"authority": "strong"}
    assert "保存されていません" not in shown(page)


def test_a_correction_that_could_not_be_saved_waits(
    founding: AppTest, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a saved case a correction counts on the screen at once and is saved with the next try."""
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", "postgresql://127.0.0.1:9/nothing")
    settings.cache_clear()
    founding.segmented_control(key="value_authority").set_value("strong").run()
    assert "白石様は ①" in shown(founding)
    assert "データベースにつながりません" in shown(founding)
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", str(database))
    settings.cache_clear()
    founding.button(key="save_again").click().run()
    assert stored(id_of(founding)).corrections == {"authority": "strong"}


def test_a_locked_file_is_said_in_a_sentence(founding: AppTest, database: Path) -> None:
    """While another program writes to the file, a correction counts on the screen, and the page says that it is not saved yet."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        founding.segmented_control(key="value_authority").set_value("strong").run()
        other.execute("ROLLBACK")
    assert "白石様は ①" in shown(founding)
    assert "書き込み中" in shown(founding)
    founding.button(key="save_again").click().run()
    assert stored(id_of(founding)).corrections == {"authority": "strong"}
