"""HTML, of a Word file or a mail, becomes lines of text: a line a paragraph, a list item or a row of a table."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol dl dt dd blockquote pre section article header footer hr".split())
_SKIPPED = frozenset(("script", "style", "title", "template"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BACK = re.compile(r"^↑$")
MOST_SPANNED, LONGEST_SPANNED = 200, 20
"""Rows that a cell may reach over, and letters with which it is said again in each: a side or a company, not a paragraph."""
_LABEL = 12
"""Characters that the first cell of two may have to be the label of the second."""


def text_of_html(html: str) -> str:
    """The words of an HTML document; never fails, whatever is in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip("\n")


class _Spans:
    """The cells of a table that reach over several rows: ``先方`` beside three names is said in each of the three rows."""

    def __init__(self) -> None:
        self._over: dict[int, tuple[int, str]] = {}  # the cell's place in its row, and for how many rows it goes on
        self._new: dict[int, int] = {}

    def begins(self, place: int, rows: str | None) -> None:
        """A cell begins as the given one of its row, over so many rows."""
        if rows and rows.isdecimal() and 1 < int(rows[:4]) <= MOST_SPANNED:
            self._new[place] = int(rows[:4])

    def completed(self, cells: list[str]) -> list[str]:
        """The cells of a row with those that reach down into it."""
        whole, over = list(cells), dict(self._over)
        for place, (left, words) in sorted(over.items()):
            whole.insert(place, words)
            self._over[place] = (left - 1, words)
        for place, rows in self._new.items():
            at = place
            for one in sorted(over):
                at += one <= at
            if place < len(cells):
                self._over[at] = (rows - 1, cells[place] if len(cells[place]) <= LONGEST_SPANNED else "")
        self._over = {place: kept for place, kept in self._over.items() if kept[0] > 0}
        self._new = {}
        return whole


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line: list[str] = []
        self._rows: list[list[list[str]]] = []  # the rows being read, a table within a cell on top
        self._tables: list[_Spans] = []
        self._lists: list[int] = []
        self._bullet = ""
        self._skipping = 0
        self._quoting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "br":
            self.end_line()
        elif tag in ("td", "th") and self._rows:
            self.end_line()
            self._rows[-1].append([])
            if self._tables:
                self._tables[-1].begins(len(self._rows[-1]) - 1, dict(attrs).get("rowspan"))
        elif tag == "tr":
            self.end_line()
            self._rows.append([])
        elif tag == "table":
            self.end_line()
            self._tables.append(_Spans())
        elif tag == "li":
            self.end_line()
            self._bullet = self._next_bullet()
        elif tag in _BLOCKS:
            self.end_line()
            self._open(tag)

    def _open(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "blockquote":
            self._quoting += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag == "tr" and self._rows:
            self.end_line()
            cells = [_cell(lines) for lines in self._rows.pop()]
            self._put(row_as_text(self._tables[-1].completed(cells) if self._tables else cells))
        elif tag in _BLOCKS or tag in ("li", "td", "th", "table"):
            self.end_line()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif tag == "table" and self._tables:
                self._tables.pop()
            elif tag == "blockquote":
                self._quoting = max(0, self._quoting - 1)

    def handle_data(self, data: str) -> None:
        if not self._skipping and not _BACK.match(data):
            self._line.append(data)

    def _next_bullet(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return "・"
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def end_line(self) -> None:
        """Put what has been read of a line where it belongs."""
        words = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line = []
        if words:
            self._put(self._bullet + words)
            self._bullet = ""

    def _put(self, words: str) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(words)
        elif words:
            self.lines.append("> " * min(self._quoting, 5) + words)


def _cell(lines: list[str]) -> str:
    whole = "".join(lines)
    return ("、" if any(char > "\u3000" for char in whole) else ", ").join(line for line in lines if line)


def row_as_text(cells: list[str]) -> str:
    """A row of a table as a line: ``label: words`` where it has two cells and the first is short, else the cells with bars between."""
    kept = [cell for cell in cells if cell]
    if len(cells) == 2 and len(kept) == 2 and len(kept[0]) <= _LABEL and not kept[0].endswith(("。", ":", "：")):
        return f"{kept[0]}: {kept[1]}"
    return " | ".join(kept)
