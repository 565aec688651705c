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
from analyzer.page.jobs import Job
from analyzer.page.markup import escaped, heading, notice, put
from analyzer.page.moves import show_moves, show_questions, show_why
from analyzer.page.notes import show_notes
from analyzer.page.said import show_former, show_news
from analyzer.page.texts import say
from analyzer.page.timeline import show_timeline
from analyzer.page.two_by_two import show_map
from analyzer.words import Language


def show_case(case: Case, language: Language) -> None:
    """Everything about the case being looked at."""
    show_case_head(case, language)
    show_former(language)
    show_news(language)
    if readings.waits_for_answer():
        _ask(case, language)
    analysis = state.analysis(language)
    if analysis:
        _show_analysis(case, analysis)
    elif job := readings.under_way():
        _watch(job, language)
    else:
        _offer_reading(case, language)
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


@st.fragment(run_every=1.0)
def _watch(job: Job, language: Language) -> None:
    """The stages of a reading under way; when it has ended the page is drawn anew with what came out."""
    if not job.running:
        st.rerun()
    with st.status(say("reading_for", language, seconds=int(job.seconds)), expanded=True):
        put(
            f'<p>{escaped(say(f"stage_{job.stage}", language))}</p><p class="k-muted">{escaped(say("may_leave", language))}</p>',
            language,
        )
    st.button(say("cancel_reading", language), key="cancel_reading", icon=":material/stop_circle:", on_click=job.cancel)


def _ask(case: Case, language: Language) -> None:
    """Whether the notes may be sent; once that is granted they are."""
    if sending.ask(case, language):
        readings.begin_reading()
        st.rerun()


def _offer_reading(case: Case, language: Language) -> None:
    """Notes that nobody has read: what is asked before they are sent, or the ways to read them."""
    notice(say("not_read" if state.case_id() else "not_read_unsaved", language), language, "warning")
    if sending.asks_first():
        if not readings.waits_for_answer():
            _ask(case, language)
    else:
        st.button(say("read_now", language), key="read_now", type="primary", on_click=readings.begin_reading)
    if sending.asks_a_model():
        st.button(say("read_offline", language), key="read_offline", on_click=readings.begin_reading, args=("offline",))
