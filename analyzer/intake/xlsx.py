"""Excel exports: every sheet that has a column of text, read row by row; values, not formulas."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping

from analyzer.case import Case
from analyzer.intake.errors import IntakeError, damaged
from analyzer.intake.forms import FORM_NAMES
from analyzer.intake.limits import Clock, Limits
from analyzer.intake.package import check_package
from analyzer.intake.rows import CaseRows

MOST_COLUMNS = 200


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
            rows.add(_rows(sheet, clock, limits.rows))
    except (IntakeError, MemoryError, RecursionError):
        raise
    except Exception as error:  # a damaged file makes the library fail in any way
        raise damaged(name, FORM_NAMES["xlsx"]) from error
    return rows.cases()


def _rows(sheet: object, clock: Clock, most: int) -> Iterator[list[str]]:
    """The rows with words in them; a sheet may claim a million empty ones."""
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)):  # type: ignore[attr-defined]  # sheets of several kinds
        if number % 256 == 0:
            clock.check()
        cells = [_as_text(cell) for cell in row]
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
