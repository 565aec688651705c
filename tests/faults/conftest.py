"""The same servers and settings as for the language-model engine's own tests, with short patience."""

from __future__ import annotations

import pytest

from tests.engines.language_model.conftest import configure, serve

__all__ = ["serve"]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures are seen in seconds, not minutes."""
    configure(
        monkeypatch,
        KAMOSHIRENAI_TIMEOUT="0.6",
        KAMOSHIRENAI_ATTEMPTS="3",
        KAMOSHIRENAI_RETRY_SECONDS="5",
        KAMOSHIRENAI_CROSS_CHECK="false",
    )
