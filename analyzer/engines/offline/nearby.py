"""What stands around a segment: the words of its neighbours, who speaks there, who is named; and the neighbourhood that it shares with others."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analyzer.engines.offline.hashing import Checksums, Rows, carried_on, distinct
from analyzer.engines.offline.linear import Shared
from analyzer.engines.offline.places import AROUND, FAR, NEAR, ROWS, SPAN, Owned, row_in, rows_of
from analyzer.engines.offline.segments import Segment

_STRETCH = 16
"""How many segments a neighbourhood has at most."""


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
    """What stands around each segment of a case: the words of its neighbours and of its neighbourhood, who speaks beside it and who is named there."""

    def __init__(self, segments: Sequence[Segment], apart: Sequence[bool], words: Words, who: Sequence[str]) -> None:
        self._segments = segments
        self._apart = np.array(apart, bool)
        self._words = words
        self._who = who
        self._notes = np.array([piece.note for piece in segments], np.int64)
        # The segments of a segment's note. Its words are seen from those up to ``_until``: from none where they are told apart.
        self._from = np.searchsorted(self._notes, self._notes)
        self._to = np.searchsorted(self._notes, self._notes, "right")
        self._until = np.where(self._apart, self._from, self._to)

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
        """The words of the segments next to each of some segments, in its note; segments are counted from the part's first."""
        seen = slice(max(part.start - _FARTHEST, 0), min(part.stop + _FARTHEST, len(self._segments)))
        words = self._words.of(seen)
        owners = words.owners + seen.start
        around = owners - _AWAY[:, None]  # for each step the segments that see a word so far away
        since = np.maximum(self._from[owners], part.start)
        near = (around >= since) & (around < np.minimum(self._until[owners], part.stop))
        around -= part.start
        rows = {words_are: words.rows(*words_are) for words_are in dict.fromkeys(_STEPS.values())}
        for segments, seen_from, words_are in zip(around, near, _STEPS.values(), strict=True):
            yield segments[seen_from], rows[words_are][seen_from]

    def neighbourhoods(self) -> Shared:
        """The words of each neighbourhood, and in which of them each segment lies: a note is cut into as many of like size as it takes.

        What is told apart is no part of it.
        """
        if not len(self._notes):
            return [], self._notes
        size = self._to - self._from
        pieces = -(-size // _STRETCH)
        inside = (np.arange(len(size)) - self._from) * pieces // size
        begins = (np.diff(self._notes) != 0) | (np.diff(inside) != 0)
        of = np.append(0, np.cumsum(begins))
        seen = ~self._apart[self._words.owners]
        rows = self._words.rows(AROUND, "around ")
        return distinct(of[self._words.owners[seen]], rows[seen], int(of[-1]) + 1, ROWS), of

    def _is_near(self, number: int, other: int) -> bool:
        """Whether another segment stands in the same note, and is not told of our own manager."""
        return self._segments[number].note == self._segments[other].note and not self._apart[other]


@lru_cache(maxsize=4096)
def _who_beside(name: str, who: str, *, same_line: bool) -> tuple[int, int]:
    """The rows of who stands in the segment before or after."""
    return row_in(NEAR, f"{name} {'same' if same_line else 'other'} line"), row_in(NEAR, f"{name} {who}")


_STEPS = {
    **dict.fromkeys((-3, -2), (FAR, "long before ")),
    -1: (NEAR, "before "),
    1: (NEAR, "after "),
    **dict.fromkeys((2, 3), (FAR, "long after ")),
}
"""As what the words some segments before or after are counted."""
_AWAY = np.array(list(_STEPS))
_FARTHEST = max(_STEPS)
