"""Who the rep and their manager are: asked once, beside the brief that needs it, and kept for every case."""

from __future__ import annotations

import streamlit as st

from analyzer.case import Profile
from analyzer.page import state
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say
from analyzer.words import Language


def ask_for_profile(language: Language) -> None:
    """The fields, open while none of them is filled."""
    known = state.profile()
    empty = known == Profile()
    if "profile_open" not in st.session_state:
        st.session_state.profile_open = empty  # decided once: it must not close under the rep's hands
    label = say("brief_profile", language)
    with st.expander(label, icon=":material/person:", expanded=bool(st.session_state.profile_open)):
        put(f'<p class="k-muted">{escaped(say("brief_profile_help", language))}</p>', language)
        for (field, text), column in zip(
            state.PROFILE_FIELDS.items(), st.columns(len(state.PROFILE_FIELDS), gap="small"), strict=True
        ):
            st.session_state[f"profile_{field}"] = getattr(known, field)
            with column:
                label = say(text, language)
                st.text_input(label, key=f"profile_{field}", max_chars=200, on_change=_keep, args=(field,))


def _keep(field: str) -> None:
    words = str(st.session_state[f"profile_{field}"] or "").strip()
    state.set_profile(state.profile().model_copy(update={field: words}))
