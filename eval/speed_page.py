"""Measure the page in a real browser: how long until it is ready, and from the click to the result; for ``python -m eval.speed``."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.page.samples import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

READY, RESULT = "page ready in a browser", "click to result on the page"
BOUNDS = {READY: 3.0, RESULT: 1.0}
"""Seconds."""
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def measure(repeats: int) -> dict[str, list[float]]:
    """Seconds of each run: from asking the server for the page until it takes text, and from the click until the headline stands.

    Raises:
        RuntimeError: there is no browser to measure with.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise RuntimeError("playwright is not installed") from None
    runs: dict[str, list[float]] = {READY: [], RESULT: []}
    with tempfile.TemporaryDirectory() as home, page_server(Path(home)) as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        _once(browser, address)  # the first visit loads the engine and the browser's own files
        for _ in range(repeats):
            ready, result = _once(browser, address)
            runs[READY].append(ready)
            runs[RESULT].append(result)
        browser.close()
    return runs


def chromium(playwright: Playwright) -> Browser:
    """The system's chromium, or playwright's own.

    Raises:
        RuntimeError: there is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for name in names if (path := shutil.which(name))), playwright.chromium.executable_path)
    if not Path(found).is_file():
        raise RuntimeError("no chromium is installed")
    return playwright.chromium.launch(executable_path=found, args=_SWITCHES)


def _once(browser: Browser, address: str) -> tuple[float, float]:
    page = browser.new_page()
    began = time.perf_counter()
    page.goto(address)
    box = page.get_by_label("議事録・メモ")
    box.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    ready = time.perf_counter() - began
    box.fill(sample("introduction", "ja"))
    button = page.get_by_role("button", name="見立てる", exact=True)
    began = time.perf_counter()
    button.click()
    page.locator("#result").wait_for()
    result = time.perf_counter() - began
    page.close()
    return ready, result


@contextmanager
def page_server(home: Path) -> Iterator[str]:
    """The page's server with saved cases of its own in ``home/cases.sqlite3``, until the block ends; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept: dict[str, str] = {
        "HOME": str(home),
        "KAMOSHIRENAI_DATABASE_URL": str(Path(home) / "cases.sqlite3"),
        "KAMOSHIRENAI_ENGINE": "offline",
    }
    process = subprocess.Popen(  # noqa: S603  this program itself
        [sys.executable, "-m", "analyzer", "app", "--port", str(port), "--no-browser"],
        env={**os.environ, **kept},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with _DIRECT.open(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the page's server did not answer within 60 s")


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
