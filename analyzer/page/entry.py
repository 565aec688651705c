"""The way in: notes pasted or uploaded, sample notes, and which engine reads."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.page import state
from analyzer.page.markup import escaped, notice, put
from analyzer.page.samples import SAMPLES, sample
from analyzer.page.texts import say
from analyzer.settings import settings
from analyzer.words import Language

FORMS = ["txt", "md", "docx", "pdf", "vtt", "srt", "eml", "csv", "tsv", "xlsx"]
"""Endings of the files that the uploader takes."""
TALL, LOW = 230, 120
"""Pixels of the text area: before there is a result, and above one."""


def ask_for_notes(language: Language) -> None:
    """The form, samples and files; when the form is sent, the notes are read and the page starts anew with the result."""
    text, sent = _form(language)
    here = st.container()
    if state.case() is None:
        _offer_samples(language)
    files = _ask_for_files(language)
    if sent:
        with here, st.spinner(say("reading_now", language)):
            state.read_input(text, [(file.name, file.getvalue()) for file in files])
        st.rerun()
    wrong = state.problem()
    if wrong:
        with here:
            notice(wrong.in_(language), language)


def _form(language: Language) -> tuple[str, bool]:
    """A form, because Ctrl+Enter in the text area then sends it."""
    with st.form("notes_form", border=False):
        text = st.text_area(
            say("notes", language),
            key="notes_text",
            height=TALL if state.case() is None else LOW,
            placeholder=say("notes_placeholder", language),
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            sent = st.form_submit_button(say("analyze", language), type="primary")
            put(f'<p class="k-engine">🔒 {escaped(engine_line(language))}</p>', language)
    return text or "", sent


def _ask_for_files(language: Language) -> list[UploadedFile]:
    refused = state.refused_files()
    with st.expander(say("files", language), icon=":material/upload_file:", expanded=bool(refused)):
        files = st.file_uploader(
            say("files", language),
            type=FORMS,
            accept_multiple_files=True,
            key="notes_files",
            on_change=state.forget_problem,
            label_visibility="collapsed",
        )
        if refused:
            notice("\n".join(words.in_(language) for words in refused), language)
        put(f'<p class="k-muted">{escaped(say("files_help", language))}</p>', language)
    return files or []


def engine_line(language: Language) -> str:
    """Which engine reads, and what leaves this machine."""
    known = settings()
    if known.engine != "language_model":
        return say("engine_offline", language)
    return say("engine_model", language, model=known.model or "?", where=known.openai_base_url or "api.openai.com")


def _offer_samples(language: Language) -> None:
    """Buttons that put a sample note into the text area and read it."""
    put(f'<p class="k-label">{escaped(say("try_sample", language))}</p>', language)
    with st.container(horizontal=True):
        for name in SAMPLES:
            st.button(
                say(f"sample_{name}", language), key=f"sample_{name}", on_click=_take_sample, args=(name, language)
            )


def _take_sample(name: str, language: Language) -> None:
    st.session_state.notes_text = sample(name, language)
    state.read_input(st.session_state.notes_text, [])
