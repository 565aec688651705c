"""The speed report: what it measures on, and what it says of a bound."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval.speed import TUNE, Figure, notes, table
from tests.conftest import ROOT
from tests.faults.test_failures import ANSWER
from tests.model_server import model_server


def test_the_notes_have_a_thousand_characters_each() -> None:
    """The benchmark's notes are of the size that its figures are about."""
    assert {len(text) for text in notes()} == {1000}


def test_a_bound_is_judged_by_the_median() -> None:
    """One slow run of three breaks no bound; a slow median does, and so does a throughput that is too low."""
    assert Figure("start", "s", [0.1, 0.2, 9.0], 0.8).holds is True
    assert Figure("start", "s", [0.1, 0.9, 9.0], 0.8).holds is False
    assert Figure("notes", "/s", [50.0, 99.0, 200.0], 100, least=True).holds is False
    assert Figure("GiNZA", "s", [9.0]).holds is None


def test_the_table_says_what_does_not_hold() -> None:
    """A broken bound is said in words beside its figure, a kept one too."""
    lines = table([Figure("start", "s", [2.0], 0.8), Figure("memory", "MB", [120.0], 250)]).splitlines()
    assert "DOES NOT HOLD" in lines[1]
    assert lines[2].endswith("holds")


def test_peak_memory_is_that_of_the_process() -> None:
    """A process that holds 100 MB is reported to hold about that; asked from a small process, as the report is one."""
    hold = "held = bytearray(100_000_000)"
    ask = f"import json, sys; from eval.speed import run; print(json.dumps(run([sys.executable, '-c', {hold!r}])[1]))"
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=True, capture_output=True)
    memory = json.loads(done.stdout)
    assert memory is None or 100 < memory < 200


def test_a_case_takes_little_more_than_the_model() -> None:
    """Reading by a model that takes 0.2 s costs this process little more than the plain client, and every case is read."""
    from analyzer.settings import settings
    from eval import speed_language_model as model

    with pytest.MonkeyPatch.context() as patched, model.slow_server(0.2) as url:
        for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "KAMOSHIRENAI_MODEL", "KAMOSHIRENAI_CROSS_CHECK"):
            patched.setenv(name, "")  # what the measurement sets is gone afterwards
        patched.setattr(model, "CASES", 40)
        _, used = model.timed(model.ours(url, cross_check=False), 10)
    settings.cache_clear()
    assert used < 20


def test_one_poisoned_case_loses_only_itself(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    """Of twelve cases read ten at a time the one whose answer is broken is named as failed, the others are scored."""
    labelled = [json.loads(line) for line in (TUNE).read_text(encoding="utf-8").splitlines()[:12]]
    poisoned = labelled[5]["notes"][0]["text"][:12]
    answer = ANSWER | {"contact": None, "authority": {"quotes": [], "value": "unknown"}}
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in labelled), encoding="utf-8")
    with model_server(
        lambda request: "nonsense" if poisoned in request["messages"][1]["content"] else answer
    ) as server:
        own = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "k", "KAMOSHIRENAI_MODEL": "m"}
        command = [
            sys.executable,
            "-m",
            "eval.run",
            "--cases",
            str(cases),
            "--engine",
            "language_model",
            "--out",
            str(tmp_path / "run"),
        ]
        subprocess.run(
            [*command, "--concurrency", "10"], env=clean_environment | own, cwd=ROOT, check=True, capture_output=True
        )
    found = json.loads((tmp_path / "run" / "metrics.json").read_text(encoding="utf-8"))
    assert (list(found["failed"]), found["cases"]) == ([labelled[5]["id"]], 11)
    assert (
        found["spent"]["tokens_in"] == 13_000
    )  # of the cases that were read, and the two answers of the one that was not
