"""Small pieces of HTML built from escaped text only: words from notes, file names and the profile never become markup."""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from analyzer.page.texts import say
from analyzer.reading import Quote
from analyzer.words import Language

SHOWN_QUOTES = 2
"""Quotes of a finding shown at once; the rest open on a click."""


def escaped(text: object) -> str:
    """Text as HTML; line ends stay (the style keeps them)."""
    return html.escape(str(text), quote=True)


def plain(text: str) -> str:
    """A text in a Markdown label: its punctuation stays punctuation."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>()#+-!|$~:&" else char for char in text)


def put(markup: str, language: Language) -> None:
    """Show HTML made by this package, in the page's language."""
    st.html(f'<div class="k" lang="{language}">{markup}</div>')


def heading(name: str, language: Language, anchor: str) -> None:
    """A section heading that the links of the headline lead to."""
    put(f'<h3 id="{anchor}" class="k-section">{escaped(say(name, language))}</h3>', language)


def pill(text: str, kind: str = "plain") -> str:
    """A badge; ``kind`` is one of the style's."""
    return f'<span class="k-pill k-{kind}">{escaped(text)}</span>'


def quote_anchor(quote: Quote) -> str:
    """The id of the place in the note where a quote begins."""
    return f"q-{quote.note}-{quote.start}-{quote.end}"


def quoted(quote: Quote, language: Language) -> str:
    """A quote as a link to its place in the notes."""
    title = escaped(say("to_note", language))
    return f'<blockquote class="k-quote"><a href="#{quote_anchor(quote)}" title="{title}">{escaped(quote.text.strip())}</a></blockquote>'


def quotes(found: Iterable[Quote], language: Language) -> str:
    """Quotes under one another, the first ones open."""
    every = [quoted(quote, language) for quote in found]
    more = every[SHOWN_QUOTES:]
    if not more:
        return "".join(every)
    summary = escaped(say("more_quotes", language, count=len(more)))
    return "".join(every[:SHOWN_QUOTES]) + f"<details><summary>{summary}</summary>{''.join(more)}</details>"


def notice(text: str, language: Language, kind: str = "error") -> None:
    """A sentence in a box: an ``error`` or a ``warning``; announced to screen readers."""
    icon = "⚠️" if kind == "error" else "ℹ️"
    put(
        f'<div role="alert" class="k-notice k-{kind}"><span aria-hidden="true">{icon}</span> {escaped(text)}</div>',
        language,
    )
