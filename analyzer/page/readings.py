"""Readings of the case being looked at: begun as a job, picked up when done, by this session or by the next one that opens the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analyzer.case import Case, Profile, ReadingMade, text_hash
from analyzer.engines import EngineError, EngineName, read_case
from analyzer.engines.language_model.cache import forget_replies
from analyzer.history import HistoryError, NotThereError, who
from analyzer.page import state
from analyzer.page.jobs import Job, jobs
from analyzer.page.saved import history
from analyzer.page.sending import asks_first, masking
from analyzer.page.texts import TEXTS
from analyzer.reading import Reading
from analyzer.words import Words

QUICK = 0.9
"""Seconds a reading may take without any sign of waiting on the page: what the embedded engine needs stays under it."""


def begin_reading(engine: EngineName | None = None) -> None:
    """Begin to read the case being looked at, unless something has to be asked first; what is done at once is taken over at once."""
    now = state.looking()
    if now is None or not now.case.notes or (engine != "offline" and asks_first()):
        return
    job = start(now.case, now.id, engine)
    job.wait(QUICK)
    st.query_params["job"] = job.id
    pick_up()


def read_again() -> None:
    """Read a case anew; where something has to be asked first, the page asks it."""
    if asks_first():
        st.session_state.asked_for = state.case_id()
    else:
        begin_reading()


def waits_for_answer() -> bool:
    """Whether the rep wants this case read and has yet to say that its notes may be sent."""
    wanted = st.session_state.get("asked_for")
    return wanted is not None and wanted == state.case_id() and asks_first()


def start(case: Case, case_id: str | None, engine: EngineName | None = None) -> Job:
    """Read a case in the background; a saved one gets its reading even if nobody looks any more."""
    known, mask = state.profile(), masking()  # asked here: the job's thread has no session

    def read() -> Reading:
        return read_case(case, engine, known, mask=mask)

    return jobs().start(case_id or "", who(), read, _keeper(case, case_id))


def _keeper(case: Case, case_id: str | None) -> Callable[[Reading], Words | None]:
    """Saves the reading; runs in the job's thread, where there is no session."""
    if case_id is None:
        return lambda _: None
    try:
        store = history()
    except HistoryError as error:
        words = error.words
        return lambda _: words

    def keep(reading: Reading) -> Words | None:
        try:
            store.append(case_id, ReadingMade.by_reading(case.notes, reading), seen=len(case.events))
        except NotThereError as gone:  # deleted meanwhile: nothing about it may stay
            forget_replies(text_hash(note.text for note in case.notes))
            return gone.words
        except HistoryError as failed:
            return failed.words
        return None

    return keep


def stop(case_id: str) -> None:
    """Give up the reading of a case, if one is under way."""
    if job := jobs().of_case(case_id, who()):
        job.cancel()


def read_here(case: Case) -> Case:
    """The case read by the embedded engine at once: for examples, of which nothing is sent or saved."""
    reading = read_case(case, "offline", Profile())
    return case.with_event(ReadingMade.by_reading(case.notes, reading))


def under_way() -> Job | None:
    """The reading of the case being looked at that is still running."""
    job = jobs().find(st.query_params.get("job", ""), who())
    now = state.looking()
    if job and (now is None or job.case_id != (now.id or "")):
        job = None  # somebody put another case's job into the address
    if job is None and now and now.id and now.case.reading is None:
        job = jobs().of_case(now.id, who())
        if job and job.running:
            st.query_params["job"] = job.id
    return job if job and job.running else None


def pick_up() -> None:
    """Take over what a reading that has ended gave: into the session's case, or as the sentence that says why not."""
    job_id = st.query_params.get("job", "")
    if not job_id:
        return
    job = jobs().find(job_id, who())
    if job and job.running:
        return
    del st.query_params["job"]
    if job is None:
        return
    if job.stage == "cancelled":
        st.session_state.told = TEXTS["reading_stopped"]
    elif job.reading is None:
        st.session_state.problem = job.problem
    elif job.problem or not job.case_id:
        _take_over(job, job.reading)
    else:
        state.begin()


def _take_over(job: Job, reading: Reading) -> None:
    """The reading of a case that could not be saved, or that is in this session only."""
    now = state.looking()
    if now is None or (now.id or "") != job.case_id:
        return
    event = ReadingMade.by_reading(now.case.notes, reading)
    waiting = (*now.waiting, event) if now.id else ()
    st.session_state.looking = replace(now, case=now.case.with_event(event), waiting=waiting)
    st.session_state.save_problem = job.problem or st.session_state.get("save_problem")


def read_alone(case: Case) -> Reading | None:
    """What the embedded engine says about notes by themselves: only to see whom they are about."""
    try:
        return read_case(case, "offline", state.profile())
    except EngineError:
        return None
