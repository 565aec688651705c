"""CSV exports, read row by row: commas, semicolons or tabs; UTF-8, CP932, EUC-JP or UTF-16; line breaks in cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from analyzer.case import Case
from analyzer.intake.encoding import decode, encoding_of
from analyzer.intake.errors import damaged, not_text
from analyzer.intake.limits import Limits
from analyzer.intake.rows import HEADER_WITHIN, CaseRows

SAMPLE = 65_536
CHUNK = 65_536


def read(
    data: bytes, name: str, limits: Limits, columns: Mapping[str, str] | None = None, only: str = ""
) -> list[Case]:
    """The cases in the bytes of a .csv or .tsv file.

    Raises:
        IntakeError: no text, no column of text, no such case, too many rows or too slow.
    """
    text = decode(data)
    if text is None:
        raise not_text(name)
    return _cases(io.StringIO(text, newline=""), text[:SAMPLE], CaseRows(name, limits, columns, only), name, limits)


def read_path(
    path: Path, name: str, limits: Limits, columns: Mapping[str, str] | None = None, only: str = ""
) -> list[Case]:
    """The same of a file, without ever holding all of it.

    Raises:
        IntakeError: as ``read``.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
        file.seek(0)
        encoding = encoding_of(iter(lambda: file.read(CHUNK), b""), sample)
    if encoding is None:
        return read(path.read_bytes(), name, limits, columns, only)
    with path.open(encoding=encoding, newline="") as opened:
        start = opened.read(SAMPLE)
        opened.seek(0)
        return _cases(opened, start, CaseRows(name, limits, columns, only), name, limits)


def _cases(lines: Iterable[str], start: str, rows: CaseRows, name: str, limits: Limits) -> list[Case]:
    csv.field_size_limit(max(csv.field_size_limit(), 4 * limits.characters))
    try:
        rows.add(_rows(lines, _delimiter(start, rows)))
    except csv.Error:
        raise damaged(name, "CSV") from None
    return rows.cases()


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    clean = (line.replace("\x00", "").removeprefix("\ufeff") for line in lines)
    yield from csv.reader(clean, delimiter=delimiter)


def _delimiter(start: str, rows: CaseRows) -> str:
    """The mark by which most columns are known; where none is, the one that stands most often in the first lines.

    Counting alone would not do: the words of a note are full of commas.
    """
    head = "\n".join(start.split("\n")[:10])

    def fitness(mark: str) -> tuple[int, int]:
        try:
            first = list(
                islice((row for row in _rows(io.StringIO(start, newline=""), mark) if any(row)), HEADER_WITHIN)
            )
        except csv.Error:
            first = []
        return max(map(rows.columns_known, first), default=0), head.count(mark)

    return max(",\t;", key=fitness)
