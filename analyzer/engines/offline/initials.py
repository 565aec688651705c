"""Who is meant by initials: after Wanda Haskell or W. Haskell, the WH of the same notes is the same person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.engines.offline.latin import LATIN, NO_INITIALS, in_latin
from analyzer.engines.offline.persons import Person

_INITIALS = re.compile("[A-Z]{2}")


def with_initials(persons: Sequence[Person], texts: Sequence[str]) -> list[Person]:
    """The persons, also named wherever their initials stand; who was found under initials and is one of the others is that one."""
    of = [(_initials(person, texts), person) for person in persons]
    bearers = Counter(letters for letters, _ in of)
    meant = {letters: person for letters, person in of if bearers[letters] == 1 and _are_initials(letters)}
    kept = []
    for person in persons:
        whole = meant.get(person.name.replace(".", ""))
        if whole is None:
            kept.append(person)
            continue
        whole.take_in(person)
        if "speaks" in person.features:
            whole.speaks_as = person.name
    for letters, person in meant.items():
        person.mentions = sorted({*person.mentions, *_places(letters, texts)})
    return kept


def _are_initials(letters: str) -> bool:
    return _INITIALS.fullmatch(letters) is not None and letters not in NO_INITIALS


def _places(letters: str, texts: Sequence[str]) -> list[tuple[int, int, int]]:
    alone = re.compile(rf"(?<![{LATIN}0-9_.&/-]){letters}(?![{LATIN}0-9_&/-])")
    return [(note, *match.span()) for note, text in enumerate(texts) for match in alone.finditer(text)]


def _initials(person: Person, texts: Sequence[str]) -> str:
    """The first letters of a given name, written out or not, and of the family name; empty where there is no given name."""
    if not in_latin(person.name):
        return ""
    first, *rest = person.name.split()
    if rest:
        return first[0] + rest[-1][0]
    for note, start, _ in person.mentions:
        if given := re.search(r"(?<![\w.])([A-Z])\.? $", texts[note][max(0, start - 4) : start]):
            return given[1] + first[0]
    return ""
