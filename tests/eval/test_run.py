"""Runs: what they write, that a kill loses nothing finished, what they refuse, and what they keep covered."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analyzer.analysis import analyze
from analyzer.settings import settings
from eval import engines
from eval.labelled import FIXED, read_cases
from eval.run import main
from tests.conftest import ROOT
from tests.engines.language_model.conftest import Serve, serve  # noqa: F401  a fixture
from tests.engines.language_model.gold import GoldModel
from tests.eval.helpers import line, write_lines

TUNE = ROOT / "eval" / "cases" / "tune.jsonl"


def run(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def lines_of(folder: Path) -> list[dict[str, Any]]:
    """The predictions in a folder."""
    return [json.loads(one) for one in (folder / "predictions.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_run_writes_the_contracts_files(tmp_path: Path) -> None:
    """Predictions have the contract's keys, a line a case; metrics and a report lie beside them."""
    done = run("--cases", TUNE, "--out", tmp_path / "out", "--limit", 4, "--concurrency", 2)
    assert done.exit_code == 0, done.output
    found = lines_of(tmp_path / "out")
    assert len(found) == 4
    assert {"id", "prediction", "quadrant", "hypotheses", "moves", "seconds"} <= found[0].keys()
    assert len(found[0]["prediction"]) == 9
    metrics = json.loads((tmp_path / "out" / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["signals"]["cases"] == 4
    assert metrics["confidence"]["calibration"].keys() == metrics["aspects"].keys()
    assert (tmp_path / "out" / "report.html").stat().st_size < 2_000_000


def test_what_is_finished_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going on after a cut-off last line reads only what is missing; repetitions are read anew, each of them."""
    out = tmp_path / "out"
    run("--cases", TUNE, "--out", out, "--limit", 3)
    path = out / "predictions.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    asked: list[str] = []

    def count(case: Any, engine: Any) -> Any:
        asked.append(case.notes[0].text)
        return analyze(case, engine)

    monkeypatch.setattr(engines, "analyze", count)
    assert run("--cases", TUNE, "--out", out, "--limit", 5).exit_code == 0
    assert len(asked) == 3
    assert len({one["id"] for one in lines_of(out)}) == len(lines_of(out)) == 5
    run("--cases", TUNE, "--out", out, "--limit", 5, "--repeat", 3)
    assert len(asked) == 3 + 10
    metrics = json.loads((out / "metrics.json").read_text(encoding="utf-8"))
    assert (metrics["agreement"]["repeats"], metrics["agreement"]["authority"]["all_agree"]["value"]) == (3, 1)


def test_repetitions_are_never_served_from_the_response_cache(
    tmp_path: Path,
    serve: Serve,  # noqa: F811  the fixture imported above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One reading may come from the cache; of repetitions each is asked anew and paid, and the money is in the metrics."""
    path = write_lines(tmp_path / "own.jsonl", [line("a"), line("b", authority="strong")])
    server = serve(GoldModel(read_cases(path)))
    monkeypatch.setenv("KAMOSHIRENAI_RESPONSE_CACHE", str(tmp_path / "kept"))
    settings.cache_clear()
    start = ("--cases", path, "--engine", "language_model", "--price", "1,2", "--out")
    for name in ("first", "cached"):
        assert run(*start, tmp_path / name).exit_code == 0
    assert len(server.requests) == 2
    done = run(*start, tmp_path / "repeated", "--repeat", 3, "--concurrency", 4)
    assert (done.exit_code, "$0.007 of about $" in done.stderr) == (0, True)  # the bar says the cost so far
    assert len(server.requests) == 2 + 6
    metrics = json.loads((tmp_path / "repeated" / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["spent"]["dollars"] == pytest.approx(6 * (1000 * 1 + 100 * 2) / 1e6)
    assert metrics["agreement"]["authority"]["all_agree"]["value"] == 1


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing_finished(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    """After SIGKILLs at random moments every line that was there is still there, unchanged, and the run can be finished."""
    out, draw = tmp_path / "out", random.Random(7)
    cases = [line(f"c{number}") for number in range(400)]
    command = [
        sys.executable,
        "-m",
        "eval.run",
        "--cases",
        str(write_lines(tmp_path / "many.jsonl", cases)),
        "--out",
        str(out),
    ]
    kept: list[str] = []
    for _ in range(3):
        process = subprocess.Popen(
            command, cwd=ROOT, env=clean_environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and _size(out) <= len("".join(kept).encode()):
            time.sleep(0.01)
        time.sleep(draw.random() * 0.4)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = (out / "predictions.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        assert now[: len(kept)] == kept
        kept = [one for one in now if one.endswith("\n")]
    done = subprocess.run(
        [*command, "--limit", str(len(kept) + 5)], cwd=ROOT, env=clean_environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ids = [one["id"] for one in lines_of(out)]
    assert len(ids) == len(set(ids)) >= len(kept)


def _size(out: Path) -> int:
    path = out / "predictions.jsonl"
    return path.stat().st_size if path.is_file() else 0


def test_one_failing_case_loses_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case whose reading fails is named with the reason; the others are scored; next time it is tried again."""

    def fail(case: Any, engine: Any) -> Any:
        if "(b)" in case.notes[0].text:
            raise RuntimeError("no luck")
        return analyze(case, engine)

    path = write_lines(tmp_path / "own.jsonl", [line("a"), line("b"), line("c")])
    with monkeypatch.context() as patched:
        patched.setattr(engines, "analyze", fail)
        done = run("--cases", path, "--out", tmp_path / "out")
    assert done.exit_code == 0
    assert "b: RuntimeError: no luck" in done.stderr
    assert len(lines_of(tmp_path / "out")) == 2
    assert run("--cases", path, "--out", tmp_path / "out").exit_code == 0
    assert len(lines_of(tmp_path / "out")) == 3


def test_an_engine_that_cannot_be_had_exits_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every case fails the exit code says that the engine did."""

    def fail(*_: object) -> None:
        raise RuntimeError("no engine")

    monkeypatch.setattr(engines, "analyze", fail)
    assert run("--cases", TUNE, "--out", tmp_path / "out", "--limit", 2).exit_code == 3


def test_fail_under(tmp_path: Path) -> None:
    """A measure below its bound exits 1 and is named; a key that is none exits 2; a kept bound exits 0."""
    start = ("--cases", TUNE, "--out", tmp_path / "out", "--limit", 3, "--fail-under")
    low = run(*start, "aspects.authority.accuracy=1.1")
    assert (low.exit_code, "below 1.1" in low.stderr) == (1, True)
    assert run(*start, "authority=0").exit_code == 0
    assert run(*start, "nonsense=0").exit_code == 2
    assert run(*start, "authority=high").exit_code == 2


def test_another_runs_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Other cases, a folder of something else, and predictions of other cases: exit 2, one line, nothing changed."""
    out, other = tmp_path / "out", write_lines(tmp_path / "other.jsonl", [line("a")])
    run("--cases", TUNE, "--out", out, "--limit", 2)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    done = run("--cases", other, "--out", out)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "holds another run" in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("keep", encoding="utf-8")
    assert run("--cases", TUNE, "--out", full).exit_code == 2
    assert [path.name for path in full.iterdir()] == ["letter.txt"]
    (out / "predictions.jsonl").write_text(
        json.dumps({"id": "stranger", "prediction": lines_of(out)[0]["prediction"]}) + "\n", encoding="utf-8"
    )
    strange = run("--cases", TUNE, "--out", out)
    assert strange.exit_code == 2
    assert "predictions.jsonl:1: id stranger" in strange.stderr


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("{", "not valid JSON"),
        (json.dumps(line("a")), "id a stands twice"),
        (json.dumps(line("b", momentum="fast")), "gold.momentum"),
        (json.dumps(line("b") | {"gold": line("b")["gold"] | {"information_evidence": []}}), "must be empty exactly"),
        (json.dumps(line("b") | {"gold": line("b")["gold"] | {"information_evidence": ["never"]}}), "not in the notes"),
    ],
)
def test_a_bad_case_file_is_one_line_and_makes_no_folder(tmp_path: Path, second: str, says: str) -> None:
    """File, line number and what is wrong in one line, exit 2, and --out is not touched."""
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(line("a")) + "\n" + second + "\n", encoding="utf-8")
    done = run("--cases", path, "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr.count("\n"), f"{path}:2: " in done.stderr) == (2, 1, True)
    assert says in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_fixed_set_stays_covered_without_reveal(tmp_path: Path) -> None:
    """Totals only: no id and no note of the fixed set in what is printed, in metrics or report; with --reveal the report says so."""
    out = tmp_path / "out"
    done = run("--cases", FIXED, "--out", out, "--limit", 12)
    cases = [json.loads(one) for one in FIXED.read_text(encoding="utf-8").splitlines()[:12]]
    shown = (
        done.output
        + (out / "report.html").read_text(encoding="utf-8")
        + (out / "metrics.json").read_text(encoding="utf-8")
    )
    assert not [one["id"] for one in cases if one["id"] in shown]
    assert not [one["id"] for one in cases if one["notes"][0]["text"][:15] in shown]
    run("--cases", FIXED, "--out", out, "--limit", 12, "--reveal")
    report = (out / "report.html").read_text(encoding="utf-8")
    assert "--reveal" in report
    assert [one["id"] for one in cases if one["id"] in report]


def test_notes_are_escaped_in_the_report(tmp_path: Path) -> None:
    """Markup in a note is shown, not obeyed."""
    evil = line("a", authority="strong")
    evil["notes"][0]["text"] += "<script>alert(1)</script><img src=x onerror=alert(2)>"
    evil["id"] = "<b>a</b>"
    run("--cases", write_lines(tmp_path / "own.jsonl", [evil]), "--out", tmp_path / "out")
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in report
    assert "<img" not in report
    assert "<b>a</b>" not in report
    assert "&lt;script&gt;alert" in report
