"""Comparing two runs: who got better, the verdict, the gate, and what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from eval.compare import main
from eval.labelled import FIXED, read_cases
from tests.eval.helpers import labels, line, run_folder, write_lines


def compare(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_a_significant_loss_breaks_the_gate(tmp_path: Path) -> None:
    """Eight cases lost: named, called worse, exit 1 as a gate and 0 without it."""
    names = [f"c{number}" for number in range(8)]
    cases = write_lines(tmp_path / "cases.jsonl", [line(name) for name in names])
    before, after = (
        run_folder(tmp_path / "a", {name: labels() for name in names}),
        run_folder(tmp_path / "b", {name: labels(momentum="moving") for name in names}),
    )
    done = compare(before, after, "--cases", cases, "--baseline")
    assert done.exit_code == 1
    assert "momentum worse: c0, c1" in done.stdout
    assert "verdict: momentum worse" in done.stdout
    assert "momentum got worse" in done.stderr
    assert compare(before, after, "--cases", cases).exit_code == 0


def test_one_new_dear_error_breaks_the_gate(tmp_path: Path) -> None:
    """One strong contact newly called weak fails the gate, significant or not."""
    cases = write_lines(tmp_path / "cases.jsonl", [line("a", authority="strong"), line("b")])
    before = run_folder(tmp_path / "a", {"a": labels(authority="strong"), "b": labels()})
    after = run_folder(tmp_path / "b", {"a": labels(), "b": labels()})
    done = compare(before, after, "--cases", cases, "--baseline")
    assert done.exit_code == 1
    assert "1 new strong → weak" in done.stderr
    assert "verdict: no evidence of a difference" in done.stdout
    assert compare(after, before, "--cases", cases, "--baseline").exit_code == 0


def test_different_case_sets_and_strangers_are_refused(tmp_path: Path) -> None:
    """Runs over different cases, and predictions for cases that are not in the file, exit 2 with one line; --common compares the rest."""
    cases = write_lines(tmp_path / "cases.jsonl", [line("a"), line("b")])
    one, two = run_folder(tmp_path / "a", {"a": labels()}), run_folder(tmp_path / "b", {"a": labels(), "b": labels()})
    done = compare(one, two, "--cases", cases)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "different case sets; b is in" in done.stderr
    assert compare(one, two, "--cases", cases, "--common").exit_code == 0
    strange = compare(one, run_folder(tmp_path / "c", {"zz": labels()}), "--cases", cases)
    assert "predictions.jsonl:1: id zz" in strange.stderr
    assert compare(tmp_path / "nothing", two, "--cases", cases).exit_code == 2


def test_the_fixed_sets_cases_are_named_only_with_reveal(tmp_path: Path) -> None:
    """Counts without --reveal, names with it; as JSON too."""
    known = read_cases(FIXED)[:3]
    before = run_folder(tmp_path / "a", {one.id: one.gold for one in known})
    after = run_folder(tmp_path / "b", {one.id: labels(momentum="unknown", contact="x") for one in known})
    covered = (
        compare(before, after, "--cases", FIXED).stdout + compare(before, after, "--cases", FIXED, "--json").stdout
    )
    assert not [one.id for one in known if one.id in covered]
    found = json.loads(compare(before, after, "--cases", FIXED, "--json", "--reveal").stdout)
    assert found["measures"]["contact"]["worse"] == [one.id for one in known]
