"""A case: its head, what changed, the analysis, and the timeline; or the reading that is under way."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis
from analyzer.case import Case
from analyzer.page import readings, sending, state
from analyzer.page.brief import show_brief
from analyzer.page.case_head import show_case_head
from analyzer.page.changes import show_changes
from analyzer.page.findings import show_contact, show_findings
from analyzer.page.handing import show_handing
from analyzer.page.headline import show_headline
from analyzer.page.hypotheses import show_hypotheses
from analyzer.page.markup import heading, notice
from analyzer.page.moves import show_moves, show_questions, show_why
from analyzer.page.notes import show_notes
from analyzer.page.said import show_former, show_news
from analyzer.page.timeline import show_timeline
from analyzer.page.two_by_two import show_map
from analyzer.page.waiting import ask, offer_reading, watch
from analyzer.words import Language


def show_case(case: Case, language: Language) -> None:
    """Everything about the case being looked at."""
    show_case_head(case, language)
    show_former(language)
    show_news(language)
    if readings.waits_for_answer():
        ask(case, language)
    analysis = state.analysis(language)
    if analysis:
        _show_analysis(case, analysis)
    elif job := readings.under_way():
        watch(job, language)
    else:
        offer_reading(case, language)
    show_timeline(case, language)


def _show_analysis(case: Case, analysis: Analysis) -> None:
    language = analysis.language
    for warning in analysis.warnings:
        notice(warning, language, "warning")
    show_changes(case, analysis)
    show_headline(analysis)
    seen, advised = st.columns([1, 1.6], gap="large")
    with seen:
        heading("findings", language, "findings")
        show_contact(analysis)
        show_map(analysis, case)
        show_findings(analysis)
        show_handing(case, language)
    with advised:
        if analysis.quadrant is None:
            show_questions(analysis)
        show_hypotheses(analysis)
        show_moves(analysis)
        if analysis.quadrant is not None:
            show_questions(analysis)
        show_why(analysis)
    show_brief(analysis)
    show_notes(analysis)
    sending.show_cost(analysis)
