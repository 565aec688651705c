"""Who is meant by initials: after Wanda Haskell or W. Haskell, the WH of the same notes is the same person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.engines.offline.names import in_latin
from analyzer.engines.offline.persons import Person

_NO_INITIALS = frozenset("HR IT PM AM QA QC PO UK US EU AI IP OK ID TV PR RD MD VP GM BU PC AP AR AC DC CC".split())
"""Abbreviations that notes are full of."""


def with_initials(persons: Sequence[Person], texts: Sequence[str]) -> list[Person]:
    """The persons, also named wherever their initials stand; initials that were taken for a name of its own are dropped."""
    of = {person.name: _initials(person, texts) for person in persons}
    bearers = Counter(of.values())
    for person in persons:
        initials = of[person.name]
        if initials and bearers[initials] == 1 and initials not in _NO_INITIALS:
            places = (
                (note, *match.span())
                for note, text in enumerate(texts)
                for match in re.finditer(rf"(?<![\w.&/-]){initials}(?![\w&/-])", text)
            )
            person.mentions = sorted({*person.mentions, *places})
    meant = {one for one in bearers if one} - _NO_INITIALS
    return [person for person in persons if re.sub(r"['’]s$", "", person.name) not in meant]


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
