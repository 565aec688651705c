"""Servers and settings for the language-model engine's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from analyzer.engines.language_model import calling, cost
from analyzer.engines.language_model.dialect import Remembered
from analyzer.settings import settings
from tests.model_server import Answering, ModelServer, model_server

KEY = "sk-test-0123456789abcdef-SECRET"
Serve = Callable[[Answering], ModelServer]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a server that answers as told, and point the settings at it; afterwards everything is as before."""
    with ExitStack() as servers:

        def start(answering: Answering) -> ModelServer:
            server = servers.enter_context(model_server(answering))
            configure(monkeypatch, OPENAI_BASE_URL=server.url, OPENAI_API_KEY=KEY, KAMOSHIRENAI_MODEL="test-model")
            return server

        yield start
    settings.cache_clear()


def configure(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    """Set the environment, and forget what was read from it or learned before."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    monkeypatch.setattr(calling, "REMEMBERED", Remembered())
    monkeypatch.setattr(cost, "SPENT", cost.Spent())
