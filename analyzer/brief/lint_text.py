"""Read a brief as its writer meant it: folded text, parts and sentences, each with its offsets.

Rules look at the folded text; ``Folded.span`` leads back to code points of the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analyzer.brief.lint_parts import Part, parts_of
from analyzer.words import Words

_CLUSTER = re.compile(r"[\s\S][\u3099\u309a\uff9e\uff9f]?")
_NUMBERED_SIGN = re.compile(r"[①-⑳]")
_SPOKEN = re.compile(r"「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”|\"[^\"\n]*\"")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]")
BLANK = re.compile(r"_{2,20}|\[\s{0,20}\]|[○◯△□]{1,3}(?=様|さん|氏|部長|課長)|[○◯△□]{2,6}")


@dataclass(frozen=True)
class Found:
    """A complaint in offsets of the folded text."""

    rule: str
    start: int
    end: int
    why: Words
    suggestion: Words


@dataclass(frozen=True)
class Folded:
    """A text with width variants folded (NFKC, numbered signs such as ① kept), and the way back to the original offsets."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a folded span; ``(0, 0)`` for an empty one."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)


def fold(text: str) -> Folded:
    """Fold width variants piece by piece, so that every folded character knows where it came from."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        whole = cluster[0]
        folded = whole if _NUMBERED_SIGN.match(whole) else unicodedata.normalize("NFKC", whole)
        pieces.append(folded)
        starts += [cluster.start()] * len(folded)
        ends += [cluster.end()] * len(folded)
    return Folded(text, "".join(pieces), tuple(starts), tuple(ends))


@dataclass(frozen=True)
class Sentence:
    """A sentence, bullet or item; ``bare`` is the same text with spoken words blotted out, of equal length."""

    start: int
    end: int
    text: str
    bare: str
    part: str


class Parsed:
    """A brief ready for the rules. All offsets are of the folded text."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.text = self.folded.text
        self.bare = _SPOKEN.sub(_blotted, self.text)
        visible = sum(not char.isspace() for char in self.text)
        self.japanese = len(_JAPANESE.findall(self.text)) * 8 > visible

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts in order; together they cover the text, labels left out."""
        return tuple(parts_of(self.bare))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(
            Sentence(start, end, self.text[start:end], self.bare[start:end], part.name)
            for part in self.parts
            for start, end in sentence_spans(self.bare, part.start, part.end)
        )

    def sentences_of(self, part: Part) -> tuple[Sentence, ...]:
        """The sentences that stand in a part."""
        first, last = (
            bisect_left(self.sentences, place, key=lambda one: one.start) for place in (part.start, part.end)
        )
        return self.sentences[first:last]

    def said(self, name: str) -> str:
        """What stands under a label, without marks and white space; empty where there is none."""
        return "".join(
            re.sub(r"[\W_]+", "", self.text[part.start : part.end]) or "_" * self._blank(part)
            for part in self.parts
            if part.name == name
        )

    def _blank(self, part: Part) -> int:
        """A blank to be filled stands for something: it is not the same as nothing."""
        return 2 if BLANK.search(self.text, part.start, part.end) else 0


def _blotted(spoken: re.Match[str]) -> str:
    """Spoken words made unreadable; in English the full stop stays, which ends the sentence around them too."""
    words = spoken[0]
    last = "." if words[-1] in '"”' and words[-2] in ".!?" and len(words) > 2 else "〓"
    return words[0] + "〓" * (len(words) - 3) + (last if len(words) > 2 else "") + words[-1]


_SENTENCE_END = re.compile(
    r"\.[\"”](?=\s+[A-Z(]|\s*$)|[。!?]+[」』)]*|(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!St)(?<!\d)\.(?=\s|$)|[\r\n]+|(?=[①-⑳])"
)  # fmt: skip


def sentence_spans(bare: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets, stripped of surrounding white space."""
    begin = start
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(bare, start, end)), end]:
        words = bare[begin:stop]
        inner = words.strip()
        if any(char.isalnum() for char in inner):
            first = begin + words.index(inner)
            yield first, first + len(inner)
        begin = stop
