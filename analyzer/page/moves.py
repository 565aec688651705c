"""The next moves in order, with words to copy and what each reaction would mean; the questions; and why all this."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis, MoveShown
from analyzer.page.markup import escaped, heading, pill, plain, put
from analyzer.page.reactions import ask_whether_done, is_done, show_reactions, show_recorded
from analyzer.page.texts import say


def show_questions(analysis: Analysis) -> None:
    """What to find out where a finding is unknown."""
    if not analysis.questions:
        return
    language = analysis.language
    heading("questions", language, "questions")
    cards = (
        f'<div class="k-card"><h4>{escaped(one.ask)}</h4><p class="k-muted">{escaped(one.why)}</p></div>'
        for one in analysis.questions
    )
    put("".join(cards), language)


def show_moves(analysis: Analysis) -> None:
    """What the customer did so far, then each move in an expander, the first one still to be made open."""
    language = analysis.language
    heading("moves", language, "moves")
    show_recorded(analysis)
    if not analysis.moves:
        put(f'<p class="k-muted">{escaped(say("no_moves", language))}</p>', language)
    first = next((move.id for move in analysis.moves if not is_done(move.id)), None)
    for number, move in enumerate(analysis.moves, start=1):
        done = f" ✓ {say('is_done', language)}" if is_done(move.id) else ""
        label = f"**{number}**　{plain(move.purpose)}{done}"
        with st.expander(label, expanded=move.id == first, key=f"move_{move.id}"):
            _show(move, analysis)


def show_why(analysis: Analysis) -> None:
    """The chain from words to advice."""
    language = analysis.language
    with st.expander(say("why", language), icon=":material/help:"):
        lines = "".join(f"<li>{escaped(line)}</li>" for line in analysis.explanation)
        put(f'<ol style="padding-left:1.3rem">{lines}</ol>', language)


def _show(move: MoveShown, analysis: Analysis) -> None:
    language = analysis.language
    source = pill(say(move.source, language), "source")
    put(
        f'<p><span class="k-label">{escaped(say("what", language))}</span> {source}<br>{escaped(move.what)}</p>'
        f'<p class="k-label" style="margin-top:.7rem">{escaped(say("wording", language))}</p>',
        language,
    )
    st.code(move.wording, language=None, wrap_lines=True)
    if move.caution:
        put(
            f'<p><span class="k-label">{escaped(say("caution", language))}</span><br>{escaped(move.caution)}</p>',
            language,
        )
    show_reactions(move, analysis.recorded, language)
    ask_whether_done(move, language)
