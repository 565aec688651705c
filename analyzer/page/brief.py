"""The brief to one's own manager: as it will be read, its blanks as fields, and the ways to take it along."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis
from analyzer.brief.documents import fill, parts, to_docx, to_markdown, to_text
from analyzer.brief.draft import Brief
from analyzer.brief.mail import to_eml
from analyzer.page.markup import escaped, heading, put
from analyzer.page.texts import say
from analyzer.words import Language

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show_brief(analysis: Analysis) -> None:
    """The brief, or the sentence that says why there is none."""
    language = analysis.language
    heading("brief", language, "brief")
    if analysis.brief is None:
        put(f'<p class="k-muted">{escaped(analysis.no_brief_because or say("no_brief", language))}</p>', language)
        return
    paper, desk = st.columns([1.7, 1], gap="large")
    with desk:
        filled = fill(analysis.brief, _ask_for_blanks(analysis.brief, language))
        _take_away(filled, language)
    with paper:
        put(_paper(filled), language)


def _ask_for_blanks(brief: Brief, language: Language) -> dict[str, str]:
    """A field for each blank; what is typed goes in at once."""
    if not brief.blanks:
        return {}
    put(
        f'<h4>{escaped(say("blanks", language))}</h4><p class="k-muted">{escaped(say("blanks_help", language))}</p>',
        language,
    )
    given = {
        blank.id: st.text_input(blank.label, key=f"blank_{blank.id}", max_chars=200, live=True)
        for blank in brief.blanks
    }
    if {"manager", "why_manager"} & given.keys():
        put(f'<p class="k-muted">{escaped(say("add_profile", language))}</p>', language)
    return {name: words or "" for name, words in given.items()}


def _take_away(brief: Brief, language: Language) -> None:
    put(f"<h4>{escaped(say('take_away', language))}</h4>", language)
    with st.container(horizontal=True):
        st.download_button(
            say("docx", language), to_docx(brief), "brief.docx", DOCX, key="docx", on_click="ignore", type="primary"
        )
        st.download_button(
            say("markdown", language),
            to_markdown(brief),
            "brief.md",
            "text/markdown",
            key="markdown",
            on_click="ignore",
        )
        st.download_button(
            say("mail", language), to_eml(brief), "brief.eml", "message/rfc822", key="mail", on_click="ignore"
        )
    with st.expander(say("copy", language), icon=":material/content_copy:"):
        st.code(to_text(brief), language=None, wrap_lines=True)


def _paper(brief: Brief) -> str:
    sections = []
    for part in parts(brief, for_rep=True):
        kind = "ol" if part.numbered else "ul" if len(part.lines) > 1 else "p"
        lines = "".join(f"<li>{escaped(line)}</li>" if kind != "p" else escaped(line) for line in part.lines)
        sections.append(f"<h5>{escaped(part.heading)}</h5><{kind}>{lines}</{kind}>")
    return f'<article class="k-paper"><h4>{escaped(brief.title)}</h4>{"".join(sections)}</article>'
