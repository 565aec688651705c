"""A brief as the rep wrote it: plain text with a title, headings and lines; read back from it, and kept in step with a new draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from math import ceil
from typing import NamedTuple

from analyzer.words import Language

CHARACTERS_A_MINUTE, WORDS_A_MINUTE = 600, 220
"""How fast a brief is read: about what the lint lets it hold (L14) in a minute."""

_HEADING = re.compile(r"^\s*(?:■|□|◆|【|#{1,6}\s)\s*(?P<words>.*?)[】\s]*$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.．)）、]|[①-⑳])\s*")
_BULLET = re.compile(r"^\s*(?:[・•‣*\-–])\s*")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯々]")


class Part(NamedTuple):
    """A heading and its lines, as they stand in every export."""

    name: str
    heading: str
    lines: tuple[str, ...]
    numbered: bool = False


class Written(NamedTuple):
    """A brief as every export writes it."""

    title: str
    parts: tuple[Part, ...]


def read_written(text: str) -> Written:
    """The title and parts of a brief typed as text; whatever has no heading stays, under an empty one."""
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    title = lines[first].strip() if first < len(lines) and not _HEADING.match(lines[first]) else ""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in lines[first + bool(title) :]:
        if found := _HEADING.match(line):
            parts.append((found["words"], []))
        elif line.strip():
            parts[-1][1].append(line)
    return Written(title, tuple(_part(heading, given) for heading, given in parts if heading or given))


def _part(heading: str, lines: Sequence[str]) -> Part:
    numbered = bool(lines) and all(_NUMBERED.match(line) for line in lines)
    mark = _NUMBERED if numbered else _BULLET
    return Part("", heading, tuple(mark.sub("", line, count=1).strip() for line in lines), numbered)


def seconds_to_read(text: str) -> int:
    """About how many seconds a manager needs: letters for Japanese, words for English."""
    letters = sum(not char.isspace() for char in text)
    japanese = len(_JAPANESE.findall(text)) * 8 > letters
    minutes = letters / CHARACTERS_A_MINUTE if japanese else len(text.split()) / WORDS_A_MINUTE
    return ceil(minutes * 60)


def file_stem(title: str, language: Language) -> str:
    """The title as the name of a file on any system."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', " ", title)
    return " ".join(name.split()).strip(". ")[:60] or ("上司へのお願い" if language == "ja" else "brief")


def in_step(before: str, now: str, written: str) -> str:
    """The rep's text after the draft under it has changed: lines the rep left alone follow the draft, lines the rep wrote stay.

    Args:
        before: the draft that the rep's text was written over.
        now: the draft as it stands.
        written: the rep's text.
    """
    base, draft, own = before.splitlines(), now.splitlines(), written.splitlines()
    kept: list[str] = []
    for old, new, mine in _between(base, draft, own):
        kept += new if mine == old else mine
    return "\n".join(kept) + "\n"


def _between(base: list[str], draft: list[str], own: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The stretches of the three texts between lines that all three have in common, and those lines."""
    in_draft, in_own = _places(base, draft), _places(base, own)
    at = (0, 0, 0)
    for line in range(len(base)):
        if line in in_draft and line in in_own:
            here = (line, in_draft[line], in_own[line])
            yield base[at[0] : here[0]], draft[at[1] : here[1]], own[at[2] : here[2]]
            yield [base[line]], [base[line]], [base[line]]
            at = (here[0] + 1, here[1] + 1, here[2] + 1)
    yield base[at[0] :], draft[at[1] :], own[at[2] :]


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
