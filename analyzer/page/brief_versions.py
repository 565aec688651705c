"""Versions of the brief: saved with a click, looked at, and returned to."""

from __future__ import annotations

import streamlit as st

from analyzer.brief.draft import Brief
from analyzer.case import BriefSaved
from analyzer.page import state
from analyzer.page.brief_text import area, blanks, draft_under, standing_text, take_up
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say
from analyzer.words import Language


def save_version(brief: Brief, text: str) -> None:
    """The button that saves the text as it stands; nothing to do where it is saved already."""
    language, whole = brief.language, state.case()
    same = bool(whole and whole.briefs and whole.briefs[-1].text == text)
    st.button(
        say("save_version", language),
        key="save_version",
        icon=":material/save:",
        disabled=same,
        help=say("version_same", language) if same else None,
        on_click=_save,
        args=(brief,),
    )


def _save(brief: Brief) -> None:
    """What stands in the text area at the click, which may be newer than what was drawn."""
    text = str(st.session_state.get(area(brief)) or standing_text(brief))
    filled = {name: words for name, words in blanks().items() if words.strip()}
    state.add_event(BriefSaved(text=text, blanks=filled, language=brief.language))


def show_versions(brief: Brief) -> None:
    """The saved versions, the latest first, each to look at and to return to."""
    language, whole = brief.language, state.case()
    if whole is None or not whole.briefs:
        return
    with st.expander(say("versions", language, count=len(whole.briefs)), icon=":material/history:", key="versions"):
        numbers = list(range(len(whole.briefs), 0, -1))
        chosen = st.selectbox(
            say("look_at_version", language),
            numbers,
            key="brief_version",
            format_func=lambda number: _named(number, whole.briefs[number - 1], language),
        )
        if chosen is None or chosen > len(whole.briefs):
            return
        version = whole.briefs[chosen - 1]
        put(
            f'<div class="k-sent" tabindex="0" role="region" aria-label="{escaped(say("version", language, number=chosen))}">'
            f"{escaped(version.text)}</div>",
            language,
        )
        _offer_return(brief, version)


def _named(number: int, version: BriefSaved, language: Language) -> str:
    return f"{say('version', language, number=number)} · {version.at.astimezone():%Y-%m-%d %H:%M}"


def _offer_return(brief: Brief, version: BriefSaved) -> None:
    """A version stands in only for the draft it was written over: the same request, in the same language."""
    language, whole = brief.language, state.case()
    over = draft_under(whole, version) if whole and version.language == language else None
    if version.language != language:
        put(f'<p class="k-muted">{escaped(say("version_other_language", language))}</p>', language)
    elif over is None or over.kind != brief.kind:
        put(f'<p class="k-muted">{escaped(say("version_other_kind", language))}</p>', language)
    else:
        label = say("return_to_version", language)
        st.button(label, key="return_to_version", icon=":material/undo:", on_click=take_up, args=(over, version))
