"""Saved cases, each an append-only list of events: in a SQLite file on this machine by default, in PostgreSQL by URL.

The whole face is here: ``open_history()`` gives a ``History``; whatever goes wrong is a ``HistoryError`` with its sentence in both languages.
SQLAlchemy is loaded when a history is first opened, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.history.errors import HistoryError, NotThereError
from analyzer.history.saved import CaseLine, Outcome, Saved, for_review
from analyzer.history.who import who

if TYPE_CHECKING:
    from analyzer.history.store import History, open_history

__all__ = [
    "CaseLine",
    "History",
    "HistoryError",
    "NotThereError",
    "Outcome",
    "Saved",
    "for_review",
    "open_history",
    "who",
]


def __getattr__(name: str) -> object:
    if name in {"History", "open_history"}:
        from analyzer.history import store

        return getattr(store, name)
    raise AttributeError(f"module 'analyzer.history' has no attribute {name!r}")
