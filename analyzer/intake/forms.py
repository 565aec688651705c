"""Which form a file is of, by its name and by how it begins; and who reads that form."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from analyzer.intake.errors import IntakeError, about

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".md": "text",
    ".text": "text",
    ".markdown": "text",
    ".log": "text",
    ".docx": "docx",
    ".pdf": "pdf",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".eml": "mail",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
}
"""Suffixes of file names and the form they stand for."""

FORM_NAMES = {"docx": "Word (.docx)", "pdf": "PDF", "xlsx": "Excel (.xlsx)", "csv": "CSV", "mail": "mail (.eml)"}
_SAVE_AS = {
    ".doc": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".xls": ".xlsx",
    ".xlsm": ".xlsx",
    ".ods": ".xlsx",
    ".msg": ".eml",
}
_PACKED = b"PK\x03\x04"


def form_of(data: bytes, name: str) -> str:
    """The form of a file: ``text``, ``docx``, ``pdf``, ``subtitles``, ``mail``, ``csv`` or ``xlsx``.

    Without a suffix (standard input) the beginning of the data decides.

    Raises:
        IntakeError: no such form can be read, or the name says one form and the data another.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise _unknown(name, suffix)
    begins = _form_by_beginning(data)
    if not suffix:
        return begins or "text"
    form = SUFFIXES[suffix]
    if begins in FORM_NAMES and begins not in {form, "mail"}:
        raise about(
            name,
            f"中身は {FORM_NAMES[begins]} です。拡張子を直して、もう一度選んでください。",
            f"what is in it is {FORM_NAMES[begins]}; please mend the ending of its name and choose it again.",
        )
    return form


def _form_by_beginning(data: bytes) -> str | None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(_PACKED):
        return _packed_form(data)
    if start.startswith(b"WEBVTT"):
        return "subtitles"
    if re.match(
        rb"(?:(?:Received|Return-Path|MIME-Version|Message-ID|Delivered-To|X-[\w-]+):[^\n]*\n)", start, re.IGNORECASE
    ):
        return "mail"
    return None


def _packed_form(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.split("/")[0] for part in package.namelist()[:200]}
    except Exception:  # noqa: BLE001  whatever is wrong with it, the form's reader says so
        return None
    return "docx" if "word" in parts else "xlsx" if "xl" in parts else None


def _unknown(name: str, suffix: str) -> IntakeError:
    better = _SAVE_AS.get(suffix)
    if better:
        return about(
            name,
            f"{suffix} は読めません。{better} で保存し直すか、本文を貼り付けてください。",
            f"{suffix} files cannot be read; please save it as {better}, or paste the text.",
        )
    return about(
        name,
        f"{suffix} は読めません。.txt .md .docx .pdf .vtt .srt .eml .csv .xlsx のどれかにするか、本文を貼り付けてください。",
        f"{suffix} files cannot be read; use .txt, .md, .docx, .pdf, .vtt, .srt, .eml, .csv or .xlsx, or paste the text.",
    )
