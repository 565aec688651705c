"""What stands around a name: the features by which whose side a person is on is learned."""

from __future__ import annotations

import bisect
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from analyzer.engines.offline.cues import LATIN, cue
from analyzer.engines.offline.latin import in_latin, is_whole_word
from analyzer.engines.offline.names import AFTER_NAME, HONORIFIC
from analyzer.engines.offline.persons import Person
from analyzer.engines.offline.segments import Segment

_OWN_BEFORE = re.compile(r"(?:弊社|当社|当方|うち|わが社|我が社|小社|our|Our|us|we)(?:の|\s)?[^、。」\s]{0,8}$")
_THEIR_BEFORE = re.compile(r"(?:先方|御社|同社|貴社|客先|様の|さんの|their|Their|her|his)(?:の|\s)?[^、。」\s]{0,8}$")
_HONORIFIC = re.compile(rf"^[\s　]?(?:{HONORIFIC}|-san|-sama)")
_BLANK_BEFORE_HONORIFIC = re.compile(rf"^[ 　](?={HONORIFIC})")
"""Sarah さん is spoken of as Sarahさん is."""
_BLANKS = re.compile(r"\s*")
STATED = {
    "ours": cue(
        r"(?:弊社|当社|当方|小社|わが社|我が社)(?:の)?$",
        r"(?i)\b(?:I|we)(?:['’]ve| have)? (?:just )?(?:(?:took|taken|taking) over|inherited|took (?:on )?(?:the|this) (?:account|customer|client|patch|territory|file))\b[^.\n]{0,40} from (?:(?:Mr|Ms)\.? )?$",
    ),
    "outside": cue(
        r"(?:代理店|販売店|特約店|仲介|コンサル(?:タント)?|設計事務所|元請け?|競合)側?[ 　]?[:：][^\n:：、/／]{0,14}$"
        r"|(?:代理店|販売店|特約店)の?[一-龯ァ-ヴー]{2,8}の$"
    ),
    "theirs": cue(
        r"(?:先方|御社|貴社|客先|お客様)(?:の)?$",
        r"(?i)\b(?:her|his|their) (?:boss|manager|director|chief|president|head)[a-z ]{0,20},? $",
    ),
}
"""Words right before a name that say whose person it is, outside of what somebody is quoted with."""
_HANDING_OVER = {
    "leaves": cue(
        r"異動|移[りるらっ]|転籍|病気|入院|転勤|退職|退社|定年|辞め|離れ|前任|転出|栄転|産休|育休|休職|まで担当|担当だった|去って|亡くな",
        r"(?i)\b(?:(?:has|have|had|he|she) left|left (?:us|the (?:company|firm))|leaves|leaving|gone|in hospital|moved to|moving to|retire[ds]?|retirement|predecessor|former|transferred|quit|resigned|maternity|no longer|used to (?:be|run|handle|do)|handed)\b",
    ),
    "comes": cue(
        r"後任|後を|新任|着任|引き?[継つ]|新しい(?:窓口|担当)|代わ(?!りに)|替わ|交代|今後は|これからは|窓口は",
        r"(?i)\b(?:successor|takes? over|took over|taken over|replace[sd]?|replacement|new (?:contact|person|man|woman)|inherit\w*|from now on|in (?:his|her) place|took on|step(?:s|ped)? in)\b",
    ),
}
"""Words beside a name that say who goes and who comes after."""
_BRACKET_AFTER = re.compile(r"^[\s　]?(?:様|さん|氏)?[\s　]?[(（]([^)）]{1,40})[)）]")
_COMMA_AFTER = re.compile(r"^(?:\s?\(|, )([^),.;:]{3,40})")


@dataclass(frozen=True)
class Spread:
    """How the mentions of all persons spread over the notes: their counts, falling, and the sum; the first of each, in order; the most in the last note."""

    counts: list[int]
    total: int
    firsts: list[tuple[int, int, int]]
    most_in_last: int


def spread(persons: Sequence[Person], last_note: int) -> Spread:
    """How the mentions of these persons spread."""
    counts = sorted((len(one.mentions) for one in persons), reverse=True)
    return Spread(
        counts,
        sum(counts),
        sorted(one.mentions[0] for one in persons),
        max((_in_note(one, last_note) for one in persons), default=0),
    )


def _in_note(person: Person, wanted: int) -> int:
    return sum(note == wanted for note, _, _ in person.mentions)


def describe(
    person: Person,
    among: Spread,
    texts: Sequence[str],
    by_note: Sequence[Sequence[Segment]],
    stands: Sequence[int | None],
) -> None:
    """Add the features of every mention, and how the mentions spread over the notes beside those of the others.

    ``stands`` says in which segment of all each mention stands (``persons.numbers_of``).
    """
    add = person.features.add
    counts, firsts = among.counts, among.firsts
    last_note = len(texts) - 1
    in_last = _in_note(person, last_note)
    if last_note:
        first_note = person.mentions[0][0]
        add(f"comes in note {min(first_note, 1)}, last {first_note == last_note}")
        add(f"leaves before last {not in_last}")
    add(f"count {min(8, len(person.mentions))}")
    more = bisect.bisect_left(counts, -len(person.mentions), key=lambda count: -count)
    earlier = bisect.bisect_left(firsts, person.mentions[0])
    add(f"count rank {min(5, more)}")
    add(f"first rank {min(5, earlier)}")
    add(f"share {round(4 * len(person.mentions) / among.total)}")
    add(f"in last {in_last > 0} of {len(texts)}")
    if in_last == among.most_in_last:
        add("most in last")
    if len(person.mentions) == counts[0]:
        add("most of all")
    add(f"called by title {min(3, len(person.called))}")
    add(f"latin {in_latin(person.name)} words {len(person.name.split())}")
    add(f"log {int(2 * math.log1p(len(person.mentions)))}")
    if "speaks" in person.features:
        add(f"speaks rank {min(3, earlier)}")
    if in_latin(person.name) and any(_in_small_letters(person.name, text) for text in texts):
        add("also in lower case")
    before = [0, *accumulate(map(len, by_note))]  # segments of earlier notes
    for (note, start, end), number in zip(person.mentions, stands, strict=True):
        inside = None if number is None else number - before[note]
        person.features.update(_surroundings(texts[note], start, end, inside, by_note[note]))


def _surroundings(text: str, start: int, end: int, number: int | None, pieces: Sequence[Segment]) -> Iterable[str]:
    """The features of one mention: what stands left and right of it, in its line, and where in the note."""
    latin = in_latin(text[start:end])
    yield from _beside(text, start, end, latin=latin)
    yield from _in_line(text, start, end)
    if _BLANKS.fullmatch(text, 0, start):  # 千葉さん、… is mostly said to one of ours
        yield f"opens the note, then {_HONORIFIC.sub('', text[end : end + 8])[:1].strip()}"
    if number is None:
        yield "outside of segments"
        return
    piece = pieces[number]
    yield from _handing_over(text[max(piece.start, start - _REACH) : start], text[end : min(piece.end, end + _REACH)])
    yield f"place {'first' if number == 0 else 'second' if number == 1 else 'last' if number == len(pieces) - 1 else 'inside'}"
    opened = text.count("「", piece.start, start) - text.count("」", piece.start, start)
    yield f"in quote {opened > 0}"
    if not opened and not piece.speaker:
        before = text[max(0, start - 60) : start]
        has_latin = LATIN.search(before) is not None
        yield from (f"stated {side}" for side, words in STATED.items() if words.is_in(before, latin=has_latin))
    if piece.speaker:
        yield f"said by a speaker {piece.speaker.casefold() == text[start:end].casefold()}"
    if latin:
        yield f"opens its sentence {start - piece.start <= 1}"


def _handing_over(before: str, behind: str) -> Iterable[str]:
    """Whether the words before and behind a name tell of its bearer's going or coming."""
    for place, words in (("left", before), ("right", behind)):
        latin = LATIN.search(words) is not None
        yield from (f"{place} {name}" for name, told in _HANDING_OVER.items() if told.is_in(words, latin=latin))


_REACH = 40
"""Characters before and behind a name in which words tell of its bearer's going or coming."""


def _in_small_letters(name: str, text: str) -> bool:
    return re.search(is_whole_word(name.lower()), text) is not None


def _beside(text: str, start: int, end: int, *, latin: bool) -> Iterable[str]:
    left = unicodedata.normalize("NFKC", text[max(0, start - 12) : start]).lower()
    right = unicodedata.normalize("NFKC", _BLANK_BEFORE_HONORIFIC.sub("", text[end : end + 12])).lower()
    for size in (1, 2, 3, 4, 6):
        yield f"L{left[-size:]}"
        yield f"R{right[:size]}"
    yield f"LR{left[-1:]}_{right[:2]}"
    if match := AFTER_NAME.match(text[end : end + 14]):
        suffix, behind = match[0].strip(), end + match.end()
        yield f"suffix {suffix}"
        yield f"suffix end {suffix[-2:]} then {text[behind : behind + 2]}"
        yield f"after suffix {text[behind : behind + 1]}"
    if latin:
        yield from _english_neighbours(text, start, end)
    before, after = text[max(0, start - 14) : start], text[end : end + 50]
    if _OWN_BEFORE.search(before):
        yield "own before"
    if _THEIR_BEFORE.search(before):
        yield "their before"
    if match := _BRACKET_AFTER.match(after) or _COMMA_AFTER.match(after):
        words = re.findall(r"[A-Za-z]+|[一-龯ァ-ヴー]{2,}", match[1])
        yield from (f"bracket {word.lower()[-6:]}" for word in words[:6])
        yield "bracket"


_LINE_OPENS = re.compile(r"[\s　・■●【\[\-*]*([^\s:：　]{1,12})[\s　]?[】\]]?[:：]")
_LABELLED = re.compile(
    r"(?:^|[\s　/／|、,(（〈【\[<《■●・])([^\s　:：/／|、,〈【\[<《■●・]{1,10})[\s　]?[:：〉】\]>》][\s　]*[^\s　:：/／|、,。]{0,12}$"
)
"""A label in the line, and what stands between it and the name: a company or a department, or nothing."""
_LABEL_ENDS = re.compile(r"[:：〉】\]>》]")
"""What ends every such label: most lines have none of it, and the label need not be looked for."""
_LINE_LABEL = re.compile(
    r"先方|当方|当社|弊社|客先|出席|参加|担当|報告者|記録|御社|attend\w*|present|for us|from our side|rep\b|cc\b|to:|from:"
)


def _in_line(text: str, start: int, end: int) -> Iterable[str]:
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    before = text[line_start:start]
    if match := _LINE_OPENS.match(before):
        yield f"label {match[1].lower()}"
    if _LABEL_ENDS.search(before) and (match := _LABELLED.search(before)):
        yield f"labelled {match[1].lower()}"
    if labels := _LINE_LABEL.findall(before.lower()):
        yield f"line label {labels[-1]}"
    if line.strip(" 　") == text[start:end] or len(line.strip()) - (end - start) <= 4:
        yield "alone in line"
        rest = text[end:].strip()
        yield f"alone, {'last' if len(rest) < 6 else 'first' if start < 60 else 'between'}"


def _english_neighbours(text: str, start: int, end: int) -> Iterable[str]:
    """The words before and after a name, and whether "she" or "he" is soon spoken of: places are gone to, people say and do things."""
    before = re.findall(r"[A-Za-z']+|[.,;:(\n]", text[max(0, start - 40) : start])[-2:]
    after = re.findall(r"[A-Za-z']+|[.,;:()\n]", text[end : end + 40])[:3]
    yield f"before {before[-1].lower() if before else 'nothing'}"
    yield f"before two {' '.join(before).lower()}"
    yield f"after {after[0].lower() if after else 'nothing'}"
    yield f"after two {' '.join(after[:2]).lower()}"
    if len(after) > 1 and after[0] in "(,":
        yield f"apposition {after[1].lower()}"
    if re.search(r"\b(?:she|he|her|his|him)\b", text[end : end + 120], re.IGNORECASE):
        yield "she or he follows"
