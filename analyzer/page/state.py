"""What the session keeps: the case with its events, the language, the profile, and what went wrong last."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import cast

import streamlit as st

from analyzer.analysis import Analysis, analyze
from analyzer.case import Case, Corrected, CorrectionTakenBack, Event, Note, NoteAdded, Profile, ReadingMade
from analyzer.engines import EngineError, read_case
from analyzer.intake import IntakeError, in_time_order, note_from_text, read_bytes
from analyzer.page.texts import TEXTS
from analyzer.reading import Aspect
from analyzer.words import Language, Words

PROFILE_FIELDS = {
    "name": "my_name",
    "company": "my_company",
    "manager_name": "manager_name",
    "manager_rank": "manager_rank",
    "manager_strengths": "manager_strengths",
}
"""The profile's fields and the texts that label them."""


def case() -> Case | None:
    """The case being looked at, if one has been read."""
    return cast("Case | None", st.session_state.get("case"))


def problem() -> Words | None:
    """Why the last input could not be read."""
    return cast("Words | None", st.session_state.get("problem"))


def forget_problem() -> None:
    """The input has changed: what was wrong with it before no longer counts."""
    st.session_state.problem = None


def refused_files() -> tuple[Words, ...]:
    """Why files of the last input could not be read, a sentence each."""
    return cast("tuple[Words, ...]", st.session_state.get("refused_files", ()))


def case_id() -> str | None:
    """The saved case's id, which the URL carries; ``None`` for a case that is only in this session."""
    return cast("str | None", st.session_state.get("case_id"))


def add_event(event: Event) -> None:
    """Append an event to the case being looked at: a correction, a move done, a reaction; everything below follows."""
    whole = case()
    if whole is not None:
        st.session_state.case = whole.with_event(event)


def profile() -> Profile:
    """What the rep entered about themselves and their manager."""
    return cast("Profile", st.session_state.get("profile", Profile()))


def set_profile(known: Profile) -> None:
    """Keep what the rep entered about themselves and their manager."""
    st.session_state.profile = known


def analysis(language: Language) -> Analysis | None:
    """The analysis of the case as it stands now; no engine is called, its reading is in the case."""
    whole = case()
    return analyze(whole, language=language, profile=profile()) if whole and whole.reading else None


def read_input(text: str, files: Sequence[tuple[str, bytes]]) -> None:
    """Read pasted text and files (name, bytes; oldest first) into the case, or keep the sentence that says why not."""
    st.session_state.problem, st.session_state.refused_files = None, ()
    try:
        notes = _notes(text, _readable(files))
        whole = _case_of(notes)
        reading = read_case(whole, None, profile())
    except _FilesRefused as error:
        st.session_state.refused_files = error.sentences
        return
    except (IntakeError, EngineError) as error:
        st.session_state.problem = error.words
        return
    except Exception:  # whatever goes wrong, the rep's text stays and the page says so in their language
        logging.getLogger(__name__).exception("reading failed")
        st.session_state.problem = TEXTS["failed"]
        return
    if whole is not case():
        _forget_blanks()
    st.session_state.case = whole.with_event(ReadingMade(reading=reading, notes=len(notes)))


class _FilesRefused(Exception):  # noqa: N818  it carries sentences, it is none itself
    def __init__(self, sentences: tuple[Words, ...]) -> None:
        super().__init__()
        self.sentences = sentences


def _readable(files: Sequence[tuple[str, bytes]]) -> list[Note]:
    """The notes of the files; every file that cannot be read is named, not the first alone."""
    notes: list[Note] = []
    refused: list[Words] = []
    for name, data in files:
        try:
            notes += read_bytes(data, name)
        except IntakeError as error:
            refused.append(error.words)
    if refused:
        raise _FilesRefused(tuple(refused))
    return notes


def _forget_blanks() -> None:
    """What was filled into the brief belongs to the case before."""
    for key in [key for key in st.session_state if str(key).startswith("blank_")]:
        del st.session_state[key]


def _notes(text: str, read: Sequence[Note]) -> tuple[Note, ...]:
    notes = list(read)
    if text.strip() or not notes:
        if not text.strip():
            raise IntakeError(TEXTS["nothing"])
        notes.append(note_from_text(text))
    return tuple(in_time_order(notes))


def _case_of(notes: tuple[Note, ...]) -> Case:
    """The present case where it holds these notes or the first of them (corrections then stay), else a new one."""
    before = case()
    if before and before.notes and before.notes == notes[: len(before.notes)]:
        for note in notes[len(before.notes) :]:
            before = before.with_event(NoteAdded(note=note))
        return before
    return Case.of_notes(*notes)


def correct(aspect: Aspect, value: str) -> None:
    """Set the rep's value for a finding; choosing what the engine had read anyway takes the correction back."""
    whole = case()
    if whole is None or whole.reading is None:
        return
    read = whole.reading.findings[aspect]
    same = read.checked and read.value == value
    if same and aspect in whole.corrections:
        take_back(aspect)
    elif not same:
        add_event(Corrected(aspect=aspect, value=value))


def take_back(aspect: Aspect) -> None:
    """Let the engine's value stand again."""
    add_event(CorrectionTakenBack(aspect=aspect))
