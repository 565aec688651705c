"""Both reports in a real Chromium, in Japanese: no console error, no request leaves, tables sort and can be searched."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, FloatRect, Page

from eval.batch.__main__ import main as batch
from eval.batch.generate import line as generated
from tests.browser.conftest import browser  # noqa: F401  a fixture
from tests.conftest import ROOT
from tests.eval.helpers import write_lines

pytestmark = pytest.mark.xdist_group("reports")
OpenFile = Callable[[Path], Page]


@pytest.fixture
def open_file(browser: Browser) -> Iterator[OpenFile]:  # noqa: F811  the fixture imported above
    """Open a report from the disk; at the end nothing may have been fetched or gone wrong."""
    asked: list[str] = []
    errors: list[str] = []
    pages: list[Page] = []

    def open_one(path: Path) -> Page:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ja-JP")
        pages.append(page)
        page.on(
            "request",
            lambda request: asked.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        page.on(
            "console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield open_one
    for page in pages:
        page.context.close()
    assert not asked
    assert not errors


def assert_fits(page: Page, picture: Path) -> None:
    """Nothing sticks out sideways, on a desk or on a phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 390, "height": 844})
    page.screenshot(path=picture)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_runs_report(open_file: OpenFile, tmp_path: Path, clean_environment: dict[str, str]) -> None:
    """Figures, plots and every wrong case with marks; the traps' table sorts by its count."""
    command = [
        sys.executable,
        "-m",
        "eval.run",
        "--cases",
        "eval/cases/tune.jsonl",
        "--out",
        str(tmp_path / "out"),
        "--repeat",
        "2",
    ]
    subprocess.run(command, cwd=ROOT, env=clean_environment, check=True, capture_output=True)  # its own event loop
    page = open_file(tmp_path / "out" / "report.html")
    for number in range(4):
        clip: FloatRect = {"x": 0, "y": number * 1500, "width": 1280, "height": 1500}
        page.screenshot(path=tmp_path / f"run{number}.png", clip=clip, full_page=True)
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.locator("svg").count() >= 6
    assert page.locator("details").count() >= 5
    assert page.locator("mark.gold, mark.both").count() >= 5
    heading = page.locator("table.sortable", has_text="negation").get_by_role("button", name="件", exact=True)
    heading.click()
    heading.click()
    counts = [
        int(text)
        for text in page.locator("table.sortable", has_text="negation")
        .locator("tbody td:nth-child(2)")
        .all_text_contents()
    ]
    assert counts == sorted(counts, reverse=True)
    wrong = page.locator("details").first
    assert wrong.locator("mark[data-say]").count() >= 1
    assert_fits(page, tmp_path / "run-phone.png")


def test_the_teams_page(open_file: OpenFile, tmp_path: Path) -> None:
    """The map, the table that most needs a move, sorted by a click and searched by typing; markup in names stays text."""
    lines = [generated(number) for number in range(60)]
    lines[0] |= {"customer": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"}
    source = write_lines(tmp_path / "deals.jsonl", lines)
    done = CliRunner().invoke(batch, [str(source), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    page = open_file(tmp_path / "out" / "report.html")
    page.screenshot(path=tmp_path / "team.png", clip={"x": 0, "y": 0, "width": 1280, "height": 1700}, full_page=True)
    points = page.locator("#most tbody td:first-child")
    shown = [int(text) for text in points.all_text_contents()]
    assert shown == sorted(shown, reverse=True)
    page.locator("#most").get_by_role("button", name="点", exact=True).click()
    assert [int(text) for text in points.all_text_contents()] == sorted(shown)
    page.get_by_label("絞り込み").fill("案件000007")
    assert page.locator("#most tbody tr:visible").count() == 1
    assert page.locator("#most-count").text_content() == "1"
    assert page.locator("img").count() == 0
    page.get_by_label("絞り込み").fill("")
    page.locator("#most").get_by_role("button", name="点", exact=True).click()
    first = page.locator("#most tbody tr").first.locator("td.some").first.text_content() or ""
    assert first.split("案件")[0] in (page.locator("ol.first li").first.text_content() or "")
    assert page.locator("ol.first").bounding_box()["y"] < 900  # type: ignore[index]  # seen without scrolling
    assert_fits(page, tmp_path / "team-phone.png")
