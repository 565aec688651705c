"""The next moves in order, with words to copy and what each reaction would mean; the questions; and why all this."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis, MoveShown
from analyzer.page.markup import escaped, heading, pill, put
from analyzer.page.texts import say
from analyzer.words import Language


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
    """Each move in an expander, the first one open."""
    language = analysis.language
    heading("moves", language, "moves")
    if not analysis.moves:
        put(f'<p class="k-muted">{escaped(say("no_moves", language))}</p>', language)
    for number, move in enumerate(analysis.moves, start=1):
        with st.expander(f"**{number}**　{_plain(move.purpose)}", expanded=number == 1):
            _show(move, language)


def show_why(analysis: Analysis) -> None:
    """The chain from words to advice."""
    language = analysis.language
    with st.expander(say("why", language), icon=":material/help:"):
        lines = "".join(f"<li>{escaped(line)}</li>" for line in analysis.explanation)
        put(f'<ol style="padding-left:1.3rem">{lines}</ol>', language)


def _plain(text: str) -> str:
    """A catalogue text in a Markdown label: its punctuation stays punctuation."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>()#+-!|$~:" else char for char in text)


def _show(move: MoveShown, language: Language) -> None:
    source = pill(say(move.source, language), "source")
    put(
        f'<p><span class="k-label">{escaped(say("what", language))}</span> {source}<br>{escaped(move.what)}</p>'
        f'<p class="k-label" style="margin-top:.7rem">{escaped(say("wording", language))}</p>',
        language,
    )
    st.code(move.wording, language=None, wrap_lines=True)
    put(_reactions(move, language), language)
    if move.caution:
        put(
            f'<p><span class="k-label">{escaped(say("caution", language))}</span><br>{escaped(move.caution)}</p>',
            language,
        )


def _reactions(move: MoveShown, language: Language) -> str:
    names = [escaped(say(name, language)) for name in ("sign", "means", "then")]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = ""
    for one in move.reactions:
        cells = zip(names, (one.sign, one.means, one.then), strict=True)
        row = "".join(f'<td data-label="{name}">{escaped(words)}</td>' for name, words in cells)
        rows += f"<tr>{row}</tr>"
    return (
        f'<p class="k-label">{escaped(say("reactions", language))}</p>'
        f'<table class="k-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )
