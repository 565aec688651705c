"""From letters with places to text as it is read: lines, columns, paragraphs; what every page repeats is dropped.

Lengths are in points; y grows upwards, as PDF counts.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from analyzer.intake.markup import row_as_text
from analyzer.intake.pdf_paragraphs import Line, paragraphs

CELL_GAP = 1.5
"""A gap of so many letter heights parts two cells or columns."""
WORD_GAP = 0.12
"""And of so many, two words in Latin letters, where no blank is printed."""
MARGIN = 0.09
"""Share of the page's height, at top and bottom, where page furniture stands."""
_KANA = re.compile(r"[ぁ-ゟ゠-ヿ ]+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:p\.?|page)?\s*\d{1,4}\s*(?:(?:/|／|of)\s*\d{1,4})?\s*(?:ページ|頁)?[-–—\s]*", re.IGNORECASE
)


class Glyph(NamedTuple):
    """A letter and its box."""

    char: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True)
class Page:
    """The letters of a page in any order."""

    glyphs: Sequence[Glyph]
    width: float
    height: float


def text_of_pages(pages: Sequence[Page]) -> str:
    """The words of all pages in reading order."""
    runs = [[run for row in _rows(page.glyphs) for run in _runs(row)] for page in pages]
    furniture = _furniture(pages, runs)
    lines: list[Line] = []
    for page, found in zip(pages, runs, strict=True):
        kept = [run for run in found if not (_in_margin(run, page) and _folded(run) in furniture)]
        lines += _in_reading_order(_without_ruby(kept), page.width)
    return "\n".join(paragraphs(lines))


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters of about the same height on the page, from the top down."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda one: -(one.bottom + one.top)):
        own = (glyph.bottom + glyph.top) / 2
        if rows and abs(middle - own) <= 0.35 * min(height, glyph.top - glyph.bottom):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middle, height = own, glyph.top - glyph.bottom
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _runs(row: Sequence[Glyph]) -> Iterable[Line]:
    """The pieces of a row between gaps too wide for a blank."""
    size = statistics.median(glyph.top - glyph.bottom for glyph in row)
    run: list[Glyph] = []
    blank = False
    for glyph in row:
        if run and glyph.char.isspace():
            blank = True
            continue
        if glyph.char.isspace():
            continue
        if run and glyph.left - run[-1].right > CELL_GAP * size:
            yield _line(run)
            run = []
        elif run and blank:
            run.append(Glyph(" ", run[-1].right, run[-1].right, glyph.bottom, glyph.top))
        run.append(glyph)
        blank = False
    if run:
        yield _line(run)


def _line(run: Sequence[Glyph]) -> Line:
    size = statistics.median(glyph.top - glyph.bottom for glyph in run)
    words = [run[0].char]
    usual = statistics.median([glyph.left - before.right for before, glyph in pairwise(run)] or [0.0]) / size
    for before, glyph in pairwise(run):
        gap = glyph.left - before.right if " " not in (before.char, glyph.char) else 0
        wide = _widest_gap(before.char, glyph.char, usual)
        if glyph.char == before.char and abs(glyph.left - before.left) < 0.1 * size:
            continue  # bold letters are printed twice by some programs
        words += [" "] * (gap > wide * size) + [glyph.char]
    middle = statistics.median((glyph.bottom + glyph.top) / 2 for glyph in run)
    return Line("".join(words), run[0].left, max(glyph.right for glyph in run), middle, size)


def _widest_gap(before: str, char: str, usual: float) -> float:
    """The gap, in letter heights, beyond which there is a blank; Word sets Latin letters a quarter apart from Japanese ones."""
    wide = (before > "\u2fff") + (char > "\u2fff")
    return (WORD_GAP, CELL_GAP, max(0.2, usual + 0.15))[wide]


def _in_margin(run: Line, page: Page) -> bool:
    return not MARGIN * page.height < run.middle < (1 - MARGIN) * page.height


def _folded(run: Line) -> str:
    if _PAGE_NUMBER.fullmatch(run.text):
        return "#"
    return re.sub(r"\d+", "#", run.text)


def _furniture(pages: Sequence[Page], runs: Sequence[Sequence[Line]]) -> set[str]:
    """What stands in the margins of most pages, numbers counted as alike; a page number always."""
    seen: Counter[str] = Counter()
    for page, found in zip(pages, runs, strict=True):
        seen.update({_folded(run) for run in found if _in_margin(run, page)})
    least = max(2, 0.6 * len(pages))
    return {"#"} | {text for text, count in seen.items() if count >= least}


def _without_ruby(runs: Sequence[Line]) -> list[Line]:
    """The runs without the small kana above a line that say how its letters are read."""
    return [
        run
        for run in runs
        if not _KANA.fullmatch(run.text)
        or not any(
            one.size > 1.6 * run.size
            and 0 < run.middle - one.middle < 1.3 * one.size
            and one.left - one.size < run.left
            and run.right < one.right + one.size
            for one in runs
        )
    ]


def _in_reading_order(runs: Sequence[Line], width: float) -> list[Line]:
    """The lines of a page: rows of cells joined; where it has two columns, one after the other between full-width lines."""
    if not runs:
        return []
    edge = _edge(runs, width)
    gutter = _gutter(runs)
    if gutter is None:
        return _joined_cells(runs, edge)
    left_edge = max((run.right for run in runs if run.right < gutter), default=gutter)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for run in runs:
        if run.right < gutter:
            left.append(run.within(left_edge))
        elif run.left >= gutter - run.size:
            right.append(run.within(edge))
        else:
            ordered += [*left, *right, run.within(edge)]
            left, right = [], []
    return [*ordered, *left, *right]


def _edge(runs: Sequence[Line], width: float) -> float:
    """Where lines are wrapped: where many of them end, or else where a page with margins alike would end."""
    furthest = max(run.right for run in runs)
    full = sum(run.right > furthest - 2 * run.size for run in runs)
    if full >= 3 and full >= 0.3 * len(runs):
        return furthest
    return max(furthest, width - min(run.left for run in runs) - 2 * runs[0].size)


def _gutter(runs: Sequence[Line]) -> float | None:
    """Where a right column begins: many long runs start there, and as many long ones end before."""
    start, end = min(run.left for run in runs), max(run.right for run in runs)
    middle = [run for run in runs if start + 0.35 * (end - start) < run.left < start + 0.65 * (end - start)]
    if len(middle) < 4:
        return None
    begin = statistics.median(run.left for run in middle)
    right = [run for run in runs if abs(run.left - begin) < 2 * run.size]
    left = [run for run in runs if run.right < begin]
    enough = min(len(left), len(right)) >= 4 and len(left) + len(right) >= 0.5 * len(runs)
    return begin - 0.1 if enough and _fill(left, begin - start) and _fill(right, end - begin) else None


def _fill(runs: Sequence[Line], width: float) -> bool:
    """Whether a good part of the lines are about as wide as their column; the cells of a table are not.

    Where the gap between the columns is wide, the widest line tells the column's width, if it is one of many and no mere word.
    """
    widths = [run.right - run.left for run in runs]
    longest = max(widths)
    alike = sum(one >= 0.85 * longest for one in widths) >= 0.5 * len(runs) and longest >= 14 * runs[0].size
    return alike or sum(one >= 0.7 * width for one in widths) >= 0.35 * len(runs)


def _joined_cells(runs: Sequence[Line], edge: float) -> list[Line]:
    """Runs of the same height become a row; a row of several cells is never a part of a paragraph."""
    rows: list[list[Line]] = []
    for run in runs:
        if rows and abs(rows[-1][0].middle - run.middle) <= 0.35 * run.size and run.left >= rows[-1][-1].right:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [
        row[0].within(edge) if len(row) == 1 else row[0].as_row(row_as_text([run.text for run in row])) for row in rows
    ]
