"""A real Chromium and one server of the page for the whole session."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from analyzer.history import History, open_history
from tests.serving import serving

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = (1280, 900)
PHONE = (390, 844)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of the session runs, with its file of saved cases."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def address(clean_environment: dict[str, str], home: Path) -> Iterator[str]:
    """The address of the page; the server runs as ``kamoshirenai app`` from a directory without any configuration."""
    with serving([sys.executable, "-m", "analyzer"], clean_environment | own(home), home) as port:
        yield f"http://127.0.0.1:{port}/"


def own(home: Path) -> dict[str, str]:
    """What keeps a server to a directory of its own."""
    return {"HOME": str(home), "KAMOSHIRENAI_DATABASE_URL": str(home / "cases.sqlite3")}


@pytest.fixture
def history(address: str, home: Path) -> History:
    """The server's saved cases, none of them yet."""
    assert address
    saved = open_history(str(home / "cases.sqlite3"))
    saved.delete_all(forget=lambda _: None)
    return saved


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; skipped where there is none, but a failure in CI."""
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=_chromium(playwright), args=SWITCHES)
        except Error as error:
            _no_browser(str(error).splitlines()[0])
        yield found
        found.close()


def _chromium(playwright: Playwright) -> str:
    own = Path(playwright.chromium.executable_path)
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    if own.is_file():
        return str(own)
    return _no_browser("no chromium found: apt-get install chromium, or playwright install chromium")


def _no_browser(why: str) -> str:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"CI needs a browser: {why}", pytrace=False)
    pytest.skip(why)


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Open the page in a size, language and colour scheme; at the end nothing may have left loopback or gone wrong."""
    outside: list[str] = []
    errors: list[str] = []
    opened: list[Page] = []

    def open_one(language: str = "ja", size: tuple[int, int] = DESKTOP, scheme: str = "light", at: str = "") -> Page:
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            accept_downloads=True,
        )
        opened.append(page)
        page.on("request", lambda request: outside.append(request.url) if _leaves(request.url, at or address) else None)
        page.on("websocket", lambda socket: outside.append(socket.url) if _leaves(socket.url, at or address) else None)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(f"dialog: {dialog.message}"))
        page.goto((at or address) + ("?lang=en" if language == "en" else ""))
        page.get_by_label("Meeting notes" if language == "en" else "議事録・メモ").wait_for()
        return page

    yield open_one
    for page in opened:
        page.context.close()
    assert not outside
    assert not errors


def _leaves(url: str, address: str) -> bool:
    own = address.removeprefix("http")
    return not url.startswith((f"http{own}", f"ws{own}", "data:", "blob:"))
