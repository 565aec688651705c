"""The page's rows of the benchmark."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from eval import speed, speed_page
from tests.conftest import ROOT


def test_without_a_browser_there_is_a_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be measured no row is made up, and the table says why."""

    def nothing(_: int) -> dict[str, list[float]]:
        raise RuntimeError("no chromium is installed")

    monkeypatch.setattr(speed_page, "measure", nothing)
    assert speed.page_figures(3) == ([], "the page: not measured (no chromium is installed)")


def test_each_row_has_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds for the page, one for the result."""
    monkeypatch.setattr(
        speed_page, "measure", lambda repeats: {name: [0.5] * repeats for name in (speed_page.READY, speed_page.RESULT)}
    )
    figures, remark = speed.page_figures(6)
    assert [(one.bound, one.holds) for one in figures] == [(3.0, True), (1.0, True)]
    assert remark == ""


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_the_page_can_be_measured(clean_environment: dict[str, str]) -> None:
    """In a real browser every run gives a time for both."""
    command = [sys.executable, "-m", "eval.speed_page", "1"]
    done = subprocess.run(command, env=clean_environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if "is installed" in done.stderr or "is not installed" in done.stderr:
        pytest.skip("there is no browser")
    runs = json.loads(done.stdout)
    assert {name: len(seconds) for name, seconds in runs.items()} == {speed_page.READY: 1, speed_page.RESULT: 1}
