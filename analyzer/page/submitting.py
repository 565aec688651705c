"""From the form to a case: the text and files become notes, the notes join a case or begin one, and the reading follows."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analyzer.case import Case, Note, NoteAdded
from analyzer.history import HistoryError
from analyzer.intake import IntakeError, in_time_order, note_from_text, read_cases
from analyzer.page import readings, state
from analyzer.page.customer import customer_of
from analyzer.page.samples import sample
from analyzer.page.saved import history
from analyzer.page.state import Looking
from analyzer.page.texts import TEXTS
from analyzer.words import Language, Words


@dataclass(frozen=True)
class Several:
    """A file that holds several cases, of which the rep chooses."""

    name: str
    cases: tuple[Case, ...]


def submit(text: str, files: Sequence[tuple[str, bytes]]) -> None:
    """Take pasted text and files (name, bytes; oldest first) into a case and read it, or keep the sentence that says why not."""
    state.forget_problem()
    st.session_state.several = None
    try:
        notes = _notes(text, files)
        if notes is None:
            return
        draft = state.name_of_draft()
        _take_in(notes)
        st.session_state.taken_in = True
        readings.begin_reading()
        if not state.problem():
            st.session_state.sent_drafts = (*st.session_state.get("sent_drafts", ()), draft)
    except IntakeError as error:
        st.session_state.problem = error.words
    except Exception:  # whatever goes wrong, the rep's text stays and the page says so in their language
        logging.getLogger(__name__).exception("taking notes in failed")
        st.session_state.problem = TEXTS["failed"]


def _notes(text: str, files: Sequence[tuple[str, bytes]]) -> tuple[Note, ...] | None:
    """The notes in order of time; nothing where files were refused or the rep has to choose first, which the session then says."""
    notes: list[Note] = []
    refused: list[Words] = []
    for name, data in files:
        try:
            cases = read_cases(data, name)
        except IntakeError as error:
            refused.append(error.words)
            continue
        if len(cases) > 1:
            st.session_state.several = Several(name, tuple(cases))
        else:
            notes += cases[0].notes
    if refused:
        st.session_state.refused_files = tuple(refused)
    if refused or st.session_state.several:
        return None
    if text.strip() or not notes:
        if not text.strip():
            raise IntakeError(TEXTS["nothing"])
        notes.append(note_from_text(text))
    return tuple(in_time_order(notes))


def _take_in(notes: tuple[Note, ...]) -> None:
    """Into the case being looked at, or into a new one: at the start, after an example, and where the notes are about somebody else."""
    now = state.looking()
    if now is None or now.sample:
        begin_case(Case.of_notes(*notes))
        return
    fresh = not_in(now.case, notes)
    if not fresh:
        st.session_state.told = TEXTS["nothing_new"]
    elif other := _somebody_else(now.case, fresh):
        former = state.case_id()
        begin_case(Case.of_notes(*fresh))
        st.session_state.former = (former, other)
    else:
        state.add_events(*(NoteAdded(note=note) for note in fresh))


def begin_case(new: Case) -> None:
    """Look at a new case, saved if that is possible."""
    state.look_at(Looking(new))
    state.save()


def not_in(known: Case, notes: Sequence[Note]) -> list[Note]:
    """The notes whose text a case does not hold yet."""
    there = {note.text.strip() for note in known.notes}
    return [note for note in notes if note.text.strip() not in there]


def _somebody_else(known: Case, notes: Sequence[Note]) -> str:
    """The name of whom the notes are about, where that is neither the case's contact nor of the case's customer."""
    ours = known.reading
    alone = Case.of_notes(*notes)
    theirs = readings.read_alone(alone)
    if ours is None or theirs is None or ours.contact is None or theirs.contact is None:
        return ""
    if _same(ours.contact.name, theirs.contact.name):
        return ""
    companies = customer_of(known, ours), customer_of(alone, theirs)
    return "" if _same(*companies) else theirs.contact.name


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def join_former() -> None:
    """The rep says that the notes belong to the case looked at before: bring them there after all."""
    former, _ = st.session_state.former or (None, "")
    st.session_state.former = None
    new = state.looking()
    if new is None or not former:
        return
    try:
        before = history().load(former)
        outcome = history().append(former, *new.case.events[: len(new.case.notes)], seen=before.length)
        if new.id:
            history().delete(new.id, forget=lambda _: None)
    except HistoryError as error:
        st.session_state.save_problem = error.words
        return
    state.look_at(Looking(outcome.saved.case, outcome.saved.id, outcome.saved.length))
    readings.begin_reading()


def take_sample(name: str, language: Language) -> None:
    """Show an example: its text in the box, read by the embedded engine, saved nowhere."""
    st.session_state.notes_text = sample(name, language)
    state.forget_problem()
    whole = readings.read_here(Case.of_notes(note_from_text(st.session_state.notes_text)))
    state.look_at(Looking(whole, sample=name))


def forget_choice() -> None:
    """Other files: what was wrong with the former ones, and which deals they held, no longer counts."""
    state.forget_problem()
    st.session_state.several = None
