"""English names told from English words: by who bears them, by the dictionary, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.latin import in_latin
from analyzer.engines.offline.name_lists import GIVEN_NAMES, english_kind, is_city, is_english_word
from analyzer.engines.offline.names import HONORIFIC
from analyzer.engines.offline.persons import Person
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.vocabulary import Ordinary, is_ordinary

_HONOURED = re.compile(rf"[ 　]?{HONORIFIC}|-(?:san|sama)\b")
_DOES = re.compile(
    r" (?:rang|phoned|called|asked|asks|said|says|told|tells|wants|wanted|signs|signed|knows|knew|thinks|thought|agreed|decides|decided|wrote|replied|emailed|laughed|nodded|himself|herself)\b"
)
"""What only people do, behind the name of who does it."""


def kinds_of(name: str, ordinary: Ordinary) -> set[str]:
    """Features of a name in Latin letters: who bears its words, whether they are words of the dictionary, and whether it is a city's."""
    parts = name.split()
    usual = [is_ordinary(part, ordinary) for part in parts]
    kinds = [english_kind(part) for part in parts]
    words = [is_english_word(part) for part in parts]
    return {
        f"ordinary {'all' if all(usual) else 'some' if any(usual) else 'none'}",
        f"kinds {kinds}",
        f"first kind {kinds[0]}",
        f"last kind {kinds[-1]}",
        f"words {words}",
        f"first word {words[0]}, kind {kinds[0]}",
        f"last word {words[-1]}, kind {kinds[-1]}",
        f"city {is_city(name)}, kind {kinds[0]}",
    }


def without_openings(
    persons: Sequence[Person], segments: Sequence[Segment], texts: Sequence[str], ordinary: Ordinary
) -> list[Person]:
    """Without ordinary English words that only ever open a sentence or bullet (Voicemail full. / - Ripped out the old one)."""
    opens = {(piece.note, piece.start) for piece in segments}

    def is_opening(one: Person) -> bool:
        unlike_a_name = in_latin(one.name) and " " not in one.name and one.name not in GIVEN_NAMES
        if not unlike_a_name or one.listed or "speaks" in one.features or not _is_mere_word(one.name, ordinary):
            return False
        return all(
            (note, start) in opens and not _is_of_a_person(texts[note], end) for note, start, end in one.mentions
        )

    return [one for one in persons if not is_opening(one)]


def _is_of_a_person(text: str, end: int) -> bool:
    """Whether what stands behind a word makes a person of it (Poppy rang, Bolt さん)."""
    return _HONOURED.match(text, end) is not None or _DOES.match(text, end) is not None


def _is_mere_word(name: str, ordinary: Ordinary) -> bool:
    """Whether a name in Latin letters is an ordinary word that nobody is called by."""
    kind, word = english_kind(name), is_english_word(name) and not name.isupper()
    return (is_ordinary(name, ordinary) and (word or "given" not in kind)) or (word and not kind)
