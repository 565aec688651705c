"""The page in Streamlit's AppTest, and how tests read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.page.samples import sample
from analyzer.settings import settings

APP = Path(__file__).parents[2] / "app.py"
FOUNDING = """2025/10/3 アサヒ精機 生産管理課 白石様
この半年で打合せは7回。デモも見積も事例も出し尽くし、白石様は運用の流れをホワイトボードに描いて課内で説明してくれている。質問ももう出ない。
ただ、社内では話が進まない。稟議を二度上げたが、二度とも課長のところで差し戻された。
うちの部長と先方の製造部の大久保部長との引き合わせをお願いしていた件、ひと月かかって今日お返事をいただいた。
「部長が、来月なら30分取れると言っています」とのこと。"""

UNNAMED_BOSS = sample("introduction", "ja").replace("大橋部長との", "部長との")
"""A sample note without the name of the contact's boss, so that the brief has a blank for it."""


def shown(page: AppTest) -> str:
    """The words of the page's own HTML, without the style."""
    bodies = [element.proto.body for element in page.get("html") if "<style>" not in element.proto.body]
    return html.unescape(re.sub(r"<[^>]*>", " ", "\n".join(bodies)))


def analyzed(page: AppTest, text: str, button: str = "見立てる") -> AppTest:
    """The page after the text was put in and the button pressed; nothing must have gone wrong."""
    page.text_area(key="notes_text").set_value(text)
    next(one for one in page.button if one.label == button).click()
    page.run()
    assert not page.exception
    return page


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of saved cases of each test's own; gives its path."""
    path = tmp_path / "cases.sqlite3"
    monkeypatch.setenv("KAMOSHIRENAI_DATABASE_URL", str(path))
    settings.cache_clear()
    yield path
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def page() -> AppTest:
    """The page as it opens."""
    opened = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not opened.exception
    return opened


@pytest.fixture
def founding(page: AppTest) -> AppTest:
    """The page with the founding situation read."""
    return analyzed(page, FOUNDING)
