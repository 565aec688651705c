"""Read files and pasted text into notes, within limits, before any damage is done."""

from __future__ import annotations

import stat
from pathlib import Path

from analyzer.case import Note
from analyzer.intake.encoding import decode
from analyzer.intake.errors import about
from analyzer.settings import settings

TEXT_SUFFIXES = (".txt", ".md", ".text", ".markdown", ".log", "")


def read_file(path: Path) -> list[Note]:
    """The notes in a file.

    Raises:
        IntakeError: the file is missing, a directory, no regular file, too large, binary, empty, or of a form that cannot be read.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise about(name, "フォルダです。ファイルを指定してください。", "this is a folder; please name a file.")
        if not stat.S_ISREG(status.st_mode):
            raise about(name, "通常のファイルではないため読めません。", "this is no regular file and cannot be read.")
        if status.st_size > settings().largest_file:
            raise _too_large(name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise about(
            name,
            "ファイルが見つかりません。名前と場所を確かめてください。",
            "no such file; please check its name and place.",
        ) from None
    except (PermissionError, OSError) as error:
        if isinstance(error, PermissionError):
            raise about(name, "読む権限がありません。", "you have no permission to read it.") from None
        raise about(
            name,
            "ファイルを読めませんでした。もう一度お試しください。",
            "the file could not be read; please try again.",
        ) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> list[Note]:
    """The notes in a file's bytes; ``name`` is shown in errors and kept as the notes' source.

    Raises:
        IntakeError: the bytes are too large, binary, empty, or of a form that cannot be read.
    """
    if len(data) > settings().largest_file:
        raise _too_large(name)
    suffix = Path(name).suffix.lower()
    if suffix not in TEXT_SUFFIXES:
        raise about(
            name,
            f"{suffix} はまだ読めません。本文をコピーして貼り付けるか、.txt か .md で保存してください。",
            f"{suffix} files cannot be read yet; please paste the text, or save it as .txt or .md.",
        )
    text = decode(data)
    if text is None:
        raise about(
            name,
            "文字として読めませんでした。UTF-8 か Shift_JIS のテキストで保存し直すか、本文を貼り付けてください。",
            "this is not readable as text; please save it as UTF-8 or Shift_JIS text, or paste it.",
        )
    return [note_from_text(text, name)]


def note_from_text(text: str, source: str = "") -> Note:
    """A note of pasted or decoded text, with every line end a line feed.

    Raises:
        IntakeError: the text is blank or too long.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not any(char.isalnum() for char in plain):
        raise about(
            source,
            "内容が空です。議事録の本文を入れてください。",
            "there is no text in it; please put in the words of the note.",
        )
    most = settings().most_characters
    if len(plain) > most:
        raise about(
            source,
            f"長すぎます({len(plain):,}文字)。{most:,}文字までに分けてください。",
            f"too long ({len(plain):,} characters); please split it into parts of up to {most:,}.",
        )
    return Note(text=plain, source=source)


def _too_large(name: str) -> Exception:
    most = settings().largest_file / 1_000_000
    return about(
        name,
        f"大きすぎます。{most:g} MBまでのファイルにしてください。",
        f"too large; please use files of up to {most:g} MB.",
    )
