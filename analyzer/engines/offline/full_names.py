"""Japanese full names (今泉 美咲様, 今泉美咲様): the surname and the given name behind it are one person, who goes by the surname."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analyzer.engines.offline.names import AFTER_NAME, NO_NAME, TITLE, key
from analyzer.engines.offline.persons import Person
from analyzer.engines.offline.tokens import is_name

_SURNAME = re.compile(r"(?<![一-龯々ヶァ-ヴー])([一-龯々ヶ]{1,4})[ 　]?$")
"""What may be a surname right before a given name; it begins where a word begins."""
_REACH = 6
"""Characters looked at before a given name: a surname and a blank."""
_BEHIND = 12


def with_full_names(persons: Sequence[Person], texts: Sequence[str]) -> list[Person]:
    """The persons with each given name joined to the surname before it; two of one surname stay apart."""
    given_of: dict[str, list[tuple[Person, str]]] = defaultdict(list)
    for person in persons:
        if surname := _surname_of(person, texts):
            given_of[key(surname)].append((person, surname))
    by_name = {key(person.name): person for person in persons}
    joined: set[int] = set()
    for folded, given in given_of.items():
        if len(given) > 1:
            continue
        person, surname = given[0]
        whole = by_name.get(folded)
        if whole is None:
            person.mentions = _with_surname(person, surname, texts)
            person.name = surname
        elif whole is not person:
            _join(whole, person, _with_surname(person, surname, texts))
            joined.add(id(person))
    return [person for person in persons if id(person) not in joined]


def _surname_of(person: Person, texts: Sequence[str]) -> str:
    """The surname that stands before a given name which an honorific or a title follows; empty where none does."""
    for note, start, end in person.mentions:
        before = _SURNAME.search(texts[note][max(0, start - _REACH) : start])
        if before and _may_be_surname(before[1]) and AFTER_NAME.match(texts[note][end : end + _BEHIND]):
            return before[1] if is_name(person.name, "名") else ""
    return ""


def _may_be_surname(word: str) -> bool:
    """Whether the dictionary knows the word as a surname: else 夜間照明 美作様 were somebody called 夜間照明."""
    return word not in NO_NAME and not TITLE.search(word) and is_name(word, "姓")


def _with_surname(person: Person, surname: str, texts: Sequence[str]) -> list[tuple[int, int, int]]:
    """The person's mentions, each begun at the surname where that stands before it."""
    found = []
    for note, start, end in person.mentions:
        reach = max(0, start - _REACH)
        before = texts[note][reach:start].rstrip(" 　")
        begin = reach + len(before) - len(surname)
        found.append((note, begin if before.endswith(surname) else start, end))
    return found


def _join(whole: Person, given: Person, mentions: list[tuple[int, int, int]]) -> None:
    """Make the person of the given name a part of the one of the surname."""
    begun = {(note, start) for note, start, _ in mentions}
    whole.mentions = [one for one in whole.mentions if one[:2] not in begun]
    whole.take_in(given, mentions)
    whole.speaks_as = whole.speaks_as or given.speaks_as
