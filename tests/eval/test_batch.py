"""Batches: every table holds the same rows, nothing obeys, nothing is lost, and memory does not grow."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from eval.batch import rows
from eval.batch.__main__ import main
from eval.batch.generate import line
from eval.batch.rows import COLUMNS, need
from eval.batch.tables import neutral
from tests.conftest import ROOT
from tests.eval.helpers import NOTE, write_lines


def batch(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """The rows of a batch."""
    return [json.loads(one) for one in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two notes, an empty file and a picture."""
    made = tmp_path / "notes"
    (made / "deep").mkdir(parents=True)
    (made / "one.txt").write_text(NOTE, encoding="utf-8")
    (made / "deep" / "two.md").write_bytes(NOTE.encode("cp932"))
    (made / "empty.txt").write_text("", encoding="utf-8")
    (made / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return made


def test_a_folder_becomes_rows_and_what_cannot_be_read_is_listed(folder: Path, tmp_path: Path) -> None:
    """Two notes, two rows; the empty file and the picture are named with the reason, here and on the page."""
    done = batch(folder, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "2 cases" in done.stdout
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    for name in ("empty.txt", "picture.png"):
        assert name in done.stderr
        assert name in page


def test_all_tables_hold_the_same_rows(tmp_path: Path) -> None:
    """jsonl, csv, xlsx and parquet agree, row for row."""
    source = write_lines(tmp_path / "deals.jsonl", [line(number) for number in range(5)])
    assert batch(source, "--out", tmp_path / "out").exit_code == 0
    made = rows_of(tmp_path / "out")
    table = list(
        csv.DictReader(io.StringIO((tmp_path / "out" / "rows.csv").read_bytes().decode("utf-8-sig"), newline=""))
    )
    sheet = list(load_workbook(tmp_path / "out" / "rows.xlsx").worksheets[0].values)
    parquet = pq.read_table(tmp_path / "out" / "rows.parquet").to_pylist()
    deals = [one["deal"] for one in made]
    assert len(deals) == 5
    assert [one["deal"] for one in table] == deals
    assert sheet[0] == COLUMNS
    assert [one[2] for one in sheet[1:]] == deals
    assert [(one["deal"], one["need"]) for one in parquet] == [(one["deal"], one["need"]) for one in made]


@pytest.mark.parametrize("evil", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\r=1"])
def test_formulas_are_neutralised(tmp_path: Path, evil: str) -> None:
    """A customer named like a formula is text in csv and xlsx."""
    assert str(neutral(evil)).startswith("'")
    source = write_lines(tmp_path / "deals.jsonl", [line(1) | {"customer": evil}])
    batch(source, "--out", tmp_path / "out")
    row = next(
        csv.DictReader(io.StringIO((tmp_path / "out" / "rows.csv").read_bytes().decode("utf-8-sig"), newline=""))
    )
    assert row["customer"] == f"'{evil}"
    cell = load_workbook(tmp_path / "out" / "rows.xlsx").worksheets[0]["B2"]
    assert cell.data_type == "s"


def test_ordinary_words_stay_as_they_are() -> None:
    """Only what begins like a formula gets an apostrophe."""
    assert [neutral(one) for one in ("三浦製作所", "A=B", 5, "")] == ["三浦製作所", "A=B", 5, ""]


def test_malformed_lines_are_listed_and_skipped(tmp_path: Path) -> None:
    """Each bad line of a file of JSON lines is named with its number; the others are read."""
    path = tmp_path / "deals.jsonl"
    path.write_text(
        "\n".join(
            [
                json.dumps({"text": NOTE}),
                "{",
                "[]",
                json.dumps({"notes": [{"text": NOTE, "date": "soon"}]}),
                json.dumps({"notes": []}),
            ]
        ),
        encoding="utf-8",
    )
    done = batch(path, "--out", tmp_path / "out")
    assert "1 cases" in done.stdout
    for number in range(2, 6):
        assert f"deals.jsonl:{number}: " in done.stderr


@pytest.mark.parametrize(("language", "said"), [("ja", "内容が空です"), ("en", "there is no text in it")])
def test_unreadable_files_are_listed_and_skipped(tmp_path: Path, language: str, said: str) -> None:
    """A file that cannot be used is named with its reason in the user's language; the others are read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(" ", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "in" / "c.txt").symlink_to("/dev/zero")
    done = batch(tmp_path / "in", "--out", tmp_path / "out", "--language", language)
    assert "1 cases" in done.stdout
    assert f"a.txt: {said}" in done.stderr
    assert sum(line.startswith("skipped ") for line in done.stderr.splitlines()) == 2


def test_a_dry_run_writes_nothing(folder: Path, tmp_path: Path) -> None:
    """It counts, estimates and leaves no folder behind."""
    done = batch(folder, "--out", tmp_path / "out", "--dry-run", "--engine", "language_model", "--price", "1,2")
    assert done.exit_code == 0
    assert "2 cases" in done.stdout
    assert "$" in done.stdout
    assert not (tmp_path / "out").exists()


def test_bad_arguments_are_one_line(folder: Path, tmp_path: Path) -> None:
    """No source, another batch's folder, an earlier batch that is none or the same one: exit 2, one line, nothing overwritten."""
    out = tmp_path / "out"
    assert batch(tmp_path / "no-such-*.csv", "--out", out).exit_code == 2
    assert batch(folder, "--out", out, "--since", tmp_path).exit_code == 2
    assert not out.exists()
    batch(folder / "one.txt", "--out", out)
    before = (out / "rows.jsonl").read_bytes()
    for done in (batch(folder, "--out", out), batch(folder / "one.txt", "--out", out, "--since", out)):
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert (out / "rows.jsonl").read_bytes() == before


def test_since_shows_what_changed(tmp_path: Path) -> None:
    """A deal whose notes now say something else is on the page with before and now; new and gone ones are counted."""
    old = write_lines(
        tmp_path / "old.jsonl",
        [{"customer": "甲社", "deal": "A", "text": NOTE}, {"customer": "乙社", "deal": "B", "text": NOTE}],
    )
    moved = "板倉様と面談。来週火曜に候補日を3つ送ってくださるとのこと。料金表をそらで言える。稟議は差し戻された。"
    new = write_lines(
        tmp_path / "new.jsonl",
        [{"customer": "甲社", "deal": "A", "text": moved}, {"customer": "丙社", "deal": "C", "text": NOTE}],
    )
    batch(old, "--out", tmp_path / "a")
    assert batch(new, "--out", tmp_path / "b", "--since", tmp_path / "a").exit_code == 0
    page = (tmp_path / "b" / "report.html").read_text(encoding="utf-8")
    assert "甲社 / A" in page
    assert "新しい案件 1 · なくなった案件 1" in page


EXPORT = [
    ["日付", "担当", "顧客", "案件", "内容"],
    ["2026-03-01", "佐野", "甲社", "更新", NOTE],
    ["2026-03-02", "佐野", "乙社", "新規", NOTE],
    ["2026-03-09", "佐野", "甲社", "更新", "板倉様に電話。返事はまだない。"],
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_becomes_a_row_a_deal(tmp_path: Path, form: str) -> None:
    """Rows of one deal, wherever they stand, are one case with its rep, customer, deal and last day; a CP932 csv reads too."""
    path = tmp_path / f"crm.{form}"
    if form == "csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(EXPORT)
        path.write_bytes(text.getvalue().encode("cp932"))
    else:
        book = Workbook()
        for row in EXPORT:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    assert batch(tmp_path / f"*.{form}", "--out", tmp_path / "out").exit_code == 0
    found = rows_of(tmp_path / "out")
    assert [(one["rep"], one["customer"], one["deal"], one["notes"], one["last_note"]) for one in found] == [
        ("佐野", "甲社", "更新", 2, "2026-03-09"),
        ("佐野", "乙社", "新規", 1, "2026-03-02"),
    ]


def test_cases_that_fail_are_each_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two deals of one export that the engine fails on are two lines, with their names; where nothing could be read the exit code is 3."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no luck")

    path = tmp_path / "crm.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(EXPORT)
    monkeypatch.setattr(rows, "analyze", fail)
    done = batch(path, "--out", tmp_path / "out")
    assert done.exit_code == 3
    assert [one in done.stderr for one in ("甲社 / 更新: RuntimeError: no luck", "乙社 / 新規: RuntimeError")] == [
        True,
        True,
    ]


def test_a_batch_follows_its_sources(tmp_path: Path) -> None:
    """Run again after notes were changed, a deal has one row, of what its notes say now; what was taken away is gone."""
    source = write_lines(tmp_path / "deals.jsonl", [line(number) for number in range(3)])
    batch(source, "--out", tmp_path / "out")
    write_lines(source, [line(0) | {"text": "x", "notes": [{"text": NOTE}]}, line(1)])
    assert "2 cases (1 read now" in batch(source, "--out", tmp_path / "out").stdout
    assert sorted(one["deal"] for one in rows_of(tmp_path / "out")) == ["案件000000", "案件000001"]


def test_files_of_one_name_are_not_mixed_up_in_what_changed(tmp_path: Path) -> None:
    """Two reps' folders each hold a note.txt: nothing changed is nothing changed."""
    for rep, text in (("a", NOTE), ("b", "板倉様と面談。来週火曜に候補日を3つ送ってくださる。")):
        (tmp_path / "notes" / rep).mkdir(parents=True)
        (tmp_path / "notes" / rep / "note.txt").write_text(text, encoding="utf-8")
    batch(tmp_path / "notes", "--out", tmp_path / "one")
    batch(tmp_path / "notes", "--out", tmp_path / "two", "--since", tmp_path / "one")
    assert "変わった案件 0 · 新しい案件 0 · なくなった案件 0" in (tmp_path / "two" / "report.html").read_text(
        encoding="utf-8"
    )


def test_a_deal_with_several_rows_changes_by_its_latest(tmp_path: Path) -> None:
    """Where two cases bear one deal's name, the one with the later note stands for it: one row of change, not four."""
    deal = {"customer": "甲社", "deal": "A"}
    moving = "板倉様と面談。来週火曜に候補日を3つ送ってくださるとのこと。料金表をそらで言える。"
    first = [deal | {"text": NOTE, "date": "2026-01-05"}, deal | {"text": moving, "date": "2026-01-01"}]
    batch(write_lines(tmp_path / "old.jsonl", first), "--out", tmp_path / "a")
    later = [*first, deal | {"text": moving, "date": "2026-02-01"}]
    batch(write_lines(tmp_path / "new.jsonl", later), "--out", tmp_path / "b", "--since", tmp_path / "a")
    page = (tmp_path / "b" / "report.html").read_text(encoding="utf-8")
    assert "変わった案件 1 · 新しい案件 0 · なくなった案件 0" in page


def test_what_needs_a_move_comes_first() -> None:
    """A stalled ③ stands before a moving ①, and says why."""
    stalled, why = need({"momentum": "stalled", "quadrant": "weak_sufficient"}, "ja")
    assert stalled > need({"momentum": "moving", "quadrant": "strong_sufficient"}, "ja")[0]
    assert why[0] == "止まっている"


@pytest.mark.slow
def test_a_kill_loses_little_and_repeats_nothing(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    """After SIGKILLs at random moments the batch goes on, and in the end every case has one row."""
    source, out, draw = (
        write_lines(tmp_path / "deals.jsonl", [line(number) for number in range(250)]),
        tmp_path / "out",
        random.Random(3),
    )
    command = [sys.executable, "-m", "eval.batch", str(source), "--out", str(out)]
    for _ in range(2):
        process = subprocess.Popen(
            command, cwd=ROOT, env=clean_environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and not (out / "batch.sqlite3").exists():
            time.sleep(0.02)
        time.sleep(0.5 + draw.random() * 2)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    deals = [json.loads(one)["deal"] for one in (out / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(deals) == [f"案件{number:06}" for number in range(250)]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory of a child is told by POSIX only")
def test_memory_does_not_grow_with_the_cases(clean_environment: dict[str, str]) -> None:
    """Reading 1,500 cases takes at most 40 MB more than reading 50."""
    command = [sys.executable, "-m", "eval.batch.memory", "50", "1500"]
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    peaks = [float(peak) for peak in re.findall(r"(\d+) MB \|$", done.stdout, re.MULTILINE)]
    assert len(peaks) == 2
    assert peaks[1] - peaks[0] < 40, peaks
