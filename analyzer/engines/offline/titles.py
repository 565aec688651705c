"""Who is meant by a title alone: after 鴨志田常務 the 常務 of the same notes is the same person."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.engines.offline.names import HONORIFICS, TITLE, TITLES
from analyzer.engines.offline.persons import Person

_BEHIND = re.compile(r"[ 　]?([一-龯々ァ-ヴーｦ-ﾟ]{2,9}?)(?:様|さま|さん|殿)?(?![一-龯々ァ-ヴーｦ-ﾟ])")
"""What stands right behind a name, where that is one word: 牧場長, 住職, シェフ, 渉外部長, 専務様."""
_RANK = re.compile(r"(?:長|職|師|頭|将|司|匠|役|(?<!商)事|士|任|裁|代|(?<=[専常])務|フ|ー|ダー|先生|補佐|代行)$")
"""How words end that people are called by."""
_CALLED = sorted(set(TITLES) - {"担当", "総務"}, key=len, reverse=True)
"""What people are called by; 担当 and 総務 alone may be anybody."""
_ENDS_IN_TITLE = re.compile(rf"(?:{'|'.join(map(re.escape, _CALLED))})$")
_PRESIDENT = re.compile(r"取締役(?=社長$)")
_OURS_BEFORE = re.compile(r"(?:弊社|当社|当方|うち|わが社|我が社|小社|自社)の?[一-龯々ヶ]{0,3}$")
_GREETED = re.compile(r"[^\n]{0,8}\n|[^\n]{0,8}[、。 　]{0,2}(?:お疲れ|お世話|いつも)")
_GOES_ON = "様|さま|さん|自身|本人|自ら|曰く|個人"
"""What in letters of a word may follow a title that stands alone."""

Place = tuple[int, int, int]


def call_by_title(persons: Sequence[Person], texts: Sequence[str]) -> None:
    """Set every person's ``called``: the places where their title stands without a name.

    Where several bear a title it means the one of them who was named last before it in the note.
    """
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for title in _titles_of(person, texts):
            bearers[title].append(person)
    called: dict[int, set[Place]] = defaultdict(set)
    taken: set[tuple[int, int]] = set()
    for title in sorted(bearers, key=lambda one: (-len(one), one)):
        named = _named(bearers[title], texts)
        for place in _alone(title, texts):
            if place[::2] not in taken and (meant := _meant(bearers[title], named, place)):
                called[id(meant)].add(place)
                taken.add(place[::2])
    for person in persons:
        person.called = sorted(called[id(person)] - set(person.mentions))


def _named(bearers: Sequence[Person], texts: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where each bearer is named, as (note, start, number of the bearer), in order, without those whom a note's first word greets."""
    return sorted(
        (note, start, number)
        for number, person in enumerate(bearers)
        for note, start, end in person.mentions
        if start or not _GREETED.match(texts[note], end)
    )


def _meant(bearers: Sequence[Person], named: Sequence[tuple[int, int, int]], place: Place) -> Person | None:
    """Who is called by the title at a place: its only bearer, or the one named last before it in the note."""
    if len(bearers) == 1:
        return bearers[0]
    last = bisect.bisect_left(named, (place[0], place[1], -1)) - 1
    return bearers[named[last][2]] if last >= 0 and named[last][0] == place[0] else None


def _titles_of(person: Person, texts: Sequence[str]) -> set[str]:
    """The titles that stand behind a person's name; of ours (弊社高橋部長) none, for such is not called by it alone."""
    found: set[str] = set()
    for note, start, end in person.mentions:
        if "speaks" in person.features and _labels_line(texts[note], start, end):
            continue
        match = _BEHIND.match(texts[note][end : end + 14])
        if match is None or match[1] in HONORIFICS or _OURS_BEFORE.search(texts[note][max(0, start - 5) : start]):
            continue
        found |= _said_of(match[1])
    return found


def _said_of(word: str) -> set[str]:
    """What somebody with this word behind their name is called: 渉外部長 and 部長, 常務 and 執行役員, 社長."""
    tail = _ENDS_IN_TITLE.search(word)
    found = {word} if tail or _RANK.search(word) else set()
    if tail:
        head = TITLE.match(word)
        found |= {tail[0], _PRESIDENT.sub("", tail[0]).removeprefix("代表")}
        if head and head.end() <= tail.start() and head[0] in _CALLED:
            found.add(head[0])
    return found


def _labels_line(text: str, start: int, end: int) -> bool:
    """Whether a name opens its line with a blank behind it, as those of speakers do (根岸 主任はなんて)."""
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in (" ", "　")


def _alone(title: str, texts: Sequence[str]) -> Iterator[Place]:
    """Where a title stands by itself: behind no word and no name, and not said of somebody of ours."""
    for note, text in enumerate(texts):
        start = text.find(title)
        while start >= 0:
            end = start + len(title)
            stands = not _GOES_BEFORE.match(text, start - 1) if start else True
            if stands and _STOPS.match(text, end):
                if not _OURS_BEFORE.search(text, max(0, start - 5), start):
                    yield note, start, end
                start = text.find(title, end)
            else:
                start = text.find(title, start + 1)


_GOES_BEFORE = re.compile("[一-龯々ァ-ヴーA-Za-z]")
_STOPS = re.compile(rf"(?={_GOES_ON})|(?![一-龯々ァ-ヴー])")
