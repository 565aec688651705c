"""Excel exports: every sheet that has a column of text, read row by row; values, not formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import islice

from analyzer.case import Case
from analyzer.intake.errors import IntakeError, damaged
from analyzer.intake.forms import FORM_NAMES
from analyzer.intake.limits import Clock, Limits
from analyzer.intake.package import check_package
from analyzer.intake.rows import CaseRows

MOST_COLUMNS, MOST_MERGED, LONGEST_MERGED = 200, 50_000, 40
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


def read(
    data: bytes, name: str, limits: Limits, columns: Mapping[str, str] | None = None, only: str = ""
) -> list[Case]:
    """The cases in a .xlsx file.

    Raises:
        IntakeError: it is encrypted, damaged or a bomb; no column of text, no such case, too many rows or too slow.
    """
    check_package(data, name, FORM_NAMES["xlsx"], limits.unpacked)
    import openpyxl

    rows = CaseRows(name, limits, columns, only)
    clock = Clock(limits.seconds, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows.add(_rows(sheet, clock, limits.rows, _reaching_down(data, sheet)))
    except (IntakeError, MemoryError, RecursionError):
        raise
    except Exception as error:  # a damaged file makes the library fail in any way
        raise damaged(name, FORM_NAMES["xlsx"]) from error
    return rows.cases()


def _reaching_down(data: bytes, sheet: object) -> dict[tuple[int, int], int]:
    """Row and column of each cell that is merged with those below it → the last row; read-only sheets do not tell."""
    from openpyxl.utils import range_boundaries

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = getattr(sheet, "_worksheet_path", "")
        words = package.read(part) if part in package.namelist() else b""
    found = {}
    for match in islice(_MERGED.finditer(words), MOST_MERGED):
        left, top, right, bottom = range_boundaries(match[1].decode())
        if top and bottom and left and left == right:
            found[top, left] = bottom
    return found


def _rows(sheet: object, clock: Clock, most: int, merged: Mapping[tuple[int, int], int]) -> Iterator[list[str]]:
    """The rows with words in them; a sheet may claim a million empty ones. A short merged cell (a customer) stands in each of its rows."""
    down: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)):  # type: ignore[attr-defined]  # sheets of several kinds
        if number % 256 == 0:
            clock.check()
        cells = [_as_text(cell) for cell in row]
        for place, words in enumerate(cells if merged else ()):
            last, above = down.get(place, (0, ""))
            if not words and number < last:
                cells[place] = above
            elif words and len(words) <= LONGEST_MERGED and (bottom := merged.get((number + 1, place + 1))):
                down[place] = (bottom, words)
        if any(cells):
            yield cells
        elif number > 10 * most:
            return


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "")
