"""The brief to one's own manager, written with the rep: blanks as fields, free text, the lint beside the words, the manager's view, versions."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis
from analyzer.brief.documents import fill, parts
from analyzer.brief.draft import BLANK, Brief
from analyzer.page.brief_blanks import ask_for_blanks
from analyzer.page.brief_check import complaints_about, show_as_manager, show_check
from analyzer.page.brief_files import show_files
from analyzer.page.brief_text import area, back_to_draft, blanks, desk, is_own, open_versions, standing_text, write
from analyzer.page.brief_versions import save_version, show_versions
from analyzer.page.markup import escaped, heading, put
from analyzer.page.profile import ask_for_profile
from analyzer.page.texts import say
from analyzer.words import Language

TALL = 620
"""Pixels of the text."""


def show_brief(analysis: Analysis) -> None:
    """The brief, or the sentence that says why there is none."""
    language, brief = analysis.language, analysis.brief
    heading("brief", language, "brief")
    if brief is None:
        put(f'<p class="k-muted">{escaped(analysis.no_brief_because or say("no_brief", language))}</p>', language)
        return
    open_versions(analysis)
    ask_for_blanks(brief)
    ask_for_profile(language)
    text = standing_text(brief)
    desk, paper = st.columns(2, gap="large")
    with desk:
        _ask_for_text(brief, text)
        with st.container(horizontal=True):
            save_version(brief, text)
            _offer_draft(brief)
        show_files(text, language)
        show_versions(brief)
        _show_for_rep(brief)
    with paper:
        _show_views(text, analysis)


def _ask_for_text(brief: Brief, text: str) -> None:
    key = area(brief)
    st.session_state[key] = desk().text = text

    def keep() -> None:
        write(brief, str(st.session_state[key] or ""))

    language = brief.language
    st.text_area(say("brief_text", language), key=key, height=TALL, on_change=keep, max_chars=20_000)
    put(f'<p class="k-muted">{escaped(say("brief_text_help", language))}</p>', language)


def _offer_draft(brief: Brief) -> None:
    """Always there, so that nothing moves under the pointer when the first word is typed."""
    label, untouched = say("back_to_draft", brief.language), not is_own(brief)
    st.button(label, key="back_to_draft", type="tertiary", disabled=untouched, on_click=back_to_draft, args=(brief,))


def _show_views(text: str, analysis: Analysis) -> None:
    """The lint's view or the manager's; the count of what is to be mended stands on the switch."""
    language: Language = analysis.language
    found = complaints_about(text, analysis)
    open_points = len(found) + text.count(BLANK)
    check = f"{say('view_check', language)} ✓"
    if open_points:
        check = say("view_check_count", language, count=open_points)
    view = st.segmented_control(
        say("brief_view", language),
        ["check", "manager"],
        default="check",
        format_func=lambda one: check if one == "check" else say("view_manager", language),
        key="brief_view",
        required=True,
        label_visibility="collapsed",
    )
    if view == "manager":
        show_as_manager(text, language)
    else:
        show_check(text, found, language)


def _show_for_rep(brief: Brief) -> None:
    """What the rep says to the customer, and what was left out on purpose: in no file."""
    own = [part for part in parts(fill(brief, blanks()), for_rep=True) if part.name in ("customer", "left_out")]
    with st.expander(say("for_rep", brief.language), icon=":material/visibility_off:", key="for_rep"):
        for part in own:
            lines = "".join(f"<li>{escaped(line)}</li>" for line in part.lines)
            put(f"<h4>{escaped(part.heading)}</h4><ul>{lines}</ul>", brief.language)
