"""All cases into a file, and a file's cases back in: a backup, or the way to another machine."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from analyzer.history import HistoryError
from analyzer.page.markup import escaped, notice, put
from analyzer.page.saved import history
from analyzer.page.texts import TEXTS, filled, say
from analyzer.words import Language, Words


def show_moving(language: Language) -> None:
    """Export and import, behind a click."""
    problem = st.session_state.get("import_problem")
    with st.expander(say("keep_and_move", language), icon=":material/swap_vert:", expanded=bool(problem)):
        put(f'<p class="k-muted">{escaped(say("export_help", language))}</p>', language)
        st.download_button(
            say("export_all", language),
            _export,
            f"kamoshirenai-{dt.datetime.now().astimezone():%Y%m%d}.jsonl",
            "application/jsonl",
            key="export_all",
            icon=":material/download:",
            on_click="ignore",
        )
        file = st.file_uploader(
            say("import", language),
            type=["jsonl"],
            key=f"import_{st.session_state.get('imports', 0)}",
            on_change=_forget,
        )
        if isinstance(problem, Words):
            notice(problem.in_(language), language)
        if file is not None:
            st.button(
                say("import_now", language), key="import_now", type="primary", on_click=_import, args=(file.getvalue(),)
            )


def _export() -> str:
    """Made when the button is pressed, not before."""
    return history().export()


def _forget() -> None:
    st.session_state.import_problem = None


def _import(data: bytes) -> None:
    try:
        done = history().import_(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        st.session_state.import_problem = TEXTS["import_not_text"]
        return
    except HistoryError as error:
        st.session_state.import_problem = error.words
        return
    st.session_state.imports = st.session_state.get("imports", 0) + 1
    st.session_state.told = filled("imported", new=done.new, grew=done.grew, known=done.known)
