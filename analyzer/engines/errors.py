"""What an engine raises when it cannot read."""

from __future__ import annotations

from analyzer.reading import Usage
from analyzer.words import Words


class EngineError(RuntimeError):
    """The engine could not read and no other was allowed to take over; ``words`` says so in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words
        self.usage: Usage | None = None
        """What the attempt cost all the same, where a server counted."""
