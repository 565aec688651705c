"""A case with the rep's corrections, for the team's labelled cases."""

from __future__ import annotations

import streamlit as st

from analyzer.case import Case
from analyzer.history import HistoryError, for_review
from analyzer.page import state
from analyzer.page.markup import escaped, put
from analyzer.page.saved import history
from analyzer.page.texts import say
from analyzer.words import Language


def show_handing(case: Case, language: Language) -> None:
    """The button, once something in a saved case was corrected; what it gives is what ``python -m eval.cases review`` reads."""
    case_id = state.case_id()
    if case_id is None or not case.corrections:
        return
    put(f'<p class="k-muted">{escaped(say("hand_over_help", language))}</p>', language)
    st.download_button(
        say("hand_over", language),
        lambda: _line(case_id),
        "corrected-case.jsonl",
        "application/jsonl",
        key="hand_over",
        icon=":material/school:",
        on_click="ignore",
    )


def _line(case_id: str) -> str:
    """The case as a line, made when the button is pressed."""
    try:
        whole = history().load(case_id).case
    except HistoryError:
        return ""
    return f"{for_review(whole).model_dump_json()}\n"
