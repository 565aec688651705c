"""A case without a reading: the one under way with its stages, or the ways to begin one."""

from __future__ import annotations

import streamlit as st

from analyzer.case import Case
from analyzer.engines.language_model.progress import time_left
from analyzer.page import readings, sending, state
from analyzer.page.jobs import STAGES, Job
from analyzer.page.markup import escaped, heading, notice, put
from analyzer.page.texts import say
from analyzer.words import Language


@st.fragment(run_every=1.0)
def watch(job: Job, language: Language) -> None:
    """The stages of a reading under way; when it has ended the page is drawn anew with what came out."""
    if not job.running:
        st.rerun()
    label = say("reading_for", language, seconds=int(job.seconds))
    status = st.status(label, expanded=True)  # as a context it would say at once that it is done
    left = f"<p>{escaped(time_left(job.left).in_(language))}</p>" if job.left and job.stage == "reading" else ""
    leave = f'{left}<p class="k-muted">{escaped(say("may_leave", language))}</p>'
    status.html(f'<div class="k" lang="{language}"><ol class="k-stages">{_stages(job, language)}</ol>{leave}</div>')
    st.button(say("cancel_reading", language), key="cancel_reading", icon=":material/stop_circle:", on_click=job.cancel)


def _stages(job: Job, language: Language) -> str:
    at = STAGES.index(job.stage) if job.stage in STAGES else len(STAGES)
    marks = {True: "check", False: "radio_button_unchecked"}
    return "".join(
        f'<li{" aria-current=step" if number == at else ""}><span class="k-icon" aria-hidden="true">'
        f"{'pending' if number == at else marks[number < at]}</span> {escaped(say(f'stage_{stage}', language))}</li>"
        for number, stage in enumerate(STAGES)
    )


def ask(case: Case, language: Language) -> None:
    """Whether the notes may be sent; once that is granted they are."""
    if sending.ask(case, language):
        readings.begin_reading()
        st.rerun()


def offer_reading(case: Case, language: Language) -> None:
    """Notes that nobody has read: what is asked before they are sent, or the ways to read them; and the notes."""
    notice(say("not_read" if state.case_id() else "not_read_unsaved", language), language, "warning")
    if sending.asks_first() and not readings.waits_for_answer():
        ask(case, language)
    with st.container(horizontal=True):
        if not sending.asks_first():
            st.button(say("read_now", language), key="read_now", type="primary", on_click=readings.begin_reading)
        if sending.asks_a_model():
            offline = say("read_offline", language)
            st.button(offline, key="read_offline", on_click=readings.begin_reading, args=("offline",))
    heading("note", language, "note")
    put("".join(f'<div class="k-note">{escaped(note.text)}</div>' for note in case.notes), language)
