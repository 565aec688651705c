"""Lists that ship with the engine: Japanese surnames beyond those of the small dictionary; English names, words and cities, to tell people from the rest.

``eval.name_lists`` writes them from SudachiDict core, the United States census of 1990, SCOWL and GeoNames; NOTICE has the licences.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
JAPANESE_SURNAMES = _FOLDER / "japanese_surnames.txt"
ENGLISH_SURNAMES = _FOLDER / "english_surnames.txt"
"""The commonest first."""
ENGLISH_GIVEN_NAMES = _FOLDER / "english_given_names.txt"
ENGLISH_WORDS = _FOLDER / "english_words.txt"
"""Words that dictionaries of American or British English write in small letters, without the plurals."""
CITIES = _FOLDER / "cities.txt"
"""Cities of the world in small letters without accents."""
LONGEST = 4
"""Letters of a Japanese surname in the list; those of one kanji are not in it."""
_SHORT_PLURAL = 4
"""Letters up to which a word in s is as likely a name (Nils, Mads)."""
_COMMON, _FREQUENT = 1_000, 5_000
"""Ranks up to which English surnames are told apart by how many bear them."""

GIVEN_NAMES = frozenset(
    "Mark Will Grace Rose Hope Grant Joy Faith Frank Bill Pat Drew Art Ray Sue Dawn Eve Ivy Lily Violet Daisy Ruby Pearl Amber Jade Olive Hazel Heather Holly Iris "
    "Jack Rob Nick Josh Gene Dean Earl Duke Max Penny Carol Robin Jay Miles Chance Chase Hunter Mason Cooper Parker Verity Amir Sorrel Sully Shun Poppy Piers Imam Emir Guru Saffron Rune Odd Tor Pip Briar Indigo Primrose Thistle Rajah Dale Glen Cliff Rich Guy Don Bob Ken Al Van Wade Reed Lane Brook "
    "Summer April June May Rusty Buck Chuck Skip Trip Tip Bess Kit Jo Jamie Dot Bea Win Jean Marina Sky Page Basil Ginger Sage Clay Stone Ford Banks Brooks Woods Hill Field Fields "
    "Wells Bishop Pope King Knight Baker Butcher Carter Cook Farmer Fisher Gardener Gardner Miller Mills Potter Sadler Shepherd Smith Taylor Turner Walker Weaver Wright Young White Black Brown Green Gray Grey "
    "Church Cross Day Fox Wolf Hart Lamb Bird Crane Drake Finch Swan Marsh Moss Pike Rivers Pool Park Parks Forest Frost Snow Rush Sharp Short Long Small Strong Swift Bell Box Case Cope Gates Hall House Rose".split()
)
"""English names that are ordinary words too, in the order in which they were met."""


def is_japanese_surname(word: str) -> bool:
    """Whether the list has a word of two to ``LONGEST`` letters."""
    return word in japanese_surnames()


@lru_cache(maxsize=4096)
def english_kind(word: str) -> str:
    """Whether a word is a given name, a surname (and how common a one), both, or neither (empty)."""
    word = word.lower().replace("'", "").replace("’", "")
    rank = _english_surnames().get(word)
    surname = "" if rank is None else "common" if rank < _COMMON else "frequent" if rank < _FREQUENT else "rare"
    return " ".join(filter(None, ("given" if word in _english_given_names() else "", surname)))


@lru_cache(maxsize=4096)
def is_english_word(word: str) -> bool:
    """Whether the dictionary has a word, which may be a plural, in small letters."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    plural = word.endswith("s") and len(word) > _SHORT_PLURAL and word[:-1] in _english_words()
    return plural or word in _english_words()


@lru_cache(maxsize=4096)
def is_city(name: str) -> bool:
    """Whether a city of some size is called so."""
    return plain(name) in _cities()


def plain(name: str) -> str:
    """A name in small letters without accents."""
    parts = unicodedata.normalize("NFD", name.lower().replace("’", "'"))
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def japanese_surnames() -> frozenset[str]:
    """Surnames of two to ``LONGEST`` letters."""
    return frozenset(_lines(JAPANESE_SURNAMES))


@lru_cache(maxsize=1)
def _english_surnames() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(_lines(ENGLISH_SURNAMES))}


@lru_cache(maxsize=1)
def _english_given_names() -> frozenset[str]:
    return frozenset(_lines(ENGLISH_GIVEN_NAMES))


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    return frozenset(_lines(ENGLISH_WORDS))


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(_lines(CITIES))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
