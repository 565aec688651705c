"""What stands around a segment: the words of its neighbours, who speaks there, who is named; and the words of all segments laid together."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from analyzer.engines.offline.hashing import Checksums, Rows, carried_on
from analyzer.engines.offline.places import AROUND, FAR, NEAR, SPAN, Owned, row_in
from analyzer.engines.offline.segments import Segment

_WIDE = 8
"""How many segments before and after belong to the neighbourhood."""


@dataclass(frozen=True)
class Words:
    """The words of all segments, one after another: their checksums, their lengths in bytes, whose they are, and where each segment's begin."""

    checksums: Checksums
    lengths: Rows
    owners: Rows
    begins: Rows

    def of(self, part: slice) -> Words:
        """The words of some segments, which are then counted from 0."""
        begin, end = self.begins[part.start], self.begins[part.stop]
        return Words(
            self.checksums[begin:end],
            self.lengths[begin:end],
            self.owners[begin:end] - part.start,
            self.begins[part.start : part.stop + 1] - begin,
        )

    def rows(self, place: int, prefix: str) -> Rows:
        """The rows of the prefix followed by each word."""
        return place * SPAN + (carried_on(prefix, self.checksums, self.lengths) % SPAN).astype(np.int64)


def words_of(words: Sequence[Sequence[str]]) -> Words:
    """The given words of each segment, laid one after another."""
    coded = [word.encode() for one in words for word in one]
    counts = np.array([len(one) for one in words], np.int64)
    return Words(
        np.array([zlib.crc32(word) for word in coded], np.uint32),
        np.array([len(word) for word in coded], np.int64),
        np.repeat(np.arange(len(words)), counts),
        np.append(0, np.cumsum(counts)),
    )


class Nearby:
    """What stands around each segment of a case: the words of its neighbours, who speaks there and who is named."""

    def __init__(self, segments: Sequence[Segment], apart: Sequence[bool], words: Words, who: Sequence[str]) -> None:
        self._segments = segments
        self._apart = np.array(apart, bool)
        self._note = np.array([piece.note for piece in segments])
        self._words = words
        self._rows = {prefix: words.rows(place, prefix) for place, prefix in {*chain(*_STEPS.values()), _EVERY}}
        self._who = who

    def who(self, number: int) -> list[int]:
        """The rows of who speaks and who is named right before and after a segment."""
        features: list[str] = []
        for step, name in ((-1, "before"), (1, "after")):
            other = number + step
            if not 0 <= other < len(self._segments) or not self._is_near(number, other):
                features.append(f"{name} nothing")
                continue
            same = "same line" if self._segments[other].line == self._segments[number].line else "other line"
            features += [f"{name} {same}", f"{name} {self._who[other]}"]
        return [row_in(NEAR, feature) for feature in features]

    def words(self, part: slice) -> Iterator[Owned]:
        """The words that stand around each of some segments, within its note; segments are counted from the part's first."""
        for step in [*range(-_WIDE, 0), *range(1, _WIDE + 1)]:
            seen = slice(max(part.start + step, 0), min(part.stop + step, len(self._segments)))
            if seen.start >= seen.stop:
                continue
            words = self._words.of(seen)
            here = np.arange(seen.start, seen.stop) - step
            near = (self._note[here] == self._note[seen]) & ~self._apart[seen]
            counted = near[words.owners]
            owners = (here[words.owners] - part.start)[counted]
            begin, end = self._words.begins[seen.start], self._words.begins[seen.stop]
            for _, prefix in (*_STEPS.get(step, ()), _EVERY):
                yield owners, self._rows[prefix][begin:end][counted]

    def _is_near(self, number: int, other: int) -> bool:
        """Whether another segment stands in the same note, and is not told of our own manager."""
        return bool(self._note[number] == self._note[other] and not self._apart[other])


_STEPS = {
    -1: ((NEAR, "before "),),
    1: ((NEAR, "after "),),
    **dict.fromkeys((-3, -2), ((FAR, "long before "),)),
    **dict.fromkeys((2, 3), ((FAR, "long after "),)),
}
"""How the words some segments before or after are counted, besides as words of the neighbourhood."""
_EVERY = (AROUND, "around ")
