"""Subtitles of Zoom, Teams and Meet: speakers kept, cues of one speaker joined, times and styling dropped."""

from __future__ import annotations

import html
import io
import re
from collections import Counter

from analyzer.case import Note
from analyzer.intake.encoding import decode
from analyzer.intake.errors import damaged, no_text, not_text
from analyzer.intake.limits import Limits
from analyzer.intake.text import note_of
from analyzer.intake.transcript import Turn, as_lines, together

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>\n]{0,200}>|\{\\[^{}\n]{0,80}\}")
_NAMED = re.compile(r"^[\[(（]?([^\s:：、。「」!?！？][^:：、。「」!?！？\n]{0,30}?)[\])）]?\s?[:：]\s?(?!//)")
_TIMES = "-->"


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
    turns = [turn for words in _cues(plain, name) for turn in _turns(words)]
    return [note_of(as_lines(_only_speakers(turns)), name, limits)]


def _cues(text: str, name: str) -> list[str]:
    """The words of each cue, tags and all; NOTE, STYLE and REGION blocks are left out by the library."""
    import webvtt

    try:
        form = "vtt" if text.startswith("WEBVTT") else "srt"
        return [cue.raw_text for cue in webvtt.from_buffer(io.StringIO(text), format=form).captions]
    except Exception as error:  # the library's own errors share no base with those of the parts it stands on
        raise damaged(name, "WebVTT / SRT") from error


def _turns(cue: str) -> list[Turn]:
    """Who says what in one cue: by ``<v name>``, by ``name: words`` at the start of a line, or nobody named."""
    pieces = _VOICE.split(cue)
    turns: list[Turn] = [
        (_plain(who), together(_plain(words).split("\n")))
        for who, words in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    return [*_unmarked(pieces[0]), *turns]


def _unmarked(words: str) -> list[Turn]:
    turns: list[Turn] = []
    for line in _plain(words).split("\n"):
        named = _NAMED.match(line)
        if named:
            turns.append((named[1].strip(), line[named.end() :]))
        elif line.strip():
            turns.append((turns[-1][0] if turns else "", line))
    return turns


def _only_speakers(turns: list[Turn]) -> list[Turn]:
    """Turns with the words given back to those who are no speakers: a name that stands only once among many (``Point: …``)."""
    counts = Counter(who for who, _ in turns if who)
    return [
        (who, words) if counts[who] > 1 or len(turns) < 8 or not who else ("", f"{who}: {words}")
        for who, words in turns
    ]


def _plain(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()
