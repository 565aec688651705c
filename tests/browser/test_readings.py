"""A reading that takes long, in a real browser: its stages, a reload, a closed window, and stopping it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, own
from tests.browser.test_page import serious, settled
from tests.model_server import model_server
from tests.page.conftest import FOUNDING
from tests.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


class Gate:
    """A model that answers only once it is let, and then with words that are no reading, so that the embedded engine takes over."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, _: dict[str, Any]) -> str:
        """The answer, once the gate is open."""
        self.go.wait(60)
        return "no JSON"


@pytest.fixture(scope="module")
def gate() -> Gate:
    """What holds the model back."""
    return Gate()


@pytest.fixture(scope="module")
def slow_address(
    clean_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, gate: Gate
) -> Iterator[str]:
    """A server of the page whose notes a slow model on this machine reads."""
    home = tmp_path_factory.mktemp("slow")
    with model_server(gate) as model:
        environment = clean_environment | own(home) | {"OPENAI_BASE_URL": model.url, "KAMOSHIRENAI_ATTEMPTS": "1"}
        with serving([sys.executable, "-m", "analyzer"], environment, home) as port:
            yield f"http://127.0.0.1:{port}/"
        gate.go.set()


def started(page: Page, gate: Gate) -> Page:
    """The page while the model thinks."""
    gate.go.clear()
    page.get_by_label("議事録・メモ").fill(FOUNDING)
    page.get_by_role("button", name="見立てる", exact=True).click()
    expect(page.get_by_text("議事録を読み取る")).to_be_visible(timeout=20_000)
    return page


def test_a_reading_outlives_its_window(open_page: Open, slow_address: str, gate: Gate) -> None:
    """The stage shows; after the window was closed another one at the same address goes on waiting, and gets the result by itself."""
    page = started(open_page(at=slow_address), gate)
    assert not serious(settled(page))
    address = page.url
    assert "job=" in address
    page.close()
    again = open_page(at=slow_address)
    again.goto(address)
    expect(again.get_by_text("議事録を読み取る")).to_be_visible(timeout=20_000)
    gate.go.set()
    expect(again.locator("#result")).to_contain_text("③", timeout=30_000)
    assert "job=" not in again.url
    assert "case=" in again.url


def test_a_reading_can_be_stopped(open_page: Open, slow_address: str, gate: Gate) -> None:
    """Stopping leaves the note saved and unread; the embedded engine reads it at once."""
    page = started(open_page(at=slow_address), gate)
    page.get_by_role("button", name="読み取りをやめる").click()
    expect(page.get_by_text("まだ読み取られていません")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="内蔵エンジンで読み取る").click()
    expect(page.locator("#result")).to_contain_text("③", timeout=20_000)
    gate.go.set()
