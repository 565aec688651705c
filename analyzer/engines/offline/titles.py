"""Who is meant by a title alone: after 鴨志田常務 the 常務 of the same notes is the same person, unless another one bears the title too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.engines.offline.names import HONORIFICS, TITLE
from analyzer.engines.offline.persons import Person

_BEHIND = re.compile(r"[\s　]?((?:[一-龯々]{1,6}|[ァ-ヴー]{3,8}))(?![一-龯々ァ-ヴー])")
"""What stands right behind a name, where that is one word: 牧場長, 住職, シェフ, 渉外部長."""
_RANK = re.compile(r"(?:長|職|師|頭|将|司|匠|役|事|士|任|裁|代|務|フ|ー|ダー|先生)$")
"""How words end that people are called by."""
_OURS_BEFORE = re.compile(r"(?:弊社|当社|当方|うち|わが社|我が社|小社|自社)の?$")


def call_by_title(persons: Sequence[Person], texts: Sequence[str]) -> None:
    """Set every person's ``called``: the places where their title stands without a name."""
    titles = {person.name: _titles_of(person, texts) for person in persons}
    bearers = Counter(title for found in titles.values() for title in found)
    for person in persons:
        own = sorted((title for title in titles[person.name] if bearers[title] == 1), key=len, reverse=True)
        person.called = sorted({place for title in own for place in _alone(title, texts)} - set(person.mentions))


def _titles_of(person: Person, texts: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for note, _, end in person.mentions:
        match = _BEHIND.match(texts[note][end : end + 12])
        if match and len(match[1]) > 1 and match[1] not in HONORIFICS and _RANK.search(match[1]):
            found.add(match[1])
            if tail := re.search(rf"(?:{TITLE.pattern})$", match[1]):
                found.add(tail[0])
    return found


def _alone(title: str, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where a title stands by itself: behind no word and no name, and not said of somebody of ours."""
    alone = re.compile(rf"(?<![一-龯々ァ-ヴーA-Za-z]){re.escape(title)}(?![一-龯々ァ-ヴー])")
    for note, text in enumerate(texts):
        for match in alone.finditer(text):
            if not _OURS_BEFORE.search(text[max(0, match.start() - 5) : match.start()]):
                yield note, match.start(), match.end()
