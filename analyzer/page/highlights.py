"""A note cut at the borders of its quotes, counted in code points, so that emoji and rare letters shift nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analyzer.analysis import Analysis
from analyzer.reading import Quote


class Marked(NamedTuple):
    """A quote and what it speaks for: an aspect, or ``hypothesis``."""

    quote: Quote
    kind: str


class Piece(NamedTuple):
    """A stretch of a note under the same quotes; ``begins`` are those that start with it."""

    text: str
    kinds: tuple[str, ...]
    begins: tuple[Marked, ...]


def marked_quotes(analysis: Analysis) -> list[Marked]:
    """Every quote the page links to, those of the findings first."""
    found = [Marked(quote, aspect) for aspect, finding in analysis.findings.items() for quote in finding.quotes]
    for one in (*analysis.hypotheses, *analysis.held_back):
        for reason in one.because:
            if reason.note is not None and reason.start is not None and reason.end is not None and reason.text:
                found.append(
                    Marked(Quote(note=reason.note, start=reason.start, end=reason.end, text=reason.text), "hypothesis")
                )
    return list(dict.fromkeys(found))


def pieces(text: str, marked: Iterable[Marked]) -> list[Piece]:
    """The note's text in order, whole: the pieces' texts joined give the text again."""
    fitting = [one for one in marked if 0 <= one.quote.start < one.quote.end <= len(text)]
    borders = sorted({0, len(text), *(one.quote.start for one in fitting), *(one.quote.end for one in fitting)})
    cut = []
    for start, end in pairwise(borders):
        over = [one for one in fitting if one.quote.start <= start and end <= one.quote.end]
        begins = tuple(one for one in over if one.quote.start == start)
        cut.append(Piece(text[start:end], tuple(dict.fromkeys(one.kind for one in over)), begins))
    return cut
