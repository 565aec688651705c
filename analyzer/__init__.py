"""Meeting notes in; why the customer may not be moving, what to do next, and what to ask one's own manager out.

The names below load what they need when first used, so that ``import analyzer`` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.analysis import Analysis, analyze, assess
    from analyzer.case import Case, Note, Profile
    from analyzer.engines import EngineError

__all__ = ["Analysis", "Case", "EngineError", "Note", "Profile", "analyze", "assess"]

_HOME = {
    "Analysis": "analyzer.analysis",
    "Case": "analyzer.case",
    "EngineError": "analyzer.engines",
    "Note": "analyzer.case",
    "Profile": "analyzer.case",
    "analyze": "analyzer.analysis",
    "assess": "analyzer.analysis",
}


def __getattr__(name: str) -> object:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'analyzer' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
