"""The list of cases as data: for each where it stands, the first thing to do and how old its last note is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import streamlit as st

from analyzer.analysis import assess
from analyzer.catalogue import Quadrant
from analyzer.history import Saved
from analyzer.page.changes import first_step
from analyzer.page.naming import title
from analyzer.page.saved import history
from analyzer.words import Language


class Entry(NamedTuple):
    """A case on the board."""

    id: str
    title: str
    rep: str
    quadrant: Quadrant | None
    read: bool
    first_step: str
    last_note: dt.date
    dated: bool
    notes: int


def board(words: str, language: Language) -> list[Entry]:
    """The cases that hold all the words, the latest changed first.

    Raises:
        HistoryError: they cannot be had.
    """
    found = {line.id: line for line in history().find(words)}
    return [_entry(one, language) for one in history().load_all() if one.id in found]


@st.cache_data(show_spinner=False, max_entries=2000, hash_funcs={Saved: lambda one: (one.id, one.length, one.changed)})
def _entry(saved: Saved, language: Language) -> Entry:
    case = saved.case
    analysis = assess(case, case.reading, language=language) if case.reading else None
    dates = [note.date for note in case.notes if note.date]
    return Entry(
        id=saved.id,
        title=title(case, language),
        rep=case.rep,
        quadrant=analysis.quadrant if analysis else None,
        read=analysis is not None,
        first_step=first_step(analysis) if analysis else "",
        last_note=max(dates) if dates else saved.changed.date(),
        dated=bool(dates),
        notes=len(case.notes),
    )
