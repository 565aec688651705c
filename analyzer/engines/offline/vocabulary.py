"""Which words are ordinary ones, not names: English ones that the corpus writes in small letters, and Japanese ones that look like surnames (by checksum)."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from analyzer.engines.offline.name_lists import GIVEN_NAMES, english_kind, is_city, is_english_word
from analyzer.engines.offline.segments import Segment

Ordinary = frozenset[int]
"""Checksums of words: English ones in small letters, and Japanese ones that look like surnames."""
LEAST_CASES = 2
"""A word must stand in so many cases: what stands in one may be a name or a slip."""
_SMALL = re.compile(r"(?<![\w'’.@/-])[a-z]{2,}(?![\w@/])")
_UNKNOWN = re.compile(r"(?<![\w'’.@/-])[a-z]{3,14}(?=['’]s\b|[\s,.;:!?)\-–—]|$)")


def words_in_small_letters(texts: Iterable[str]) -> set[str]:
    """The words that stand in small letters in the notes of a case."""
    return {word for text in texts for word in _SMALL.findall(text)}


def ordinary_words(cases: Iterable[Collection[str]]) -> Ordinary:
    """The words that several of the cases (each its ``words_in_small_letters``) have."""
    counted = Counter(word for words in cases for word in words)
    return frozenset(checksum(word) for word, count in counted.items() if count >= LEAST_CASES)


def checksum(word: str) -> int:
    """What a word is known by."""
    return zlib.crc32(word.encode())


def is_ordinary(word: str, words: Ordinary) -> bool:
    """Whether a word in small letters is among the ordinary ones."""
    return checksum(word.lower()) in words


def hasty_notes(segments: Sequence[Segment]) -> frozenset[int]:
    """The numbers of the notes written without any capital where a sentence begins, as in haste; long texts are not."""
    begins_small = [piece.note for piece in segments if piece.text[0].islower()]
    if not begins_small:  # as in every Japanese note
        return frozenset()
    small = Counter(begins_small)
    begun = Counter(piece.note for piece in segments)
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
    ``hasty_notes``) only one that many bear, or one that stands where people stand: spoke to brannigan, brannigan says.
    """
    chatting = bool(piece.speaker) and piece.text[0].islower()
    if not (chatting or piece.note in hasty) or not piece.text.isascii():
        return
    for match in _UNKNOWN.finditer(piece.text):
        kind, word = english_kind(match[0]), is_english_word(match[0])
        if is_ordinary(match[0], words) or (word and "given" not in kind and match[0].capitalize() not in GIVEN_NAMES):
            continue
        borne = kind not in ("", "rare") and not word and not _is_place(match[0], piece.text[match.end() :])
        if chatting or borne or _stands_like_a_person(piece.text, *match.span()):
            yield match.span()


_SITE = re.compile(r" (?:depot|office|branch|yard|site|units?|route|plant|warehouse|store|road|street|st|mill|stay)\b")


def _is_place(word: str, behind: str) -> bool:
    """Whether a word is a city's name, or what follows says that something stands there (georgia office)."""
    return is_city(word) or _SITE.match(behind) is not None


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
