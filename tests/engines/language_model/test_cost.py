"""What a reading cost is counted by the server's own figures and held under a budget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer.analysis import analyze
from analyzer.case import Case
from analyzer.engines import EngineError
from analyzer.engines.language_model import cost
from analyzer.engines.language_model.calling import limiter
from analyzer.engines.language_model.failures import Failed
from analyzer.engines.language_model.preview import as_line, preview
from tests.engines.language_model.conftest import Serve, configure
from tests.faults.test_failures import ANSWER, NOTE
from tests.model_server import refused


def test_the_servers_own_count_is_priced(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """1,000 tokens in and 100 out of gpt-4.1-mini cost what the price file says, a dated version of it the same."""
    serve(lambda _: ANSWER)
    for model in ("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"):
        configure(monkeypatch, KAMOSHIRENAI_MODEL=model)
        used = analyze(NOTE, "language_model").usage
        assert used
        assert (used.requests, used.tokens_in, used.tokens_out) == (1, 1000, 100)
        assert used.dollars == pytest.approx((1000 * 0.40 + 100 * 1.60) / 1e6)


def test_repeated_requests_are_counted(serve: Serve) -> None:
    """A retry counts as a request, a repair round with its tokens."""
    replies: list[Any] = [refused(429, "busy", **{"Retry-After": "0"}), "no JSON", ANSWER]
    serve(lambda _: replies.pop(0))
    used = analyze(NOTE, "language_model").usage
    assert used
    assert (used.requests, used.tokens_in) == (3, 2000)


def test_a_model_without_a_price_has_no_cost(serve: Serve) -> None:
    """An unknown model's tokens are counted, its money is not guessed."""
    serve(lambda _: ANSWER)
    used = analyze(NOTE, "language_model").usage
    assert used
    assert used.dollars is None
    assert used.tokens_in == 1000


def test_ones_own_prices(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A price file of one's own stands in place of the built-in one; one that cannot be read says so."""
    serve(lambda _: ANSWER)
    own = tmp_path / "prices.yaml"
    own.write_text("as_of: 2026-01-01\nmodels:\n  test-model: {in: 1, out: 2}\n", encoding="utf-8")
    configure(monkeypatch, KAMOSHIRENAI_PRICES=str(own))
    used = analyze(NOTE, "language_model").usage
    assert used
    assert used.dollars == pytest.approx(0.0012)
    configure(monkeypatch, KAMOSHIRENAI_PRICES=str(tmp_path / "missing.yaml"))
    with pytest.raises(EngineError, match=r"missing\.yaml"):
        analyze(NOTE, "language_model")


def test_a_budget_stops_a_batch(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the budget is used up nothing more is sent, and every further case says why."""
    server = serve(lambda _: ANSWER)
    configure(monkeypatch, KAMOSHIRENAI_MODEL="gpt-4.1-mini", KAMOSHIRENAI_BUDGET="0.001")
    kinds = []
    for _ in range(5):
        try:
            analyze(NOTE, "language_model")
        except Failed as failure:
            kinds.append(failure.kind)
    assert (len(server.requests), kinds) == (2, ["budget"] * 3)
    assert pytest.approx(2 * 0.00056) == cost.SPENT.dollars


def test_a_budget_needs_a_price(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget cannot be held with a model whose price is unknown: that is said before anything is sent."""
    server = serve(lambda _: ANSWER)
    configure(monkeypatch, KAMOSHIRENAI_BUDGET="1")
    with pytest.raises(Failed, match="price list"):
        analyze(NOTE, "language_model")
    assert not server.requests


def test_the_estimate_before_sending(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dry run names server, tokens and the most it can cost, with the date of the prices."""
    serve(lambda _: ANSWER)
    configure(monkeypatch, KAMOSHIRENAI_MODEL="gpt-4.1-mini")
    shown = preview(Case.of_notes(NOTE))
    assert shown.dollars == pytest.approx((shown.tokens_in * 0.40 + shown.tokens_out * 1.60) / 1e6)
    assert str(cost.prices().as_of) in as_line(shown, "ja")
    assert f"{shown.tokens_in} tokens in" in as_line(shown, "en")


def test_the_rate_limit_is_kept() -> None:
    """With twenty requests a second allowed, sixty turns beyond the first burst take their time."""
    import time

    limiter(20)
    began = time.monotonic()
    for _ in range(30):
        limiter(20)
    assert time.monotonic() - began > 0.4
