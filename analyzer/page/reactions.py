"""What the customer did on a move: recorded in one click, shown as recorded, taken back in one more."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analyzer.analysis import Analysis, MoveShown, ReactionShown, RecordedShown
from analyzer.case import MoveDone, Reacted, ReactionTakenBack, Undone
from analyzer.page import state
from analyzer.page.markup import escaped, pill, plain, put
from analyzer.page.texts import say
from analyzer.words import Language


def show_recorded(analysis: Analysis) -> None:
    """Every reaction that was recorded, also on moves that are no longer advised, with the way back."""
    if not analysis.recorded:
        return
    language = analysis.language
    with st.container(border=True, gap="small", key="recorded_reactions"):
        put(f"<h4>{escaped(say('recorded', language))}</h4>", language)
        for number, one in enumerate(analysis.recorded):
            _show_recorded(number, one, language)


def _show_recorded(number: int, one: RecordedShown, language: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        day = f"{one.at.astimezone():%m/%d}"
        on = escaped(say("on_move", language, purpose=one.purpose))
        put(
            f'<p role="status">{pill(f"✓ {day}", "supported")} <b>{escaped(one.sign)}</b><br><span class="k-muted">{on}</span></p>',
            language,
        )
        st.button(
            say("undo_reaction", language),
            key=f"undo_reaction_{number}",
            type="tertiary",
            icon=":material/undo:",
            on_click=_take_back,
            args=(one.move, one.reaction),
        )


def show_reactions(move: MoveShown, recorded: Iterable[RecordedShown], language: Language) -> None:
    """The reaction table of a move; what came back is a button."""
    known = {one.reaction for one in recorded if one.move == move.id}
    label, hint = escaped(say("reactions", language)), escaped(say("react_hint", language))
    put(f'<p class="k-label">{label}</p><p class="k-muted">{hint}</p>', language)
    for one in move.reactions:
        with st.container(gap="xxsmall", key=f"reaction_{move.id}_{one.id}"):
            _show(move, one, recorded=one.id in known, language=language)


def _show(move: MoveShown, one: ReactionShown, *, recorded: bool, language: Language) -> None:
    if recorded:
        put(f"<p>{pill('✓ ' + say('is_recorded', language), 'supported')} <b>{escaped(one.sign)}</b></p>", language)
    else:
        st.button(
            plain(one.sign),
            key=f"react_{move.id}_{one.id}",
            icon=":material/add_circle:",
            width="stretch",
            wrap=True,
            on_click=_record,
            args=(move.id, one.id),
        )
    rows = (("means", one.means), ("then", one.then))
    words = "".join(f"<dt>{escaped(say(name, language))}</dt><dd>{escaped(said)}</dd>" for name, said in rows)
    put(f'<dl class="k-reaction">{words}</dl>', language)


def _record(move: str, reaction: str) -> None:
    """The event is made at the click: its time is the click's, not that of drawing the button."""
    state.add_event(Reacted(move=move, reaction=reaction))


def _take_back(move: str, reaction: str) -> None:
    state.add_event(ReactionTakenBack(move=move, reaction=reaction))


def is_done(move: str) -> bool:
    """Whether the rep marked the move as done."""
    whole = state.case()
    return whole is not None and any(event.move == move for event in whole.moves_done)


def ask_whether_done(move: MoveShown, language: Language) -> None:
    """A button that marks the move as done, or takes that back."""
    if is_done(move.id):
        st.button(
            say("mark_undone", language),
            key=f"undone_{move.id}",
            type="tertiary",
            icon=":material/undo:",
            on_click=_not_done,
            args=(move.id,),
        )
    else:
        st.button(
            say("mark_done", language),
            key=f"done_{move.id}",
            icon=":material/check:",
            on_click=_done,
            args=(move.id,),
        )


def _done(move: str) -> None:
    state.add_event(MoveDone(move=move))


def _not_done(move: str) -> None:
    """Every time it was marked is undone, so that one click is enough."""
    whole = state.case()
    if whole is None:
        return
    marked = [event for event in whole.moves_done if event.move == move]
    for place, event in enumerate(whole.events):
        if any(event is one for one in marked):
            state.add_event(Undone(event=place))
