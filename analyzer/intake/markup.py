"""HTML, of a Word file or a mail, becomes lines of text: a line a paragraph, a list item or a row of a table."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol dl dt dd blockquote pre section article header footer hr".split())
_SKIPPED = frozenset(("script", "style", "title", "template"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BACK = re.compile(r"^↑$")
_LABEL = 12
"""Characters that the first cell of two may have to be the label of the second."""


def text_of_html(html: str) -> str:
    """The words of an HTML document; never fails, whatever is in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line: list[str] = []
        self._rows: list[list[list[str]]] = []  # the rows being read, a table within a cell on top
        self._lists: list[int] = []
        self._bullet = ""
        self._skipping = 0
        self._quoting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser gives them
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "br":
            self.end_line()
        elif tag in ("td", "th") and self._rows:
            self.end_line()
            self._rows[-1].append([])
        elif tag == "tr":
            self.end_line()
            self._rows.append([])
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
            cells = self._rows.pop()
            self._put(row_as_text([_cell(lines) for lines in cells]))
        elif tag in _BLOCKS or tag in ("li", "td", "th", "table"):
            self.end_line()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
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
