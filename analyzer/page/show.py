"""The page from top to bottom."""

from __future__ import annotations

import contextlib
from typing import cast

import streamlit as st

from analyzer.analysis import Analysis, analyze
from analyzer.page import state
from analyzer.page.brief import show_brief
from analyzer.page.entry import ask_for_notes
from analyzer.page.findings import show_contact, show_findings
from analyzer.page.headline import show_headline
from analyzer.page.hypotheses import show_hypotheses
from analyzer.page.markup import escaped, heading, notice, put
from analyzer.page.moves import show_moves, show_questions, show_why
from analyzer.page.notes import show_notes
from analyzer.page.style import show_style, tell_browser
from analyzer.page.texts import say
from analyzer.page.two_by_two import show_map
from analyzer.words import Language


def show_page() -> None:
    """Title, input, result. Everything is drawn anew from the case on each run."""
    language = _show_title()
    ask_for_notes(language)
    analysis = None if state.problem() else state.analysis(language)
    if analysis:
        _show_result(analysis)
    tell_browser(language)
    if analysis is None:
        _warm_up()


def _show_title() -> Language:
    """The title and the switch; the switch comes first, because everything else is drawn in its language."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        title = st.container()
        language = cast("Language", _language_switch() or "ja")
    st.set_page_config(page_title=say("page_title", language), page_icon="🧭", layout="wide")
    show_style(language)
    with title:
        put(f"<h1>{escaped(say('title', language))}</h1>", language)
    if state.case() is None:
        put(f'<p class="k-lead">{escaped(say("lead", language))}</p>', language)
    return language


def _language_switch() -> str | None:
    """The switch keeps the URL in step, so that a link carries the language (``?lang=en``)."""
    if "language" not in st.session_state:
        st.session_state.language = "en" if st.query_params.get("lang") == "en" else "ja"
    return st.segmented_control(
        say("language", "ja"),
        ["ja", "en"],
        format_func=lambda code: {"ja": "日本語", "en": "English"}[code],
        key="language",
        on_change=_put_language_in_url,
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def _put_language_in_url() -> None:
    if st.session_state.language == "en":
        st.query_params["lang"] = "en"
    else:
        st.query_params.pop("lang", None)


def _show_result(analysis: Analysis) -> None:
    language = analysis.language
    for warning in analysis.warnings:
        notice(warning, language, "warning")
    show_headline(analysis)
    seen, advised = st.columns([1, 1.6], gap="large")
    with seen:
        heading("findings", language, "findings")
        show_contact(analysis)
        show_map(analysis)
        show_findings(analysis)
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


@st.cache_resource(show_spinner=False)
def _warm_up() -> None:
    """Load engine and catalogue once for the server, while the rep still types; what fails here is said when it is needed."""
    with contextlib.suppress(Exception):
        analyze("山田様と面談。")
