"""The head of a case: its name, and what can be done with it as a whole."""

from __future__ import annotations

import streamlit as st

from analyzer.case import Case, Names, ReadingMade
from analyzer.engines.language_model.cache import forget_replies
from analyzer.history import HistoryError
from analyzer.page import readings, state
from analyzer.page.markup import escaped, notice, put
from analyzer.page.naming import customer, line_title, title
from analyzer.page.saved import history
from analyzer.page.texts import TEXTS, filled, say
from analyzer.page.timeline import in_a_line
from analyzer.words import Language, Words


def show_case_head(case: Case, language: Language) -> None:
    """The name, and a menu behind one button; an example has neither."""
    now = state.looking()
    if now is None or now.sample:
        notice(say("sample_shown", language), language, "warning")
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="case_head"):
        put(f'<p class="k-case">{escaped(title(case, language))}</p>', language)
        with st.popover(say("case_menu", language), icon=":material/more_horiz:"):
            _rename(case, language)
            if now.id and not state.save_problem():
                _undo(language)
                _merge(now.id, language)
                _delete(case, language)


def _rename(case: Case, language: Language) -> None:
    with st.form("names_form", border=False):
        names = Names(
            customer=st.text_input(say("customer", language), customer(case), max_chars=200),
            deal=st.text_input(say("deal", language), case.deal, max_chars=200),
            rep=st.text_input(say("rep", language), case.rep or state.profile().name, max_chars=200),
        )
        if st.form_submit_button(say("save_names", language)):
            state.rename(names)
            st.session_state.told = TEXTS["names_saved"]
            st.rerun()


def _undo(language: Language) -> None:
    with st.container(horizontal=True):
        st.button(say("undo", language), key="undo", icon=":material/undo:", on_click=undo)
        st.button(
            say("read_again", language), key="read_again", icon=":material/refresh:", on_click=readings.read_again
        )


def undo() -> None:
    """Undo the latest step: with a note goes the reading that followed it."""
    now = state.looking()
    if now is None or now.id is None:
        return
    what = next((event for event in reversed(now.case.timeline) if not isinstance(event, ReadingMade)), None)
    if what is None or len(now.case.notes) == 1 == sum(not isinstance(one, ReadingMade) for one in now.case.timeline):
        st.session_state.told = TEXTS["nothing_to_undo"]
        return
    try:
        outcome = history().undo(now.id, seen=now.seen)
        while outcome.written and isinstance(_undone(outcome.saved.case), ReadingMade):
            outcome = history().undo(now.id, seen=outcome.saved.length)
    except HistoryError as error:
        st.session_state.save_problem = error.words
        return
    state.written(outcome)
    done = Words(ja=say("undone", "ja", what=in_a_line(what, "ja")), en=say("undone", "en", what=in_a_line(what, "en")))
    st.session_state.told = done if outcome.written else TEXTS["not_undone"]
    if outcome.saved.case.reading is None:
        readings.begin_reading()


def _undone(case: Case) -> object:
    """The event that the case's last one has just undone."""
    return case.events[case.events[-1].event]  # type: ignore[union-attr]


def _merge(case_id: str, language: Language) -> None:
    try:
        others = {one.id: line_title(one, language) for one in history().find() if one.id != case_id}
    except HistoryError as error:
        notice(error.words.in_(language), language)
        return
    if not others:
        return
    chosen = st.selectbox(
        say("merge", language),
        list(others),
        index=None,
        format_func=lambda one: others[one],
        placeholder=say("merge_with", language),
        help=say("merge_help", language),
        key="merge_with",
    )
    st.button(say("merge_now", language), key="merge_now", disabled=chosen is None, on_click=_merge_in, args=(chosen,))


def _merge_in(other: str) -> None:
    now = state.looking()
    if now is None or now.id is None:
        return
    try:
        outcome = history().merge(now.id, other, seen=now.seen)
    except HistoryError as error:
        st.session_state.save_problem = error.words
        return
    state.written(outcome)
    st.session_state.told = TEXTS["merged"]
    readings.begin_reading()


def _delete(case: Case, language: Language) -> None:
    if st.button(say("delete", language), key="delete", icon=":material/delete_forever:", type="tertiary"):
        _ask_to_delete(case, language)


def _ask_to_delete(case: Case, language: Language) -> None:
    @st.dialog(say("delete_title", language))
    def asked() -> None:
        put(f"<p>{escaped(say('delete_help', language, title=title(case, language)))}</p>", language)
        with st.container(horizontal=True):
            done = st.button(
                say("delete_now", language),
                key="delete_now",
                type="primary",
                on_click=_delete_now,
                args=(case, language),
            )
            if st.button(say("cancel", language), key="delete_not") or done:
                st.rerun()

    asked()


def _delete_now(case: Case, language: Language) -> None:
    case_id = state.case_id()
    if case_id is None:
        return
    readings.stop(case_id)
    try:
        history().delete(case_id, forget=forget_replies)
    except HistoryError as error:
        st.session_state.save_problem = error.words
        return
    st.session_state.told = filled("deleted", title=title(case, language))
    st.session_state.go_to_cases = True
