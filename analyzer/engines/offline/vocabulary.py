"""Which English words are ordinary ones: those that the corpus writes in small letters. A capital or an unknown word more likely names somebody."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.segments import Segment

Ordinary = NDArray[np.uint32]
"""Checksums of words in small letters, ascending."""
LEAST_CASES = 2
"""A word must stand in so many cases: what stands in one may be a name or a slip."""
_SMALL = re.compile(r"(?<![\w'’.@/-])[a-z]{2,}(?![\w@/])")
_UNKNOWN = re.compile(r"(?<![\w'’.@/-])[a-z]{3,14}(?=['’]s\b|[\s,.;:!?)\-–—]|$)")


def ordinary_words(cases: Iterable[Sequence[str]]) -> Ordinary:
    """The words that stand in small letters in several of the cases (each the texts of its notes)."""
    counted = Counter(word for texts in cases for word in {word for text in texts for word in _SMALL.findall(text)})
    return np.array(sorted({checksum(word) for word, count in counted.items() if count >= LEAST_CASES}), np.uint32)


def checksum(word: str) -> int:
    """What a word is known by."""
    return zlib.crc32(word.encode())


def is_ordinary(word: str, words: Ordinary) -> bool:
    """Whether a word in small letters is among the ordinary ones."""
    sought = np.uint32(checksum(word.lower()))
    place = int(np.searchsorted(words, sought))
    return place < len(words) and bool(words[place] == sought)


def names_in_small_letters(piece: Segment, words: Ordinary) -> Iterator[tuple[int, int]]:
    """Where an utterance that begins in a small letter holds unknown words: in chats names are written small too (how's marcus?)."""
    if piece.speaker and piece.text[:1].islower() and piece.text.isascii():
        for match in _UNKNOWN.finditer(piece.text):
            if not is_ordinary(match[0], words):
                yield match.span()
