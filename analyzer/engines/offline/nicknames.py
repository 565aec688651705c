"""Who is called by a nickname: in タケさん（武智さん） both names are one person, who is 武智."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.persons import Person
from analyzer.engines.offline.tokens import is_name

_NICKNAME = re.compile("[ァ-ヴーぁ-ゖ]{2,6}")
_NAME_FOLLOWS = re.compile(r"(?:さん|ちゃん|くん|様)?[(（]")
_NAME_ENDS = re.compile(r"[ 　]?[一-龯々]{0,3}(?:さん|様|氏)?[)）]")

Begins = dict[tuple[int, int], tuple[Person, int]]
"""Who is named from a place (note, start) on, and where the name ends."""


def with_nicknames(persons: Sequence[Person], texts: Sequence[str]) -> list[Person]:
    """The persons, each nickname joined to the person whose name stands in brackets behind it."""
    begins: Begins = {(note, start): (person, end) for person in persons for note, start, end in person.mentions}
    joined: set[int] = set()
    for person in persons:
        bearers = _named_behind(person, begins, texts)
        if len(bearers) != 1:
            continue
        (whole,) = bearers
        # Who are both spoken of again are two: リーさん（田中様）… リーさんは…、田中様は….
        if min(len(person.mentions), len(whole.mentions)) == 1:
            whole.take_in(person, person.mentions)
            whole.speaks_as = whole.speaks_as or (person.name if "speaks" in person.features else "")
            joined.add(id(person))
    return [person for person in persons if id(person) not in joined]


def _named_behind(person: Person, begins: Begins, texts: Sequence[str]) -> list[Person]:
    """Those whose names in kanji stand in brackets behind a nickname."""
    found: list[Person] = []
    if not _NICKNAME.fullmatch(person.name) or is_name(person.name, "姓"):
        return found
    for note, _, end in person.mentions:
        bracket = _NAME_FOLLOWS.match(texts[note], end)
        whole, stop = begins.get((note, bracket.end()), (person, 0)) if bracket else (person, 0)
        if not _NICKNAME.fullmatch(whole.name) and whole not in found and _NAME_ENDS.match(texts[note], stop):
            found.append(whole)
    return found
