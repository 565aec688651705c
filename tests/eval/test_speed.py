"""The speed report: what it measures on, and what it says of a bound."""

from __future__ import annotations

import json
import subprocess
import sys

from eval.speed import Figure, notes, table
from tests.conftest import ROOT


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
