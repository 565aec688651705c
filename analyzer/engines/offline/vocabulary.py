"""Which words are ordinary ones, not names: English ones that the corpus writes in small letters, and Japanese ones that look like surnames (by checksum)."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.segments import Segment

Ordinary = NDArray[np.uint32]
"""Checksums of words, ascending: English ones in small letters, and Japanese ones that look like surnames."""
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


def hasty_notes(segments: Sequence[Segment]) -> frozenset[int]:
    """The numbers of the notes written without any capital where a sentence begins, as in haste; long texts are not."""
    begun = Counter(piece.note for piece in segments)
    small = Counter(piece.note for piece in segments if piece.text[0].islower())
    capital = {piece.note for piece in segments if piece.text[0].isupper()}
    return frozenset(
        note
        for note, count in begun.items()
        if note not in capital and 2 * small[note] >= count and count <= MOST_HASTY
    )


MOST_HASTY = 60
"""Sentences of a note that may be hasty: in a longer one every word unknown to the corpus would be looked at as a name."""


def names_in_small_letters(piece: Segment, words: Ordinary, hasty: Container[int]) -> Iterator[tuple[int, int]]:
    """Where unknown words in small letters may be names.

    In chats (how's marcus?) that is every such word of an utterance that begins in a small letter; in a note that is ``hasty`` (see
    ``hasty_notes``) only one that stands where people stand: spoke to brannigan, brannigan says.
    """
    chatting = bool(piece.speaker) and piece.text[0].islower()
    if not (chatting or piece.note in hasty) or not piece.text.isascii():
        return
    for match in _UNKNOWN.finditer(piece.text):
        if not is_ordinary(match[0], words) and (chatting or _stands_like_a_person(piece.text, *match.span())):
            yield match.span()


_BEFORE_A_PERSON = re.compile(
    r"\b(?:to|with|from|met|meet|saw|told|asked|called|rang|for|mr|mrs|ms|dr|miss|of|but|that|if|when|and|said) $"
)
_BEHIND_A_PERSON = re.compile(
    r"['’]s\b| (?:is|was|isnt|wasnt|has|had|wants?|wanted|said|says|asked|asks|told|tells|knows?|knew|reckons?|thinks?|thought|will|would|wont|cant|can|could|doesnt|does|did|didnt|agreed|wrote|came|comes"
    r"|went|took|takes|gave|gives|put|sent|sends|left|rang|called|signs?|signed|decides?|decided|showed|shows|read|again|agn|laughed|nodded|heard|runs?|keeps?|still|himself|herself)\b| \(|,? (?:he|she) "
)


_ENOUGH = frozenset(("to", "with", "met", "saw", "told", "asked", "mr", "mrs", "ms", "dr"))
"""Words after which a person is meant whatever follows."""


def _stands_like_a_person(text: str, start: int, end: int) -> bool:
    """Whether a word follows one like "to", or one like "says" follows it where it opens a part of the sentence or comes after one like "for"."""
    before = _BEFORE_A_PERSON.search(text[max(0, start - 8) : start])
    if before and before[0].strip() in _ENOUGH:
        return True
    opens = start == 0 or text[start - 2 : start] in (", ", "- ", "+ ", "& ")
    return bool(before or opens) and _BEHIND_A_PERSON.match(text[end : end + 14]) is not None
