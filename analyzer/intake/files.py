"""Read files and pasted text into notes and cases, within limits, before any damage is done."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyzer.case import Case, Note
from analyzer.intake.errors import IntakeError, about, no_text, too_large
from analyzer.intake.forms import SUFFIXES, form_of
from analyzer.intake.limits import limits
from analyzer.intake.readers import APART, read_here
from analyzer.intake.rows import named, shown
from analyzer.intake.text import note_of
from analyzer.settings import settings


def read_file(path: Path) -> list[Note]:
    """The notes in a file, oldest first.

    Raises:
        IntakeError: as ``read_cases``, or the file holds several cases.
    """
    return list(_only_case(read_cases(path), path.name).notes)


def read_bytes(data: bytes, name: str) -> list[Note]:
    """The notes in a file's bytes, oldest first; ``name`` is shown in errors and kept as the notes' source.

    Raises:
        IntakeError: as ``read_cases``, or the file holds several cases.
    """
    return list(_only_case(read_cases(data, name), name).notes)


def read_cases(
    source: Path | bytes, name: str = "", *, columns: Mapping[str, str] | None = None, only: str = ""
) -> list[Case]:
    """The cases in a file or its bytes; only an export (csv, xlsx) holds more than one.

    Args:
        source: the file, or its bytes.
        name: the file's name, where bytes are given; its suffix says the form.
        columns: for exports, field → header, where the headers are not known ones; see ``columns.FIELDS``.
        only: for exports, the customer or deal of the one case wanted.

    Raises:
        IntakeError: the file is missing, no regular file, too large, of a form that cannot be read, damaged, encrypted, blank, has no such
            case, or takes too long.
    """
    options = {"columns": dict(columns or {}), "only": only}
    if isinstance(source, bytes):
        return _read(source, name, options)
    shown_name = source.name or str(source)
    if SUFFIXES.get(source.suffix.lower()) == "csv":
        return _read_csv(source, shown_name, options)
    return _read(_bytes_of(source, shown_name), shown_name, options)


def note_from_text(text: str, source: str = "") -> Note:
    """A note of pasted or decoded text, with every line end a line feed.

    Raises:
        IntakeError: the text is blank or too long.
    """
    return note_of(text, source, limits())


def case_name(case: Case) -> str:
    """A case's name as ``--case`` takes it."""
    return shown((case.customer, case.deal))


def several_cases(name: str, cases: list[Case]) -> IntakeError:
    """The error for a file with more than one case where one is wanted."""
    ja, en = named([case_name(case) for case in cases])
    return about(
        name,
        f"{len(cases)}件の案件が入っています: {ja}。--case で一つ選ぶか、eval.batch でまとめて読んでください。",
        f"it holds {len(cases)} cases: {en}; choose one with --case, or read them all with eval.batch.",
    )


def _only_case(cases: list[Case], name: str) -> Case:
    if len(cases) > 1:
        raise several_cases(name, cases)
    return cases[0]


def _read(data: bytes, name: str, options: dict[str, Any]) -> list[Case]:
    form = form_of(data, name)
    most = settings().largest_export if form == "csv" else settings().largest_file
    if len(data) > most:
        raise too_large(name, most)
    if not data.strip(b"\x00\t\r\n "):
        raise no_text(name)
    if form in APART:
        from analyzer.intake.worker import read_apart

        return read_apart(form, data, name, limits(), options)
    return read_here(form, data, name, limits(), options)


def _read_csv(path: Path, name: str, options: dict[str, Any]) -> list[Case]:
    """An export row by row; what begins like another form is none."""
    start = _bytes_of(path, name, settings().largest_export, head=1024)
    form_of(start, name)
    if not start.strip(b"\x00\t\r\n "):
        raise no_text(name)
    from analyzer.intake.csv_export import read_path

    try:
        return read_path(path, name, limits(), options["columns"], options["only"])
    except UnicodeDecodeError:
        raise _cannot_open(name, OSError()) from None  # it was changed while it was read
    except OSError as error:
        raise _cannot_open(name, error) from None


def _bytes_of(path: Path, name: str, most: int | None = None, head: int | None = None) -> bytes:
    """What is in a file, or the first ``head`` bytes; a device, a pipe or a file that grows cannot make this wait or take too much."""
    bound = most or settings().largest_file
    try:
        _check_kind(path.stat(), name)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123  a descriptor, which has no path
            status = os.fstat(descriptor)
            _check_kind(status, name)
            if status.st_size > bound:
                raise too_large(name, bound)
            data = file.read(bound + 1 if head is None else head)
    except (OSError, ValueError) as error:
        raise _cannot_open(name, error) from None
    if len(data) > bound:
        raise too_large(name, bound)
    return data


def _check_kind(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise about(name, "フォルダです。ファイルを指定してください。", "this is a folder; please name a file.")
    if not stat.S_ISREG(status.st_mode):
        raise about(
            name,
            "通常のファイルではないため読めません。ふつうのファイルに保存するか、本文を貼り付けてください。",
            "this is no regular file and cannot be read; please save it as one, or paste the text.",
        )


def _cannot_open(name: str, error: Exception) -> IntakeError:
    if isinstance(error, IntakeError):
        return error
    if isinstance(error, FileNotFoundError):
        return about(
            name,
            "ファイルが見つかりません。名前と場所を確かめてください。",
            "no such file; please check its name and place.",
        )
    if isinstance(error, PermissionError):
        return about(
            name,
            "読む権限がありません。権限をもらうか、本文を貼り付けてください。",
            "you have no permission to read it; please get it, or paste the text.",
        )
    return about(
        name, "ファイルを読めませんでした。もう一度お試しください。", "the file could not be read; please try again."
    )
