"""Lines that were wrapped at the edge of their column become one line again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analyzer.intake.transcript import together

_OPENS = re.compile(r"(?:[・･•●○■□◆◇▼▲▶►★☆※*→⇒>【〈<]|[-–—]\s|[（(]?\d{1,2}[).．、)]|[①-⑳])")
_LABELLED = re.compile(r"[^\s:：。、]{1,10}[:：]\s?\S")
KINSOKU = 1.6
"""Letters by which a Japanese line may end early: a closing mark must not begin the next one."""


@dataclass(frozen=True)
class Line:
    """A line of text with its place, in points; ``edge`` is where its column ends, 0 for a row of a table."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    edge: float = 0.0

    def within(self, edge: float) -> Line:
        """The line in a column that ends at ``edge``."""
        return replace(self, edge=edge)

    def as_row(self, text: str) -> Line:
        """The line as a row of a table."""
        return replace(self, text=text, edge=0.0)


def paragraphs(lines: Iterable[Line]) -> Iterable[str]:
    """The texts of the lines, wrapped ones joined to what they go on with."""
    pieces: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line):
            pieces.append(line.text)
        else:
            if pieces:
                yield together(pieces)
            pieces = [line.text]
        before = line
    if pieces:
        yield together(pieces)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the next line's first word would not have fitted behind this line."""
    if not before.edge or not line.edge or _OPENS.match(line.text) or _LABELLED.match(line.text):
        return False
    alike = 0.8 < before.size / max(line.size, 0.1) < 1.25
    fall = before.middle - line.middle
    near = fall < 2.2 * before.size  # a higher place is the next column or page
    return alike and near and before.right + _first_word(line) > before.edge


def _first_word(line: Line) -> float:
    """The width of the least that must move to the next line as one."""
    word = re.match(r"[!-~]+", line.text)
    if word is None:
        return KINSOKU * line.size
    return max(KINSOKU, 1 + 0.5 * len(word[0])) * line.size * 0.9
