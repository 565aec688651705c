"""The page: two places, the one where notes are analyzed and the one with all cases."""

from __future__ import annotations

import contextlib
import threading
from typing import cast

import streamlit as st

from analyzer.analysis import analyze
from analyzer.case import Case
from analyzer.engines.language_model.preview import preview
from analyzer.page import readings, state
from analyzer.page.cases import show_cases
from analyzer.page.drafts import keep_draft
from analyzer.page.entry import ask_for_notes
from analyzer.page.markup import escaped, put
from analyzer.page.naming import title
from analyzer.page.result import show_case
from analyzer.page.said import show_save_problem, show_told
from analyzer.page.samples import SAMPLES
from analyzer.page.sending import asks_a_model
from analyzer.page.steady import hold_steady
from analyzer.page.style import show_style, tell_browser
from analyzer.page.submitting import take_sample
from analyzer.page.texts import say
from analyzer.words import Language


def show_page() -> None:
    """The page that the address names."""
    st.navigation([_notes_page(), _cases_page()], position="hidden").run()


def _notes_page() -> st.Page:
    return st.Page(_show_notes, title=say("page_title", "ja"), url_path="notes", default=True)


def _cases_page() -> st.Page:
    return st.Page(_show_cases, title=say("cases", "ja"), url_path="cases")


def _show_notes() -> None:
    """Input and result. Everything is drawn anew from the case on each run."""
    if st.session_state.pop("go_to_cases", False):
        st.switch_page(_cases_page(), query_params=_language_in_url())
    _pick_up_what_ended()
    language = _show_title()
    with st.container(key="drafts"):  # before the result: who sees that may reload at once
        keep_draft(state.name_of_draft(), st.session_state.get("sent_drafts", ()))
    show_told(language)
    if state.case() is None:
        put(f'<p class="k-lead">{escaped(say("lead", language))}</p>', language)
    ask_for_notes(language)
    show_save_problem(language)
    case = state.case()
    if case is not None:
        show_case(case, language)
    hold_steady()
    tell_browser(language)
    if case is None:
        _warm_up()


def _pick_up_what_ended() -> None:
    """The session in step with the address: the case, the example, the reading that has ended."""
    state.begin()
    name = st.query_params.get("sample", "")
    if name in SAMPLES and state.looking() is None:
        take_sample(name, _wanted_language())
    readings.pick_up()


def _show_cases() -> None:
    """All cases; a chosen one is opened on the other page."""
    st.session_state.pop("go_to_cases", None)
    language = _show_title()
    show_told(language)
    chosen = show_cases(language)
    tell_browser(language)
    if chosen:
        st.switch_page(_notes_page(), query_params={"case": chosen, **_language_in_url()})


def _show_title() -> Language:
    """The title, the way to the pages and the switch, which comes first: everything else is drawn in its language."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="top"):
        name = st.container(width="content")
        pages = st.container(
            horizontal=True, width="content", gap="small", key="pages" if state.case() is None else "pages_of_case"
        )
        language = cast("Language", _language_switch() or "ja")
    st.set_page_config(page_title=_tab_title(language), page_icon="🧭", layout="wide")
    show_style(language)
    with name:
        put(f"<h1>{escaped(say('title', language))}</h1>", language)
    with pages:
        for page, icon, label in (
            (_notes_page(), ":material/edit_note:", "new_case"),
            (_cases_page(), ":material/grid_view:", "cases"),
        ):
            st.page_link(page, label=say(label, language), icon=icon, query_params=_language_in_url())
    return language


def _tab_title(language: Language) -> str:
    """In the browser's tab the case comes first, so that several tabs can be told apart."""
    case = state.case()
    return say("page_title", language) if case is None else f"{title(case, language)} – {say('title', language)}"


def _wanted_language() -> Language:
    if "language" not in st.session_state:
        st.session_state.language = "en" if st.query_params.get("lang") == "en" else "ja"
    return cast("Language", st.session_state.language)


def _language_switch() -> str | None:
    """The switch keeps the URL in step, so that a link carries the language (``?lang=en``)."""
    st.session_state.language = _wanted_language()
    return st.segmented_control(
        say("language", "ja"),
        ["ja", "en"],
        format_func=lambda code: {"ja": "日本語", "en": "English"}[code],
        key="language",
        on_change=_put_language_in_url,
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def _language_in_url() -> dict[str, str]:
    return {"lang": "en"} if st.session_state.get("language") == "en" else {}


def _put_language_in_url() -> None:
    if st.session_state.language == "en":
        st.query_params["lang"] = "en"
    else:
        st.query_params.pop("lang", None)


@st.cache_resource(show_spinner=False)
def _warm_up() -> None:
    """Load what reads once for the server, while the rep still types; what fails here is said when it is needed."""
    threading.Thread(target=_load, name="warm-up", daemon=True).start()


def _load() -> None:
    with contextlib.suppress(Exception):
        analyze("山田様と面談。", "offline")
        if asks_a_model():
            preview(Case.of_notes("山田様と面談。"))
