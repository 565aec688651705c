"""A batch's rows as xlsx, csv, parquet and jsonl, each written row by row, whole or not at all."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.batch.rows import COLUMNS, Row

ROWS_A_SHEET = 1_000_000
ROWS_A_GROUP = 500
LONGEST_CELL = 32_767
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def write_tables(folder: Path, rows: Callable[[], Iterable[Row]]) -> None:
    """Write ``rows.jsonl``, ``.csv``, ``.xlsx`` and ``.parquet``; ``rows`` is asked for a fresh look each time."""
    for write, name in ((_jsonl, "rows.jsonl"), (_csv, "rows.csv"), (_xlsx, "rows.xlsx"), (_parquet, "rows.parquet")):
        half = folder / f"{name}.new"
        write(half, rows())
        half.replace(folder / name)


def _jsonl(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _cells(row: Row) -> list[Any]:
    return [neutral(row[name]) for name in COLUMNS]


def _csv(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # Excel takes UTF-8 for CP932 without the mark
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_cells(row) for row in rows)


def _xlsx(path: Path, rows: Iterable[Row]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)

    def cell(sheet: Any, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, value=_CONTROL.sub("", value)[:LONGEST_CELL])
        made.data_type = "s"  # openpyxl takes a leading "=" for a formula
        return made

    coming = iter(rows)
    for number in itertools.count(1):
        part = list(itertools.islice(coming, 1))
        if not part and number > 1:
            break
        sheet = book.create_sheet(f"rows {number}")
        sheet.freeze_panes = "A2"
        sheet.append(list(COLUMNS))
        for row in itertools.chain(part, itertools.islice(coming, ROWS_A_SHEET - 1)):
            sheet.append([cell(sheet, value) for value in _cells(row)])
    book.save(path)


def _parquet(path: Path, rows: Iterable[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.int64() if name in ("need", "notes") else pa.string()) for name in COLUMNS])
    with pq.ParquetWriter(path, schema) as writer:
        for group in _groups(rows):
            writer.write_table(
                pa.Table.from_pylist([{name: row[name] for name in COLUMNS} for row in group], schema=schema)
            )


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    coming = iter(rows)
    while group := list(itertools.islice(coming, ROWS_A_GROUP)):
        yield group
