"""Cues of subtitles, as a file or pasted as text: who says what in each."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import dropwhile

from analyzer.intake.transcript import Turn, as_lines, together

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMING = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_TEAMS = re.compile(r"^[ \t]*\d{1,2}:(?:\d:\d{1,2}|\d{2}:\d)\.")
"""How Teams once wrote times (``0:0:3.570``), with the name in a line of its own below."""
_BETWEEN = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>\n]{0,200}>|\{\\[^{}\n]{0,80}\}")
_WHO = r"[^\s:：、。「」!?！？\[(（][^:：、。「」!?！？\n\[\]]{0,30}?"
_NAMED = re.compile(rf"^(?:\[({_WHO})\]|[(（]({_WHO})[)）]|({_WHO}))\s?[:：]\s?(?!//)")


def cues_joined(text: str) -> str:
    """The text of subtitles pasted or kept as plain text (also as Teams once wrote it into Word files) with a line a turn; other text as it is."""
    lines = text.split("\n")
    times = [number for number, line in enumerate(lines) if _TIMING.match(line)]
    if len(times) < 2:
        return text
    cues = list(_cues(lines, times))
    by_teams = any(_TEAMS.match(lines[number]) for number in times)
    turns: list[Turn] = []
    for cue in cues:
        if by_teams and len(cue) > 1:
            turns.append((cue[0].strip(), together(line.strip() for line in cue[1:])))
        else:
            turns += turns_of("\n".join(cue))
    head = [] if text.startswith("WEBVTT") else [line for line in lines[: times[0]] if line.strip()]
    head = head[:-1] if head and _is_mark(head[-1]) else head
    return "\n".join([*head, as_lines(only_speakers(turns))])


def _cues(lines: list[str], times: list[int]) -> Iterator[list[str]]:
    """The words of each cue: the lines up to an empty one or the next cue with its number or name."""
    for at, end in zip(times, [*times[1:], len(lines)], strict=True):
        block = list(dropwhile(lambda line: not line.strip(), lines[at + 1 : end]))
        stop = next((place for place, line in enumerate(block) if not line.strip()), len(block))
        rest = [line for line in block[stop:] if line.strip()]
        words = block[:stop]
        if stop == len(block) and end < len(lines) and words and re.fullmatch(r"\s*\d+\s*", words[-1]):
            words = words[:-1]  # no empty line before the next cue's number
        # What stands apart behind the cue is the next one's number, a remark, or words with an empty line between.
        apart = rest[:-1] if end < len(lines) and rest and _is_mark(rest[-1]) else rest
        if not any(map(_BETWEEN.match, apart)):
            words += apart
        if words:
            yield words


def _is_mark(line: str) -> bool:
    return " " not in line.strip() and re.search(r"\d", line) is not None and line.isascii()


def turns_of(cue: str) -> list[Turn]:
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
            turns.append((next(filter(None, named.groups())).strip(), line[named.end() :]))
        elif line.strip():
            turns.append((turns[-1][0] if turns else "", line))
    return turns


def only_speakers(turns: Iterable[Turn]) -> list[Turn]:
    """Turns with the words given back to those who are no speakers: a name that stands only once among many (``Point: …``)."""
    given = list(turns)
    counts = Counter(who for who, _ in given if who)
    return [
        (who, words) if counts[who] > 1 or len(given) < 8 or not who else ("", f"{who}: {words}")
        for who, words in given
    ]


def _plain(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()
