"""An export with several deals: the rep chooses, each deal becomes a case of its own, nothing is mixed."""

from __future__ import annotations

import streamlit as st

from analyzer.case import Case, NoteAdded
from analyzer.history import HistoryError, Saved
from analyzer.intake import case_name
from analyzer.page import readings, state
from analyzer.page.markup import escaped, put
from analyzer.page.saved import history
from analyzer.page.sending import asks_first
from analyzer.page.state import Looking
from analyzer.page.submitting import Several, begin_case, not_in
from analyzer.page.texts import filled, say
from analyzer.words import Language

PATIENCE = 5.0
"""Seconds to wait for the readings of chosen deals before the list is shown all the same."""


def choose_deals(several: Several, language: Language) -> None:
    """The deals of a file to choose from, and the button that reads the chosen ones."""
    title = say("choose_deals", language, name=several.name, count=len(several.cases))
    put(
        f'<h4>{escaped(title)}</h4><p class="k-muted">{escaped(say("choose_deals_help", language))}</p>',
        language,
    )
    st.multiselect(
        say("deals", language),
        range(len(several.cases)),
        format_func=lambda number: _line(several.cases[number], language),
        key="deals",
    )
    with st.container(horizontal=True):
        st.button(say("read_deals", language), key="read_deals", type="primary", on_click=_take_chosen, args=(several,))
        st.button(say("all_deals", language), key="all_deals", on_click=_choose_all, args=(len(several.cases),))


def _line(case: Case, language: Language) -> str:
    return say("deal_line", language, title=case_name(case) or say("untitled", language), count=len(case.notes))


def _choose_all(count: int) -> None:
    st.session_state.deals = list(range(count))


def _take_chosen(several: Several) -> None:
    chosen = [several.cases[number] for number in st.session_state.get("deals", [])]
    if not chosen:
        return
    st.session_state.several = None
    st.session_state.taken_in = True
    try:
        taken = [_into_history(one) for one in chosen]
    except HistoryError as error:
        st.session_state.save_problem = error.words
        begin_case(chosen[0])  # one at least can be read, without being saved
        readings.begin_reading()
        return
    if len(taken) == 1:
        state.look_at(Looking(taken[0].case, taken[0].id, taken[0].length))
        readings.begin_reading()
        return
    jobs = [] if asks_first() else [readings.start(one.case, one.id) for one in taken]
    for job in jobs:
        job.wait(max(0.0, PATIENCE - jobs[0].seconds))
    st.session_state.go_to_cases = True
    st.session_state.told = filled("deals_read", count=len(taken))


def _into_history(new: Case) -> Saved:
    """The deal as a saved case: a new one, or the one of the same customer and deal with the notes it did not have."""
    for known in history().load_all():
        if known.case.customer == new.customer and known.case.deal == new.deal and new.customer + new.deal:
            fresh = [NoteAdded(note=note) for note in not_in(known.case, new.notes)]
            return history().append(known.id, *fresh, seen=known.length).saved if fresh else known
    return history().create(new)
