"""Transcripts as text: ``17:32:36 name`` and ``name  0:03`` lines, and the turns of one speaker joined."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CLOCK = r"[\[(（]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])）]?"
_NAME = r"[^\s:：「」『』、。,!?！？\[\]<>0-9][^:：「」『』、。,!?！？\[\]<>\n]{0,30}?"
_HEADER = re.compile(
    rf"^[ \t]*(?:{_CLOCK}[ \t　]+(?:From[ \t]+)?(?P<after>{_NAME})(?:[ \t]+to[ \t]+(?:Everyone|全員)[^:：]{{0,20}})?"
    rf"|(?P<before>{_NAME})[ \t　]{{1,9}}{_CLOCK})[ \t　]*(?:[:：][ \t　]*(?P<words>.*))?$"
)
_ENDS_SENTENCE = re.compile(r"[。.!?！？…」』)）]\s*$")
_WIDE = re.compile("[\u2e80-\uffff]")

Turn = tuple[str, str]
"""Who speaks (or empty) and their words."""


def turns_joined(text: str) -> str:
    """The text of a transcript with a line a turn, ``name: words``; any other text as it is.

    A transcript has at least two lines of clock and name, with words in or under them, and a name that comes back or seconds on the clock: a
    day's plan (``10:00 visit``) has neither.
    """
    lines = text.split("\n")
    headers = {
        number: match for number, line in enumerate(lines) if len(line) < 2_000 and (match := _HEADER.match(line))
    }
    names = [_name(match) for match in headers.values()]
    if len(names) < 2 or (
        len(set(names)) == len(names) and not all(":" in _seconds_of(match) for match in headers.values())
    ):
        return text
    head = lines[: min(headers)]
    turns: list[Turn] = []
    for number in range(min(headers), len(lines)):
        if match := headers.get(number):
            turns.append((_name(match), match["words"] or ""))
        elif words := lines[number].strip():
            turns.append((turns[-1][0], words))
    if sum(bool(words.strip()) for _, words in turns) < len(names) / 2:
        return text
    return "\n".join([*head, as_lines(turns)]) if any(line.strip() for line in head) else as_lines(turns)


def _seconds_of(match: re.Match[str]) -> str:
    """What of a header's clock follows the minutes: ``:36`` where it counts seconds."""
    clock = re.search(r"\d{1,2}:\d{2}(:\d{2})?", match[0])
    return clock[1] or "" if clock else ""


def _name(match: re.Match[str]) -> str:
    return (match["after"] or match["before"]).strip()


def as_lines(turns: Iterable[Turn]) -> str:
    """A line a turn, following turns of one speaker joined; where nobody is named, a line a sentence."""
    lines: list[list[str]] = []
    for speaker, words in turns:
        plain = words.strip()
        if not plain:
            continue
        if lines and lines[-1][0] == speaker and (speaker or not _ENDS_SENTENCE.search(lines[-1][-1])):
            lines[-1].append(plain)
        else:
            lines.append([speaker, plain])
    return "\n".join(f"{speaker}: {together(pieces)}" if speaker else together(pieces) for speaker, *pieces in lines)


def together(pieces: Iterable[str]) -> str:
    """Pieces of speech in one line: a blank between them, but none between Japanese letters."""
    whole: list[str] = []
    last = ""
    for piece in pieces:
        if last and not (_WIDE.match(last) and _WIDE.match(piece)):
            whole.append(" ")
        whole.append(piece)
        last = piece[-1:]
    return "".join(whole)
