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
    return IntakeError(Words(ja=f"{name}: {ja}" if name else ja, en=f"{name}: {en}" if name else en))
