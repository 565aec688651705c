"""Who only looked in on a meeting: 大沼様(冒頭のみ) or "Voss (MD, ten mins, left for the airport)" is hardly the one whom the rep deals with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.persons import Person

LOOKED_IN = "only looked in"
"""The feature of such a person."""
_REACH = 80
_CALLED = r"[一-龯々ァ-ヴー]{0,8}(?:様|さん|さま|氏)?[(（][^（()）\n様]{0,14}"
_PART_OF_IT = re.compile(
    rf"{_CALLED}(?:(?:冒頭|前半|後半|途中(?:\d+分)?|最初(?:の\S{{1,4}}分)?|顔(?:出し|見せ)|すぐ)"
    r"(?:の?ご?(?:参加|出席|同席|合流|退席|退出|入室|挨拶)|のみ|だけ|まで|から|より|で|\d+分){0,3}[)）](?=[、，,・/／\s　。]|$)"
    r"|(?:最後の|開会の|のため)\d+分(?:のみ|だけ)?[)）])"
)
"""Behind a name, in brackets. With the others below they stand behind a hundred persons of the corpus, of whom one is the contact."""
_SHORT = re.compile(
    rf"{_CALLED}(?:(?P<minutes>\d+分)|ご?挨拶|あいさつ)(?:のみ|だけ)?[)）](?:(?P<listed>[、，,・/／])|(?=\n|$))"
)
"""Minutes or a greeting count in a list only: elsewhere they may say how long the rep was there."""
_LIST = re.compile("、|先方|出席|参加")
"""In the line before a name: it is one of a list."""
_TALK = re.compile(r"TEL|電話|架電|入電|面談|訪問|打ち?合わ?せ|商談|会議|Zoom|Teams|Web|MTG", re.IGNORECASE)
"""In the line before a name: the minutes behind it are those of the talk."""
_MINUTES = r"(?:\d+|five|ten|fifteen|twenty) ?min(?:s|utes)?(?: only)?(?=[,;)])"
_PART_OF_IT_IN_ENGLISH = re.compile(
    rf",? ?\((?:(?:[^()\n]*[,;] ?)?(?:(?:first|last|for|only)(?: the (?:first|last))? {_MINUTES}"
    r"|joined (?:for|late|halfway|only|at \d|from item|\d{1,2}[:.]\d\d)|came for the (?:first|second|last)|dropped in|looked in|briefly|in passing"
    r"|left (?:early|at \d|after (?:item|ten|five|\d+ min|the first)|for (?:the|another))|(?:first|until|for) item \d|part of the (?:meeting|call|session))"
    rf"|[^()\n]*[,;] ?{_MINUTES})"
)
_TALK_OF_TWO = re.compile(
    r"\b(?:call(?:ed)?|rang|phoned?|spoke|spoken|chat(?:ted)?|tel|zoom|teams)\b[^.\n]{0,20}$", re.IGNORECASE
)
"""Before a name: the minutes behind it are how long the two talked."""


def only_looked_in(person: Person, texts: Sequence[str]) -> bool:
    """Whether the last note says in brackets that somebody was there for a part of a meeting only."""
    return any(_says_so(texts[note], start, end) for note, start, end in person.mentions if note == len(texts) - 1)


def _says_so(text: str, start: int, end: int) -> bool:
    behind = text[end : end + _REACH]
    if _PART_OF_IT.match(behind):
        return True
    if short := _SHORT.match(behind):
        line = text[text.rfind("\n", 0, start) + 1 : start]
        return bool(short["listed"] or _LIST.search(line)) or (bool(short["minutes"]) and _TALK.search(line) is None)
    return (
        _PART_OF_IT_IN_ENGLISH.match(behind) is not None
        and _TALK_OF_TWO.search(text[max(0, start - _REACH) : start]) is None
    )
