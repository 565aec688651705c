"""All cases into a file, and a file's cases back in: a backup, or the way to another machine."""

from __future__ import annotations

import streamlit as st

from analyzer.page.texts import say
from analyzer.words import Language


def show_moving(language: Language, *, some: bool) -> None:
    """Export and import, behind a click."""
    with st.expander(say("keep_and_move", language), icon=":material/swap_vert:"):
        if some:
            st.caption(say("export_help", language))
