"""Which rows belong to which features of a segment: each place that is looked at has rows of its own."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from analyzer.engines.offline.hashing import Checksums, Rows

SPAN = 1 << 21
"""How many rows each place has."""
OWN, WORDS, NEAR, FAR, POWER, AROUND = range(6)
"""The places: a segment's letters and manner, its words, the segments next to it, those two or three away, what it says of power, its neighbourhood."""
ROWS = (AROUND + 1) * SPAN
"""How many rows there are."""
Owned = tuple[Rows, Rows]
"""Rows of features, after the number of the segment that each belongs to."""


def numbered(lists: Sequence[Sequence[int]]) -> Owned:
    """The numbers of all lists in one, after the number of the list that each comes from."""
    owners = np.repeat(np.arange(len(lists)), [len(one) for one in lists])
    return owners, np.array(list(chain.from_iterable(lists)), np.int64)


@lru_cache(maxsize=1 << 14)
def row_in(place: int, feature: str) -> int:
    """The row of a feature that stands in a place; few such features make up most of what is seen, so their rows are kept."""
    return place * SPAN + zlib.crc32(feature.encode()) % SPAN


def rows_of(checksums: Checksums) -> Rows:
    """The rows that features of these checksums have in a place, counted from its first."""
    return (checksums & (SPAN - 1)).astype(np.int64)  # SPAN is a power of two: the remainder, in a fraction of the time
