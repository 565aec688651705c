"""The blanks of the brief as fields: what neither the notes nor the profile say."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from analyzer.brief.draft import Brief
from analyzer.brief.meeting import when_in
from analyzer.page.brief_text import blanks
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say

BY_PROFILE = frozenset({"manager"})
"""Blanks that the profile asks for."""


def ask_for_blanks(brief: Brief) -> None:
    """A field for each blank; what is typed goes in at once."""
    language = brief.language
    wanted = [blank for blank in brief.blanks if blank.id not in BY_PROFILE]
    if not wanted:
        return
    title, hint = escaped(say("blanks", language)), escaped(say("blanks_help", language))
    put(f'<h4>{title}</h4><p class="k-muted">{hint}</p>', language)
    for start in range(0, len(wanted), 2):
        for blank, column in zip(wanted[start : start + 2], st.columns(2), strict=False):
            key = f"blank_{blank.id}"
            st.session_state.setdefault(key, blanks().get(blank.id, ""))
            with column:
                st.text_input(
                    blank.label,
                    key=key,
                    max_chars=200,
                    placeholder=say("date_example", language) if blank.id == "date" else None,
                    live=True,
                    on_change=_keep,
                    args=(blank.id,),
                )


def _keep(name: str) -> None:
    words = str(st.session_state[f"blank_{name}"] or "")
    blanks()[name] = words
    if name == "date":
        st.session_state.blank_start = when_in(words, today=today())


def today() -> dt.date:
    """The rep's own day."""
    return dt.date.today()  # noqa: DTZ011  the page runs on the rep's machine
