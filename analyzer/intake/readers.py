"""The reader of each form, loaded when a file of that form comes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from analyzer.case import Case, Note
from analyzer.intake.limits import Limits

APART = frozenset({"docx", "pdf", "subtitles", "mail", "xlsx"})
"""Forms whose files are read in a worker: those that a library takes apart."""

_MODULES = {
    "docx": "analyzer.intake.docx",
    "pdf": "analyzer.intake.pdf",
    "subtitles": "analyzer.intake.subtitles",
    "mail": "analyzer.intake.mail",
    "xlsx": "analyzer.intake.xlsx",
    "csv": "analyzer.intake.csv_export",
    "text": "analyzer.intake.text",
}


def read_here(form: str, data: bytes, name: str, limits: Limits, options: dict[str, Any] | None = None) -> list[Case]:
    """The cases in a file's bytes, read in this process; only exports hold more than one.

    Args:
        form: as ``form_of`` gives it.
        data: the file's bytes.
        name: the file's name.
        limits: what the reader keeps to.
        options: for exports: ``columns`` (field → header) and ``only`` (the one case wanted).

    Raises:
        IntakeError: the file cannot be used.
    """
    module = import_module(_MODULES[form])
    if form in ("csv", "xlsx"):
        return list(module.read(data, name, limits, **(options or {})))
    notes: list[Note] = module.read(data, name, limits)
    return [Case.of_notes(*notes)]
