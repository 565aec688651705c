"""Subtitles of Zoom, Teams and Meet: speakers kept, cues of one speaker joined, times and styling dropped."""

from __future__ import annotations

import io
import re

from analyzer.case import Note
from analyzer.intake.cues import only_speakers, turns_of
from analyzer.intake.encoding import decode
from analyzer.intake.errors import damaged, no_text, not_text
from analyzer.intake.limits import Limits
from analyzer.intake.text import note_of
from analyzer.intake.transcript import as_lines

_TIMES = "-->"
_COMMA = re.compile(r"(:\d{2}),(\d{3})(?=[ \t]*(?:-->|$|[XY]\d))", re.MULTILINE)
"""The comma in the times of SubRip."""


def read(data: bytes, name: str, limits: Limits) -> list[Note]:
    """The note in a .vtt or .srt file: a line a turn, ``name: words``.

    Raises:
        IntakeError: it is no text, has no cues, or is too long.
    """
    text = decode(data)
    if text is None:
        raise not_text(name)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").removeprefix("\ufeff").lstrip("\n ")
    if _TIMES not in plain:
        raise damaged(name, "WebVTT / SRT") if plain.strip() else no_text(name)
    turns = [turn for words in _cues(plain, name) for turn in turns_of(words)]
    return [note_of(as_lines(only_speakers(turns)), name, limits)]


def _cues(text: str, name: str) -> list[str]:
    """The words of each cue, tags and all; NOTE, STYLE and REGION blocks are left out by the library."""
    import webvtt

    if not text.startswith("WEBVTT"):  # read as WebVTT, SubRip may also lack its numbers or write times with dots
        text = "WEBVTT\n\n" + _COMMA.sub(r"\1.\2", text)
    try:
        return [cue.raw_text for cue in webvtt.from_buffer(io.StringIO(text), format="vtt").captions]
    except Exception as error:  # the library's own errors share no base with those of the parts it stands on
        raise damaged(name, "WebVTT / SRT") from error
