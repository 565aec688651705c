"""The way in: notes pasted or uploaded, sample notes, and which engine reads."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.page import state, submitting
from analyzer.page.deals import choose_deals
from analyzer.page.markup import escaped, notice, put
from analyzer.page.samples import SAMPLES
from analyzer.page.sending import engine_line, show_sending
from analyzer.page.texts import say
from analyzer.words import Language

FORMS = ["txt", "md", "docx", "pdf", "vtt", "srt", "eml", "csv", "tsv", "xlsx"]
"""Endings of the files that the uploader takes."""
TALL, LOW = 230, 100
"""Pixels of the text area: before there is a result, and above one."""


def ask_for_notes(language: Language) -> None:
    """The form, samples and files; when the form is sent, the notes are taken in and the page starts anew with the result."""
    _clear_what_was_sent()
    _form(language)
    here = st.container()
    show_sending(language)
    if state.case() is None:
        _offer_samples(language)
    files = _ask_for_files(language)
    if st.session_state.pop("with_files", False):
        with here, st.spinner(say("reading_now", language)):
            submitting.submit(_typed(), [(file.name, file.getvalue()) for file in files])
        st.rerun()
    wrong = state.problem()
    if wrong:
        with here:
            notice(wrong.in_(language), language)


def _clear_what_was_sent() -> None:
    """After notes were taken in: an empty box and no files. Where they could not be saved or read, the text stays in sight."""
    if st.session_state.pop("taken_in", False):
        st.session_state.forms_sent = st.session_state.get("forms_sent", 0) + 1
        if state.case_id() and not state.problem():
            st.session_state.notes_text = ""


def _sent() -> None:
    """Pasted text is read before the page is drawn, so that it is drawn once; files take longer and get a sign of it."""
    if st.session_state.get(_files_key()):
        st.session_state.with_files = True
    else:
        submitting.submit(_typed(), [])
        _clear_what_was_sent()


def _typed() -> str:
    return str(st.session_state.get("notes_text") or "")


def _files_key() -> str:
    return f"notes_files_{st.session_state.get('forms_sent', 0)}"


def _form(language: Language) -> None:
    """A form, because Ctrl+Enter in the text area then sends it."""
    first = state.case() is None
    with st.form("notes_form", border=False):
        st.text_area(
            say("notes", language),
            key="notes_text",
            height=TALL if first else LOW,
            placeholder=say("notes_placeholder" if first else "add_note_placeholder", language),
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(say("analyze", language), type="primary", on_click=_sent)
            put(f'<p class="k-engine">🔒 {escaped(engine_line(language))}</p>', language)


def _ask_for_files(language: Language) -> list[UploadedFile]:
    refused = state.refused_files()
    several = st.session_state.get("several")
    with st.expander(say("files", language), icon=":material/upload_file:", expanded=bool(refused or several)):
        files = st.file_uploader(
            say("files", language),
            type=FORMS,
            accept_multiple_files=True,
            key=_files_key(),
            on_change=submitting.forget_choice,
            label_visibility="collapsed",
        )
        if refused:
            notice("\n".join(words.in_(language) for words in refused), language)
        if several:
            choose_deals(several, language)
        put(f'<p class="k-muted">{escaped(say("files_help", language))}</p>', language)
    return files or []


def _offer_samples(language: Language) -> None:
    """Buttons that put a sample note into the text area and read it."""
    put(f'<p class="k-label">{escaped(say("try_sample", language))}</p>', language)
    with st.container(horizontal=True):
        for name in SAMPLES:
            st.button(
                say(f"sample_{name}", language),
                key=f"sample_{name}",
                on_click=submitting.take_sample,
                args=(name, language),
            )
