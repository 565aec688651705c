"""The saved cases as the page sees them; where they cannot be opened, ``HistoryError`` says so in a sentence."""

from __future__ import annotations

import time

import streamlit as st

from analyzer.history import History, HistoryError, open_history
from analyzer.settings import settings

PAUSE = 3.0
"""Seconds before a database that could not be opened is tried again."""


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> History:
    return open_history(url)


@st.cache_resource(show_spinner=False)
def _failed() -> dict[str, tuple[float, HistoryError]]:
    """When and why a database could last not be opened."""
    return {}


def history() -> History:
    """The saved cases of the settings' database, opened once for the server.

    Raises:
        HistoryError: it cannot be opened; tried again after a moment, so that a page drawn meanwhile waits once and not at every part.
    """
    url = settings().database_url.get_secret_value()
    when, error = _failed().get(url, (float("-inf"), None))
    if error and time.monotonic() - when < PAUSE:
        raise error
    try:
        return _opened(url)
    except HistoryError as now:
        _failed()[url] = (time.monotonic(), now)
        raise
