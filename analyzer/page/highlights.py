"""A note cut at the borders of its quotes, counted in code points, so that emoji and rare letters shift nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from analyzer.analysis import Analysis, HypothesisShown
from analyzer.catalogue import load_catalogue
from analyzer.page.texts import say
from analyzer.reading import Quote
from analyzer.rules.explain import ASPECT_NAMES, VALUE_NAMES
from analyzer.settings import settings


class Marked(NamedTuple):
    """A quote and what it speaks for: an aspect, ``hypothesis`` or ``signal``; and the claim that stands on it."""

    quote: Quote
    kind: str
    claim: str = ""


class Piece(NamedTuple):
    """A stretch of a note under the same quotes; ``begins`` are those that start with it."""

    text: str
    kinds: tuple[str, ...]
    begins: tuple[Marked, ...]
    claims: tuple[str, ...] = ()


class Claim(NamedTuple):
    """Something the page says, with the words it stands on; ``place`` is the anchor where it is said."""

    id: str
    kind: str
    words: str
    quotes: tuple[Quote, ...]
    place: str


def claims(analysis: Analysis) -> list[Claim]:
    """Everything that is said with words of the notes for it: findings first, then hypotheses, then signals."""
    every = [*_findings(analysis), *_doubts(analysis), *_hypotheses(analysis), *_signals(analysis)]
    return [claim for claim in every if claim.quotes]


def marked_quotes(analysis: Analysis) -> list[Marked]:
    """Every quote the page links to, those of the findings first."""
    found = [Marked(quote, claim.kind, claim.id) for claim in claims(analysis) for quote in claim.quotes]
    return list(dict.fromkeys(found))


def pieces(text: str, marked: Iterable[Marked]) -> list[Piece]:
    """The note's text in order, whole: the pieces' texts joined give the text again."""
    fitting = [one for one in marked if 0 <= one.quote.start < one.quote.end <= len(text)]
    borders = sorted({0, len(text), *(one.quote.start for one in fitting), *(one.quote.end for one in fitting)})
    cut = []
    for start, end in pairwise(borders):
        over = [one for one in fitting if one.quote.start <= start and end <= one.quote.end]
        begins = tuple(one for one in over if one.quote.start == start)
        kinds = tuple(dict.fromkeys(one.kind for one in over))
        cut.append(Piece(text[start:end], kinds, begins, tuple(dict.fromkeys(one.claim for one in over if one.claim))))
    return cut


def _findings(analysis: Analysis) -> Iterator[Claim]:
    """The findings with the engine's words; one that the rep corrected stands on the rep's word."""
    language = analysis.language
    for aspect, finding in analysis.findings.items():
        words = f"{ASPECT_NAMES[aspect].in_(language)}: {VALUE_NAMES[finding.value].in_(language)}"
        yield Claim(aspect, aspect, words, finding.quotes if finding.by == "engine" else (), f"f-{aspect}")


def _doubts(analysis: Analysis) -> Iterator[Claim]:
    language = analysis.language
    for doubt in analysis.doubts:
        words = say(
            "claim_doubt",
            language,
            aspect=ASPECT_NAMES[doubt.aspect].in_(language),
            value=VALUE_NAMES[doubt.other_value].in_(language),
            engine=say("offline_name", language),
        )
        yield Claim(f"doubt-{doubt.aspect}", doubt.aspect, words, doubt.other_quotes, f"f-{doubt.aspect}")


def _hypotheses(analysis: Analysis) -> Iterator[Claim]:
    for one in (*analysis.hypotheses, *analysis.held_back):
        place = f"h-{one.id}" if one in analysis.hypotheses else "hypotheses"
        yield Claim(f"h-{one.id}", "hypothesis", one.statement, _words_for(one), place)


def _words_for(one: HypothesisShown) -> tuple[Quote, ...]:
    return tuple(
        Quote(note=reason.note, start=reason.start, end=reason.end, text=reason.text)
        for reason in one.because
        if reason.note is not None and reason.start is not None and reason.end is not None and reason.text
    )


def _signals(analysis: Analysis) -> Iterator[Claim]:
    known = load_catalogue(settings().catalogue).signals
    for name in dict.fromkeys(signal.id for signal in analysis.signals if signal.id in known):
        quotes = tuple(signal.quote for signal in analysis.signals if signal.id == name)
        yield Claim(f"s-{name}", "signal", known[name].name.in_(analysis.language), quotes, "note")
