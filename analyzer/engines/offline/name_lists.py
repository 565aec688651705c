"""Lists of names that ship with the engine: Japanese surnames beyond those of the small dictionary, and names that are borne in English-speaking countries.

``eval.name_lists`` writes them from SudachiDict core (Apache License 2.0) and from the name files of the United States census of 1990 (public domain).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
JAPANESE_SURNAMES = _FOLDER / "japanese_surnames.txt"
ENGLISH_SURNAMES = _FOLDER / "english_surnames.txt"
"""The commonest first."""
ENGLISH_GIVEN_NAMES = _FOLDER / "english_given_names.txt"
LONGEST = 4
"""Letters of a Japanese surname in the list; those of one kanji are not in it."""
_COMMON, _FREQUENT = 1_000, 5_000
"""Ranks up to which English surnames are told apart by how many bear them."""


def is_japanese_surname(word: str) -> bool:
    """Whether the list has a word of two to ``LONGEST`` letters."""
    return word in _japanese_surnames()


@lru_cache(maxsize=4096)
def english_kind(word: str) -> str:
    """Whether a word is a given name, a surname (and how common a one), both, or neither (empty)."""
    word = word.lower().replace("'", "").replace("’", "")
    rank = _english_surnames().get(word)
    surname = "" if rank is None else "common" if rank < _COMMON else "frequent" if rank < _FREQUENT else "rare"
    return " ".join(filter(None, ("given" if word in _english_given_names() else "", surname)))


@lru_cache(maxsize=1)
def _japanese_surnames() -> frozenset[str]:
    return frozenset(_lines(JAPANESE_SURNAMES))


@lru_cache(maxsize=1)
def _english_surnames() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(_lines(ENGLISH_SURNAMES))}


@lru_cache(maxsize=1)
def _english_given_names() -> frozenset[str]:
    return frozenset(_lines(ENGLISH_GIVEN_NAMES))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split()
