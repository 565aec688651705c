"""Before notes go to a server outside: the question, what is sent, masking; and what a reading cost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.analysis import analyze
from analyzer.engines import read_case
from analyzer.engines.language_model import connection
from analyzer.page import sending
from analyzer.page.doubts import doubt_at
from analyzer.page.highlights import claims
from analyzer.settings import settings
from tests.engines.language_model.conftest import configure, serve
from tests.faults.test_failures import ANSWER, NOTE
from tests.page.conftest import analyzed, shown

__all__ = ["serve"]
KEY = "sk-test-0123456789abcdef-SECRET"


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Nobody has agreed to anything before or after a test."""
    sending._agreed().clear()
    yield
    sending._agreed().clear()
    settings.cache_clear()


def asking() -> None:
    """A page that asks, and says whether it may go on."""
    import streamlit as st

    from analyzer.case import Case
    from analyzer.page import sending

    if sending.asks_first() and not sending.ask(Case.of_notes("株式会社北都の田中様(03-1234-5678)と面談。"), "ja"):
        st.text("waiting")
    else:
        st.text("may be sent")
    st.text(sending.engine_line("ja"))


def _opened() -> AppTest:
    page = AppTest.from_function(asking, default_timeout=30).run()
    assert not page.exception
    return page


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": KEY},
        {"OPENAI_API_KEY": KEY, "KAMOSHIRENAI_ENGINE": "offline"},
        {"KAMOSHIRENAI_MODEL": "model.gguf"},
    ],
)
def test_nothing_is_asked_where_nothing_leaves(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    """The embedded engine, a model file and a server on this machine need no consent."""
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "KAMOSHIRENAI_ENGINE", "KAMOSHIRENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    configure(monkeypatch, **environment)
    assert _opened().text[0].value == "may be sent"


def test_a_server_outside_is_named_and_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says which server gets the notes, without the key or a password, and asks only the first time."""
    configure(monkeypatch, OPENAI_BASE_URL="https://user:geheim@notes.example/v1", OPENAI_API_KEY=KEY)
    page = _opened()
    assert page.text[0].value == "waiting"
    assert "notes.example" in shown(page)
    everything = shown(page) + "".join(one.value for one in page.text)
    assert "geheim" not in everything
    assert KEY not in everything
    page.button(key="send").click().run()
    assert page.text[0].value == "may be sent"
    assert _opened().text[0].value == "may be sent"
    configure(monkeypatch, OPENAI_BASE_URL="https://other.example/v1")
    assert _opened().text[0].value == "waiting"


def test_the_preview_is_what_is_sent_and_the_switch_masks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and numbers stand in the preview until the switch of this session masks them; the line about the engine says so."""
    configure(monkeypatch, OPENAI_BASE_URL="https://notes.example/v1", OPENAI_API_KEY=KEY)
    page = _opened()
    assert "田中様" in shown(page)
    assert "03-1234-5678" in shown(page)
    page.toggle(key="mask_switch").set_value(True).run()
    assert not page.exception
    assert "田中" not in shown(page)
    assert "〔人1〕" in shown(page)
    assert "伏せて" in page.text[-1].value
    page.button(key="send").click().run()
    assert "伏せて" in page.text[-1].value
    assert "伏せて" not in _opened().text[-1].value


def test_masking_begins_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """``KAMOSHIRENAI_MASK=true`` switches it on."""
    configure(monkeypatch, OPENAI_BASE_URL="https://notes.example/v1", OPENAI_API_KEY=KEY, KAMOSHIRENAI_MASK="true")
    page = _opened()
    assert page.toggle(key="mask_switch").value is True
    assert "田中" not in shown(page)


@pytest.mark.parametrize("mask", [True, False])
def test_a_reading_masks_as_it_is_told(serve: object, monkeypatch: pytest.MonkeyPatch, mask: bool) -> None:
    """What reaches the server is masked or not by the call, whatever the settings say."""
    from analyzer.case import Case, Profile

    server = serve(lambda _: ANSWER)  # type: ignore[operator]
    configure(monkeypatch, KAMOSHIRENAI_MASK=str(not mask), KAMOSHIRENAI_CROSS_CHECK="false")
    read_case(Case.of_notes(NOTE), "language_model", Profile(), mask=mask)
    sent = server.requests[0]["messages"][-1]["content"]
    assert ("田中" in sent) is not mask


def test_cost_and_dropped_claims_are_told(serve: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens and money of a reading stand on the page; claims whose words are not in the notes are counted."""
    invented = ANSWER | {
        "information": {"quotes": [{"note": 1, "text": "全部わかったとのこと"}], "value": "sufficient"}
    }
    server = serve(lambda _: invented)  # type: ignore[operator]
    monkeypatch.setattr(connection, "is_loopback", lambda _: True)
    configure(monkeypatch, KAMOSHIRENAI_MODEL="gpt-4.1-mini", KAMOSHIRENAI_CROSS_CHECK="false")
    analysis = analyze(NOTE, "language_model")
    assert server.requests

    def costing(analysis: object) -> None:
        from analyzer.page import sending

        sending.show_cost(analysis)  # type: ignore[arg-type]

    page = AppTest.from_function(costing, args=(analysis,), default_timeout=30).run()
    assert not page.exception
    words = shown(page)
    assert "gpt-4.1-mini への問い合わせ 1 回" in words
    assert "入力 1,000・出力 100 トークン" in words
    assert "米ドル" in words
    assert analysis.dropped == 1
    assert any("1件は" in warning for warning in analysis.warnings)


def test_a_doubt_shows_both_reasons_at_its_finding(serve: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the embedded engine says the opposite, both values stand at the finding with their words; other findings are silent."""
    note = "7/1 田中様と面談。稟議を二度上げたが二度とも部長に差し戻された。自分では決められないとのこと。「私が決めます」と冗談。"
    answer = ANSWER | {"authority": {"quotes": [{"note": 1, "text": "「私が決めます」"}], "value": "strong"}}
    serve(lambda _: answer)  # type: ignore[operator]
    configure(monkeypatch, KAMOSHIRENAI_CROSS_CHECK="true")
    analysis = analyze(note, "language_model")
    assert [one.aspect for one in analysis.doubts] == ["authority"]
    shown_there = doubt_at(analysis, "authority")
    for words in ("言語モデルは「強い」", "内蔵エンジンは「弱い」", "「私が決めます」", "自分では決められない"):
        assert words in shown_there
    assert doubt_at(analysis, "information") == ""
    assert "doubt-authority" in [claim.id for claim in claims(analysis)]


def test_notes_wait_for_the_reps_word(page: AppTest, serve: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the whole page: nothing is sent before the rep agrees; then it is read, and what it cost is told; the next case is not asked about.

    With masking switched on, the next request holds no name.
    """
    server = serve(lambda _: ANSWER)  # type: ignore[operator]
    monkeypatch.setattr(connection, "is_loopback", lambda _: False)
    configure(monkeypatch, KAMOSHIRENAI_CROSS_CHECK="false")
    page = analyzed(page, NOTE)
    assert not server.requests
    assert "はじめに一度だけ確認します" in shown(page)
    assert "127.0.0.1" in shown(page)
    page.button(key="send").click().run()
    assert not page.exception
    assert len(server.requests) == 1
    assert "田中" in server.requests[0]["messages"][-1]["content"]
    assert "test-model への問い合わせ 1 回" in shown(page)
    page.toggle(key="mask_switch").set_value(True).run()
    page = analyzed(page, "7/2 田中様と面談。「私が決めます」とのこと。")
    assert len(server.requests) == 2
    assert "田中" not in server.requests[1]["messages"][-1]["content"]
    assert "田中様" in shown(page)


def test_the_rep_may_refuse(page: AppTest, serve: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of sending, the embedded engine reads: nothing leaves."""
    server = serve(lambda _: ANSWER)  # type: ignore[operator]
    monkeypatch.setattr(connection, "is_loopback", lambda _: False)
    configure(monkeypatch, KAMOSHIRENAI_CROSS_CHECK="false")
    page = analyzed(page, NOTE)
    page.button(key="read_offline").click().run()
    assert not page.exception
    assert "権限・影響力" in shown(page)
    assert not server.requests
