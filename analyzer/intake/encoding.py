"""Tell the encoding of a text file: what Japanese tools really write, tried strictly, before any guessing."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str | None:
    """The text of a file, or ``None`` where its encoding cannot be told or it is no text.

    UTF-8 (with or without BOM) and CP932, strictly; UTF-16 with its byte order mark. charset-normalizer is wrong on short CP932 texts, so
    CP932 is tried first.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    for encoding in ("utf-8", "cp932"):
        text = _strictly(data, encoding)
        if text is not None and _is_text(text):
            return text
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    """Text has hardly any control characters or private-use letters."""
    strange = sum(
        (char < " " and char not in "\t\n\r\f\x1b") or "\ue000" <= char <= "\uf8ff" or char == "\x7f" for char in text
    )
    return strange <= len(text) // 500
