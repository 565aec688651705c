"""Speakers that no colon marks: lines such as 「佐治 三通とも未開封でした」, 「大畠 > 会えました」 or 「古畑「二十分座れました」」."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable

from analyzer.engines.offline.tokens import PERSONS_NAME, tokenize

CLOCK = r"(?<!\d)[\[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])）】]?(?!\d)"
"""A time of day, as a pattern."""
_OPENED = re.compile(
    rf"^(?:{CLOCK}[\s　]*)?(?P<name>[^\W\d_]{{1,12}})(?:[ 　]*[>＞][ 　]*|[ 　]+|(?=「.*」\s*$))(?=\S)"
)
LETTER = re.compile(r"[^\W_]")
"""A letter of any script, or a digit."""
_JAPANESE = re.compile("[ぁ-ヿ一-龯]")
_AS_SAID = re.compile(r"[?？!！]|です|ます|ました|ません|(?:笑|ね|よ|な|かも|けど|だ)[。」〜ー…]*$")
"""How people talk: minutes and lists are hardly ever written so."""
_TITLED = re.compile(
    r"(?:[一-龯々]{1,3}[\s　]*)?(?:[(（]|様|さん|氏|殿|(?:副?社|会|本部|副?部|次|室|課|係|所|店|工場)長|専務|常務|取締役|役員|主任|担当)"
)
"""What follows names in a list of people, behind the given name where there is one."""
LEAST_LINES = 3
"""Fewer lines that open alike are no talk."""
LEAST_SHARE = 0.75
"""So many of the lines open with a speaker where people are quoted line by line: in minutes only some do."""
LEAST_SAID = 0.2
"""So many of a talk's lines sound like one; in the corpus a quarter of them at the least."""


def opened(line: str) -> re.Match[str] | None:
    """The name that a line may open with as its speaker (group ``name``), and where their words begin (its end)."""
    match = _OPENED.match(line)
    return match if match and _JAPANESE.search(line, match.end()) else None


def unmarked_speakers(lines: Iterable[str], labels: Container[str]) -> frozenset[str]:
    """The speakers of a Japanese talk in which most lines open with one and somebody speaks twice; empty where the lines are none.

    ``labels`` are words in small letters that open lines of other notes. A word makes a speaker if the dictionary knows it as somebody's name,
    or if it opens several lines among such (佐治 …, Mei …). Lists of people with their titles, and lines that do not sound spoken, are no talk.
    """
    lines = [line for line in lines if LETTER.search(line)]
    found = [(line, match) for line in lines if (match := opened(line)) and match["name"].lower() not in labels]
    if len(found) < max(LEAST_LINES, LEAST_SHARE * len(lines)):
        return frozenset()
    often = Counter(match["name"] for _, match in found)
    named = {name for name in often if _is_in_dictionary(name)}
    speakers = {name for name in often if name in named or often[name] > 1}
    said = [line[match.end() :] for line, match in found if match["name"] in speakers]
    is_talk = (
        len(speakers) > 1
        and len(said) >= max(LEAST_LINES, LEAST_SHARE * len(lines))
        and max(often[name] for name in speakers) > 1
        and 3 * sum(often[name] for name in named) >= len(said)
        and sum(_AS_SAID.search(words) is not None for words in said) >= LEAST_SAID * len(said)
        and 2 * sum(_TITLED.match(words) is not None for words in said) < len(said)
    )
    return frozenset(speakers) if is_talk else frozenset()


def _is_in_dictionary(name: str) -> bool:
    first, *rest = tokenize(name)
    return not rest and first.pos == PERSONS_NAME
