"""A case with the rep's corrections, for the team's labelled cases."""

from __future__ import annotations

from analyzer.case import Case
from analyzer.words import Language


def show_handing(case: Case, language: Language) -> None:
    """The button, once something was corrected."""
