"""Read a brief as its writer meant it: folded text, parts (目的, お願い, 背景 …) and sentences, each with its offsets.

Rules look at the folded text; ``Folded.span`` leads back to code points of the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_CLUSTER = re.compile(r"[\s\S][\u3099\u309a\uff9e\uff9f]?")
_NUMBERED_SIGN = re.compile(r"[①-⑳]")
_SPOKEN = re.compile(r"「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”|\"[^\"\n]*\"")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]")
_LINE = re.compile(r"[^\r\n]+")
BLANK = re.compile(r"_{2,20}|\[\s{0,20}\]|[○◯△□]{1,3}(?=様|さん|氏|部長|課長)|[○◯△□]{2,6}")


@dataclass(frozen=True)
class Folded:
    """A text with width variants folded (NFKC, numbered signs such as ① kept), and the way back to the original offsets."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a folded span; ``(0, 0)`` for an empty one."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)


def fold(text: str) -> Folded:
    """Fold width variants piece by piece, so that every folded character knows where it came from."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        whole = cluster[0]
        folded = whole if _NUMBERED_SIGN.match(whole) else unicodedata.normalize("NFKC", whole)
        pieces.append(folded)
        starts += [cluster.start()] * len(folded)
        ends += [cluster.end()] * len(folded)
    return Folded(text, "".join(pieces), tuple(starts), tuple(ends))


@dataclass(frozen=True)
class Part:
    """A stretch of the brief under one label; ``name`` is a key of the label tables below, or empty where there is no label."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence, bullet or item; ``bare`` is the same text with spoken words blotted out, of equal length."""

    start: int
    end: int
    text: str
    bare: str
    part: str


class Parsed:
    """A brief ready for the rules. All offsets are of the folded text."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.text = self.folded.text
        self.bare = _SPOKEN.sub(lambda words: words[0][0] + "〓" * (len(words[0]) - 2) + words[0][-1], self.text)
        visible = sum(not char.isspace() for char in self.text)
        self.japanese = len(_JAPANESE.findall(self.text)) * 8 > visible

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts in order; together they cover the text, labels left out."""
        return tuple(_parts(self.bare))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(
            Sentence(start, end, self.text[start:end], self.bare[start:end], part.name)
            for part in self.parts
            for start, end in sentence_spans(self.bare, part.start, part.end)
        )

    def sentences_of(self, part: Part) -> tuple[Sentence, ...]:
        """The sentences that stand in a part."""
        first, last = (
            bisect_left(self.sentences, place, key=lambda one: one.start) for place in (part.start, part.end)
        )
        return self.sentences[first:last]

    def said(self, name: str) -> str:
        """What stands under a label, without marks and white space; empty where there is none."""
        return "".join(
            re.sub(r"[\W_]+", "", self.text[part.start : part.end]) or "_" * self._blank(part)
            for part in self.parts
            if part.name == name
        )

    def _blank(self, part: Part) -> int:
        """A blank to be filled stands for something: it is not the same as nothing."""
        return 2 if BLANK.search(self.text, part.start, part.end) else 0


_SENTENCE_END = re.compile(
    r"[。!?]+[」』)]*|(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!St)(?<!\d)\.(?=\s|$)|[\r\n]+|(?=[①-⑳])"
)  # fmt: skip


def sentence_spans(bare: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets, stripped of surrounding white space."""
    begin = start
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(bare, start, end)), end]:
        words = bare[begin:stop]
        inner = words.strip()
        if any(char.isalnum() for char in inner):
            first = begin + words.index(inner)
            yield first, first + len(inner)
        begin = stop


# Labels. The first row that fits a heading names its part; a heading may say more than the word ("次長に頼む理由").
_LABELS_JA = (
    ("other", r"^(?:件名|日時|場所|宛先|出席者?|案件|先方|当方|持ち物|お客様への言い方|お客様|訪問先)$|省いた"),
    ("not_say", r"言わない|触れない|ふれない|話さない|出さない|NG|控える|避け|禁句|伏せ"),
    ("why", r"理由|^なぜ"),
    (
        "fallback",
        r"うまくいか|(?:だめ|駄目|ダメ|難し|無理)|(?:場合|とき|時|なら|たら|れば)(?:は|の対応)?$|進まな|次善|代案|プランB|Bプラン|フォールバック",
    ),
    ("background", r"背景|前提|経緯|知って(?:おいて|いただき)|予備知識|状況|これまで|^(?:事実|推測|補足)"),
    ("asks", r"お願い|依頼|(?:して|やって)(?:ほしい|いただきたい|もらいたい)|頼みたい"),
    ("goal", r"目的|ゴール|目標|狙い|ねらい|着地|終わ(?:った|り方|る)|目指す"),
    ("flow", r"進行|役割|流れ|進め方|段取り|司会"),
    ("credit", r"顔を立て|お立場|お礼|感謝|配慮"),
)
_LABELS_EN = (
    ("other", r"^(?:subject|date|when|where|who|to|from|cc|meeting|customer|what i say.*|left out.*)$"),
    ("not_say", r"not to say|\b(?:don't|do not|never)\b|off.?limits|\bavoid|\bkeep off|stay (?:away|off)|\bno-go"),
    ("fallback", r"^(?:and )?if\b|fallback|plan b\b|otherwise|failing that|worst case"),
    ("why", r"^why\b|\breasons?\b"),
    ("background", r"background|context|need to know|good to know|worth knowing|history|\bfacts?\b"),
    ("asks", r"\basks?\b|\brequests?\b|what i(?:'d| would)? (?:need|like|want)|your (?:part|job)|please do"),
    ("goal", r"\bgoal|\baim\b|objective|purpose|outcome|good day|what success|^success"),
    ("flow", r"\bflow\b|\broles?\b|running order|who (?:leads|runs)|agenda|how it runs|plan for the"),
    ("credit", r"\bcredit\b|thanks|standing"),
)
_LABELS = (
    *((name, re.compile(words)) for name, words in _LABELS_JA),
    *((name, re.compile(words, re.IGNORECASE)) for name, words in _LABELS_EN),
)

_LEAD = re.compile(
    r"[ \t\u3000>]*(?P<mark>(?:#{1,6}[ \t]*|[■□◆◇●○◎▼▽▶►★☆【〈<《\[][ \t]*|[-*+•‐–—][ \t]+|[・•][ \t]*)*)"
    r"(?P<number>[①-⑳❶-❿][.:]?[ \t]*|\((?:\d{1,2}|[a-zA-Z]|[一二三四五])\)[ \t]*|(?:\d{1,2}|[a-zA-Z一二三四五])[).、](?!\d)[ \t]*)?(?:\*\*)?"
)
_HEADING_MARK = re.compile(r"[#■□◆◇●○◎▼▽▶►★☆【〈<《\[]")
_HEAD = re.compile(r"(?P<head>[^:。、→\r\n】〉>》\]*]{1,44}?)[ \t]*(?:\*\*)?(?P<sign>[:】〉>》\]→]|$)(?:\*\*)?[:]?")
_SPACED_HEAD = re.compile(r"(?P<head>[^\s:。、]{1,20})[ \t]+(?=\S)")
_INLINE_HEAD = re.compile(r"(?:(?<=[。」』)!?.])|(?<=[。.] ))[ \t]*(?P<head>[^\s:。、.,]{1,16}|[A-Z][a-z' ]{2,24}):")
# "お願いは一つです。" / "I need two things from you." open the asks without being a heading.
_OPENER = re.compile(
    r"(?:お願い|依頼|頼みたい|(?:して|やって)(?:ほしい|いただきたい|もらいたい))[^。\r\n]{0,14}?(?:\d|[一二三四五]|ひと|ふた)(?:つ|点|件)[^。\r\n]{0,8}?(?:。|:|$)"
    r"|\b(?:one|two|three|four|1|2|3|4)\b[^.:,\r\n]{0,12}\b(?:asks?|requests?|things?|favou?rs?)\b[^.:\r\n]{0,20}[.:]"
    r"|\b(?:ask|request)(?:ing)? (?:of )?you (?:for )?(?:one|two|three) things?\b[^.:\r\n]{0,20}[.:]",
    re.IGNORECASE | re.MULTILINE,
)
_RESULT_OF_AN_ASK = re.compile(r"^(?:狙い|ねらい|成功|結果|ゴール|目標|aim|goal|outcome|success)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Label:
    name: str
    start: int
    end: int
    heading: bool
    """A marked heading (#, ■, 【】 …): it stays open over blank lines."""
    alone: bool
    """Nothing else stands in its line."""


def _classified(head: str) -> str:
    plain = re.sub(r"[(（][^)）]*[)）]?|\d+(?:つ|点|件)|[\s*#:]+$", "", head).strip()
    return next((name for name, words in _LABELS if words.search(plain)), "")


def _parts(bare: str) -> Iterator[Part]:
    name, begin = "", 0
    for label in _labels(bare):
        yield Part(name, begin, label.start)
        name, begin = label.name, label.end
    yield Part(name, begin, len(bare))


def _labels(bare: str) -> Iterator[_Label]:
    """All labels in order, and an empty one wherever a part ends without a new one."""
    current, last_end, opened_on = _Label("", 0, 0, False, False), 0, 0
    first = True
    for number, line in enumerate(_LINE.finditer(bare)):
        gap = bare.count("\n", last_end, line.start()) > 1
        last_end = line.end()
        if not line[0].strip():
            continue
        here = list(_labels_of_line(line, current, first=first))
        ends = current.name and not (here and here[0].start == line.start())
        if ends and _is_over(
            current, line[0], gap=gap, opened=opened_on < number, said=bare[current.end : line.start()]
        ):
            current = _Label("", line.start(), line.start(), False, False)
            yield current
        for label in here:
            current, opened_on = label, number
            yield label
        first = False


def _is_over(current: _Label, line: str, *, gap: bool, opened: bool, said: str) -> bool:
    """Whether a part has ended before this line, which opens with no label of its own."""
    lead = _LEAD.match(line)
    listed = bool(lead and (lead["mark"] or lead["number"])) or line[:1] in " \t\u3000"
    if current.name == "other":
        return opened
    if current.heading or listed or not opened:
        return False
    if gap:
        return bool(said.strip())
    # "目的: …" on one line is over at its end; asks, and labels on a line of their own, go on to the next blank line.
    return current.name != "asks" and not current.alone


def _labels_of_line(line: re.Match[str], current: _Label, *, first: bool) -> Iterator[_Label]:
    head = _head_of_line(line, current, first=first)
    begin = line.start()
    if head:
        yield head
        begin = head.end
    in_asks = (head or current).name == "asks"
    inline = []
    for match in _INLINE_HEAD.finditer(line.string, begin, line.end()):
        name = _classified(match["head"])
        if (
            name
            and name != "other"
            and not (in_asks and (name in ("asks", "goal") or _RESULT_OF_AN_ASK.match(match["head"])))
        ):
            inline.append(_Label(name, match.start(), match.end(), False, False))
    inline += [
        _Label("asks", match.end(), match.end(), False, match.end() >= line.end())
        for match in _OPENER.finditer(line.string, begin, line.end())
    ]
    yield from sorted(inline, key=lambda label: label.start)


def _head_of_line(line: re.Match[str], current: _Label, *, first: bool) -> _Label | None:
    bare, begin = line.string, line.start()
    lead = _LEAD.match(bare, begin, line.end())
    if not lead:
        return None
    heading = bool(_HEADING_MARK.search(lead["mark"]))
    spaced = _SPACED_HEAD.match(bare, lead.end(), line.end()) if heading else None
    if (
        spaced
        and (_JAPANESE.search(spaced["head"]) or spaced["head"] == "NG")
        and (name := _classified(spaced["head"]))
    ):
        return _Label(name, begin, spaced.end(), True, False)
    match = _HEAD.match(bare, lead.end(), line.end())
    name = _classified(match["head"]) if match else ""
    if match and name and _stands(match, name, lead, current, heading=heading):
        alone = not bare[match.end() : line.end()].strip()
        if first and match["sign"] == "" and name in ("asks", "why") and len(match["head"]) > 4:
            name = "other"  # a title such as 「同行のお願い」
        return _Label(name, begin, match.end(), heading, alone)
    return None


def _stands(match: re.Match[str], name: str, lead: re.Match[str], current: _Label, *, heading: bool) -> bool:
    """Whether words that look like a label are one, given how the line begins and ends."""
    head, sign = match["head"].strip(), match["sign"]
    bullet = bool(lead["mark"]) and not heading
    if current.name == "asks" and (bullet or lead["number"] or lead.start("mark") > lead.start()) and not heading:
        # Inside the asks "1. 冒頭: …" is an ask; "3. 頼む理由: …" is the next heading.
        return name in ("why", "background", "flow", "not_say", "fallback") and len(head) <= 12 and sign == ":"
    if current.name == "asks" and _RESULT_OF_AN_ASK.match(head) and not heading:
        return False
    if sign == "→":
        return name == "why"
    if sign == "":
        return heading or (not bullet and not lead["number"] and len(head) <= (32 if head.isascii() else 16))
    return True
