"""Cut a note into segments: sentences, bullets and utterances, each with its offsets and, where the note says so, its speaker.

Offsets count code points of the note as it is. Nothing is normalised here, so a segment can always be shown verbatim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from analyzer.engines.offline.speakers import CLOCK, LEAST_LINES, LETTER, opened, unmarked_speakers

_LINE = re.compile(r"[^\r\n]+")
_CUE_TIME = re.compile(r"^\s*(\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}\s*-->")
_CUE_FURNITURE = re.compile(r"^\s*(WEBVTT.*|NOTE\b.*|STYLE|\d{1,4})\s*$")
_SIGNS = "・･•●○■□◆◇▼▲▶►★☆※"
"""What opens the items of a list and nothing else."""
_BULLET = re.compile(rf"^[\s　]*(?:[{_SIGNS}\-–—*＊→⇒>]+|[（(]?\d{{1,2}}[).．、)]|[①-⑳])?[\s　]*")
_VOICE = re.compile(r"^<v(?:\.[\w.]+)?\s+([^>]{1,60})>")
_LIST_SIGN = rf"(?:(?:[{_SIGNS}]|[\-–—*＊→①-⑳](?=[\s　]*[一-龯々ぁ-ゖァ-ヴー]))[\s　]*)?"
"""What opens the items of a list; it is no part of a speaker's name (・早見様:…)."""
_NAME = rf"(?![{_SIGNS}])[^\s:：「」『』、。,.!?！？\[\]()（）<>]{{1,20}}(?: [^\s:：「」『』、。,!?！？\[\]()（）<>]{{1,20}}){{0,2}}"
INITIALS = r"(?:[A-Z]\.){2}"
"""A person's initials with points (J.T.)."""
_CHAT = re.compile(
    rf"^{_LIST_SIGN}(?:{CLOCK}[\s　]*(?P<after>{_NAME})[\s　]*(?:[(（][^)）]{{1,40}}[)）])?[\s　]*(?:[:：＞>]|[\s　](?=\S))"
    rf"|(?P<before>{_NAME})[\s　]*{CLOCK}[\s　]*[:：]?)[\s　]*"
)
_UTTERANCE = re.compile(
    rf"^{_LIST_SIGN}(?P<name>{INITIALS}|{_NAME})[\s　]*(?:[(（](?P<bracket>[^)）:：]{{1,60}})[)）])?[\s　]*[:：][\s　]*(?=\S)"
)
SOMEBODY = re.compile(
    r"(?:先方|お?客様?|顧客|相手|御社|参加者|話者|出席者|speaker|customer|client)(?:様|側)?[\s　]?[A-Za-zＡ-Ｚ0-9０-９①-⑨]?",
    re.IGNORECASE,
)
"""What a speaker is called who is on the customer's side, where the name is not said or stands in brackets behind it."""
ONE_OF_US = re.compile(r"当方|当社|弊社|自社|小社|営業|自分|私|rep|me|us|sales(?: rep)?|ae", re.IGNORECASE)
"""What a speaker is called who is on our side, where the name is not said."""
_END = (
    # A sentence ends at 。！？, with its closing brackets unless the sentence goes on after them (「…？」と聞かれた), or at an English
    # full stop before a capital or a quote.
    r"(?:[。！？!?]+(?![」』）)”\"’'。！？!?])|[。！？!?]+[」』）)”\"’']+[。]?(?![」』とっなのをにがはでへ、])"
    r"|(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|vs|No|St))(?<!\b(?:Mrs|Inc|Ltd|e\.g|i\.e))\.+[\"”’')]*(?=\s+[\"“‘'(A-Z0-9]|\s*$))"
)
_SENTENCE = re.compile(rf".[^。！？!?.]*+(?:(?!{_END})[。！？!?.][^。！？!?.]*+)*(?:{_END}|$)", re.DOTALL)
"""A sentence: up to the first end or that of the line. Only signs that may end one are looked at closely."""
_LABELS = frozenset(
    "日時 場所 出席 出席者 参加者 参加 先方 当方 当社 弊社 件名 宛先 議題 目的 次回 所感 宿題 備考 雑談 メモ 内容 概要 担当 顧客 客先 目次 以上 結果 課題 状況 経緯 "
    "決定事項 議事 日付 題名 面談者 面談 訪問先 訪問 案件 商談 ステータス 対応 補足 追記 連絡 金額 製品 ※ 注 要旨 報告 現状 今後 対応者 同席 感想 備忘 宿題 next "
    "subject to from cc date re present attendees attending agenda next action actions note notes summary status contact account stage participants apologies "
    "location time product update background introduction decision outcome topic type duration budget timeline timing risk risks price competitor maker "
    "予算 納期 競合 決裁 決裁者 決裁権 価格 費用 時期 導入 導入時期 体制 操作性 機能 性能 品質 メリット デメリット 懸念 要望 提案 見積 理解 立場 進捗 権限 商材 テーマ 活動種別".split()
)


class Segment(NamedTuple):
    """A sentence, bullet or utterance of a note, as offsets; ``speaker`` is a name as written, or empty."""

    note: int
    start: int
    end: int
    text: str
    speaker: str
    line: int
    """The number of the line it stands in, from 0, counted over lines with words."""


def segment(text: str, note: int = 0) -> list[Segment]:
    """All segments of a note in order; subtitle furniture (times, cue numbers) is left out."""
    return list(_segments(text, note))


def _segments(text: str, note: int) -> Iterator[Segment]:
    speaker, number = "", 0
    called: dict[str, str] = {}
    utterances = _speakers(text)
    subtitles = "-->" in text
    unmarked = frozenset() if utterances or subtitles else unmarked_speakers(_LINE.findall(text), _LABELS)
    for line in _LINE.finditer(text):
        words = line[0]
        if subtitles and (_CUE_TIME.match(words) or _CUE_FURNITURE.match(words)):
            continue
        found, begin = _speaker(words, utterances, unmarked, called)
        if found is not None:
            speaker = found
        elif not subtitles:
            speaker = speaker if (utterances or unmarked) and words[:1] in " 　\t" else ""
            begin = _BULLET.match(words).end()  # type: ignore[union-attr]  # the pattern also matches nothing
        for place, inner in _sentences(words, begin):
            start = line.start() + place
            yield Segment(note, start, start + len(inner), inner, speaker, number)
        number += 1


def _sentences(words: str, begin: int) -> Iterator[tuple[int, str]]:
    """The sentences of a line from ``begin`` on, each after where it begins in the line."""
    for match in _SENTENCE.finditer(words, begin):
        piece = match[0]
        inner = piece.strip().removesuffix("</v>").rstrip()
        if LETTER.search(inner):
            yield match.start() + piece.index(inner), inner


def _speakers(text: str) -> frozenset[str]:
    """Whose words lines of this note open with (``name: words``): empty where fewer than three do, by names that are no labels.

    A label such as 当方 that opens three lines is a speaker too.
    """
    opened = [match for line in _LINE.findall(text) if _has_colon(line) and (match := _UTTERANCE.match(line))]
    often = Counter(match["name"] for match in opened)
    names = [
        match["name"]
        for match in opened
        if not _is_label(match["name"])
        or (is_side(match["name"]) and (match["bracket"] or often[match["name"]] >= LEAST_LINES))
    ]
    return frozenset(names) if len(names) >= LEAST_LINES else frozenset()


def _has_colon(line: str) -> bool:
    """Whether a line can open with a speaker's name or a time: most have no colon, and need not be looked at more closely."""
    return ":" in line or "：" in line


def _is_label(name: str) -> bool:
    words = name.strip(" 　【】■●・*#-").lower().split()
    return bool(words) and all(word in _LABELS or word[0].isdigit() for word in words)  # 日時 7/24 is one too


def is_side(name: str) -> bool:
    """Whether a speaker is called by the side alone (先方A, 当方, me)."""
    return (SOMEBODY.fullmatch(name) or ONE_OF_US.fullmatch(name)) is not None


def _speaker(
    words: str, utterances: frozenset[str], unmarked: frozenset[str], called: dict[str, str]
) -> tuple[str | None, int]:
    """The speaker a line opens with and where their words begin; ``(None, 0)`` where it opens with none.

    ``utterances`` are the speakers that a colon marks, ``unmarked`` those that none does.
    ``called`` remembers the names of those who are called 先方A, when one was said in brackets.
    """
    if match := _VOICE.match(words):
        return match[1].strip(), match.end()
    colon = _has_colon(words)
    if colon and (match := _CHAT.match(words)):
        name = (match["after"] or match["before"]).strip()
        if not _is_label(name) and not name.isdigit():
            return name, match.end()
    if colon and utterances and (match := _UTTERANCE.match(words)) and match["name"] in utterances:
        return _named(match["name"].strip(), match["bracket"], called), match.end()
    if unmarked and (match := opened(words)) and match["name"] in unmarked:
        return match["name"], match.end()
    return None, 0


def _named(name: str, bracket: str | None, called: dict[str, str]) -> str:
    if not SOMEBODY.fullmatch(name):
        return name
    if bracket:
        called[name] = bracket.strip()
    return called.get(name, name)
