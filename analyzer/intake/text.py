"""Plain text becomes a note; every other reader ends here too, so that all notes are made alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from analyzer.case import Note
from analyzer.intake.cues import cues_joined
from analyzer.intake.dates import meeting_date
from analyzer.intake.encoding import decode
from analyzer.intake.errors import no_text, not_text
from analyzer.intake.limits import Limits
from analyzer.intake.transcript import turns_joined
from analyzer.words import Words

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def read(data: bytes, name: str, limits: Limits) -> list[Note]:
    """The note in a text file of any usual encoding.

    Raises:
        IntakeError: it is binary, of an encoding that cannot be told, blank or too long.
    """
    text = decode(data)
    if text is None:
        raise not_text(name)
    return [note_of(text, name, limits)]


def note_of(
    text: str,
    name: str,
    limits: Limits,
    *,
    day: dt.date | None = None,
    sent: dt.date | None = None,
    left_out: Sequence[Words] = (),
) -> Note:
    """A note with every line end a line feed and the turns of a transcript joined.

    Its date is ``day`` where that is known, else what the text or the file's name says, else the day it was ``sent``.

    Raises:
        IntakeError: the text is blank or too long.
    """
    limits.check_length(text, name)
    plain = _UNPRINTABLE.sub("\ufffd", _LINE_END.sub("\n", text)).removeprefix("\ufeff")
    if not has_words(plain):
        raise no_text(name)
    date = day or meeting_date(plain, name) or sent
    return Note(text=turns_joined(cues_joined(plain)), date=date, source=name, left_out=tuple(left_out))


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(char.isalnum() for char in text)


def in_time_order(notes: Iterable[Note]) -> list[Note]:
    """The notes by their dates; one without a date stays behind the one it came after."""
    days: list[dt.date] = []
    given = list(notes)
    for note in given:
        days.append(note.date or (days[-1] if days else dt.date.min))
    return [note for _, note in sorted(zip(days, given, strict=True), key=lambda one: one[0])]
