"""What is to be said once about the last step, and what stands while something is not saved."""

from __future__ import annotations

from typing import cast

import streamlit as st

from analyzer.history import HistoryError
from analyzer.page import state, submitting
from analyzer.page.markup import notice, plain
from analyzer.page.naming import title
from analyzer.page.saved import history
from analyzer.page.texts import say
from analyzer.page.timeline import in_a_line
from analyzer.words import Language, Words


def show_told(language: Language) -> None:
    """A word about what was just done; it goes by itself."""
    words = cast("Words | None", st.session_state.pop("told", None))
    if words:
        st.toast(plain(words.in_(language)), icon=":material/check:")


def show_save_problem(language: Language) -> None:
    """Why something is not saved, that it is still here, and the way to try again."""
    now = state.looking()
    problem = state.save_problem()
    pending = now is not None and not now.sample and (now.id is None or bool(now.waiting))
    if not problem and not pending:
        return
    sentences = [problem.in_(language)] if problem else []
    sentences += [say("unsaved", language)] if pending else []
    notice("\n".join(sentences), language, "warning")
    if pending:
        st.button(say("save_again", language), key="save_again", icon=":material/save:", on_click=state.save)
    else:
        st.session_state.save_problem = None


def show_news(language: Language) -> None:
    """What another window added to the case meanwhile."""
    news = state.news()
    if news:
        what = " / ".join(in_a_line(event, language) for event in news)
        notice(say("news", language, what=what), language, "warning")


def show_former(language: Language) -> None:
    """After notes about somebody else became a new case: the way back."""
    former, other = st.session_state.get("former") or (None, "")
    if not former:
        return
    notice(say("other_contact", language, who=other), language, "warning")
    try:
        name = title(history().load(former).case, language)
    except HistoryError:
        return
    st.button(
        plain(say("join_former", language, title=name)),
        key="join_former",
        icon=":material/undo:",
        on_click=submitting.join_former,
    )
