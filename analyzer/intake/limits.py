"""How large, how long and how slow an input may be; the numbers come from the settings."""

from __future__ import annotations

import time
from dataclasses import dataclass

from analyzer.intake.errors import IntakeError, too_long, too_slow
from analyzer.settings import settings


@dataclass(frozen=True)
class Limits:
    """What a reader must keep to; see the settings of the same names."""

    characters: int
    pages: int
    rows: int
    unpacked: int
    """Bytes that a packed file may have once unpacked."""
    seconds: float
    memory: int
    """Bytes of address space of the process that reads."""

    def check_length(self, text: str, name: str) -> None:
        """Refuse a note that is too long."""
        if len(text) > self.characters:
            raise too_long(name, len(text), self.characters)


def limits() -> Limits:
    """The limits of this process."""
    known = settings()
    return Limits(
        characters=known.most_characters,
        pages=known.most_pages,
        rows=known.most_rows,
        unpacked=known.most_unpacked,
        seconds=known.most_seconds,
        memory=known.most_memory,
    )


class Clock:
    """Runs from when it is made; ``check`` ends a reading that takes too long."""

    def __init__(self, seconds: float, name: str) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._name = name

    def check(self) -> None:
        """Raise once the time is over."""
        if time.monotonic() > self._end:
            raise self.error

    @property
    def error(self) -> IntakeError:
        """What to say then."""
        return too_slow(self._name, self._seconds)
