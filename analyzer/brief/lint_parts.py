"""Cut a brief into parts by its labels: headings such as ■お願い, 【背景】, "Goal:", or sentences such as "お願いは一つです。".

Labels of one brief look alike: once two lines are known for labels, other short lines of the same looks are labels too,
with or without a word we know, and lines of other looks below them are their content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# Labels. The first row that fits a heading names its part; a heading may say more than the word ("次長に頼む理由").
_LABELS_JA = (
    ("other", r"^(?:件名|日時|場所|宛先|出席者?|案件|先方|当方|持ち物|お客様への言い方|お客様|訪問先)$|省いた"),
    (
        "not_say",
        r"言わない|触れない|ふれない|話さない|出さない|持ち出さない|話題にしない|てはいけない|配慮いただ|ご?留意|ご?注意|しない話|言わん|口にしない|言及|NG|控え|避け|禁句|禁止|禁忌|伏せ|タブー|禁物",
    ),
    ("why", r"理由|趣旨|^(?:なぜ|なんで|どうして)|ワケ|わけ$|訳$|だからこそ|でないといけない|じゃないと"),
    ("asks", r"何を(?:すれば|言えば|話せば|聞けば)"),
    (
        "fallback",
        (
            r"うまくいか|(?:だめ|駄目|ダメ|難し|無理)|(?:ない|なかった|なけ|ぬ|ん|ず|られた|えた)(?:場合|とき|時|なら|れば)(?:は|の対応|に)?$|(?:なら|たら|れば|ても|場合)$|進まな|あかん|ないなら|[らぬ]時|不発|不成立|代替|次善|代案"
            r"|プランB|Bプラン|フォールバック|保険"
        ),
    ),
    (
        "background",
        r"背景|前提|経緯|知って(?:おいて|いただき|ほしい)|予備知識|状況|これまで|^(?:事実|推測|補足|メモ|参考|情報|備考)|頭に(?:入れ|置)",
    ),
    (
        "flow",
        r"進行|担当$|回し$|^(?:私|僕|自分|当方|小生)(?:[のが]|$)|^(?:当日の)?(?:役割|動き|流れ)|役割分担|分担|誰が|進め|段取り|司会|仕切り|タイムテーブル",
    ),
    (
        "asks",
        r"お願い|依頼|(?:して|やって|言って|聞いて|動いて)(?:ほしい|いただきたい|もらいたい)|頼み|頼む|の出番|やること|役目|ミッション|仕事$|アクション|(?:して|やって|言って)(?:もらう|ほしい|いただく)こと|(?:いただきたい|ほしい|もらいたい)(?:点|こと|内容)|何をすれば",
    ),
    (
        "goal",
        r"目的|ゴール|目標|狙い|ねらい|着地|終わ(?:った|り方|る)|目指す|到達点|成功|勝ち|成果|ほしいもの|欲しいもの|持って(?:いたい|帰)|取りたい|やりたいこと|決めたいこと|達成|何のため|求めるもの|目的は|(?:取る|得る)もの|落としどころ|目当て",
    ),
    ("credit", r"顔を立て|お立場|お礼|感謝|配慮"),
)
_LABELS_EN = (
    ("other", r"^(?:subject|date|when|where|who|to|from|cc|meeting|customer|what i say.*|left out.*)$"),
    (
        "not_say",
        r"not to say|\b(?:don't|do not|never)\b|off.?limits|\bavoid|\bkeep off|stay (?:away|off)|\bno-go|^leave (?:out|aside)|taboo|steer clear",
    ),
    (
        "fallback",
        r"^(?:and )?(?:if|should) (?:it|he|she|they|this|that|no|not|things|all)\b|fallback|plan b\b|otherwise|failing that|worst case|^no \w+$",
    ),
    ("why", r"^(?:and )?why\b|\bwhy (?:you|me|\w+)$|\breasons?\b"),
    ("background", r"background|context|need to know|good to know|worth knowing|history|\bfacts?\b|^notes?$"),
    (
        "flow",
        r"\bflow\b|\broles?\b|running|^(?:me|i)$|^my (?:job|part|role|side)|who (?:leads|runs)|agenda|how it runs|plan for the|^lead$|^chair$",
    ),
    (
        "asks",
        r"\basks?\b|\brequests?\b|what i(?:'d| would)? (?:need|like|want|ask)|your (?:part|job|role|moments?|turn)|please do|to do for you",
    ),
    (
        "goal",
        r"\bgoal|\baim\b|objective|purpose|outcome|good day|success|end up|target|what we want|good looks like|what it's for|\bwin\b",
    ),
    ("credit", r"\bcredit\b|thanks|standing"),
)
_LABELS = (
    *((name, re.compile(words)) for name, words in _LABELS_JA),
    *((name, re.compile(words, re.IGNORECASE)) for name, words in _LABELS_EN),
)

_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?"
_LEAD = re.compile(
    rf"(?P<indent>[ \t\u3000>]*)(?P<mark>(?:#{{1,6}}[ \t]*|[■□◆◇●○◎▼▽▶►★☆【〈<《\[][ \t]*|{_EMOJI}[ \t]*|[-*+•‐–—][ \t]+|[・•][ \t]*|Q[.:][ \t]*)*)"
    r"(?P<number>[①-⑳❶-❿][.:]?[ \t]*|\d\ufe0f?\u20e3[ \t]*|\((?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九])\)[ \t]*"
    r"|(?:\d{1,2}|[a-zA-Z一二三四五六七八九])[).、](?!\d)[ \t]*)?(?P<bold>\*\*)?"
)
_HEADING = re.compile(rf"[#■□◆◇●○◎▼▽▶►★☆【〈<《\[Q]|{_EMOJI}")
_HEAD = re.compile(
    r"(?P<head>[^:。、→\r\n】〉>》\]*★☆=?]{1,44}?)[ \t]*(?P<sign>\*\*:?|[:】〉>》\]→★☆=?]|/(?=[ ])|$)(?:\*\*)?:?"
)
_SPACED_HEAD = re.compile(r"(?P<head>[^\s:。、]{1,20})[ \t]+(?=\S)")
_COLUMNS = re.compile(r"(?P<head>[^\s:。、]{1,12})(?:[ ]{2,}|\t+)(?=\S)")
"""「目的  …」: labels set apart by white space."""
_INLINE_HEAD = re.compile(r"(?:(?<=[。」』)!?.])|(?<=[。.] ))[ \t]*(?P<head>[^\s:。、.,]{1,16}|[A-Z][a-z', ]{2,30}):")
# "お願いは一つです。" / "I need two things from you." open the asks without being a heading.
_OPENER = re.compile(
    r"(?:お願い|依頼|頼みたい|(?:して|やって)(?:ほしい|いただきたい|もらいたい))"
    r"(?:[^。\r\n]{0,14}?(?:\d|[一二三四五]|ひと|ふた)(?:つ|点|件)[^。\r\n]{0,8}?|[^。\r\n]{0,6}これだけ(?:です)?)(?:。|:|$)"
    r"|\b(?:one|two|three|four|1|2|3|4)\b[^.:,\r\n]{0,12}\b(?:asks?|requests?|things?|favou?rs?|moments?)\b[^.:\r\n]{0,20}[.:]"
    r"|\b(?:ask|request)(?:ing)? (?:of )?you (?:for )?(?:one|two|three) things?\b[^.:\r\n]{0,20}[.:]"
    r"|\bwhat I(?:'d| would)? (?:ask|need|like)\b[^.:\r\n]{0,24}[.:]",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(r"^(?:狙い|ねらい|成功|結果|ゴール|目標|aim|goal|outcome|success|result)$", re.IGNORECASE)
_SENTENCE = re.compile(
    r"^(?:私|僕|自分|小生|俺|me|Me|I)$|(?:ます|です|ました|ません|ください)$|[.!?]$|[.!?] |[はも=](?:全部)?(?:私|僕|自分|小生|こちら|俺)"
)
_LONGEST_HEAD_JA, _LONGEST_HEAD_EN = 22, 44


@dataclass(frozen=True)
class Part:
    """A stretch of the brief under one label.

    ``name`` is a key of the label tables, ``unknown`` under a label that no table knows, empty where there is no label.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class _Line:
    """A line and what it would be as a label."""

    start: int
    end: int
    look: tuple[str, str]
    """Its mark and the kind of its number; labels of one brief share it."""
    name: str
    """The part it would open; empty where no table knows its head."""
    content: int
    """Where the words after the label begin."""
    alone: bool
    sure: bool
    """Whether it ends like a label: with a colon, a bracket, or (when marked) at the end of the line."""
    short: bool
    listed: bool
    is_sentence: bool
    gap: bool
    """Whether an empty line stands before it."""


@dataclass(frozen=True)
class _Label:
    name: str
    start: int
    end: int
    look: tuple[str, str] = ("", "")
    alone: bool = False


def parts_of(bare: str) -> Iterator[Part]:
    """The parts in order; together they cover the text, labels left out."""
    name, begin = "", 0
    for label in _labels(bare):
        yield Part(name, begin, label.start)
        name, begin = label.name, label.end
    yield Part(name, begin, len(bare))


def _labels(bare: str) -> Iterator[_Label]:
    """All labels in order, and an empty one wherever a part ends without a new one."""
    lines = list(_lines(bare))
    looks = _looks_of_labels(lines)
    current = _Label("", 0, 0)
    for number, line in enumerate(lines):
        name = _opened_by(line, current, looks, first=number == 0)
        begin = line.start
        if name:
            current = _Label(name, line.start, line.content, line.look, line.alone)
            begin = line.content
            yield current
        elif current.name and _is_over(current, line, opened=current.end < line.start):
            current = _Label("", line.start, line.start)
            yield current
        for label in _inside(bare, begin, line.end, current):
            current = label
            yield label


def _lines(bare: str) -> Iterator[_Line]:
    last = 0
    for match in re.finditer(r"[^\r\n]*[^\s\u3000][^\r\n]*", bare):
        gap = bare.count("\n", last, match.start()) > 1
        last = match.end()
        lead = _LEAD.match(bare, match.start(), match.end())
        if lead:
            yield _line(bare, match.start(), match.end(), lead, gap=gap)


def _line(bare: str, start: int, end: int, lead: re.Match[str], *, gap: bool) -> _Line:
    look = _look(lead)
    columns = _COLUMNS.match(bare, lead.end(), end)
    if look == ("", "") and columns and _classified(columns["head"]):
        return _Line(
            start,
            end,
            ("columns", ""),
            _classified(columns["head"]),
            columns.end(),
            False,
            True,
            True,
            False,
            False,
            gap,
        )
    heading = bool(_HEADING.search(lead["mark"])) or (bool(lead["bold"]) and not lead["number"])
    head = _HEAD.match(bare, lead.end(), end)
    spaced = _SPACED_HEAD.match(bare, lead.end(), end)
    if spaced and look != ("", "") and not lead["bold"] and lead["mark"].strip(" \t・-*•+") != "" and heading:
        head = spaced if _classified(spaced["head"]) else head
    elif spaced and lead["number"] and not (head and head["sign"]) and _classified(spaced["head"]):
        head = spaced
    if head and head.groupdict().get("sign") in ("?", "=") and not _classified(head["head"]):
        head = None
    words = head["head"].strip() if head else ""
    content = head.end() if head else lead.end()
    alone = not bare[content:end].strip()
    sign = head["sign"] if head and head is not spaced else (" " if head else "")
    return _Line(
        start=start,
        end=end,
        look=look,
        name=_classified(words),
        content=content,
        alone=alone,
        sure=bool(sign.strip()) or (heading and head is not None) or (head is spaced and head is not None),
        short=0 < len(words) <= (_LONGEST_HEAD_EN if words.isascii() else _LONGEST_HEAD_JA),
        listed=bool(lead["mark"] or lead["number"] or lead["indent"]),
        is_sentence=alone and _SENTENCE.search(words) is not None,
        gap=gap,
    )


def _look(lead: re.Match[str]) -> tuple[str, str]:
    mark = re.sub(_EMOJI, "☺", lead["mark"].strip())
    number = re.sub(
        r"[①-⑳❶-❿]", "①", re.sub(r"\d+", "1", re.sub(r"[一二三四五六七八九]", "一", (lead["number"] or "").strip()))
    )
    number = re.sub(r"[a-zA-Z]", "a", number)
    return mark + ("**" if lead["bold"] and not number else ""), number


def _looks_of_labels(lines: list[_Line]) -> set[tuple[str, str]]:
    """The looks that labels have in this brief: twice a word we know, or once with a mark of headings."""
    known = Counter(line.look for line in lines if line.name and line.short and (line.sure or line.alone))
    return {
        look
        for look, often in known.items()
        if (often > 1 and "①" not in look[1]) or (_HEADING.search(look[0]) and not look[1])
    }


def _opened_by(line: _Line, current: _Label, looks: set[tuple[str, str]], *, first: bool) -> str:
    """The part that a line opens; empty where it is no label."""
    plain = line.look == ("", "")
    # "進行は僕" is the thing itself, no label
    if line.is_sentence or not line.short or not (line.sure or line.alone):
        return ""
    if line.name and first and line.alone and not line.sure and line.name in ("asks", "why"):
        return "other"  # a title such as 「同行のお願い」
    if line.look in looks:
        if line.name:
            return "" if current.name == "asks" and plain and line.name == "goal" and line.listed else line.name
        marked = bool(_HEADING.search(line.look[0])) or "**" in line.look[0] or bool(line.look[1])
        return "unknown" if marked and (line.alone or line.sure) else ""
    nested = current.name not in ("", "other") and current.look in looks
    if not line.name or nested or line.look[1] or (line.listed and not line.sure):
        return ""
    return line.name


def _is_over(current: _Label, line: _Line, *, opened: bool) -> bool:
    """Whether a part has ended before this line, which is no label."""
    heading = bool(_HEADING.search(current.look[0])) or "**" in current.look[0]
    if not opened:
        return False
    if current.name == "other" and not (heading and current.alone):
        return True
    if current.look[0] in ("-", "*", "・", "•", "+") and not current.alone and line.look[0] == current.look[0]:
        return True
    if heading or current.look[1] or line.listed:
        return False
    # "目的: …" on one line is over at its end; asks, and labels on a line of their own, go on to the next blank line.
    return line.gap or (current.name != "asks" and not current.alone)


def _inside(bare: str, begin: int, end: int, current: _Label) -> list[_Label]:
    """Labels in the middle of a line."""
    found = []
    for match in _INLINE_HEAD.finditer(bare, begin, end):
        name = _classified(match["head"])
        of_an_ask = current.name == "asks" and (name in ("asks", "goal") or _FIELD.match(match["head"]))
        if name and name != "other" and not of_an_ask:
            found.append(_Label(name, match.start(), match.end()))
    for match in _OPENER.finditer(bare, begin, end):
        found.append(_Label("asks", match.end(), match.end(), alone=match.end() >= end))
    return sorted(found, key=lambda label: label.start)


def _classified(head: str) -> str:
    plain = re.sub(r"[(（][^)）]*[)）]?|\d+(?:つ|点|件)|[\s*#:]+$", "", head).strip()
    return next((name for name, words in _LABELS if words.search(plain)), "")
