"""What stands around a segment: the words of its neighbours, who speaks there, who is named; and the words of all segments laid together."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analyzer.engines.offline.hashing import Checksums, Rows, carried_on
from analyzer.engines.offline.places import AROUND, FAR, NEAR, SPAN, Owned, row_in, rows_of
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
        return place * SPAN + rows_of(carried_on(prefix, self.checksums, self.lengths))


def words_of(words: Sequence[Sequence[str]]) -> Words:
    """The given words of each segment, laid one after another."""
    coded = [word.encode() for one in words for word in one]
    counts = np.array([len(one) for one in words], np.int64)
    return Words(
        np.fromiter(map(zlib.crc32, coded), np.uint32, len(coded)),
        np.fromiter(map(len, coded), np.int64, len(coded)),
        np.repeat(np.arange(len(words)), counts),
        np.append(0, np.cumsum(counts)),
    )


class Nearby:
    """What stands around each segment of a case: the words of its neighbours, who speaks there and who is named."""

    def __init__(self, segments: Sequence[Segment], apart: Sequence[bool], words: Words, who: Sequence[str]) -> None:
        self._segments = segments
        self._apart = apart
        self._words = words
        self._rows = {prefix: words.rows(place, prefix) for place, prefix in {*_STEPS.values(), _EVERY}}
        self._who = who
        notes = np.array([piece.note for piece in segments], np.int64)
        # Between which segments a segment's words are seen: those of its note, and none where they are told apart.
        self._from = np.searchsorted(notes, notes)
        self._until = np.where(np.array(apart, bool), self._from, np.searchsorted(notes, notes, "right"))

    def who(self, number: int) -> list[int]:
        """The rows of who speaks and who is named right before and after a segment."""
        rows: list[int] = []
        for step, name in ((-1, "before"), (1, "after")):
            other = number + step
            if not 0 <= other < len(self._segments) or not self._is_near(number, other):
                rows.append(row_in(NEAR, f"{name} nothing"))
                continue
            same_line = self._segments[other].line == self._segments[number].line
            rows += _who_beside(name, self._who[other], same_line=same_line)
        return rows

    def words(self, part: slice) -> Iterator[Owned]:
        """The words that stand around each of some segments, within its note; segments are counted from the part's first."""
        seen = slice(max(part.start - _WIDE, 0), min(part.stop + _WIDE, len(self._segments)))
        words, those = self._words.of(seen), slice(*self._words.begins[[seen.start, seen.stop]].tolist())
        owners = words.owners + seen.start
        around = owners - _AWAY[:, None]  # for each step the segments that see a word so far away
        since = np.maximum(self._from[owners], part.start)
        near = (around >= since) & (around < np.minimum(self._until[owners], part.stop))
        around -= part.start
        yield around[near], np.broadcast_to(self._rows[_EVERY[1]][those], near.shape)[near]
        for segments, seen_from, step in zip(around, near, _AWAY.tolist(), strict=True):
            if step in _STEPS:
                yield segments[seen_from], self._rows[_STEPS[step][1]][those][seen_from]

    def _is_near(self, number: int, other: int) -> bool:
        """Whether another segment stands in the same note, and is not told of our own manager."""
        return self._segments[number].note == self._segments[other].note and not self._apart[other]


@lru_cache(maxsize=4096)
def _who_beside(name: str, who: str, *, same_line: bool) -> tuple[int, int]:
    """The rows of who stands in the segment before or after."""
    return row_in(NEAR, f"{name} {'same' if same_line else 'other'} line"), row_in(NEAR, f"{name} {who}")


_AWAY = np.array([*range(-_WIDE, 0), *range(1, _WIDE + 1)])
"""How many segments away the words stand that are counted: before and after."""
_STEPS = {
    -1: (NEAR, "before "),
    1: (NEAR, "after "),
    **dict.fromkeys((-3, -2), (FAR, "long before ")),
    **dict.fromkeys((2, 3), (FAR, "long after ")),
}
"""How the words some segments before or after are counted, besides as words of the neighbourhood."""
_EVERY = (AROUND, "around ")
