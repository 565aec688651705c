"""Feature rows: the row of a feature is ``crc32(feature) % rows``, and most features are hashed here without ever being made as strings.

A checksum can be carried on from one piece of text to the next, so "w " + word needs only the word, and the checksums of all runs of
characters of a case are taken side by side, a byte of every run at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Checksums = NDArray[np.uint32]


def feature_rows(texts: Sequence[Collection[str]], rows: int) -> list[Rows]:
    """The distinct rows of each text's features, sorted."""
    owners = np.repeat(np.arange(len(texts)), [len(features) for features in texts])
    checksums = map(zlib.crc32, map(str.encode, chain.from_iterable(texts)))
    return distinct(owners, np.fromiter(checksums, np.int64, len(owners)) % rows, len(texts), rows)


def distinct(owners: NDArray[np.int64], rows: Rows, count: int, limit: int) -> list[Rows]:
    """For each of ``count`` owners its distinct rows, sorted; ``rows`` are below ``limit``, ``owners`` holds whose they are."""
    bits = (limit - 1).bit_length()
    # Numbers of half the width are sorted in half the time.
    width: type[np.uint32 | np.uint64] = np.uint32 if count << bits <= 1 << 32 else np.uint64
    keys = np.left_shift(owners.astype(width), width(bits)) | rows.astype(width)
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys  # np.unique takes twenty times as long
    ends = np.searchsorted(keys >> bits, np.arange(count + 1, dtype=width))
    kept = (keys & ((1 << bits) - 1)).astype(np.int64)
    return [kept[start:end] for start, end in pairwise(ends.tolist())]


def carried_on(prefix: str, checksums: Checksums, lengths: NDArray[np.int64]) -> Checksums:
    """The checksums of the prefix followed by each of some pieces of text, from their own checksums and their lengths in bytes."""
    most = int(lengths.max(initial=0))
    return checksums ^ _moved(prefix, most - most % _ROUND + _ROUND)[lengths]


_ROUND = 32
"""Lengths are rounded up to a multiple of this, so that cases share what is kept."""


@lru_cache(maxsize=64)
def _moved(prefix: str, most: int) -> Checksums:
    """What a prefix does to the checksum of what follows it, for each length of that: checksums are linear."""
    begun, zeros = zlib.crc32(prefix.encode()), 0
    moved = np.empty(most, np.uint32)
    for size in range(most):
        moved[size] = begun ^ zeros
        begun, zeros = zlib.crc32(b"\0", begun), zlib.crc32(b"\0", zeros)
    return moved


_TABLE = np.array([zlib.crc32(bytes([byte])) ^ zlib.crc32(b"\0") for byte in range(256)], np.uint32)
"""What a byte does to a checksum: checksums are linear, so each byte's own is what it differs in from that of a zero."""
_START = np.uint32(0xFFFFFFFF)


class Runs(NamedTuple):
    """Runs of characters: the number of the text each stands in, and its checksum."""

    texts: NDArray[np.int64]
    checksums: Checksums


def runs_of_characters(texts: Sequence[str], sizes: Sequence[int]) -> Iterator[Runs]:
    """For each size the runs of so many characters inside each text."""
    lengths = np.array([len(text) for text in texts], np.int64)
    text_of = np.repeat(np.arange(len(texts)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(text_of))  # characters up to the text's end
    coded = np.frombuffer("".join(texts).encode(), np.uint8)
    begins = np.append(np.flatnonzero(coded & 0xC0 != 0x80), len(coded))
    whole = {size: np.flatnonzero(left >= size) for size in sizes}
    widths = {size: begins[starts + size] - begins[starts] for size, starts in whole.items()}
    states = _states(coded, begins[:-1], max((int(width.max()) for width in widths.values() if len(width)), default=0))
    for size in sizes:
        starts = whole[size]
        yield Runs(text_of[starts], states[widths[size], starts])


def _states(coded: NDArray[np.uint8], begins: NDArray[np.int64], most: int) -> Checksums:
    """The checksums of the first 0, 1, … ``most`` bytes from each place on; past the end they mean nothing."""
    padded = np.append(coded, np.zeros(most, np.uint8))
    states = np.empty((most + 1, len(begins)), np.uint32)
    state = np.full(len(begins), _START)
    states[0] = state
    for step in range(most):
        state = _TABLE[(state ^ padded[begins + step]) & 0xFF] ^ (state >> np.uint32(8))
        states[step + 1] = state
    return states ^ _START
