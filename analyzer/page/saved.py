"""The saved cases as the page sees them; where they cannot be opened, ``HistoryError`` says so in a sentence."""

from __future__ import annotations

import streamlit as st

from analyzer.history import History, open_history
from analyzer.settings import settings


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> History:
    return open_history(url)


def history() -> History:
    """The saved cases of the settings' database, opened once for the server.

    Raises:
        HistoryError: it cannot be opened; the next call tries again.
    """
    return _opened(settings().database_url.get_secret_value())
