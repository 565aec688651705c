"""What cannot be read, said in one sentence that tells what to do."""

from __future__ import annotations

from analyzer.words import Words


class IntakeError(ValueError):
    """Input that cannot become a note; ``words`` says why and what to do, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def about(name: str, ja: str, en: str) -> IntakeError:
    """The error for a named input (a file name, or empty for pasted text)."""
    shown = "".join(char if char.isprintable() else "?" for char in name)
    return IntakeError(Words(ja=f"{shown}: {ja}" if name else ja, en=f"{shown}: {en}" if name else en))


def damaged(name: str, form: str) -> IntakeError:
    """The file says it is of a form and cannot be read as that."""
    return about(
        name,
        f"壊れているか、{form} ではありません。開いて保存し直すか、本文を貼り付けてください。",
        f"damaged, or no {form} file; please open it and save it again, or paste the text.",
    )


def encrypted(name: str) -> IntakeError:
    """The file wants a password."""
    return about(
        name,
        "パスワードで保護されています。保護を外して保存し直すか、本文を貼り付けてください。",
        "protected by a password; please save it without one, or paste the text.",
    )


def too_large(name: str, most_bytes: int) -> IntakeError:
    """The file has too many bytes."""
    most = most_bytes / 1_000_000
    return about(
        name,
        f"大きすぎます。{most:g} MBまでのファイルにしてください。",
        f"too large; please use files of up to {most:g} MB.",
    )


def unpacks_too_large(name: str) -> IntakeError:
    """A small file that would become a huge one."""
    return about(
        name,
        "展開すると大きくなりすぎるため、読むのをやめました。本文を貼り付けてください。",
        "it unpacks to far too much and was not read; please paste the text.",
    )


def too_long(name: str, characters: int, most: int) -> IntakeError:
    """The note has too many characters."""
    return about(
        name,
        f"長すぎます({characters:,}文字)。{most:,}文字までに分けてください。",
        f"too long ({characters:,} characters); please split it into parts of up to {most:,}.",
    )


def too_slow(name: str, seconds: float) -> IntakeError:
    """Reading took longer than it may."""
    return about(
        name,
        f"{seconds:g}秒たっても読み終わらないため、やめました。分けて保存するか、本文を貼り付けてください。",
        f"reading was stopped after {seconds:g} seconds; please split the file, or paste the text.",
    )


def no_text(name: str) -> IntakeError:
    """There is nothing to read."""
    return about(
        name,
        "内容が空です。議事録の本文を入れてください。",
        "there is no text in it; please put in the words of the note.",
    )


def not_text(name: str) -> IntakeError:
    """Bytes that are no text in any encoding known."""
    return about(
        name,
        "文字として読めませんでした。UTF-8 か Shift_JIS のテキストで保存し直すか、本文を貼り付けてください。",
        "this is not readable as text; please save it as UTF-8 or Shift_JIS text, or paste it.",
    )
