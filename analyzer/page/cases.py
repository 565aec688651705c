"""The page with all cases: on the 2×2 map, as a list to search, to carry away and to bring back."""

from __future__ import annotations

import streamlit as st

from analyzer.history import HistoryError, who
from analyzer.page.board import Entry, board
from analyzer.page.jobs import jobs
from analyzer.page.markup import escaped, notice, plain, put
from analyzer.page.moving import show_moving
from analyzer.page.sending import engine_line
from analyzer.page.texts import say
from analyzer.rules.explain import QUADRANT_NAMES
from analyzer.words import Language

IN_A_CELL, AT_ONCE = 6, 20
"""Cases that a cell of the map names, and that the list shows before "more"."""
ORDERS = ("sort_recent", "sort_old", "sort_quadrant")
_ROWS = (("strong_insufficient", "strong_sufficient"), ("weak_insufficient", "weak_sufficient"))


def show_cases(language: Language) -> str | None:
    """The page; gives the id of the case that was chosen."""
    put(f'<h2 class="k-page">{escaped(say("cases", language))}</h2>', language)
    words = st.text_input(say("search", language), key="search", max_chars=200, live=True) or ""
    try:
        entries = board(words, language)
    except HistoryError as error:
        notice(error.words.in_(language), language)
        return None
    chosen = None
    if entries:
        chosen = _map(entries, language)
        chosen = _list(entries, language) or chosen
    else:
        put(f'<p class="k-muted">{escaped(say("no_match" if words.strip() else "no_cases", language))}</p>', language)
    running = jobs().running(who())
    if running:
        _watch(running)
    show_moving(language)
    put(f'<p class="k-engine">🔒 {escaped(engine_line(language))}</p>', language)
    return chosen


def _map(entries: list[Entry], language: Language) -> str | None:
    """The 2×2 map with a button for each case in its cell."""
    put(f'<p class="k-muted">{escaped(say("cases_lead", language))}</p>', language)
    chosen = None
    with st.container(key="board", gap="small"):
        for row in _ROWS:
            for quadrant, column in zip(row, st.columns(2, gap="small"), strict=True):
                here = [one for one in entries if one.quadrant == quadrant]
                with column:
                    chosen = _cell(quadrant, QUADRANT_NAMES[quadrant].in_(language), here, language) or chosen
        undecided = [one for one in entries if one.quadrant is None]
        if undecided:
            chosen = _cell("undecided", say("open_axis", language), undecided, language) or chosen
    return chosen


def _cell(key: str, name: str, entries: list[Entry], language: Language) -> str | None:
    chosen = None
    with st.container(border=True, key=f"cell_{key}", gap="xsmall", height="stretch"):
        put(f'<p class="k-label">{escaped(name)} <span class="k-count">{len(entries)}</span></p>', language)
        with st.container(horizontal=True, gap="xsmall"):
            for one in entries[:IN_A_CELL]:
                if st.button(plain(one.title), key=f"at_{one.id}"):
                    chosen = one.id
        if len(entries) > IN_A_CELL:
            more = say("more_here", language, count=len(entries) - IN_A_CELL)
            put(f'<p class="k-muted">{escaped(more)}</p>', language)
    return chosen


def _list(entries: list[Entry], language: Language) -> str | None:
    """The cases under one another: where each stands, what to do first, when the last note was."""
    left, right = st.columns(2)
    wanted = left.selectbox(
        say("filter_quadrant", language),
        ["all", *QUADRANT_NAMES, "open_axis"],
        format_func=lambda one: QUADRANT_NAMES[one].in_(language) if one in QUADRANT_NAMES else say(one, language),
        key="quadrant",
    )
    order = right.selectbox(say("sort", language), ORDERS, format_func=lambda one: say(one, language), key="sort")
    found = [one for one in entries if wanted in ("all", one.quadrant or "open_axis")]
    if not found:
        put(f'<p class="k-muted">{escaped(say("no_match", language))}</p>', language)
    chosen = None
    shown = st.session_state.get("shown", AT_ONCE)
    for one in _ordered(found, str(order))[:shown]:
        chosen = _line(one, language) or chosen
    if len(found) > shown and st.button(say("more_cases", language, count=len(found) - shown), key="more_cases"):
        st.session_state.shown = shown + AT_ONCE
        st.rerun()
    return chosen


def _ordered(entries: list[Entry], order: str) -> list[Entry]:
    if order == "sort_quadrant":
        names = list(QUADRANT_NAMES)
        return sorted(entries, key=lambda one: names.index(one.quadrant) if one.quadrant else len(names))
    return sorted(entries, key=lambda one: one.last_note, reverse=order == "sort_recent")


def _unread(one: Entry) -> str:
    return "being_read" if jobs().of_case(one.id, who()) else "not_read_yet"


@st.fragment(run_every=2.0)
def _watch(before: int) -> None:
    """While cases are being read, the list is drawn anew whenever one of them is done."""
    if jobs().running(who()) < before:
        st.rerun()


def _line(one: Entry, language: Language) -> str | None:
    with st.container(border=True, key=f"line_{one.id}", gap="xxsmall"):
        opened = st.button(plain(one.title), key=f"open_{one.id}", type="tertiary")
        where = (
            QUADRANT_NAMES[one.quadrant].in_(language)
            if one.quadrant
            else say("open_axis" if one.read else _unread(one), language)
        )
        date = one.last_note.isoformat() if one.dated else say("no_date", language)
        facts = say("case_facts", language, quadrant=where, date=date)
        facts = f"{facts} · {one.rep}" if one.rep else facts
        step = (
            f"<p>{escaped(say('first_move', language))}: <b>{escaped(one.first_step)}</b></p>" if one.first_step else ""
        )
        put(f'<p class="k-muted">{escaped(facts)}</p>{step}', language)
    return one.id if opened else None
