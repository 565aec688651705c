"""Cut a case that is too long for one request: along notes first, then along a note's lines, then sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.engines.language_model.prompting import Piece
from analyzer.engines.language_model.tokens import fits

_SENTENCE = re.compile(r".+?(?:[。！？!?]+|\.(?=\s)|$)", re.DOTALL)
_LONGEST = 400
"""Characters of a stretch without any end of a sentence."""


def requests(pieces: Sequence[Piece], budget: int) -> list[list[Piece]]:
    """The pieces grouped into requests of at most ``budget`` tokens of notes each, in time order; one group where all fits."""
    if fits("\n".join(piece.text for piece in pieces), budget):
        return [list(pieces)]
    groups: list[list[Piece]] = [[]]
    for part in (part for piece in pieces for part in _parts(piece, budget)):
        together = "\n".join(one.text for one in (*groups[-1], part))
        if groups[-1] and not fits(together, budget):
            groups.append([])
        groups[-1].append(part)
    return groups


def _parts(piece: Piece, budget: int) -> Iterator[Piece]:
    """The note whole where it fits, else in stretches of whole lines; a speaker's line is cut only where it alone is too long."""
    if fits(piece.text, budget):
        yield piece
        return
    gathered = ""
    for line in _lines(piece.text, budget):
        if gathered and not fits(gathered + line, budget):
            yield piece.model_copy(update={"text": gathered})
            gathered = ""
        gathered += line
    if gathered:
        yield piece.model_copy(update={"text": gathered})


def _lines(text: str, budget: int) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if fits(line, budget):
            yield line
            continue
        for sentence in _SENTENCE.findall(line):
            yield from (
                [sentence]
                if fits(sentence, budget)
                else (sentence[start : start + _LONGEST] for start in range(0, len(sentence), _LONGEST))
            )
